//! Floor `report`: one [`Report`], shown in one of several formats, one file each.
//!
//! A reporter changes nothing in what was found and reads no clock, terminal or environment: how the report is to look
//! comes in as a [`Presentation`]. Whatever a report quotes from a file is made visible first, or escaped.

mod closing;
mod concise;
mod diff;
mod differences;
mod drawing;
mod elsewhere;
mod full;
mod grouped;
mod json;
pub mod links;
mod repeats;
mod sanitize;
mod statistics;
mod style;
mod text;
mod window;
mod wrap;

use std::io::{self, BufWriter, Write};
use std::time::Duration;

use crate::engine::Report;
use crate::rule::Registry;

pub use diff::write_diff;
pub use sanitize::{is_hidden, sanitize, visible};
pub use style::{FAINT, Painter, STRONG, of_label};
pub use wrap::{counted, cut, cut_start, padded, thousands, width, wrap};

/// Columns that the format for people fills at most: the eye finds a caret no better in a wider line.
pub const WIDEST: usize = 100;
/// Columns that it fills at least; a narrower terminal breaks the lines itself.
const NARROWEST: usize = 40;

/// The formats.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// For people: the place in its line, with what to do.
    Full,
    /// One line for each finding, as compilers write it.
    Concise,
    /// One line for each finding, below the name of its file.
    Grouped,
    /// One JSON object.
    Json,
    /// One JSON object for each finding, and one for the counts.
    JsonLines,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 5] = [Self::Full, Self::Concise, Self::Grouped, Self::Json, Self::JsonLines];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Concise => "concise",
            Self::Grouped => "grouped",
            Self::Json => "json",
            Self::JsonLines => "json-lines",
        }
    }

    /// The format with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// How a report is shown. Nothing in it changes what was found.
#[derive(Clone, Copy, Debug)]
pub struct Presentation {
    /// Columns of the terminal; the text is kept within them, and never wider than [`WIDEST`].
    pub columns: usize,
    /// Whether to use colour.
    pub color: bool,
    /// Whether repeats of one rule, in one file and in many, are counted instead of shown.
    pub collapse: bool,
    /// Whether to leave out the closing lines.
    pub quiet: bool,
    /// Whether to show a count for each rule instead of the findings.
    pub statistics: bool,
    /// How long the run took; shown by [`Format::Full`] only, so that the other formats stay the same for each run.
    pub elapsed: Option<Duration>,
    /// What the run comes to.
    pub gate: Gate,
}

/// Whether the findings fail the run.
#[derive(Clone, Copy, Debug)]
pub struct Gate {
    /// The severity from which on a finding fails the run: `error`, `warning`, `info` or `never`.
    pub fail_on: &'static str,
    /// What failed it, where something did.
    pub failed: Option<Cause>,
}

/// Why a run fails.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cause {
    /// A finding at or above the failing severity.
    Severity,
    /// More warnings than this.
    MaxWarnings(usize),
    /// Something could not be read or not wholly be checked.
    Unfinished,
}

/// Writes a report.
///
/// # Errors
/// What `out` refuses to take.
pub fn write(
    report: &Report,
    format: Format,
    registry: &Registry,
    how: &Presentation,
    out: &mut dyn Write,
) -> io::Result<()> {
    let out = &mut BufWriter::new(out);
    let columns = how.columns.clamp(NARROWEST, WIDEST);
    // The time makes two runs differ, so only the format that nobody compares shows it.
    let elapsed = how.elapsed.filter(|_| format == Format::Full);
    let how = &Presentation { elapsed, ..*how };
    match (how.statistics, format) {
        (false, Format::Full) => full::write(columns, report, how, out)?,
        (false, Format::Concise) => concise::write(report, how, out)?,
        (false, Format::Grouped) => grouped::write(report, how, out)?,
        (false, Format::Json) => json::write(report, registry, out)?,
        (false, Format::JsonLines) => json::write_lines(report, registry, out)?,
        (true, Format::Full | Format::Concise | Format::Grouped) => statistics::write(report, how, out)?,
        (true, Format::Json) => json::write_statistics(report, out)?,
        (true, Format::JsonLines) => json::write_statistics_lines(report, out)?,
    }
    out.flush()
}
