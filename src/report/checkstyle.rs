//! Format `checkstyle`: the XML of Checkstyle, which Jenkins and many review tools read.

use std::io::{self, Write};

use super::Presentation;
use super::quote::told;
use super::xml::xml;
use crate::engine::Report;

/// The version of Checkstyle whose shape this is; readers want one.
const VERSION: &str = "4.3";

pub(super) fn write(report: &Report, how: &Presentation<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"{VERSION}\">")?;
    for file in &report.files {
        writeln!(out, "  <file name=\"{}\">", xml(&how.home.path(file.source.path())))?;
        for finding in &file.diagnostics {
            let at = file.source.line_column(finding.span.start());
            writeln!(
                out,
                "    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"guidelint.{}\"/>",
                at.line,
                at.column,
                finding.severity.name(),
                xml(&told(finding)),
                finding.rule,
            )?;
        }
        out.write_all(b"  </file>\n")?;
    }
    out.write_all(b"</checkstyle>\n")
}
