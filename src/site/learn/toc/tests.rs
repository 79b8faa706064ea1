use super::*;

#[test]
fn entries_in_order_with_depth_and_bytes() {
    let text = "\u{feff}### YamlMime:TableOfContent\n- name: \"A b\"\n  href: a.md\n  expanded: True\n  items:\n  - name: C\n    displayName: c, d\n    href: sub/toc.yml # x\n  - uid: x.y\n- name: D\n  tocHref: /x/\n  topicHref: /x/index\n";
    let toc = Toc::read(text);
    assert_eq!(toc.problems, []);
    let shape: Vec<_> = toc.entries.iter().map(|e| (e.depth, e.parent, e.has_items, e.expanded)).collect();
    assert_eq!(
        shape,
        [(0, None, true, true), (1, Some(0), false, false), (1, Some(0), false, false), (0, None, false, false)]
    );
    let names: Vec<_> = toc.entries.iter().filter_map(|e| e.name.as_ref()).map(|name| name.span.of(text)).collect();
    assert_eq!(names, ["A b", "C", "D"]);
    let links = toc.entries.iter().flat_map(|entry| &entry.links);
    let links: Vec<_> = links.map(|link| (link.key, link.target.span.of(text), link.kind)).collect();
    assert_eq!(
        links,
        [
            (TocKey::Href, "a.md", HrefKind::File),
            (TocKey::Href, "sub/toc.yml", HrefKind::TocFile),
            (TocKey::Uid, "x.y", HrefKind::Uid),
            (TocKey::TocHref, "/x/", HrefKind::Site),
            (TocKey::TopicHref, "/x/index", HrefKind::Site),
        ]
    );
    assert!(toc.is_breadcrumb() && !Toc::read("- name: A\n  href: a.md\n").is_breadcrumb());
    assert_eq!(toc.entries[1].display_name.as_ref().unwrap().text, "c, d");
    assert_eq!(toc.entries[1].span.of(text), "name: C");
}

#[test]
fn both_forms_and_files_that_hold_nothing() {
    for (text, entries) in [
        ("items:\n- name: A\nmetadata:\n  x: 1\n", 1),
        ("{ \"items\": [ { \"name\": \"A\", \"items\": [] } ] }", 1),
        ("items:\n", 0),
        ("", 0),
        ("# nothing\n", 0),
        ("- name: A\n  items: &x []\n- name: B\n  items: *x\n", 2),
        ("- &a\n  name: A\n- *a\n", 1),
    ] {
        let toc = Toc::read(text);
        assert_eq!((toc.entries.len(), toc.problems), (entries, vec![]), "{text}");
    }
}

#[test]
fn each_slip_has_its_place_and_words() {
    for (text, place, says) in [
        ("- href: a.md\n", "href: a.md", "no `name`"),
        ("- name:\n  href: a.md\n", "name:", "no `name`"),
        ("- name: A\n  herf: a.md\n", "herf", "unknown key `herf`"),
        ("- name: A\n  href: [a.md]\n", "[a.md]", "holds a list, not a string"),
        ("- name: A\n  href: a.md\n  href: b.md\n", "href", "twice"),
        ("- name: A\n  items: b\n", "b", "not a list of entries"),
        ("- A\n", "A", "an entry with a `name` belongs here"),
        ("- name: A\n  tocHref: b.md\n", "b.md", "no table of contents"),
        ("- name: A\n  topicHref: b/toc.yml\n", "b/toc.yml", "leads to a table of contents"),
        ("item:\n- name: A\n", "item:", "no `items`"),
        ("text\n", "text", "a list of entries"),
        ("- name: \"open\n", "", "not YAML"),
        ("- name: A\n\thref: b\n", "", "not YAML"),
    ] {
        let toc = Toc::read(text);
        assert_eq!(toc.problems.len(), 1, "{text}: {toc:?}");
        let problem = &toc.problems[0];
        assert!(place.is_empty() || problem.span.of(text) == place, "{text}: {}", problem.span.of(text));
        assert!(problem.message.contains(says), "{text}: {}", problem.message);
    }
}

#[test]
fn names_of_tables_of_contents() {
    for (name, is) in [
        ("toc.yml", true),
        ("TOC.md", true),
        ("Toc.JSON", true),
        ("toc.experimental.yml", true),
        ("toc.yaml", false),
        ("mytoc.yml", false),
        ("toc", false),
    ] {
        assert_eq!(is_toc(name), is, "{name}");
    }
}

#[test]
fn deep_and_wide_files_are_read_in_linear_time() {
    let mut deep = String::new();
    for level in 0..100_000 {
        deep += "- items: ";
        deep += if level % 2 == 0 { "" } else { "\n" };
    }
    assert!(!Toc::read(&deep).problems.is_empty());
    let wide = "- name: a\n  href: b.md\n".repeat(20_000);
    assert_eq!(Toc::read(&wide).entries.len(), 20_000);
    let keys: String = (0..20_000).map(|key| format!("  k{key}: x\n")).collect();
    assert_eq!(Toc::read(&format!("- name: a\n{keys}")).entries.len(), 1);
}
