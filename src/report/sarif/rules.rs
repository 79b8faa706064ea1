use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Found, level};
use crate::diagnostic::Severity;
use crate::report::quote::page_url;
use crate::rule::{Registry, RulePage};

/// Characters of a full description at most.
const LONGEST: usize = 1024;
/// Tags of a rule that are used.
const TAGS: usize = 10;
/// The family whose rules weigh evidence; the others read what stands there.
const WEIGHS_EVIDENCE: &str = "prose";

/// The rules of these findings, by id.
pub(super) fn occurring<'r>(registry: &'r Registry, found: &[Found<'_>]) -> Vec<&'r RulePage> {
    let ids: BTreeSet<&str> = found.iter().map(|found| found.finding.rule).collect();
    ids.into_iter().filter_map(|id| registry.find(id)).collect()
}

/// A rule with its page as help.
pub(super) fn object(page: &RulePage) -> Value {
    let summary = page.summary.split_whitespace().collect::<Vec<_>>().join(" ");
    let summary: String = summary.chars().take(LONGEST).collect();
    let (why, _) = page.body.split_once("\n## Examples").unwrap_or((page.body, ""));
    let tags: Vec<&str> = std::iter::once(page.family).chain(page.tags.iter().copied()).take(TAGS).collect();
    let precision = if page.family == WEIGHS_EVIDENCE { "medium" } else { "high" };
    json!({
        "id": page.id,
        "name": in_pascal_case(page.id),
        "shortDescription": { "text": page.title },
        "fullDescription": { "text": summary },
        "help": { "text": why.trim_end(), "markdown": page.body.trim_end() },
        "helpUri": page_url(page),
        "defaultConfiguration": { "level": level(page.severity) },
        "properties": { "tags": tags, "precision": precision, "problem.severity": problem(page.severity) },
    })
}

/// GitHub's name of a severity.
fn problem(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "recommendation",
    }
}

/// `empty-link` as `EmptyLink`.
fn in_pascal_case(id: &str) -> String {
    let word = |word: &str| {
        let first = word.chars().next().map(|first| first.to_ascii_uppercase());
        first.into_iter().chain(word.chars().skip(1)).collect::<String>()
    };
    id.split('-').map(word).collect()
}
