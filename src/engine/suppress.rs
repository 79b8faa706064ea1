//! Takes away the findings that comments switch off, and reports the comments that switch off nothing.

use crate::diagnostic::Diagnostic;
use crate::markdown::{Document, Suppression, SuppressionKind};
use crate::rule::{Findings, Registry, RuleSet};

/// Lines, from 0, on which a comment switches a rule off.
struct Reach<'s> {
    first: usize,
    last: usize,
    /// Id of the rule, or nothing for every rule.
    rule: Option<&'static str>,
    /// The comment and which of its names this is; a foreign comment's is never reported.
    suppression: &'s Suppression,
    name: Option<usize>,
    used: bool,
}

/// Removes what the comments of a page switch off; returns how many findings that were.
pub(super) fn apply(
    doc: &Document<'_>,
    suppressions: &[Suppression],
    rules: &RuleSet<'_>,
    registry: &Registry,
    diagnostics: &mut Vec<Diagnostic>,
) -> usize {
    let mut reaches = reaches(doc, suppressions, registry);
    let before = diagnostics.len();
    diagnostics.retain(|diagnostic| {
        let line = doc.source().line_index(diagnostic.span.start());
        let mut kept = true;
        for reach in &mut reaches {
            if reach.first <= line && line <= reach.last && reach.rule.is_none_or(|rule| rule == diagnostic.rule) {
                reach.used = true;
                kept = false;
            }
        }
        kept
    });
    let suppressed = before - diagnostics.len();
    report_unknown(doc, suppressions, rules, registry, diagnostics);
    report_unused(&reaches, rules, diagnostics);
    suppressed
}

fn reaches<'s>(doc: &Document<'_>, suppressions: &'s [Suppression], registry: &Registry) -> Vec<Reach<'s>> {
    let source = doc.source();
    let mut reaches: Vec<Reach<'s>> = Vec::new();
    for suppression in suppressions {
        let line = source.line_index(suppression.span.start());
        let (first, last) = match suppression.kind {
            SuppressionKind::Disable => (line, usize::MAX),
            SuppressionKind::File => (0, usize::MAX),
            SuppressionKind::Line => (line, line),
            SuppressionKind::NextLine => {
                let next = source.line_index(suppression.span.end()) + 1;
                (next, next)
            }
            SuppressionKind::Unknown { .. } => continue,
            SuppressionKind::Enable => {
                enable(&mut reaches, suppression, line, registry);
                continue;
            }
        };
        if suppression.rules.is_empty() {
            reaches.push(Reach { first, last, rule: None, suppression, name: None, used: false });
        }
        for (index, (name, _)) in suppression.rules.iter().enumerate() {
            for page in registry.select(name).unwrap_or_default() {
                let rule = Some(page.id);
                reaches.push(Reach { first, last, rule, suppression, name: Some(index), used: false });
            }
        }
    }
    reaches
}

/// Ends the open reaches that an `-enable` names, or all of them.
fn enable(reaches: &mut [Reach<'_>], suppression: &Suppression, line: usize, registry: &Registry) {
    let names = suppression.rules.iter();
    let ids: Vec<&str> =
        names.flat_map(|(name, _)| registry.select(name).unwrap_or_default()).map(|page| page.id).collect();
    for reach in reaches {
        let named = suppression.rules.is_empty() || reach.rule.is_some_and(|rule| ids.contains(&rule));
        let open = reach.last == usize::MAX && reach.suppression.kind == SuppressionKind::Disable;
        if open && named {
            reach.last = line;
        }
    }
}

fn report_unknown(
    doc: &Document<'_>,
    suppressions: &[Suppression],
    rules: &RuleSet<'_>,
    registry: &Registry,
    out: &mut Vec<Diagnostic>,
) {
    let Some(rule) = rules.get("unknown-suppression") else { return };
    let mut findings = Findings::new(out, rule.page.id, rule.severity);
    for suppression in suppressions.iter().filter(|suppression| !suppression.foreign) {
        if let SuppressionKind::Unknown { verb, meant } = suppression.kind {
            let written = verb.of(doc.text());
            let finding = findings.report(verb, format!("`{written}` is no suppression and has no effect"));
            match meant {
                Some(meant) => finding.help(format!("did you mean `guidelint-{meant}`?")),
                None => finding.help("write `guidelint-disable-next-line`, and the rules after it"),
            };
        }
        for (name, span) in &suppression.rules {
            if let Err(message) = registry.select(name) {
                findings.report(*span, message);
            }
        }
    }
}

fn report_unused(reaches: &[Reach<'_>], rules: &RuleSet<'_>, out: &mut Vec<Diagnostic>) {
    let Some(rule) = rules.get("unused-suppression") else { return };
    let mut findings = Findings::new(out, rule.page.id, rule.severity);
    let mut from = 0;
    // Names that mean several rules (a family) have several reaches in a row; one that is used speaks for all.
    while from < reaches.len() {
        let first = &reaches[from];
        let same = |reach: &&Reach<'_>| std::ptr::eq(reach.suppression, first.suppression) && reach.name == first.name;
        let group: Vec<&Reach<'_>> = reaches[from..].iter().take_while(same).collect();
        from += group.len();
        let asleep = group.iter().all(|reach| reach.rule.is_some_and(|rule| rules.get(rule).is_none()));
        if first.suppression.foreign || asleep || group.iter().any(|reach| reach.used) {
            continue;
        }
        match first.name.map(|index| &first.suppression.rules[index]) {
            Some((name, span)) => {
                findings.report(*span, format!("`{name}` finds nothing here; the suppression has no effect"))
            }
            None => findings.report(first.suppression.span, "nothing is found here; the suppression has no effect"),
        };
    }
}
