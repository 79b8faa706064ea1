//! How often each rule speaks, instead of what it says.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::style::{self, Painter};
use super::{Presentation, closing, padded, thousands};
use crate::diagnostic::Applicability;
use crate::engine::Report;

/// The counts of one rule.
#[derive(Debug, Serialize, PartialEq, Eq)]
pub(super) struct RuleCount {
    /// Its id.
    pub rule: &'static str,
    /// Its findings.
    pub count: usize,
    /// Those with a safe fix; for machines only, as no command applies it.
    pub fixable: usize,
}

/// Counts by rule: the most frequent first, then by id.
pub(super) fn counts(report: &Report) -> Vec<RuleCount> {
    let mut rules: BTreeMap<&'static str, RuleCount> = BTreeMap::new();
    for finding in report.files.iter().flat_map(|file| &file.diagnostics) {
        let counts = rules.entry(finding.rule).or_insert(RuleCount { rule: finding.rule, count: 0, fixable: 0 });
        counts.count += 1;
        let safe = finding.fix.as_ref().is_some_and(|fix| fix.applicability() == Applicability::Safe);
        counts.fixable += usize::from(safe);
    }
    let mut counts: Vec<RuleCount> = rules.into_values().collect();
    counts.sort_by_key(|rule| std::cmp::Reverse(rule.count));
    counts
}

pub(super) fn write(report: &Report, how: &Presentation, out: &mut dyn Write) -> io::Result<()> {
    let mut painter = Painter { out, color: how.color };
    let counts = counts(report);
    let widest = counts.iter().map(|rule| rule.rule.len()).max().unwrap_or(0).max("rule".len());
    if !counts.is_empty() {
        painter.paint(style::STRONG, &format!("{}  {:>7}", padded("rule", widest), "count"))?;
        painter.plain("\n")?;
    }
    for rule in &counts {
        painter.plain(&format!("{}  {:>7}\n", padded(rule.rule, widest), thousands(rule.count)))?;
    }
    if how.quiet {
        return Ok(());
    }
    if !counts.is_empty() {
        painter.plain("\n")?;
    }
    closing::write(report, None, how, &mut painter)
}
