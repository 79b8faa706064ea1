//! Placeholder of the floor `report`.

use std::io;
use std::time::Duration;

use crate::engine::Report;
use crate::rule::Registry;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Full,
    Concise,
    Grouped,
    Json,
    JsonLines,
}

impl Format {
    pub const ALL: [Format; 5] = [Self::Full, Self::Concise, Self::Grouped, Self::Json, Self::JsonLines];

    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Concise => "concise",
            Self::Grouped => "grouped",
            Self::Json => "json",
            Self::JsonLines => "json-lines",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

pub struct Gate {
    pub failed: bool,
    pub fail_on: &'static str,
}

pub struct Presentation {
    pub color: bool,
    pub collapse: bool,
    pub quiet: bool,
    pub statistics: bool,
    pub elapsed: Option<Duration>,
    pub gate: Gate,
}

pub fn write(report: &Report, _: Format, _: &Registry, _: &Presentation, out: &mut dyn io::Write) -> io::Result<()> {
    for file in &report.files {
        for d in &file.diagnostics {
            let at = file.source.line_column(d.span.start());
            let path = file.source.path();
            writeln!(out, "{path}:{}:{}: {}[{}] {}", at.line, at.column, d.severity.name(), d.rule, d.message)?;
        }
    }
    Ok(())
}
