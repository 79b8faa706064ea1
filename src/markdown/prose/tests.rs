use super::*;
use crate::markdown::{Block, BlockKind, Document};
use crate::text::SourceFile;

fn passages(text: &str) -> Vec<(PassageKind, String)> {
    let source = SourceFile::new("a.md", text);
    let doc = Document::new(&source);
    doc.passages().map(|passage| (passage.kind(), passage.text().to_owned())).collect()
}

#[test]
fn markup_goes_and_words_stay() {
    let text = "See **the *big* [plan](a.md)** and `code` at <https://x.y> &amp; ![pic](p.png).\nMore<br>text <kbd>Ctrl</kbd>.\n";
    assert_eq!(passages(text)[0].1, "See the big plan and \u{1} at \u{3} & \u{2}. More\ntext \u{1}.");
}

#[test]
fn what_is_sought_in_all_passages_leads_to_those_that_hold_it() {
    let source = SourceFile::new("a.md", "# One *\n\n\\* two\n\n- a ** b ** c\n- d\n\n| **x |\n|---|\n|  |\n");
    let doc = Document::new(&source);
    let stars = |text: &str| text.find("**");
    let found: Vec<&str> = doc.passages_with(stars).map(|passage| passage.text()).collect();
    assert_eq!(found, ["a ** b ** c", "**x"]);
    assert_eq!(doc.passages_with(|_| None).count(), 0);
}

#[test]
fn every_byte_leads_back_to_the_source() {
    let text = "# Head\n\n> - A **bold** &#9744; word\n>   and `more` text.\n";
    let source = SourceFile::new("a.md", text);
    let doc = Document::new(&source);
    let passage = doc.passages().nth(1).unwrap();
    let masked = passage.text();
    assert_eq!(masked, "A bold ☐ word and \u{1} text.");
    let at = |word: &str| masked.find(word).unwrap()..masked.find(word).unwrap() + word.len();
    for word in ["A", "bold", "word", "and", "text."] {
        assert_eq!(passage.source(at(word)).of(text), word);
    }
    assert_eq!(passage.source(at("☐")).of(text), "&#9744;");
    assert_eq!(passage.source(at("\u{1}")).of(text), "`more`");
}

#[test]
fn learn_constructs_part_a_paragraph_or_are_tokens() {
    let text = ":::image source=\"a.png\" alt-text=\"See [x](y)\":::\n*Figure 1.*\n\nUse :::no-loc text=\"Az\"::: and [!INCLUDE [t](i.md)] here.\n\n> [!div class=\"x\"]\n> [Next](n.md)\n";
    let got: Vec<String> = passages(text).into_iter().map(|(_, text)| text).collect();
    assert_eq!(got, ["Figure 1.", "Use \u{4} and \u{4} here.", "Next"]);
}

#[test]
fn blanks_behind_the_end_are_counted_through_closing_markup() {
    let blanks = |text: &str| {
        let source = SourceFile::new("a.md", text);
        Document::new(&source).passages().map(|passage| passage.trailing_blanks()).collect::<Vec<_>>()
    };
    assert_eq!(blanks("The checklist \n\nOne  \ntwo  \n\n- the **plan** \n> a `b` <!-- c --> \n"), [1, 2, 1, 1]);
    assert_eq!(blanks("Full.\n\nThe \r\n\r\nlast "), [0, 1, 1]);
    assert_eq!(blanks("> a <!-- c\n"), [0]);
}

#[test]
fn cells_and_items_are_passages() {
    let got = passages("- one\n\n  two\n\n| a | b |\n|---|---|\n| c | |\n");
    let kinds: Vec<PassageKind> = got.iter().map(|(kind, _)| *kind).collect();
    let cell = |header| PassageKind::Cell { header };
    assert_eq!(kinds, [PassageKind::Item, PassageKind::Paragraph, cell(true), cell(true), cell(false)]);
}

