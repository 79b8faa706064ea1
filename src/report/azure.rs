//! Format `azure`: logging commands of Azure Pipelines. A task shows ten issues of each type, so the gravest are written
//! and the others counted. Azure knows errors and warnings only: what is worth knowing comes last, as a warning that says
//! so, for nothing else would be seen beside the file.

use std::io::{self, Write};

use super::quote::{BY_GRAVITY, of_severity, told};
use super::shield::shielded;
use super::{Presentation, thousands, visible};
use crate::diagnostic::{Diagnostic, Severity};
use crate::engine::Report;
use crate::text::SourceFile;

/// Issues of one type that a task shows.
const MOST: usize = 10;

pub(super) fn write(report: &Report, how: &Presentation<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (errors, others) = BY_GRAVITY.split_at(1);
    let mut left = 0;
    for severities in [errors, others] {
        let findings = severities.iter().flat_map(|&severity| of_severity(&report.files, severity));
        left += findings.clone().skip(MOST).count();
        findings.take(MOST).try_for_each(|(source, finding)| issue(source, finding, how, out))?;
    }
    let summary = if how.has_job_summary { ": see the summary of the run" } else { "" };
    if left > 0 { writeln!(out, "and {} more{summary}", thousands(left)) } else { Ok(()) }
}

fn issue(source: &SourceFile, finding: &Diagnostic, how: &Presentation<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (kind, mark) = match finding.severity {
        Severity::Error => ("error", ""),
        Severity::Warning => ("warning", ""),
        Severity::Info => ("warning", "(info) "),
    };
    let path = how.home.absolute(source.path());
    let at = source.line_column(finding.span.start());
    writeln!(
        out,
        "##vso[task.logissue type={kind};sourcepath={};linenumber={};columnnumber={};code={};]{mark}{}",
        escaped(&shielded(&visible(&path))),
        at.line,
        at.column,
        escaped(finding.rule),
        escaped(&shielded(&told(finding))),
    )
}

/// The command that puts a Markdown file, by its absolute path, on the summary page of a run.
pub fn azure_summary(path: &str) -> String {
    format!("##vso[task.uploadsummary]{}", escaped(&visible(path)))
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '%' => out.push_str("%AZP25"),
            ';' => out.push_str("%3B"),
            ']' => out.push_str("%5D"),
            '\r' => out.push_str("%0D"),
            '\n' => out.push_str("%0A"),
            _ => out.push(c),
        }
    }
    out
}
