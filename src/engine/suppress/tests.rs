use std::fmt::Write;
use std::time::{Duration, Instant};

use crate::engine::{Inspection, Inspector};
use crate::rule::RuleSet;
use crate::rules::registry;
use crate::site::{PageSite, Site};
use crate::text::SourceFile;

fn inspect(text: &str) -> Inspection {
    let rules = RuleSet::new(registry(), Site::GitHub, &Default::default()).unwrap();
    let source = SourceFile::new("a.md", text);
    Inspector { registry: registry(), today: 0 }.inspect(&source, &rules, &PageSite::alone(Site::GitHub))
}

/// Lines of the findings of a rule, from 1.
fn lines(text: &str, rule: &str) -> Vec<usize> {
    let source = SourceFile::new("a.md", text);
    let found = inspect(text).diagnostics;
    let of_rule = found.iter().filter(|diagnostic| diagnostic.rule == rule);
    of_rule.map(|diagnostic| source.line_column(diagnostic.span.start()).line).collect()
}

#[test]
fn comments_of_markdownlint_speak_of_its_own_rules_alone() {
    let broken = "# T\n\n[x]()\n\n<!-- guidelint-disable-line nothing -->\n";
    let found = |comment: &str| {
        let text = format!("{comment}\n{broken}");
        (lines(&text, "empty-link").len(), lines(&text, "unknown-suppression").len())
    };
    assert_eq!(found(""), (1, 1));
    assert_eq!(found("<!-- markdownlint-disable -->"), (0, 1));
    assert_eq!(found("<!-- markdownlint-disable MD042 -->"), (0, 1));
    assert_eq!(found("<!-- markdownlint-disable no-empty-links -->"), (0, 1));
    for ours in ["links", "all", "empty-link"] {
        assert_eq!(found(&format!("<!-- markdownlint-disable {ours} -->")), (1, 1), "{ours}");
    }
}

#[test]
fn enabling_one_rule_of_a_family_ends_that_one() {
    let text = "<!-- guidelint-disable links -->\n\n[x]()\n\n<!-- guidelint-enable empty-link -->\n\n[x]()\n";
    assert_eq!(lines(text, "empty-link"), [7]);
    assert!(lines(text, "unused-suppression").is_empty());
}

#[test]
fn an_unused_name_is_reported_once_and_a_used_one_is_not() {
    let text = "# T\n\n[x]() <!-- guidelint-disable-line empty-link ragged-row ragged-row -->\n\n[y]()\n";
    assert_eq!(lines(text, "empty-link"), [5]);
    assert_eq!(lines(text, "unused-suppression"), [3]);
    let closed = "<!-- guidelint-disable empty-link -->\n\n<!-- guidelint-enable -->\n\n[x]()\n";
    assert_eq!(lines(closed, "empty-link"), [5]);
    assert_eq!(lines(closed, "unused-suppression"), [1]);
}

#[test]
fn many_comments_and_findings_cost_little() {
    let mut text = String::new();
    for number in 0..20_000 {
        let comment = ["disable-next-line empty-link", "disable all all all", "enable"][number % 3];
        writeln!(text, "<!-- guidelint-{comment} -->\n[x]()\n").unwrap();
    }
    let started = Instant::now();
    assert!(inspect(&text).suppressed.len() > 6_000);
    assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
}
