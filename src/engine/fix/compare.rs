//! Which findings are new once a text was edited.

use std::collections::{BTreeMap, HashMap};

use crate::diagnostic::{Diagnostic, Fingerprint};
use crate::text::{SourceFile, Span};

/// What a finding is known by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub rule: &'static str,
    pub span: Span,
    pub hash: u64,
}

impl Known {
    /// Of all findings of a file, which come in the order of their places.
    pub(super) fn all(source: &SourceFile, findings: &[Diagnostic]) -> Vec<Self> {
        let prints = Fingerprint::all(source, findings);
        let known = |(finding, print): (&Diagnostic, Fingerprint)| Self {
            rule: finding.rule,
            span: finding.span,
            hash: print.hash,
        };
        findings.iter().zip(prints).map(known).collect()
    }
}

/// The findings of `after` that were not among those of `before`, whose spans are carried to the new text. Each old one
/// stands for one new one: of the same rule at the same place, else of the same content, else where the edits changed
/// what it is about, of the same rule at a place that touches its own.
pub(super) fn fresh(mut before: Vec<Known>, mut after: Vec<Known>) -> Vec<Known> {
    pair(&mut before, &mut after, |known| (known.rule, known.span, 0));
    pair(&mut before, &mut after, |known| (known.rule, Span::at(0), known.hash));
    let mut by_rule: BTreeMap<&'static str, Vec<Span>> = BTreeMap::new();
    before.iter().for_each(|known| by_rule.entry(known.rule).or_default().push(known.span));
    by_rule.values_mut().for_each(|spans| spans.sort_unstable_by_key(|span| std::cmp::Reverse(*span)));
    after.sort_by_key(|known| known.span);
    after.retain(|known| {
        let Some(old) = by_rule.get_mut(known.rule) else { return true };
        while old.last().is_some_and(|span| span.end < known.span.start) {
            old.pop();
        }
        let meets = old.last().is_some_and(|span| span.start <= known.span.end);
        if meets {
            old.pop();
        }
        !meets
    });
    after
}

/// Takes away from both what has the same key.
fn pair<K: Eq + std::hash::Hash>(before: &mut Vec<Known>, after: &mut Vec<Known>, key: impl Fn(&Known) -> K) {
    let mut open: HashMap<K, usize> = HashMap::new();
    before.iter().for_each(|known| *open.entry(key(known)).or_default() += 1);
    let mut met: HashMap<K, usize> = HashMap::new();
    after.retain(|known| match open.get_mut(&key(known)) {
        Some(count @ 1..) => {
            *count -= 1;
            *met.entry(key(known)).or_default() += 1;
            false
        }
        Some(0) | None => true,
    });
    before.retain(|known| match met.get_mut(&key(known)) {
        Some(count @ 1..) => {
            *count -= 1;
            false
        }
        Some(0) | None => true,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(rule: &'static str, start: usize, end: usize, hash: u64) -> Known {
        Known { rule, span: Span::new(start, end), hash }
    }

    fn places(fresh: Vec<Known>) -> Vec<(&'static str, u32)> {
        fresh.into_iter().map(|known| (known.rule, known.span.start)).collect()
    }

    #[test]
    fn old_findings_are_known_by_place_content_or_neighbourhood() {
        let before = vec![known("a", 0, 2, 1), known("a", 5, 9, 2), known("b", 5, 9, 3)];
        let after = vec![known("a", 0, 2, 7), known("a", 50, 54, 2), known("b", 9, 12, 8)];
        assert_eq!(places(fresh(before, after)), []);
    }

    #[test]
    fn one_old_finding_stands_for_one_new_one() {
        let before = vec![known("a", 0, 2, 1)];
        let after = vec![known("a", 0, 2, 1), known("a", 2, 4, 1), known("b", 0, 2, 1)];
        assert_eq!(places(fresh(before, after)), [("b", 0), ("a", 2)]);
    }
}
