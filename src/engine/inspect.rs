//! The per-file phase: a pure function from one file's text to its findings.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::suppress;
use crate::diagnostic::Diagnostic;
use crate::docset::FileFacts;
use crate::markdown::{Document, Suppression};
use crate::rule::{Check, Findings, Page, Registry, RuleSet};
use crate::site::PageSite;
use crate::text::{SourceFile, Span};

/// Characters of a heading that a finding keeps at most.
const LONGEST_SECTION: usize = 240;

/// What the per-file phase needs to know beside the file.
pub struct Inspector<'r> {
    /// All rules, for the names in suppression comments.
    pub registry: &'r Registry,
    /// Days from 1970-01-01 to the day of the run.
    pub today: i64,
}

/// What came of one file alone.
#[derive(Debug, Default)]
pub struct Inspection {
    /// Findings; those that a comment switches off too.
    pub diagnostics: Vec<Diagnostic>,
    /// Findings that a comment switched off.
    pub suppressed: Vec<Diagnostic>,
    /// Whether it was judged together with every file of its root.
    pub saw_all: bool,
    /// The comments that switch findings off.
    pub suppressions: Vec<Suppression>,
    /// What the file defines and uses, where a rule wants to know.
    pub facts: Option<FileFacts>,
    /// Links and images seen.
    pub links: usize,
    /// True where a rule failed, so that the file is not wholly checked.
    pub failed: bool,
}

impl Inspector<'_> {
    /// Checks one file alone, as if it were all there is.
    pub fn inspect(&self, source: &SourceFile, rules: &RuleSet<'_>, site: &PageSite) -> Inspection {
        let mut inspection = self.begin(source, rules, site);
        self.finish(source, rules, &mut inspection);
        inspection
    }

    /// Checks one file with the rules that look at it alone, and collects what the others need to know of it.
    pub fn begin(&self, source: &SourceFile, rules: &RuleSet<'_>, site: &PageSite) -> Inspection {
        let mut out = Inspection::default();
        let parsed = catch_unwind(AssertUnwindSafe(|| Document::in_language(source, rules.language())));
        let doc = match parsed {
            Ok(doc) => doc,
            Err(panic) => {
                out.fail(rules, "the parser", &panic);
                return out;
            }
        };
        out.links = doc.links().len();
        let page = Page { doc, site, today: self.today };
        self.run_rules(&page, rules, &mut out);
        out.suppressions = page.suppressions();
        out.diagnostics.sort_by_key(|diagnostic| diagnostic.span);
        name_sections(&mut out.diagnostics, |at| page.section_at(at));
        out.facts = rules.looks_at_all().then(|| FileFacts::of(&page, site.site));
        out
    }

    /// Takes away what the comments of the file switch off, and puts the rest in the order of a report.
    pub fn finish(&self, source: &SourceFile, rules: &RuleSet<'_>, inspection: &mut Inspection) {
        let Inspection { diagnostics, suppressions, suppressed, saw_all, .. } = inspection;
        if !suppressions.is_empty() {
            *suppressed = suppress::apply(source, suppressions, rules, self.registry, *saw_all, diagnostics);
        }
        sort(diagnostics);
    }

    fn run_rules(&self, page: &Page<'_>, rules: &RuleSet<'_>, out: &mut Inspection) {
        for rule in rules.rules() {
            let Some(Check::Page(check)) = &rule.check else { continue };
            let before = out.diagnostics.len();
            let mut findings = Findings::new(&mut out.diagnostics, rule.page.id, rule.severity);
            if let Err(panic) = catch_unwind(AssertUnwindSafe(|| check(page, &mut findings))) {
                out.diagnostics.truncate(before);
                out.fail(rules, rule.page.id, &panic);
            }
        }
    }
}

/// Puts findings in the order of a report: by their first byte, then by rule.
pub(super) fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by_key(|diagnostic| (diagnostic.span.start(), diagnostic.rule, diagnostic.span.end()));
}

/// Says of each finding, sorted by place, under which heading it stands. Findings under one heading share its text, and
/// of a huge heading they keep the beginning.
pub(super) fn name_sections<'s>(diagnostics: &mut [Diagnostic], section_at: impl Fn(usize) -> Option<&'s str>) {
    let mut last: Option<(&str, Arc<str>)> = None;
    for diagnostic in diagnostics {
        let Some(heading) = section_at(diagnostic.span.start()) else { continue };
        if last.as_ref().is_none_or(|(known, _)| !std::ptr::eq(*known, heading)) {
            let end = heading.char_indices().nth(LONGEST_SECTION).map_or(heading.len(), |(end, _)| end);
            last = Some((heading, Arc::from(&heading[..end])));
        }
        diagnostic.section = last.as_ref().map(|(_, shared)| shared.clone());
    }
}

/// Makes a finding of a rule's panic.
pub(super) fn report_panic(
    rules: &RuleSet<'_>,
    what: &str,
    panic: &Box<dyn Any + Send>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(rule) = rules.get("internal-error") else { return };
    let message = format!("{what} failed on this file: {}", panic_message(panic));
    let mut findings = Findings::new(diagnostics, rule.page.id, rule.severity);
    findings.report(Span::at(0), message).help("this is a bug of guidelint's; please report it with this file");
}

impl Inspection {
    fn fail(&mut self, rules: &RuleSet<'_>, what: &str, panic: &Box<dyn Any + Send>) {
        self.failed = true;
        report_panic(rules, what, panic, &mut self.diagnostics);
    }
}

/// What a panic said.
pub fn panic_message(panic: &Box<dyn Any + Send>) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::registry;
    use crate::site::Site;

    #[test]
    fn findings_share_the_beginning_of_their_heading() {
        let rules = RuleSet::new(registry(), Site::GitHub, &Default::default()).unwrap();
        let source = SourceFile::new("a.md", format!("# {}\n\n[x]()\n\n[y]()\n", "é".repeat(1_000)));
        let inspector = Inspector { registry: registry(), today: 0 };
        let found = inspector.inspect(&source, &rules, &PageSite::alone(Site::GitHub)).diagnostics;
        let sections: Vec<_> = found.iter().filter(|d| d.rule == "empty-link").flat_map(|d| &d.section).collect();
        assert_eq!((sections.len(), sections[0].chars().count()), (2, LONGEST_SECTION));
        assert!(Arc::ptr_eq(sections[0], sections[1]));
    }
}
