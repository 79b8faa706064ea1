use super::*;

const CONFIG: &str = "site_name: x\ndocs_dir: pages\nuse_directory_urls: false\nnav:\n  - index.md\n  - Guide:\n      - guide/a.md\n      - 'B': guide/b.md\n  - https://example.org\nplugins:\n  - search\n  - material/blog\n  - redirects:\n      redirect_maps:\n        'old.md': 'guide/a.md'\nmarkdown_extensions:\n  - pymdownx.emoji:\n      emoji_index: !!python/name:material.extensions.emoji.twemoji\n      x: !ENV [A, B]\n";

#[test]
fn a_configuration_says_where_pages_lie_and_in_what_order() {
    let site = MkDocs::read("a", CONFIG, None).unwrap();
    assert_eq!((site.docs(), site.uses_directory_urls(), site.makes_pages()), ("a/pages", false, true));
    let nav: Vec<_> = site.nav().unwrap().iter().map(|entry| entry.span.of(CONFIG)).collect();
    assert_eq!(nav, ["index.md", "guide/a.md", "guide/b.md", "https://example.org"]);
    let redirect = site.redirect("old.md").unwrap();
    assert_eq!((redirect.from.span.of(CONFIG), redirect.to.text.as_str()), ("'old.md'", "guide/a.md"));
}

#[test]
fn plugins_may_be_a_map() {
    let site = MkDocs::read("", "plugins:\n  gen-files: {}\n", None).unwrap();
    assert!(site.makes_pages() && !site.has_own_nav());
}

#[test]
fn a_child_stands_above_its_parent() {
    let text =
        "INHERIT: ../base.yml\nsite_url: https://x/\nvalidation:\n  links:\n    absolute_links: relative_to_docs\n";
    let parent = MkDocs::read("", CONFIG, None).unwrap();
    let child = MkDocs::read("a", text, Some(&parent)).unwrap();
    assert_eq!(MkDocs::inherited_file(text).unwrap().text, "../base.yml");
    assert_eq!(child.inherit().unwrap().span.of(text), "../base.yml");
    assert!(child.absolute_from_docs() && !child.uses_directory_urls() && child.docs() == "pages");
}

#[test]
fn what_is_no_yaml_has_a_place() {
    let text = "nav: [\n";
    assert!(MkDocs::read("", text, None).is_err());
    assert_eq!(MkDocs::read("", "", None).unwrap(), MkDocs::plain(""));
}

#[test]
fn urls_count_from_the_folder_of_a_page() {
    let mut site = MkDocs::plain("");
    for (source, folder) in [("a.md", "a"), ("g/a.md", "g/a"), ("g/index.md", "g"), ("README.md", ""), ("x.png", "")] {
        assert_eq!(site.url_folder(source), folder, "{source}");
    }
    site.directory_urls = false;
    assert_eq!(site.url_folder("g/a.md"), "g");
}
