//! The per-file phase: a pure function from one file's text to its findings.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::suppress;
use crate::diagnostic::Diagnostic;
use crate::markdown::Document;
use crate::rule::{Findings, Page, Registry, RuleSet};
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

/// What came of one file.
#[derive(Debug, Default)]
pub struct Inspection {
    /// Findings sorted by place and rule.
    pub diagnostics: Vec<Diagnostic>,
    /// Findings that a comment switched off.
    pub suppressed: usize,
    /// Links and images seen.
    pub links: usize,
    /// True where a rule failed, so that the file is not wholly checked.
    pub failed: bool,
}

impl Inspector<'_> {
    /// Checks one file with the rules that are on for it.
    pub fn inspect(&self, source: &SourceFile, rules: &RuleSet<'_>, site: &PageSite) -> Inspection {
        let mut out = Inspection::default();
        let parsed = catch_unwind(AssertUnwindSafe(|| Document::new(source)));
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
        let suppressions = page.suppressions();
        if !suppressions.is_empty() {
            out.suppressed = suppress::apply(&page, &suppressions, rules, self.registry, &mut out.diagnostics);
        }
        sort(&mut out.diagnostics);
        name_sections(&page, &mut out.diagnostics);
        out
    }

    fn run_rules(&self, page: &Page<'_>, rules: &RuleSet<'_>, out: &mut Inspection) {
        for rule in rules.rules() {
            let Some(check) = &rule.check else { continue };
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
fn name_sections(page: &Page<'_>, diagnostics: &mut [Diagnostic]) {
    let mut last: Option<(&str, Arc<str>)> = None;
    for diagnostic in diagnostics {
        let Some(heading) = page.section_at(diagnostic.span.start()) else { continue };
        if last.as_ref().is_none_or(|(known, _)| !std::ptr::eq(*known, heading)) {
            let end = heading.char_indices().nth(LONGEST_SECTION).map_or(heading.len(), |(end, _)| end);
            last = Some((heading, Arc::from(&heading[..end])));
        }
        diagnostic.section = last.as_ref().map(|(_, shared)| shared.clone());
    }
}

impl Inspection {
    fn fail(&mut self, rules: &RuleSet<'_>, what: &str, panic: &Box<dyn Any + Send>) {
        self.failed = true;
        let Some(rule) = rules.get("internal-error") else { return };
        let message = format!("{what} failed on this file: {}", panic_message(panic));
        let mut findings = Findings::new(&mut self.diagnostics, rule.page.id, rule.severity);
        findings.report(Span::at(0), message).help("this is a bug of guidelint's; please report it with this file");
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
