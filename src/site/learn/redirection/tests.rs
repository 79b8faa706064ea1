use super::*;

fn one(item: &str) -> Redirections {
    Redirections::read(&format!("{{ \"redirections\": [{item}] }}"), "redir")
}

#[test]
fn redirects_in_order_with_their_places() {
    let text = "\u{feff}{ \"redirections\": [\n  { \"source_path\": \"../docs\\\\é.md\", \"redirect_url\": \" /a/b \", \"redirect_document_id\": \"True\" },\n  { \"source_path_from_root\": \"/docs/c.YML\", \"redirect_URL\": \"https://x\", \"monikers\": \"v1\" }, ] }";
    let found = Redirections::read(text, "redir");
    assert_eq!(found.problems, []);
    let [first, second] = found.items.as_slice() else { panic!("{found:?}") };
    assert_eq!((first.source.as_str(), first.source_span.of(text)), ("docs/é.md", "../docs\\\\é.md"));
    assert_eq!((first.target.text.as_str(), first.target.span.of(text)), ("/a/b", " /a/b "));
    assert_eq!((first.keeps_id, first.keeps_id_span.unwrap().of(text)), (true, "\"True\""));
    assert!(first.span.of(text).starts_with("{ \"source") && first.span.of(text).ends_with('}'));
    assert_eq!((second.source.as_str(), second.keeps_id, second.keeps_id_span), ("docs/c.YML", false, None));
    assert_eq!(second.monikers, ["v1"]);
}

#[test]
fn the_short_forms() {
    let text = r#"{ "redirections": { "a.md": "/a" }, "renames": { "b.md": "b2", "c.md": null } }"#;
    let found = Redirections::read(text, "");
    let items: Vec<_> = found.items.iter().map(|item| (item.source.as_str(), item.keeps_id)).collect();
    assert_eq!(items, [("a.md", false), ("b.md", true)]);
    assert_eq!(found.problems.len(), 1);
    assert_eq!(found.problems[0].span.of(text), "null");
}

#[test]
fn each_slip_has_its_place_and_words() {
    for (item, place, says) in [
        (r#"{ "source_path": "a.md" }"#, "{", "no `redirect_url`"),
        (r#"{ "redirect_url": "/a" }"#, "{", "no `source_path`"),
        (r#"{ "source_path": null, "redirect_url": "/a" }"#, "{", "no `source_path`"),
        (r#"{ "soure_path": "a.md", "redirect_url": "/a" }"#, "soure_path", "unknown key"),
        (r#"{ "source_path": "a.md", "redirect_ulr": "/a" }"#, "redirect_ulr", "unknown key"),
        (r#"{ "source_path": "", "redirect_url": "/a" }"#, "", "`source_path` is empty"),
        (r#"{ "source_path": "a.md", "redirect_url": "  " }"#, "  ", "`redirect_url` is empty"),
        (r##"{ "source_path": "a.md", "redirect_url": "#b" }"##, "#b", "back to the page itself"),
        (r#"{ "source_path": 1, "redirect_url": "/a" }"#, "1", "holds a number, not a string"),
        (r#"{ "source_path": "a.md", "redirect_url": ["/a"] }"#, "[\"/a\"]", "holds a list, not a string"),
        (r#"{ "source_path": "/a.md", "redirect_url": "/a" }"#, "/a.md", "begins with `/`"),
        (r#"{ "source_path_from_root": "a.md", "redirect_url": "/a" }"#, "a.md", "does not begin with `/`"),
        (
            r#"{ "source_path": "a.md", "source_path_from_root": "/b.md", "redirect_url": "/a" }"#,
            "/b.md",
            "two sources",
        ),
        (r#"{ "source_path": "../../a.md", "redirect_url": "/a" }"#, "../../a.md", "out of the repository"),
        (r#"{ "source_path": "a.png", "redirect_url": "/a" }"#, "a.png", "is not a page"),
        (r#"{ "source_path": "a", "redirect_url": "/a" }"#, "a", "is not a page"),
        (r#"{ "source_path": "x/TOC.yml", "redirect_url": "/a" }"#, "x/TOC.yml", "is not a page"),
        (r#"{ "source_path": "a.md ", "redirect_url": "/a" }"#, "a.md ", "white space"),
        (r##"{ "source_path": "a.md#b", "redirect_url": "/a" }"##, "a.md#b", "section"),
        ("3", "3", "not a number"),
        ("null", "null", "not null"),
    ] {
        let text = format!("{{ \"redirections\": [{item}] }}");
        let found = one(item);
        assert_eq!((found.items.len(), found.problems.len()), (0, 1), "{item}: {found:?}");
        let problem = &found.problems[0];
        assert_eq!(problem.span.of(&text), place, "{item}");
        assert!(problem.message.contains(says), "{item}: {}", problem.message);
    }
}

#[test]
fn a_slip_beside_source_and_target_does_not_undo_the_redirect() {
    for (more, place) in
        [("\"redirect_document_id\": \"no\"", "\"no\""), ("\"redirect_documentid\": true", "redirect_documentid")]
    {
        let item = format!("{{ \"source_path\": \"a.md\", \"redirect_url\": \"/a\", {more} }}");
        let found = one(&item);
        assert_eq!((found.items.len(), found.problems.len()), (1, 1), "{item}: {found:?}");
        assert_eq!(found.problems[0].span.of(&format!("{{ \"redirections\": [{item}] }}")), place);
    }
}

#[test]
fn unknown_keys_that_resemble_nothing_missing_are_let_be() {
    let found = one(r#"{ "source_path": "a.md", "redirect_url": "/a", "comment": "why", "source_paths": 1 }"#);
    assert_eq!((found.items.len(), found.problems), (1, vec![]));
}

#[test]
fn files_that_hold_no_redirections() {
    for (text, says) in [
        ("", "empty"),
        ("{", "not a list of redirections"),
        ("[]", "an object belongs here"),
        ("{}", "no `redirections`"),
        ("{ \"redirection\": [] }", "unknown key `redirection`"),
        ("{ \"redirections\": 1 }", "a number, not a list"),
    ] {
        let found = Redirections::read(text, "");
        assert_eq!(found.problems.len(), 1, "{text}");
        assert!(found.problems[0].message.contains(says), "{text}: {}", found.problems[0].message);
    }
    assert_eq!(Redirections::read("{ \"redirections\": [] }", ""), Redirections::default());
    assert_eq!(Redirections::read(&"{\"redirections\":[".repeat(100_000), "").problems.len(), 1);
}

#[test]
fn names_of_redirection_files() {
    for (name, is) in [
        (".openpublishing.redirection.json", true),
        (".openpublishing.redirection.dsc.json", true),
        ("x.openpublishing.redirection-a.JSON", true),
        (".openpublishing.publish.config.json", false),
        (".openpublishing.redirection.yml", false),
    ] {
        assert_eq!(Redirections::is_file(name), is, "{name}");
    }
}
