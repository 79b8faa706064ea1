//! Format `csv`: a row for each finding, below a header.

use std::io::{self, Write};

use super::cells::row;
use super::quote::prints;
use crate::engine::Report;

const HEADER: [&str; 10] =
    ["path", "line", "column", "end_line", "end_column", "severity", "rule", "message", "help", "fingerprint"];

pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    row(&HEADER, out)?;
    for file in &report.files {
        for (finding, print) in file.diagnostics.iter().zip(prints(file).0) {
            let [start, end] = [finding.span.start(), finding.span.end()].map(|at| file.source.line_column(at));
            let numbers = [start.line, start.column, end.line, end.column].map(|number| number.to_string());
            let [line, column, end_line, end_column] = &numbers;
            let fingerprint = format!("{print}:{}", print.occurrence + 1);
            let cells = [
                file.source.path(),
                line,
                column,
                end_line,
                end_column,
                finding.severity.name(),
                finding.rule,
                &finding.message,
                finding.help.as_deref().unwrap_or_default(),
                &fingerprint,
            ];
            row(&cells, out)?;
        }
    }
    Ok(())
}
