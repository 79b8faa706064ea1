//! What a finding says, as the formats for services need it.

use std::borrow::Cow;

use super::sanitize;
use crate::diagnostic::{Diagnostic, Fingerprint, Severity};
use crate::engine::FileReport;
use crate::rule::RulePage;
use crate::text::{SourceFile, Span};

/// Where the program lives.
pub(super) const HOME_PAGE: &str = env!("CARGO_PKG_REPOSITORY");

/// Severities, the gravest first.
pub(super) const BY_GRAVITY: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

/// The page of a rule in the web.
pub(super) fn page_url(page: &RulePage) -> String {
    format!("{HOME_PAGE}/blob/main/rules/{}/{}.md", page.family, page.id)
}

/// Message, notes and help, each on a line of its own, with nothing hidden in them.
pub(super) fn told(finding: &Diagnostic) -> String {
    let mut lines = vec![sanitize(&finding.message)];
    let named = |name: &str, text: &str| Cow::Owned(format!("{name}: {}", sanitize(text)));
    lines.extend(finding.notes.iter().map(|note| named("note", note)));
    lines.extend(finding.help.iter().map(|help| named("help", help)));
    lines.join("\n")
}

/// What of a place stands on its first line, without the line's end.
pub(super) fn first_line(source: &SourceFile, span: Span) -> Span {
    let line = source.line_span(source.line_index(span.start()));
    Span::new(span.start(), span.end().min(line.end()))
}

/// The findings of one severity, in the order of the report.
pub(super) fn of_severity(
    files: &[FileReport],
    severity: Severity,
) -> impl Iterator<Item = (&SourceFile, &Diagnostic)> + Clone {
    let of = move |file| {
        let FileReport { source, diagnostics, .. }: &FileReport = file;
        diagnostics.iter().filter(move |finding| finding.severity == severity).map(move |finding| (source, finding))
    };
    files.iter().flat_map(of)
}

/// The fingerprints of a file's findings and of those that are set aside. They are counted together, so that a finding
/// keeps its fingerprint when one before it is set aside.
pub(super) fn prints(file: &FileReport) -> (Vec<Fingerprint>, Vec<Fingerprint>) {
    let aside = file.set_aside.iter().map(|aside| &aside.diagnostic);
    let mut all: Vec<(usize, &Diagnostic)> = file.diagnostics.iter().chain(aside).enumerate().collect();
    all.sort_by_key(|(_, finding)| (finding.span.start(), finding.rule, finding.span.end()));
    let prints = Fingerprint::all(&file.source, all.iter().map(|(_, finding)| *finding));
    let mut placed: Vec<(usize, Fingerprint)> = all.iter().map(|(index, _)| *index).zip(prints).collect();
    placed.sort_unstable();
    let mut prints: Vec<Fingerprint> = placed.into_iter().map(|(_, print)| print).collect();
    let aside = prints.split_off(file.diagnostics.len());
    (prints, aside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{SetAside, Why};

    #[test]
    fn setting_a_finding_aside_leaves_the_fingerprints_of_the_others() {
        let link = |at| Diagnostic::new("empty-link", Severity::Error, Span::new(at, at + 5), "m");
        let source = || SourceFile::new("a.md", "[x]() [x]() [x]()");
        let all = FileReport { source: source(), diagnostics: [0, 6, 12].map(link).into(), set_aside: Vec::new() };
        let aside = vec![SetAside { diagnostic: link(0), why: Why::Comment }];
        let some = FileReport { source: source(), diagnostics: [6, 12].map(link).into(), set_aside: aside };
        let ((all, _), (shown, aside)) = (prints(&all), prints(&some));
        assert_eq!([aside, shown].concat(), all);
    }
}
