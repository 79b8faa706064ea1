//! Format `junit`: test results in JUnit's XML. A file is a suite, a rule on a line of it is a case that failed.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::quote::told;
use super::xml::xml;
use super::{Presentation, counted};
use crate::diagnostic::Diagnostic;
use crate::engine::{FileReport, Report};

pub(super) fn write(report: &Report, how: &Presentation<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"guidelint\">\n")?;
    report.files.iter().try_for_each(|file| suite(file, &how.home.path(file.source.path()), out))?;
    if report.files.is_empty() {
        // Services take a file without a case for a run that broke.
        let name = format!("nothing found in {}", counted(report.summary.files, "file"));
        writeln!(out, "  <testsuite name=\"guidelint\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\">")?;
        writeln!(out, "    <testcase name=\"{}\" classname=\"guidelint\"/>\n  </testsuite>", xml(&name))?;
    }
    out.write_all(b"</testsuites>\n")
}

fn suite(file: &FileReport, path: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut cases: BTreeMap<(usize, &str), Vec<&Diagnostic>> = BTreeMap::new();
    for finding in &file.diagnostics {
        let line = file.source.line_column(finding.span.start()).line;
        cases.entry((line, finding.rule)).or_default().push(finding);
    }
    let (path, count) = (xml(path), cases.len());
    writeln!(out, "  <testsuite name=\"{path}\" tests=\"{count}\" failures=\"{count}\" errors=\"0\" skipped=\"0\">")?;
    for ((line, rule), findings) in cases {
        writeln!(
            out,
            "    <testcase name=\"{rule}, line {line}\" classname=\"{path}\" file=\"{path}\" line=\"{line}\">"
        )?;
        failure(file, &findings, out)?;
        out.write_all(b"    </testcase>\n")?;
    }
    out.write_all(b"  </testsuite>\n")
}

/// What a rule found on a line, in one failure: readers of the format disagree about several.
fn failure(file: &FileReport, findings: &[&Diagnostic], out: &mut dyn Write) -> io::Result<()> {
    let severity = findings.iter().map(|finding| finding.severity).max().map_or("", |severity| severity.name());
    let more = if findings.len() > 1 { format!(" (and {} more)", findings.len() - 1) } else { String::new() };
    let first = findings.first().map(|finding| super::sanitize(&finding.message)).unwrap_or_default();
    write!(out, "      <failure type=\"{severity}\" message=\"{}{more}\">", xml(&first))?;
    for (index, finding) in findings.iter().enumerate() {
        let column = file.source.line_column(finding.span.start()).column;
        let separator = if index > 0 { "\n" } else { "" };
        out.write_all(xml(&format!("{separator}column {column}: {}", told(finding))).as_bytes())?;
    }
    out.write_all(b"</failure>\n")
}
