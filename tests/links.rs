//! What the rules of links, images and headings say, and where: the pages' own examples show only that they speak.

use std::collections::BTreeMap;

use guidelint::diagnostic::Diagnostic;
use guidelint::engine::Inspector;
use guidelint::rule::{RuleChoice, RuleSet};
use guidelint::rules::registry;
use guidelint::site::{PageSite, Role, Site};
use guidelint::text::SourceFile;

/// Runs one rule on a text.
fn run(rule: &str, site: PageSite, text: &str) -> Vec<Diagnostic> {
    let choice = |id: &str| RuleChoice { on: Some(id == rule), ..RuleChoice::default() };
    let choices: BTreeMap<&'static str, RuleChoice> =
        registry().pages().iter().map(|page| (page.id, choice(page.id))).collect();
    let Ok(rules) = RuleSet::new(registry(), site.site, &choices) else { panic!("the options are the page's own") };
    let inspector = Inspector { registry: registry(), today: 20_454 };
    inspector.inspect(&SourceFile::new("a.md", text), &rules, &site).diagnostics
}

/// What one rule finds on Learn: the bytes, and the help.
fn found<'t>(rule: &str, text: &'t str) -> Vec<(&'t str, String)> {
    let list = run(rule, PageSite::alone(Site::Learn), text);
    list.into_iter().map(|d| (d.span.of(text), d.help.unwrap_or_default())).collect()
}

fn spans<'t>(rule: &str, text: &'t str) -> Vec<&'t str> {
    found(rule, text).into_iter().map(|(span, _)| span).collect()
}

#[test]
fn an_empty_link_is_helped_by_what_stands_beside_it() {
    let row = "| a | b |\n|---|---|\n| [Secure](./secure.md) | [Secure data]() |\n";
    let help = "the other link of this row leads to ./secure.md".to_owned();
    assert_eq!(found("empty-link", row), [("[Secure data]()", help)]);
    let row = "| a | b |\n|---|---|\n| [S](./s.md) [T](./s.md#t) | [U]() |\n";
    assert_eq!(found("empty-link", row)[0].1, "the other links of this row lead to ./s.md");
    let list = "- [a](x.md#a)\n- [b]()\n";
    assert_eq!(found("empty-link", list)[0].1, "the other link of this list leads to x.md");
    let apart = "- [a](x.md)\n- [b](y.md)\n- [c](<>)\n";
    assert_eq!(found("empty-link", apart), [("[c](<>)", String::new())]);
    let heading = "[Plan AI]()\n\n## Plan AI\n";
    assert_eq!(found("empty-link", heading)[0].1, "this page has a heading \"Plan AI\" to lead to");
}

#[test]
fn an_empty_definition_is_said_once_and_a_comment_never() {
    let text = "[a][x] and [x] and [b][x].\n\n[x]: <>\n[//]: # (note)\n[comment]: <> (note)\n";
    assert_eq!(spans("empty-link", text), ["[x]: <>"]);
    assert_eq!(spans("unused-definition", text), Vec::<&str>::new());
}

#[test]
fn empty_sources_are_placed() {
    let text = "<img src=\"\" alt=\"x\"> <a href=''>y</a>\n\n:::image source=\"\" alt-text=\"x\":::\n";
    assert_eq!(spans("empty-link", text), ["<img src=\"\" alt=\"x\">", "<a href=''>", "source=\"\""]);
}

#[test]
fn includes_and_xrefs_need_no_text() {
    let text = "[!INCLUDE [](a.md)]\n\nSee [](xref:System.String), [](#here), <a id=\"b\" href=\"c\"></a>.\n";
    assert_eq!(spans("empty-link-text", text), Vec::<&str>::new());
    let text = "[<!-- c -->](a.md) <a href=\"b\"> &nbsp; <!-- c --> </a> [\u{200b}][r]\n\n[r]: x.md\n";
    assert_eq!(spans("empty-link-text", text), ["[<!-- c -->](a.md)", "<a href=\"b\">", "[\u{200b}][r]"]);
}

#[test]
fn one_image_without_a_description_is_said_once() {
    let text = "[![](a.png)](b.md)\n\n<a href=\"b\"><img src=\"a.png\"></a>\n\n![](c.png)\n";
    assert_eq!(spans("missing-alt-text", text), ["![](c.png)"]);
    assert_eq!(spans("empty-link-text", text).len(), 2);
}

#[test]
fn placeholders_are_placed_at_the_destination() {
    let text = "[a](TODO) [b](<insert link here>) [c](link.md) [d](https://tbd/) [e](#link)\n\n## Link\n";
    assert_eq!(spans("placeholder-link", text), ["TODO", "insert link here", "https://tbd/"]);
}

#[test]
fn spaced_destinations_are_told_from_words() {
    let text = "![](a b.png) [a](b c.md \"t\") [d] (e.md) [f](as we said) [1] (https://x.y) [x] (a.md) [g](h.md i)\n";
    assert_eq!(spans("space-in-destination", text), ["a b.png", "b c.md", "[d] (e.md)", "h.md i"]);
    assert_eq!(found("space-in-destination", text)[0].1, "write a%20b.png");
}

#[test]
fn references_show_their_brackets() {
    let text = "[a][b] [c][] [d] ![e][f] [int][string] m[0][k] [!NOTE] [^1] [text][lable]\n\n[label]: x.md\n";
    assert_eq!(spans("undefined-reference", text), ["[a][b]", "[c][]", "![e][f]", "[text][lable]"]);
    assert_eq!(found("undefined-reference", text)[3].1, "this page defines [label]");
}

#[test]
fn a_repeated_definition_says_which_one_counts() {
    let text = "[a]\n\n[a]: x.md\n[A]: y.md\n[a]: <x.md>\n";
    let list = run("duplicate-definition", PageSite::alone(Site::GitHub), text);
    assert_eq!(list.iter().map(|d| d.span.of(text)).collect::<Vec<_>>(), ["[A]: y.md", "[a]: <x.md>"]);
    assert_eq!(list[0].notes, ["links with this label lead to x.md, not to y.md"]);
    assert_eq!(list[0].labels[0].span.of(text), "[a]: x.md");
    assert_eq!(list[1].label, "the same destination a second time");
}

#[test]
fn sections_see_through_zones_and_not_through_what_is_read() {
    let text = "# T\n\n## A\n\n::: zone pivot=\"x\"\n\nText.\n\n## B\n\n::: zone-end\n\n## C\n\n[!INCLUDE [c](c.md)]\n\n## D\n\n---\n\n<!-- d -->\n";
    assert_eq!(spans("empty-section", text), ["## B", "## D"]);
}

#[test]
fn a_title_may_come_from_an_include_and_an_include_needs_none() {
    let text = "---\ntitle: T\n---\n\n## A\n";
    assert_eq!(found("missing-title", text), [("## A", "open the page with `# T`".to_owned())]);
    assert_eq!(spans("missing-title", "[!INCLUDE [t](t.md)]\n\n## A\n"), Vec::<&str>::new());
    let include = PageSite { role: Role::Include, ..PageSite::alone(Site::Learn) };
    assert!(run("missing-title", include, text).is_empty());
}