#[test]
fn formulas_and_template_tags_are_one_token_each() {
    let text = "Let *all* $a*b$ and $c*d$ cost \\$5 and \\$6 **now, $x$**.\n\nSo \\\\(x_i\\\\) of\nit:\n\n$$\n\\frac{a}{b}\n$$\n\n{{#include a.md}}\n";
    let source = SourceFile::new("a.md", text);
    let doc = Document::new(&source);
    let all: Vec<Passage> = doc.passages().collect();
    let texts: Vec<&str> = all.iter().map(|passage| passage.text()).collect();
    assert_eq!(texts, ["Let all \u{6} and \u{6} cost $5 and $6 now, \u{6}.", "So \u{6} of it:", "\u{6}", "\u{4}"]);
    let at = |word: &str| texts[0].find(word).unwrap()..texts[0].find(word).unwrap() + word.len();
    for word in ["Let", "and", "cost", "6", "now"] {
        assert_eq!(all[0].source(at(word)).of(text), word);
    }
    assert_eq!(all[0].source(at("\u{6} and \u{6}")).of(text), "$a*b$ and $c*d$");
    assert_eq!(all[0].source(at("now, \u{6}")).of(text), "now, $x$");
    // The emphasis that two formulas seem to make is none.
    let marks: Vec<&str> = all[0].marks().map(|mark| &texts[0][mark.range]).collect();
    assert_eq!(marks, ["all", "now, \u{6}"]);
    assert_eq!(all[2].source(0..1).of(text), "$$\n\\frac{a}{b}\n$$");
}

#[test]
fn what_stands_before_and_behind_is_seen_through_ends_of_lists_and_quotes() {
    let after = |text: &str| {
        let source = SourceFile::new("a.md", text);
        let doc = Document::new(&source);
        let last = doc.passages().find(|passage| passage.text() == "Here").unwrap();
        let kind = |block: &Block| block.kind;
        (last.previous().map(kind), last.next().map(kind))
    };
    let paragraph = Some(BlockKind::Paragraph);
    let heading = Some(BlockKind::Heading { level: 2 });
    assert_eq!(after("- a\n  - > b\n\nHere\n\n> 1. c\n"), (paragraph, paragraph));
    assert_eq!(after("- > Here\n\n## B\n"), (None, heading));
    assert_eq!(after("Here\n\n# [Tab](#tab/x)\n"), (None, Some(BlockKind::Tab)));
    assert_eq!(after("```\n```\nHere\n:::image source=\"a.png\":::\n").0, Some(BlockKind::Code { fenced: true }));
    assert_eq!(
        after("---\n\nHere\n:::image source=\"a.png\":::\n"),
        (Some(BlockKind::Rule), Some(BlockKind::Learn(0)))
    );
    assert_eq!(after("Here\n\n[!INCLUDE [a](b.md)]\n").1, Some(BlockKind::Learn(0)));
    assert_eq!(after("| a |\n|---|\n\nHere\n\n<p>b</p>\n"), (Some(BlockKind::Table), Some(BlockKind::Html)));
    assert_eq!(after("<!-- a -->\n\nHere\n\n<!-- b -->\n\n<!-- c\nd -->\n\n## B\n"), (None, heading));
    assert_eq!(after("Here\n\n<!--#include virtual=\"b\" -->\n").1, Some(BlockKind::Html));
}

#[test]
fn items_know_their_siblings() {
    let text = "- a\n  1. b\n\n     more\n  2. c\n- ```\n  d\n  ```\n- e\n\n  f\n\n* g\n* h\n\ntext\n\n* i\n> * j\n";
    let source = SourceFile::new("a.md", text);
    let doc = Document::new(&source);
    let siblings = |text: &str| {
        let passage = doc.passages().find(|passage| passage.text() == text).unwrap();
        let before: String = passage.siblings_before().map(|one| one.text().to_owned()).collect();
        let after: String = passage.siblings_after().map(|one| one.text().to_owned()).collect();
        format!("{before}|{after}")
    };
    let found: Vec<String> = ["a", "b", "c", "e", "f", "g", "h", "text", "i", "j"].map(siblings).to_vec();
    assert_eq!(found, ["|e", "|c", "b|", "a|", "|", "|h", "g|", "|", "|", "|"]);
}

#[test]
fn neighbours_lead_to_each_other() {
    let source = SourceFile::new("a.md", "One\n\n`code`\n\nTwo\n");
    let doc = Document::new(&source);
    let first = doc.passages().next().unwrap();
    assert_eq!(first.next_passage().map(|next| next.text()), Some("\u{1}"));
    assert_eq!(first.next_passage().and_then(|next| next.previous_passage()).map(|one| one.text()), Some("One"));
    assert!(first.previous_passage().is_none());
}

#[test]
fn a_passage_after_a_table_or_code_is_no_next_one() {
    let source = SourceFile::new("a.md", "One\n\n    code\n\nTwo\n\n| a | b |\n|---|---|\n\nThree\n");
    let doc = Document::new(&source);
    let next: Vec<Option<&str>> =
        doc.passages().map(|passage| passage.next_passage().map(|next| next.text())).collect();
    assert_eq!(next, [None, Some("a"), None, Some("Three"), None]);
}
