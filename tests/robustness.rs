//! Any bytes in: no panic, spans in range and on character boundaries, the same findings twice. And the inputs that
//! break parsers, each in linear time: what is quadratic does not come back here within a test run.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use guidelint::diagnostic::Diagnostic;
use guidelint::docset::FileFacts;
use guidelint::engine::Inspector;
use guidelint::markdown::{Document, dump};
use guidelint::rule::{RuleChoice, RuleSet};
use guidelint::rules::registry;
use guidelint::site::{PageSite, Site};
use guidelint::text::{SourceFile, Span};
use proptest::prelude::*;

/// Every rule, the ones that are off by default too.
static ALL_RULES: LazyLock<RuleSet<'static>> = LazyLock::new(|| {
    let on = RuleChoice { on: Some(true), ..RuleChoice::default() };
    let choices: BTreeMap<&'static str, RuleChoice> =
        registry().pages().iter().map(|page| (page.id, on.clone())).collect();
    RuleSet::new(registry(), Site::Learn, &choices).unwrap_or_else(|(rule, _)| panic!("{rule} refuses its defaults"))
});

fn source(bytes: &[u8]) -> SourceFile {
    SourceFile::from_bytes("page.md", bytes.to_vec()).unwrap_or_else(|bad| bad.lossy)
}

/// Checks a page with every rule and asserts what must hold of any page.
fn check(bytes: &[u8]) -> Vec<Diagnostic> {
    let source = source(bytes);
    let inspector = Inspector { registry: registry(), today: 20_454 };
    let found = inspector.inspect(&source, &ALL_RULES, &PageSite::alone(Site::Learn));
    assert!(!found.failed, "a rule failed: {:#?}", found.diagnostics);
    for diagnostic in &found.diagnostics {
        sound(&source, diagnostic);
    }
    found.diagnostics
}

fn sound(source: &SourceFile, diagnostic: &Diagnostic) {
    let labels = diagnostic.labels.iter().map(|label| label.span);
    let edits = diagnostic.fix.iter().flat_map(|fix| fix.edits()).map(|edit| edit.span);
    for Span { start, end } in std::iter::once(diagnostic.span).chain(labels).chain(edits) {
        let (start, end) = (start as usize, end as usize);
        let text = source.text();
        assert!(start <= end && end <= text.len(), "{} spans {start}..{end} of {}", diagnostic.rule, text.len());
        assert!(text.is_char_boundary(start) && text.is_char_boundary(end), "{} cuts a character", diagnostic.rule);
    }
}

/// Pieces that Markdown and Learn's dialect are made of, so that random pages reach deep into the rules.
fn page() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        4 => "[ -~]{0,12}".prop_map(String::into_bytes),
        2 => proptest::sample::select(vec![
            "---\n", "title: x\n", "ms.date: 1/2/2026\n", "# ", "## Head\n", "\n\n", "\n", "\r\n", "\r", "> ", "> [!NOTE] x\n", "- [ ] ", "- ",
            "1. ", "| a | b |\n|---|---|\n", "| &#9744; | ", "<br>", "|", "[x]()", "[x](y z)", "(x)[https://y]", "[x][y]", "[y]: <>\n",
            "![](a.png)", "<a href=\"\">", "<!-- guidelint-disable-next-line empty-link -->\n", "```\n", "~~~", "    ", "\t", "`", "**", "*", "_",
            ":::image source=\"\":::", "::: zone pivot=\"a\"\n", "::: zone-end\n", "[!INCLUDE [a](b.md)]", "TODO: ", "the the ", "e.g. ", ". x",
            "http://aka.ms/en-us/", "[here](", "https://é.example", "<a id=\"x\">", "<img src='", "# [t](#tab/x/y)\n", "---\n", "\\\\srv\\x", "file:", "C:/",
            "\u{feff}", "\u{0}", "\u{1b}[31m", "\u{202e}", "é", "☐", "日本。", "👩‍💻", "<<<<<<< a\n", "=======\n", ">>>>>>> b\n", "&nbsp;", "\\",
            "$x$", "$$", "$ a_b$", "\\\\(", "\\\\)", "{{a", "}}", "<!-- a -->\n\n",
        ]).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => proptest::collection::vec(any::<u8>(), 0..6),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, ..ProptestConfig::default() })]

    #[test]
    fn any_page_is_checked_twice_alike(bytes in page()) {
        prop_assert_eq!(check(&bytes), check(&bytes));
    }

    #[test]
    fn every_place_of_a_page_is_sound(bytes in page()) {
        let source = source(&bytes);
        let doc = Document::new(&source);
        let text = source.text();
        for passage in doc.passages() {
            for (at, c) in passage.text().char_indices() {
                let span = passage.source(at..at + c.len_utf8());
                prop_assert!(text.get(span.range()).is_some(), "{:?} of {:?}", span, text);
            }
            prop_assert!(passage.marks().all(|mark| passage.text().get(mark.range).is_some()), "{:?}", text);
        }
        for span in doc.links().iter().flat_map(|link| doc.destination_span(link)) {
            prop_assert!(text.get(span.range()).is_some());
        }
        let facts = FileFacts::of(&doc, Site::Learn);
        prop_assert!(facts.targets.iter().all(|target| text.get(target.span.range()).is_some()));
        dump(&doc);
    }
}

