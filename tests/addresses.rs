//! What the rules of addresses, anchors, link texts and tabs say, and where, and how their fixes go together.

use std::collections::BTreeMap;

use guidelint::diagnostic::{Diagnostic, Patch};
use guidelint::engine::Inspector;
use guidelint::rule::{RuleChoice, RuleSet};
use guidelint::rules::registry;
use guidelint::site::{PageSite, Role, Site};
use guidelint::text::SourceFile;

/// Runs some rules on a text.
fn run(rules: &[&str], site: PageSite, text: &str) -> Vec<Diagnostic> {
    let choice = |id: &str| RuleChoice { on: Some(rules.contains(&id)), ..RuleChoice::default() };
    let choices: BTreeMap<&'static str, RuleChoice> =
        registry().pages().iter().map(|page| (page.id, choice(page.id))).collect();
    let Ok(rules) = RuleSet::new(registry(), site.site, &choices) else { panic!("the options are the page's own") };
    let inspector = Inspector { registry: registry(), today: 20_454 };
    inspector.inspect(&SourceFile::new("a.md", text), &rules, &site).diagnostics
}

fn spans<'t>(rule: &str, site: Site, text: &'t str) -> Vec<&'t str> {
    run(&[rule], PageSite::alone(site), text).into_iter().map(|found| found.span.of(text)).collect()
}

/// The rules that may all have something to say of one address.
const ADDRESS: [&str; 3] = ["absolute-site-link", "hard-coded-locale", "insecure-link"];

/// Who speaks of an address, and what their fixes make of it.
fn fixed(site: PageSite, text: &str) -> (Vec<&'static str>, String) {
    let found = run(&ADDRESS, site, text);
    let mut patch = Patch::default();
    found.iter().filter_map(|found| found.fix.as_ref()).for_each(|fix| _ = patch.take(fix.edits()));
    (found.iter().map(|found| found.rule).collect(), patch.apply(text))
}

#[test]
fn one_address_is_mended_once() {
    let own = "[x](http://docs.microsoft.com/en-us//azure/x)";
    let learn = PageSite::alone(Site::Learn);
    assert_eq!(fixed(learn.clone(), own), (vec!["absolute-site-link"], "[x](/azure/x)".to_owned()));
    // Read elsewhere, the same address stays whole, and has two other defects.
    let two = (vec!["insecure-link", "hard-coded-locale"], "[x](https://docs.microsoft.com/azure/x)".to_owned());
    assert_eq!(fixed(PageSite::alone(Site::GitHub), own), two);
    assert_eq!(fixed(PageSite { role: Role::Other, ..learn.clone() }, own), two);
    assert_eq!(
        fixed(learn, "<http://docs.microsoft.com/en-us>"),
        (vec!["insecure-link", "hard-coded-locale"], "<https://docs.microsoft.com/>".to_owned())
    );
}

#[test]
fn addresses_are_placed_wherever_they_are_written() {
    let text = "[a](<http://aka.ms/a> 't') ![b][c] <http://AKA.ms/d>\n\n[c]: http://aka.ms/c\n\n<p>\n<img alt='' src = http://aka.ms/e></p>\n\n:::image source=\"http://aka.ms/f\" alt-text=\"g\":::\n\n> [!VIDEO http://aka.ms/h]\n";
    assert_eq!(spans("insecure-link", Site::Learn, text), ["http"; 6]);
    assert_eq!(spans("insecure-link", Site::GitHub, "`http://aka.ms` http://aka.ms/x [http://aka.ms/x](y)"), [""; 0]);
}

#[test]
fn local_paths_have_many_shapes() {
    let text =
        "[a](C:\\a\\b.md) [b](c:/x) [c](<file:///home/x y>) [d](\\\\srv\\share) [e](FILE:x) [f](d:%5Cx) <file:///x>\n";
    let found = ["C:\\a\\b.md", "c:/x", "file:///home/x y", "\\\\srv\\share", "FILE:x", "d:%5Cx", "file:///x"];
    assert_eq!(spans("local-file-path", Site::GitHub, text), found);
    let good = "[a](c:x) [b](files:x) [c](/c:/x) [d](\\x) [e](a.md) [f](é:/x) [g](profile:x) [h]()\n";
    assert_eq!(spans("local-file-path", Site::GitHub, good), [""; 0]);
}

