//! Format `concise`: `path:line:col: error[empty-link] message`, which every editor and problem matcher can read.

use std::io::{self, Write};

use super::style::{self, Painter};
use super::{Presentation, sanitize, visible};
use crate::engine::Report;

pub(super) fn write(report: &Report, how: &Presentation, out: &mut dyn Write) -> io::Result<()> {
    let mut painter = Painter { out, color: how.color };
    for file in &report.files {
        let path = visible(file.source.path());
        for finding in &file.diagnostics {
            let at = file.source.line_column(finding.span.start());
            painter.plain(&format!("{path}:{}:{}: ", at.line, at.column))?;
            let head = format!("{}[{}]", finding.severity.name(), finding.rule);
            painter.paint(style::of_severity(finding.severity), &head)?;
            painter.plain(&format!(" {}\n", sanitize(&finding.message)))?;
        }
    }
    Ok(())
}
