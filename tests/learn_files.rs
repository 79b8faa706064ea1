//! Learn's configuration files as they should not be: no panic, places in range and on character boundaries, and linear
//! time for the widest of them.

use std::time::{Duration, Instant};

use guidelint::site::learn::{
    Docset, PivotGroups, Problem, PublishConfig, Redirections, Toc, YamlPage, base_address, normal_redirect_target,
};
use guidelint::text::Span;
use proptest::prelude::*;

/// Reads a text as each kind of file and asserts what must hold of the places.
fn read(text: &str) {
    let publish = PublishConfig::read(text);
    let redirections = Redirections::read(text, "a/b");
    let toc = Toc::read(text);
    let page = YamlPage::read(text);
    let pivots = PivotGroups::read(text);
    let problems = [&publish.problems, &redirections.problems, &toc.problems, &page.problems, &pivots.problems];
    sound(text, problems.into_iter().flatten().map(|problem: &Problem| problem.span));
    sound(text, redirections.items.iter().flat_map(|item| [item.source_span, item.target.span, item.span]));
    sound(text, toc.entries.iter().flat_map(|entry| entry.links.iter().map(|link| link.target.span)));
    sound(text, toc.entries.iter().map(|entry| entry.span));
    sound(text, page.links.iter().map(|link| link.target.span));
    for markdown in &page.markdown {
        let boundaries = markdown.text().char_indices().map(|(at, c)| Span::new(at, at + c.len_utf8()));
        sound(text, boundaries.map(|part| markdown.place(part)));
    }
    if let Err(error) = Docset::read(text) {
        sound(text, [Span::at(error.offset)].into_iter());
    }
}

fn sound(text: &str, places: impl Iterator<Item = Span>) {
    for place in places {
        assert!(text.get(place.range()).is_some(), "{place:?} of {text:?}");
    }
}

/// Pieces that these files are made of.
fn file() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[ -~é☐\n\r\t]{0,6}".prop_map(|text| text),
        proptest::sample::select(vec![
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "'",
            "\n",
            "\r\n",
            "- ",
            "  ",
            "    ",
            "|",
            ">",
            "|\n",
            "# ",
            "&a ",
            "*a",
            "\\",
            "\u{feff}",
            "null",
            "true",
            "\"redirections\":",
            "\"source_path\":",
            "\"redirect_url\":",
            "\"x.md\"",
            "\"..\"",
            "### YamlMime:FAQ\n",
            "### YamlMime:Landing\n",
            "name: ",
            "href: ",
            "items:\n",
            "answer: |\n",
            "url: ",
            "groups:\n",
            "id: ",
            "\"docsets_to_publish\":",
            "\"build\":",
            "\"content\":",
            "\"files\":",
        ])
        .prop_map(str::to_owned),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_is_read(text in file()) {
        read(&text);
        read(&format!("### YamlMime:FAQ\nanswer: {text}"));
        read(&format!("{{ \"redirections\": [{{ \"source_path\": \"a.md\", {text} }}] }}"));
        normal_redirect_target(&text).address(&text);
    }
}

#[test]
fn wide_and_deep_files_are_read_in_linear_time() {
    let many = 20_000;
    let keys = |key: &str| (0..many).map(|n| format!("\"{key}{n}\": 1,")).collect::<String>();
    let start = Instant::now();
    for text in [
        format!("{{ \"redirections\": [{{ {} }}] }}", keys("redirect_ur")),
        format!(
            "{{ \"redirections\": [{}] }}",
            "{ \"source_path\": \"a.md\", \"redirect_url\": \"/a\" },".repeat(many)
        ),
        format!("{{ \"redirections\": {{ {} }} }}", keys("a")),
        format!("{{ {} }}", keys("redirection")),
        format!("- {{ {} }}", keys("hre")),
        format!("### YamlMime:Hub\n{}url: a\n", "a: ".repeat(many)),
        format!("### YamlMime:FAQ\nanswer: |\n{}", "  a\n".repeat(many)),
        "[".repeat(5 * many),
        "- ".repeat(5 * many),
        "{\"a\":".repeat(5 * many),
    ] {
        read(&text);
    }
    let address = "/a".repeat(5 * many);
    assert_eq!(base_address(Some(&address), [address.as_str()], |_| false), None);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}