#[test]
fn a_locale_is_left_out_of_site_paths_on_learn_alone() {
    let text = "[a](/en-us/azure/) ![b](/de-DE) [c](/to-do/x)\n";
    assert_eq!(spans("hard-coded-locale", Site::Learn, text), ["en-us", "de-DE"]);
    assert_eq!(spans("hard-coded-locale", Site::MkDocs, text), [""; 0]);
}

#[test]
fn bare_addresses_end_where_the_sentence_goes_on() {
    let text = "See https://a.example/x_(y), (https://b.example/z). *http://c.example!* https://d.example/?a=b&c\n\n| https://e.example/a\\|b |\n|---|\n| http://localhost https://x |\n\n# https://f.example/ü。\n";
    let found = [
        "https://a.example/x_(y)",
        "https://b.example/z",
        "http://c.example",
        "https://d.example/?a=b&c",
        "https://e.example/a",
        "https://f.example/ü",
    ];
    assert_eq!(spans("bare-url", Site::GitHub, text), found);
    let good = "`https://a.example` [https://a.example](x) <a title='>' href=x>at https://a.example</a> https:\\//a.example xhttps://a.example [x] (https://a.example)\n";
    assert_eq!(spans("bare-url", Site::GitHub, good), [""; 0]);
}

#[test]
fn a_vague_text_may_be_marked_up_and_a_name_may_not() {
    let text = "[ **Here**! ](a.md) [HERE][b] <a href='c'>\nhere </a> [![here](d.png)](d) [here](here.md) <a id=here>here</a>\n\n[b]: b.md\n";
    assert_eq!(spans("vague-link-text", Site::GitHub, text), [" **Here**! ", "HERE", "here"]);
}

#[test]
fn anchors_meet_across_html_and_headings() {
    let text = "# A {#x}\n\n<b id='x'>b</b>\n\n<a name=x></a><a name='X'></a>\n";
    assert_eq!(spans("duplicate-anchor", Site::MkDocs, text), ["x", "x"]);
    assert_eq!(spans("duplicate-anchor", Site::GitHub, text), ["x"]);
    let zones = "<a id=x></a>\n\n::: zone pivot=\"a\"\n<a id=y></a>\n\n<a id=x></a>\n\n::: zone-end\n::: zone pivot=\"b\"\n<a id=y></a>\n\n<a id=y></a>\n::: zone-end\n\n<a id=y></a>\n";
    assert_eq!(spans("duplicate-anchor", Site::Learn, zones), ["x", "y", "y"]);
}

#[test]
fn tabs_are_grouped_as_docfx_does() {
    let tabs = |text: &'static str| spans("mismatched-tabs", Site::Learn, text);
    // Another heading keeps the group open, a thematic break ends it, and so does the end of the list.
    assert_eq!(tabs("# [A](#tab/a)\n\n# B\n\n# [A](#tab/a)\n"), ["#tab/a"]);
    assert_eq!(tabs("# [A](#tab/a)\n\n***\n\n# [A](#tab/a)\n"), [""; 0]);
    assert_eq!(tabs("- # [A](#tab/a)\n\n# [A](#tab/a)\n\n- # [A](#tab/a)\n"), [""; 0]);
    assert_eq!(tabs("# [A](#tab/a+b)\n\n# [B](#tab/b)\n"), ["#tab/b"]);
    // What is no tab to docfx is none here.
    assert_eq!(tabs("# [A](#tab/a) b\n\n# [A](#tab/a_b)\n\n# [A](#tab/a_b)\n"), [""; 0]);
    // Only what shares a tab is compared, and only what is seen when the page opens.
    assert_eq!(tabs("# [A](#tab/a)\n---\n# [B](#tab/b)\n---\n# [A](#tab/a)\n# [C](#tab/c/a)\n"), ["#tab/c/a"]);
    assert_eq!(tabs("# [A](#tab/a)\n---\n# [C](#tab/c/b)\n# [D](#tab/d/x)\n---\n"), ["#tab/c/b"]);
}
