//! Format `grouped`: the findings of each file below its name, one line each.

use std::io::{self, Write};

use super::style::{self, Painter};
use super::{Presentation, closing, padded, sanitize, visible};
use crate::engine::{FileReport, Report};

pub(super) fn write(report: &Report, how: &Presentation, out: &mut dyn Write) -> io::Result<()> {
    let mut painter = Painter { out, color: how.color };
    for file in &report.files {
        file_findings(file, &mut painter)?;
    }
    if how.quiet { Ok(()) } else { closing::write(report, None, how, &mut painter) }
}

fn file_findings(file: &FileReport, painter: &mut Painter<'_>) -> io::Result<()> {
    painter.paint(style::STRONG, &visible(file.source.path()))?;
    painter.plain("\n")?;
    let rows: Vec<(String, String)> = file
        .diagnostics
        .iter()
        .map(|finding| {
            let at = file.source.line_column(finding.span.start());
            (format!("{}:{}", at.line, at.column), format!("{}[{}]", finding.severity.name(), finding.rule))
        })
        .collect();
    let widest = |part: fn(&(String, String)) -> &String| rows.iter().map(|row| part(row).len()).max().unwrap_or(0);
    let (places, heads) = (widest(|row| &row.0), widest(|row| &row.1));
    for ((place, head), finding) in rows.iter().zip(&file.diagnostics) {
        painter.plain(&format!("  {}  ", padded(place, places)))?;
        painter.paint(style::of_severity(finding.severity), &padded(head, heads))?;
        painter.plain(&format!("  {}\n", sanitize(&finding.message)))?;
    }
    painter.plain("\n")
}
