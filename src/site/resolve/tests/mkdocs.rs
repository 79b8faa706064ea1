use std::sync::Arc;

use super::check;
use crate::site::mkdocs::MkDocs;
use crate::site::resolve::mkdocs::resolve_nav;
use crate::site::tree::FakeTree;
use crate::site::{Layout, Placed, Trace};
use crate::text::Span;

const FILES: [&str; 9] = [
    "README.md",
    "mkdocs.yml",
    "docs/index.md",
    "docs/my page.md",
    "docs/guide/a.md",
    "docs/guide/b.md",
    "docs/guide/README.md",
    "docs/img/x.png",
    "docs/api/index.html",
];

fn site(config: &str) -> Layout {
    Layout::MkDocs(Arc::new(MkDocs::read("", config, None).unwrap()))
}

/// What MkDocs 1.6 was seen to do with each of these.
#[test]
fn a_site_with_folder_urls() {
    check(
        &site("plugins:\n- search\n- redirects:\n    redirect_maps:\n      guide/old.md: guide/b.md\n"),
        &FILES,
        &[
            ("docs/guide/a.md", "b.md#x", "docs/guide/b.md"),
            ("docs/guide/a.md", "../guide/b.md", "docs/guide/b.md"),
            ("docs/guide/a.md", "b.md/", "docs/guide/b.md"),
            ("docs/guide/a.md", "B.md", "~docs/guide/b.md"),
            ("docs/guide/a.md", "../my%20page.md", "docs/my page.md"),
            ("docs/guide/a.md", "../b/", "docs/guide/b.md"),
            ("docs/guide/a.md", "../b", "docs/guide/b.md"),
            ("docs/guide/a.md", "../b/#x", "docs/guide/b.md"),
            ("docs/guide/a.md", "b/", "! docs/guide/b"),
            ("docs/guide/a.md", "b", "! docs/guide/b"),
            ("docs/guide/a.md", "b.html", "! docs/guide/b.html"),
            ("docs/guide/a.md", "../img/x.png", "docs/img/x.png"),
            ("docs/guide/a.md", "../../img/x.png", "docs/img/x.png"),
            ("docs/guide/a.md", ".", "docs/guide/a.md"),
            ("docs/guide/a.md", "../", "docs/guide/README.md"),
            ("docs/guide/a.md", "../../", "docs/index.md"),
            ("docs/guide/a.md", "../../api/", "docs/api/index.html"),
            ("docs/guide/a.md", "../img", "! docs/img"),
            ("docs/guide/a.md", "none.md", "! docs/guide/none.md"),
            ("docs/guide/a.md", "none.pdf", "! docs/guide/none.pdf"),
            ("docs/guide/a.md", "old.md", "docs/guide/old.md -> guide/b.md"),
            ("docs/guide/a.md", "../../README.md", "README.md"),
            ("docs/guide/a.md", "../../../x.md", "outside"),
            ("docs/guide/a.md", "../../../x/", "? SitePath"),
            ("docs/guide/a.md", "index.html", "docs/guide/a.md"),
            ("docs/guide/a.md", "../index.html", "docs/guide/README.md"),
            ("docs/guide/a.md", "/guide/b.md", "? SitePath"),
            ("docs/guide/a.md", "/guide/b/", "docs/guide/b.md"),
            ("docs/guide/a.md", "/other/", "? SitePath"),
            ("docs/index.md", "guide/a/", "docs/guide/a.md"),
            ("docs/index.md", "guide/", "docs/guide/README.md"),
            ("README.md", "docs/guide/a.md", "docs/guide/a.md"),
        ],
    );
}

#[test]
fn other_settings() {
    check(
        &site("use_directory_urls: false\nvalidation:\n  links:\n    absolute_links: relative_to_docs\n"),
        &FILES,
        &[
            ("docs/guide/a.md", "b.html", "docs/guide/b.md"),
            ("docs/guide/a.md", "index.html", "docs/guide/README.md"),
            ("docs/guide/a.md", "/guide/b.md", "docs/guide/b.md"),
            ("docs/guide/a.md", "/guide/none.md", "! docs/guide/none.md"),
        ],
    );
    check(
        &site("theme:\n  name: material\n  custom_dir: docs/img\n"),
        &FILES,
        &[
            ("docs/index.md", "x.png", "docs/img/x.png"),
            ("docs/guide/a.md", "../../x.png", "docs/img/x.png"),
            ("docs/index.md", "feed_rss_created.xml", "generated"),
        ],
    );
    check(
        &site("site_url: https://example.org/docs/\nhooks: [hooks.py]\n"),
        &FILES,
        &[
            ("docs/guide/a.md", "none.md", "? Template"),
            ("docs/guide/a.md", "/docs/guide/b/", "docs/guide/b.md"),
            ("docs/guide/a.md", "/guide/b/", "? SitePath"),
        ],
    );
}

#[test]
fn entries_of_the_navigation() {
    let tree = FakeTree::of(&FILES);
    let plain = MkDocs::plain("");
    let own = MkDocs::read("", "plugins: [awesome-pages]\n", None).unwrap();
    for (site, written, expected) in [
        (&plain, "./guide/b.md", "docs/guide/b.md"),
        (&plain, "guide/", "! docs/guide"),
        (&plain, "Guide/b.md", "~docs/guide/b.md"),
        (&plain, "guide/b.md#x", "! docs/guide/b.md#x"),
        (&plain, "my%20page.md", "! docs/my%20page.md"),
        (&plain, "my page.md", "docs/my page.md"),
        (&plain, "/guide/a.md", "? SitePath"),
        (&plain, "https://example.org", "external"),
        (&plain, "!include ./x/mkdocs.yml", "? Template"),
        (&own, "guide/", "? Template"),
    ] {
        let entry = Placed { text: written.to_owned(), span: Span::default() };
        assert_eq!(super::shown(&resolve_nav(site, &entry, &tree, &mut Trace::off())), expected, "{written}");
    }
}
