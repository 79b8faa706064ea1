use std::sync::Arc;

use super::check;
use crate::site::hugo::{Hugo, Syntax};
use crate::site::tree::FakeTree;
use crate::site::{Layout, Trace, resolve_ref};

const FILES: [&str; 14] = [
    "README.md",
    "hugo.toml",
    "assets/as.png",
    "content/_index.md",
    "content/docs/_index.md",
    "content/docs/a.md",
    "content/docs/loose.png",
    "content/docs/my page.md",
    "content/docs/other.md",
    "content/docs/bundle/index.md",
    "content/docs/bundle/x.png",
    "content/posts/p.md",
    "content/made/_content.gotmpl",
    "static/img/s.png",
];

fn site(config: &str) -> Layout {
    Layout::Hugo(Arc::new(Hugo::read("", config, Syntax::Toml).unwrap()))
}

/// What the link and image hooks of Hugo 0.168 were seen to do with each of these, or a browser after them.
#[test]
fn a_site() {
    let (a, bundle) = ("content/docs/a.md", "content/docs/bundle/index.md");
    check(
        &site(""),
        &FILES,
        &[
            (a, "other.md?x=1#y", "content/docs/other.md"),
            (a, "other", "content/docs/other.md"),
            (a, "./other.md", "content/docs/other.md"),
            (a, "Other.md", "content/docs/other.md"),
            (a, "/docs/other", "content/docs/other.md"),
            (a, "/docs/other.md", "content/docs/other.md"),
            (a, "docs/other.md", "content/docs/other.md"),
            (a, "posts/p.md", "content/posts/p.md"),
            (a, "my%20page.md", "content/docs/my page.md"),
            (a, "../docs/other.md", "content/docs/other.md"),
            (a, "../../content/docs/other.md", "content/docs/other.md"),
            (a, "../other/", "content/docs/other.md"),
            (a, "bundle/", "content/docs/bundle/index.md"),
            (a, "bundle/index.md", "content/docs/bundle/index.md"),
            (a, "bundle/x.png", "content/docs/bundle/x.png"),
            (a, "_index.md", "content/docs/_index.md"),
            (a, ".", "content/docs/_index.md"),
            (a, "..", "content/_index.md"),
            (a, "/", "content/_index.md"),
            (a, "/docs/", "content/docs/_index.md"),
            (a, "/posts/", "generated"),
            ("content/posts/p.md", "_index.md", "generated"),
            ("content/posts/p.md", ".", "generated"),
            ("content/posts/p.md", "../p.md", "! content/p.md"),
            ("content/posts/p.md", "../../../docs/a.md", "content/docs/a.md"),
            ("content/posts/p.md", "./docs/_index.md", "content/docs/_index.md"),
            ("content/docs/a.md", "posts/_index.md", "generated"),
            (a, "/index.md", "content/_index.md"),
            (a, "/docs/Other.md", "content/docs/other.md"),
            ("content/docs/bundle/index.md", "../../posts/my%20page.md", "! content/posts/my page.md"),
            ("content/docs/bundle/index.md", "../p.md", "! content/docs/p.md"),
            (a, "/tags/x/", "? Template"),
            (a, "/img/s.png", "static/img/s.png"),
            (a, "../../img/s.png", "static/img/s.png"),
            (a, "as.png", "assets/as.png"),
            (a, "loose.png", "content/docs/loose.png"),
            (a, "../../README.md", "README.md"),
            (a, "p.md", "! content/docs/p.md"),
            (a, "nothing.md", "! content/docs/nothing.md"),
            (a, "none.png", "! content/docs/none.png"),
            (a, "/img/none.png", "! static/img/none.png"),
            (a, "/docs/none.md", "! content/docs/none.md"),
            (a, "/index.xml", "? Template"),
            (a, "none/", "? Template"),
            (a, "/made/x.md", "? Template"),
            (bundle, "x.png", "content/docs/bundle/x.png"),
            (bundle, "X.png", "~content/docs/bundle/x.png"),
            (bundle, "../other.md", "content/docs/other.md"),
            (bundle, "other.md", "content/docs/other.md"),
            (bundle, "../../docs/other.md", "content/docs/other.md"),
            ("README.md", "content/docs/a.md", "content/docs/a.md"),
        ],
    );
}

#[test]
fn other_settings() {
    let a = "content/docs/a.md";
    check(
        &site("theme = 't'\nbaseURL = 'https://x/sub/'"),
        &FILES,
        &[
            (a, "/img/none.png", "? Template"),
            (a, "/sub/img/s.png", "static/img/s.png"),
            (a, "/sub/docs/other/", "content/docs/other.md"),
            (a, "none.md", "! content/docs/none.md"),
        ],
    );
    check(&site("[[module.imports]]\npath = 'x'"), &FILES, &[(a, "none.md", "? Template")]);
    check(&site("uglyURLs = true"), &FILES, &[(a, "/docs/other.html", "content/docs/other.md")]);
    let files = ["content/docs/a.md", "content/docs/b.fr.md", "content/docs/c.en.md"];
    check(
        &site("[languages.en]\n[languages.fr]"),
        &files,
        &[
            (a, "b.md", "content/docs/b.fr.md"),
            (a, "c.md", "content/docs/c.en.md"),
            (a, "/fr/docs/b/", "content/docs/b.fr.md"),
        ],
    );
}

/// What `ref` of Hugo 0.168 was seen to do: it fails where the path has a slash and names no page.
#[test]
fn shortcodes() {
    let (site, tree) = (Hugo::plain(""), FakeTree::of(&FILES));
    for (path, expected) in [
        ("other.md", "content/docs/other.md"),
        ("/docs/other", "content/docs/other.md"),
        ("docs/other.md", "content/docs/other.md"),
        ("bundle", "content/docs/bundle/index.md"),
        ("Bundle/", "content/docs/bundle/index.md"),
        ("/docs/bundle/index", "content/docs/bundle/index.md"),
        ("OTHER", "content/docs/other.md"),
        ("p", "? Template"),
        ("sub/p", "! content/docs/sub/p"),
        ("./p", "! content/docs/p"),
        ("/none/p", "! content/none/p"),
        ("", "same"),
    ] {
        let outcome = resolve_ref(&site, "content/docs/a.md", path, &tree, &mut Trace::off());
        assert_eq!(super::shown(&outcome), expected, "{path}");
    }
}