/// Pages that break parsers, and how many findings each holds at least. They are so large that a quadratic step takes
/// many minutes on them: such a step does not come back.
#[test]
fn hostile_pages_come_back() {
    let many = 100_000;
    let pages: Vec<(&str, usize, String)> = vec![
        ("nested quotes", 0, ">".repeat(many) + "x"),
        ("nested brackets", 0, "[".repeat(many)),
        ("closed brackets", 0, "[".repeat(many / 2) + &"]".repeat(many / 2)),
        ("nested lists", 0, (0..1_000).map(|n| format!("{}- x\n", "  ".repeat(n))).collect()),
        ("list markers in a row", 0, "- ".repeat(many)),
        (
            "a wide row",
            25_000,
            format!("{}\n{}\n{}\n", "|a".repeat(25_000), "|-".repeat(25_000), "|[x]()".repeat(25_000)),
        ),
        ("many rows", 1, format!("|a|b|\n|-|-|\n{}", "|&#9744;|\n".repeat(many))),
        ("one long line", 60_000, "word (see [x](y z) the the TODO . ".repeat(60_000)),
        ("seams", 20_000, "We go home with the dog now. then we sleep in the bed. ".repeat(20_000)),
        ("seams beside a letter of another script", 20_000, "We go to the dog. then it is off. ".repeat(20_000) + "é"),
        ("punctuation without blanks", 0, "a..b;;".repeat(many)),
        ("directives", 10_000, ":::image source=\"\" ".repeat(20_000)),
        ("directives inline", 0, "a :::no-loc text=\"x\"::: ".repeat(20_000)),
        ("directives between lines", 0, "text here\n:::row-end:::\n".repeat(30_000)),
        ("includes", 0, "[!INCLUDE [a](b.md)]".repeat(20_000)),
        ("includes between lines", 0, "text here\n[!INCLUDE [a](b.md)]\n".repeat(30_000)),
        ("definitions", 20_000, (0..20_000).map(|n| format!("[a{n}]: <>\n[a{n}]: x\n")).collect()),
        ("definition look-alikes", 0, "]: ".repeat(many)),
        ("tags", 20_000, "<a href=\"\">".repeat(20_000)),
        ("comments", 10_000, "<!-- guidelint-disable empty-link -->\n\n".repeat(10_000)),
        ("comments with findings", 0, "<!-- guidelint-disable-next-line empty-link -->\n[a]()\n\n".repeat(20_000)),
        ("unclosed comments", 0, "<!-- guidelint-disable ".repeat(20_000)),
        ("stars", 1, "**A ".repeat(many)),
        ("stops", 0, "a. ".repeat(many)),
        ("formulas", 0, "$x$ \\\\(y\\\\) $$z$$ {{a}} ".repeat(20_000)),
        ("open formulas", 0, "$x \\\\(y \\\\[z $$ {{a {% ".repeat(20_000) + "\\\\) \\\\] }} %}"),
        ("comments amid text", 0, "a b c the\n\n<!-- d -->\n\n".repeat(20_000) + &"<!-- d -->\n\n".repeat(20_000)),
        (
            "cells before comments",
            0,
            format!("|a|\n|-|\n{}\n{}", "|a the|\n".repeat(20_000), "<!-- d -->\n\n".repeat(20_000)),
        ),
        ("markers behind blanks", 0, "\u{2}".repeat(2_000_000) + &"x. TODO: ".repeat(200_000)),
        ("headings", 20_000, "# \n".repeat(20_000)),
        ("headings with ids", 0, (0..50_000).map(|n| format!("# h{n} {{#i{n}}}\n")).collect()),
        (
            "keys",
            10_000,
            format!("---\n{}---\n", (0..20_000).map(|n| format!("k{}:\n", n % 10_000)).collect::<String>()),
        ),
        ("deep yaml", 1, format!("---\na: {}\n---\n", "[".repeat(many))),
        ("conflicts", 5_000, "<<<<<<< a\n=======\n>>>>>>> b\n".repeat(5_000)),
        ("pipes", 0, "a | b\n--- | \n".repeat(10_000)),
        ("terminal codes", 1_000, "\u{1b}]0;x\u{7}\u{202e}\u{200b}[x]()".repeat(1_000)),
        ("nothing but carriage returns", 10_000, "[x]()\r".repeat(10_000)),
        ("bare addresses", 20_000, "see https://a.example/b. ".repeat(20_000)),
        ("addresses in one word", 0, "http://x?http://a.b?(http://".repeat(40_000)),
        ("addresses after open links", 0, "<a href=x>b</a> <a> https://a.example ".repeat(20_000)),
        ("locales", 40_000, "[here](http://docs.microsoft.com/en-us/x) </en-us/y> [x](/en-us/z)".repeat(20_000)),
        ("local paths", 20_000, "[x](C:/a) ".repeat(20_000)),
        ("references", 0, (0..20_000).map(|n| format!("[here][a{n}]\n\n[a{n}]: http://aka.ms\n\n")).collect()),
        ("anchors", 20_000, "<a id=x name=y>".repeat(20_001)),
        ("an attribute for each", 0, format!("<a {}>", (0..20_000).map(|n| format!("href{n}=x ")).collect::<String>())),
        ("zones with anchors", 20_000, "::: zone pivot=\"a\"\n<a id=x></a><b id=x>\n\n".repeat(20_000)),
        ("tabs", 20_000, "# [a](#tab/a)\n".repeat(20_001)),
        ("groups of tabs", 20_000, "# [a](#tab/a)\n---\n# [b](#tab/b+a)\n---\n".repeat(20_000)),
        ("tabs in lists", 0, (0..500).map(|n| format!("{}- # [x](#tab/x{n})\n", "  ".repeat(n))).collect()),
        ("nul", 10_000, "\u{0}[x]()".repeat(10_000)),
    ];
    for (name, least, page) in pages {
        let found = check(page.as_bytes()).len();
        assert!(found >= least, "{name}: {found} findings, not {least}");
    }
}

#[test]
fn lone_carriage_returns_end_lines() {
    let page = "# T\n\nGood text here.\n\n[x]()\n\n- [ ]\n";
    let spans = |text: &str| check(text.as_bytes()).into_iter().map(|d| (d.rule, d.span)).collect::<Vec<_>>();
    assert_eq!(spans(&page.replace('\n', "\r")), spans(page));
    assert!(spans(page).iter().any(|(rule, _)| *rule == "empty-link"));
}

#[test]
fn a_yaml_bomb_is_only_text() {
    let mut page = String::from("---\na0: &a0 [x, x]\n");
    for n in 1..60 {
        page += &format!("a{n}: &a{n} [*a{0}, *a{0}]\n", n - 1);
    }
    let found = check((page + "---\n# T\n\n[x]()\n").as_bytes());
    assert!(found.iter().any(|diagnostic| diagnostic.rule == "empty-link"), "what follows the header is checked");
}
