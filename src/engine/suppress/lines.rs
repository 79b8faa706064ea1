use std::collections::HashMap;

/// Lines, from 0, that a comment speaks of.
#[derive(Clone, Copy)]
pub(super) enum Stretch {
    /// From the first to the last of these.
    Lines(usize, usize),
    /// From `first` to the next comment, after the one with this number, that switches the rule on again.
    Open { first: usize, order: usize },
}

/// The lines of a page's findings by rule, and which of them comments speak of. Every question is a binary search: a
/// page may hold as many comments as findings.
pub(super) struct Lines {
    rules: HashMap<&'static str, OfRule>,
}

#[derive(Default)]
struct OfRule {
    found: Vec<usize>,
    /// Number and line of each comment that switches the rule on again, in order.
    enabled: Vec<(usize, usize)>,
    covered: Vec<(usize, usize)>,
}

impl Lines {
    pub(super) fn new(findings: impl Iterator<Item = (&'static str, usize)>) -> Self {
        let mut rules: HashMap<&'static str, OfRule> = HashMap::new();
        findings.for_each(|(rule, line)| rules.entry(rule).or_default().found.push(line));
        rules.values_mut().for_each(|of_rule| of_rule.found.sort_unstable());
        Self { rules }
    }

    /// Notes that the comment with the number `order` switches a rule on again.
    pub(super) fn enable(&mut self, rule: &str, order: usize, line: usize) {
        if let Some(of_rule) = self.rules.get_mut(rule) {
            of_rule.enabled.push((order, line));
        }
    }

    /// Covers a stretch; true where a finding of the rule lies in it.
    pub(super) fn cover(&mut self, rule: &str, stretch: Stretch) -> bool {
        let Some(of_rule) = self.rules.get_mut(rule) else { return false };
        let (first, last) = match stretch {
            Stretch::Lines(first, last) => (first, last),
            Stretch::Open { first, order } => {
                let next = of_rule.enabled.partition_point(|(number, _)| *number <= order);
                (first, of_rule.enabled.get(next).map_or(usize::MAX, |(_, line)| *line))
            }
        };
        let next = of_rule.found.partition_point(|line| *line < first);
        let hit = of_rule.found.get(next).is_some_and(|line| *line <= last);
        if hit {
            of_rule.covered.push((first, last));
        }
        hit
    }

    /// Makes the covered stretches ready for [`Lines::covered`].
    pub(super) fn merge(&mut self) {
        for of_rule in self.rules.values_mut() {
            of_rule.covered.sort_unstable();
            of_rule.covered.dedup_by(|next, before| {
                let joined = next.0 <= before.1;
                if joined {
                    before.1 = before.1.max(next.1);
                }
                joined
            });
        }
    }

    pub(super) fn covered(&self, rule: &str, line: usize) -> bool {
        let Some(of_rule) = self.rules.get(rule) else { return false };
        let after = of_rule.covered.partition_point(|(first, _)| *first <= line);
        of_rule.covered[..after].last().is_some_and(|(_, last)| line <= *last)
    }
}
