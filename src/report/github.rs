//! Format `github`: annotations of GitHub Actions. A step may have ten of each kind and the rest is dropped in silence,
//! so the gravest are written and the others counted.

use std::io::{self, Write};

use super::quote::{BY_GRAVITY, first_line, of_severity, told};
use super::shield::shielded;
use super::{Presentation, thousands, visible};
use crate::diagnostic::{Diagnostic, Severity};
use crate::engine::Report;
use crate::text::{SourceFile, Span};

/// Annotations of one kind that a step may have.
const MOST: usize = 10;

pub(super) fn write(report: &Report, how: &Presentation<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut left = 0;
    for severity in BY_GRAVITY {
        let findings = of_severity(&report.files, severity);
        left += findings.clone().skip(MOST).count();
        findings.take(MOST).try_for_each(|(source, finding)| annotate(source, finding, how, out))?;
    }
    let summary = if how.has_job_summary { ": see the job summary" } else { "" };
    if left > 0 { writeln!(out, "and {} more{summary}", thousands(left)) } else { Ok(()) }
}

fn annotate(source: &SourceFile, finding: &Diagnostic, how: &Presentation<'_>, out: &mut dyn Write) -> io::Result<()> {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let path = how.home.path(source.path());
    let file = property(&shielded(&visible(&path)));
    let place = place(source, finding.span);
    let message = data(&shielded(&told(finding)));
    writeln!(out, "::{command} file={file},{place},title={}::{message}", property(finding.rule))
}

/// Lines, and columns in characters with an exclusive end; of several lines no columns.
fn place(source: &SourceFile, span: Span) -> String {
    let (start, end) = (source.line_column(span.start()), last(source, span));
    if start.line < end {
        return format!("line={},endLine={end}", start.line);
    }
    let end = source.line_column(first_line(source, span).end());
    format!("line={},endLine={},col={},endColumn={}", start.line, end.line, start.column, end.column)
}

/// The last line of which a place holds more than the end of the line before.
fn last(source: &SourceFile, span: Span) -> usize {
    let content = span.of(source.text()).trim_end_matches(['\n', '\r']);
    source.line_index(span.start() + content.len()) + 1
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
