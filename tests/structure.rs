//! What the rules of structure and tables say, and where: the pages' own examples show only that they speak.

use std::collections::BTreeMap;

use guidelint::diagnostic::Diagnostic;
use guidelint::engine::Inspector;
use guidelint::rule::RuleSet;
use guidelint::rules::registry;
use guidelint::site::{PageSite, Site};
use guidelint::text::SourceFile;

/// What one rule finds on GitHub.
fn found(rule: &str, text: &str) -> Vec<Diagnostic> {
    let choices = BTreeMap::new();
    let Ok(rules) = RuleSet::new(registry(), Site::GitHub, &choices) else { panic!("the options are the page's own") };
    let inspector = Inspector { registry: registry(), today: 20_454 };
    let page = PageSite::alone(Site::GitHub);
    let mut all = inspector.inspect(&SourceFile::new("a.md", text), &rules, &page).diagnostics;
    all.retain(|diagnostic| diagnostic.rule == rule);
    all
}

fn helps(rule: &str, text: &str) -> Vec<String> {
    found(rule, text).into_iter().map(|diagnostic| diagnostic.help.unwrap_or_default()).collect()
}

#[test]
fn a_fence_is_shown_bare() {
    assert_eq!(helps("unclosed-code-block", "```\ncode\n"), ["end the code with a line of ```"]);
}

#[test]
fn a_table_below_an_item_is_told_from_one_with_too_few_cells() {
    let table = "| a | b |\n|---|---|\n";
    for above in ["- item\n", "> quote\n"] {
        assert_eq!(helps("broken-table", &format!("{above}{table}")), ["put a blank line before the header"]);
        assert!(found("broken-table", &format!("{above}\n{table}")).is_empty());
    }
    let few = helps("broken-table", "| a | b |\n|-|\n");
    assert_eq!(few, ["give both lines the same number of cells"]);
}

#[test]
fn a_table_of_its_own_is_no_rest_of_the_one_above() {
    let found = found("broken-table", "| a | b |\n|---|---|\n| 1 | 2 |\n\n| c | d |\n|===|===|\n");
    assert_eq!(found.len(), 1);
    assert!(found[0].message.contains("malformed"), "{}", found[0].message);
}

#[test]
fn a_misspelt_suppression_is_said_with_what_was_meant() {
    let text = "<!-- guidelint-disble empty-link -->\n\n[x]()\n";
    assert_eq!(helps("unknown-suppression", text), ["did you mean `guidelint-disable`?"]);
    assert_eq!(found("empty-link", text).len(), 1);
}

#[test]
fn only_the_first_comment_that_nothing_closes_is_said() {
    let text = "- <!-- a\n\ntext --> b\n\n<!-- c\n";
    let found = found("unclosed-comment", text);
    assert_eq!(found.iter().map(|diagnostic| diagnostic.span.start()).collect::<Vec<_>>(), [2]);
}

#[test]
fn a_comment_that_later_html_closes_is_left_alone() {
    assert!(found("unclosed-comment", "- <!-- a\n\n<p>\n-->\n").is_empty());
    assert!(found("unclosed-comment", "```\n<!-- a\n```\n").is_empty());
}
