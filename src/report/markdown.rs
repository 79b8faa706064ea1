//! Format `markdown`: a comment for a pull request in the shape that authors of Microsoft Learn know, with Learn's names
//! for severities. The files with the gravest findings come first, so that a text that must be cut keeps them.

mod escape;

use std::cmp::Reverse;
use std::io::{self, Write};

use self::escape::escaped;
use super::quote::{BY_GRAVITY, page_url};
use super::{Presentation, counted, sanitize, thousands};
use crate::diagnostic::{Diagnostic, Severity};
use crate::engine::{FileReport, Report};
use crate::rule::Registry;

/// Bytes kept for the last line of a text that is cut.
const LAST_LINE: usize = 100;
/// Of a text that is cut, the table has one part in so many.
const TABLE: usize = 4;

/// Writes the comment in at most `limit` bytes.
pub(super) fn write(
    report: &Report,
    registry: &Registry,
    how: &Presentation<'_>,
    limit: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut page = Page { out, left: limit.saturating_sub(LAST_LINE) };
    page.put(&format!("## guidelint: {}\n\n", verdict(report, how)))?;
    let mut files: Vec<&FileReport> = report.files.iter().collect();
    files.sort_by_key(|file| Reverse(worst(file)));
    if !files.is_empty() {
        table(&files, how, &mut page, limit / TABLE)?;
    }
    let mut told = 0;
    for file in &files {
        let path = escaped(&how.home.path(file.source.path()));
        let mut head = format!("\n### {path}\n\n");
        for finding in &file.diagnostics {
            let line = line(file, finding, registry);
            if !page.put(&(std::mem::take(&mut head) + &line))? {
                return page.cut(report.summary.total() - told);
            }
            told += 1;
        }
    }
    Ok(())
}

/// `failed, 9 errors, 1 warning in 1 file`
fn verdict(report: &Report, how: &Presentation<'_>) -> String {
    let summary = &report.summary;
    let gate = if how.gate.failed.is_some() { "failed" } else { "passed" };
    let (found, files) = match summary.total() {
        0 => ("nothing found".to_owned(), summary.files),
        _ => (counts(BY_GRAVITY.map(|severity| (severity, summary.of(severity)))), report.files.len()),
    };
    let unfinished = match summary.unfinished {
        0 => String::new(),
        some => format!(", {} not wholly checked", counted(some, "file")),
    };
    format!("{gate}, {found} in {}{unfinished}", counted(files, "file"))
}

fn table(files: &[&FileReport], how: &Presentation<'_>, page: &mut Page<'_>, limit: usize) -> io::Result<()> {
    page.put("| File | Status | Details |\n|---|---|---|\n")?;
    let mut rest = Page { out: page.out, left: limit.min(page.left) };
    let before = rest.left;
    for (index, file) in files.iter().enumerate() {
        let of = |severity| file.diagnostics.iter().filter(|finding| finding.severity == severity).count();
        let details = counts(BY_GRAVITY.map(|severity| (severity, of(severity))));
        let status = worst(file).map_or("", learn_name);
        let path = escaped(&how.home.path(file.source.path()));
        if !rest.put(&format!("| {path} | {status} | {details} |\n"))? {
            let more = counted(files.len() - index, "more file");
            rest.out.write_all(format!("| and {more} | | |\n").as_bytes())?;
            break;
        }
    }
    page.left -= before - rest.left;
    Ok(())
}

fn worst(file: &FileReport) -> Option<Severity> {
    file.diagnostics.iter().map(|finding| finding.severity).max()
}

/// `2 errors, 1 suggestion`
fn counts(counts: [(Severity, usize); 3]) -> String {
    let some = counts.into_iter().filter(|(_, count)| *count > 0);
    let named = some.map(|(severity, count)| counted(count, &learn_name(severity).to_lowercase()));
    named.collect::<Vec<_>>().join(", ")
}

fn learn_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Info => "Suggestion",
    }
}

/// `- Line 28, Column 5: **[Error: empty-link - See [documentation](…)]** message`
fn line(file: &FileReport, finding: &Diagnostic, registry: &Registry) -> String {
    let at = file.source.line_column(finding.span.start());
    let help = finding.help.iter().map(|help| format!(" · help: {}", escaped(&sanitize(help)))).collect::<String>();
    let page = registry.find(finding.rule).map(|page| format!(" - See [documentation]({})", page_url(page)));
    format!(
        "- Line {}, Column {}: **[{}: {}{}]** {}{help}\n",
        at.line,
        at.column,
        learn_name(finding.severity),
        finding.rule,
        page.unwrap_or_default(),
        escaped(&sanitize(&finding.message)),
    )
}

/// What is written, and the bytes that there is still room for.
struct Page<'w> {
    out: &'w mut dyn Write,
    left: usize,
}

impl Page<'_> {
    /// Writes a text where there is room for all of it.
    fn put(&mut self, text: &str) -> io::Result<bool> {
        let Some(left) = self.left.checked_sub(text.len()) else { return Ok(false) };
        self.left = left;
        self.out.write_all(text.as_bytes())?;
        Ok(true)
    }

    fn cut(self, left: usize) -> io::Result<()> {
        writeln!(self.out, "\n{} more findings are left out: the text would be too long.", thousands(left))
    }
}
