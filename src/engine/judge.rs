//! Runs the rules that look at all files, each file by itself.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::inspect::{name_sections, report_panic};
use super::report::Targets;
use crate::diagnostic::Diagnostic;
use crate::docset::{AnchorVerdict, Member, Verdict};
use crate::rule::{Check, Findings, RuleSet};
use crate::site::Outcome;

/// What came of one file among all.
#[derive(Default)]
pub(super) struct Judged {
    /// Bytes of its text when it was read.
    pub length: usize,
    /// Findings with the headings that they stand under.
    pub diagnostics: Vec<Diagnostic>,
    /// True where a rule failed.
    pub failed: bool,
    /// What became of its links.
    pub targets: Targets,
}

/// Judges one file.
pub(super) fn judge(member: &Member<'_>, rules: &RuleSet<'_>) -> Judged {
    let mut judged = Judged { length: member.facts().length, targets: count(member), ..Judged::default() };
    for rule in rules.rules() {
        let Some(Check::Docset(check)) = &rule.check else { continue };
        // Of a file that nobody asked about, only its links to those that were asked about matter.
        if !member.file.checked && rule.page.family != "links" {
            continue;
        }
        let before = judged.diagnostics.len();
        let mut findings = Findings::new(&mut judged.diagnostics, rule.page.id, rule.severity);
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| check(member, &mut findings))) {
            judged.diagnostics.truncate(before);
            judged.failed = true;
            report_panic(rules, rule.page.id, &panic, &mut judged.diagnostics);
        }
    }
    judged.diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    name_sections(&mut judged.diagnostics, |at| member.facts().section_at(at));
    judged
}

fn count(member: &Member<'_>) -> Targets {
    if !member.file.checked {
        return Targets::default();
    }
    let mut counts =
        Targets { checked: member.links().map(|(target, _)| target.uses as usize).sum(), ..Targets::default() };
    for (target, link) in member.links() {
        let uses = target.uses as usize;
        match &link.outcome {
            Outcome::Redirected { .. } => counts.redirected += uses,
            Outcome::File { exact: false, .. } | Outcome::Folder { exact: false, .. } => counts.miscased += uses,
            Outcome::External
            | Outcome::Same
            | Outcome::File { exact: true, .. }
            | Outcome::Folder { exact: true, .. }
            | Outcome::Generated
            | Outcome::Unverifiable(_)
            | Outcome::Missing { .. }
            | Outcome::Outside => {}
        }
        let cause = match (member.verdict(target, link), member.anchor_verdict(target, link)) {
            (Verdict::Unverifiable(cause), _) | (_, AnchorVerdict::Unverifiable(cause)) => cause,
            (Verdict::Right | Verdict::Broken, AnchorVerdict::Right | AnchorVerdict::Broken(_)) => continue,
        };
        *counts.unverifiable.entry(cause).or_default() += uses;
    }
    counts
}

impl Targets {
    /// Adds what became of the links of another file.
    pub(super) fn add(&mut self, other: &Targets) {
        self.checked += other.checked;
        self.miscased += other.miscased;
        self.redirected += other.redirected;
        for (cause, count) in &other.unverifiable {
            *self.unverifiable.entry(*cause).or_default() += count;
        }
    }
}
