//! Format `gitlab`: a Code Quality report. An error is `major` and a warning `minor`: teams let `critical` and `blocker`
//! stop a service, and no defect of a page does that.

use std::io::{self, Write};

use serde_json::json;

use super::Presentation;
use super::json::value;
use super::quote::{prints, told};
use crate::diagnostic::Severity;
use crate::engine::Report;

pub(super) fn write(report: &Report, how: &Presentation<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut separator = "[\n";
    for file in &report.files {
        let path = how.home.path(file.source.path());
        for (finding, print) in file.diagnostics.iter().zip(prints(file).0) {
            let severity = match finding.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Info => "info",
            };
            let line = file.source.line_column(finding.span.start()).line;
            let issue = json!({
                "description": told(finding),
                "check_name": finding.rule,
                "fingerprint": print.in_file(&path),
                "severity": severity,
                "location": { "path": path, "lines": { "begin": line } },
            });
            out.write_all(separator.as_bytes())?;
            separator = ",\n";
            value(&issue, out)?;
        }
    }
    out.write_all(if report.files.is_empty() { b"[]\n" } else { b"\n]\n" })
}
