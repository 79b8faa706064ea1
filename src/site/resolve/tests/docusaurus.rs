use std::sync::Arc;

use super::check;
use crate::site::Layout;
use crate::site::docusaurus::{Docusaurus, PageNames};

const FILES: [&str; 16] = [
    "README.md",
    "docusaurus.config.js",
    "blog/2024-01-02-news.md",
    "docs/01-intro.md",
    "docs/assets/x.png",
    "docs/guide/a.md",
    "docs/guide/b.mdx",
    "docs/guide/data.yaml",
    "docs/guide/index.md",
    "docs/guide/slugged.md",
    "i18n/fr/docusaurus-plugin-content-docs/current/guide/a.md",
    "src/pages/about.md",
    "src/pages/index.tsx",
    "static/app/index.html",
    "static/img/logo.svg",
    "versioned_docs/version-1.0/guide/a.md",
];

fn site(config: &str) -> Layout {
    let mut site = Docusaurus::read("", config);
    site.set_versions("default", "[]");
    let pages = FILES.iter().filter(|path| path.ends_with(".md") || path.ends_with(".mdx"));
    site.set_pages(pages.map(|path| PageNames {
        path,
        slug: path.ends_with("slugged.md").then_some("/guide/other-name"),
        id: None,
    }));
    Layout::Docusaurus(Arc::new(site))
}

const PLAIN: &str = "module.exports = {baseUrl: '/', presets: [['classic', {docs: {}}]]};";

#[test]
fn sources_and_assets() {
    let a = "docs/guide/a.md";
    check(
        &site(PLAIN),
        &FILES,
        &[
            (a, "b.mdx#x", "docs/guide/b.mdx"),
            (a, "./b.mdx", "docs/guide/b.mdx"),
            (a, "B.mdx", "~docs/guide/b.mdx"),
            (a, "../01-intro.md?x=1", "docs/01-intro.md"),
            (a, "guide/index.md", "docs/guide/index.md"),
            (a, "./guide/index.md", "! docs/guide/guide/index.md"),
            (a, "docs/01-intro.md", "docs/01-intro.md"),
            (a, "/guide/a.md", "docs/guide/a.md"),
            (a, "/docs/guide/a.md", "docs/guide/a.md"),
            (a, "/01-intro.md", "docs/01-intro.md"),
            (a, "@site/docs/01-intro.md", "docs/01-intro.md"),
            (a, "@site/docs/none.md", "! docs/none.md"),
            (a, "@site/static/img/logo.svg", "static/img/logo.svg"),
            (a, "@site/static/img/none.svg", "! static/img/none.svg"),
            (a, "none.md", "! docs/guide/none.md"),
            (a, "b.md", "! docs/guide/b.md"),
            (a, "../assets/x.png", "docs/assets/x.png"),
            (a, "data.yaml", "docs/guide/data.yaml"),
            (a, "none.png", "! docs/guide/none.png"),
            (a, "/img/logo.svg", "static/img/logo.svg"),
            (a, "/img/none.svg", "! static/img/none.svg"),
            (a, "/sitemap.xml", "? Template"),
            (a, "pathname:///app/", "external"),
            ("README.md", "docs/guide/a.md", "docs/guide/a.md"),
            ("i18n/fr/docusaurus-plugin-content-docs/current/guide/a.md", "./b.mdx", "? Template"),
            ("versioned_docs/version-1.0/guide/a.md", "/guide/a.md", "versioned_docs/version-1.0/guide/a.md"),
            ("versioned_docs/version-1.0/guide/a.md", "b.mdx", "! versioned_docs/version-1.0/guide/b.mdx"),
        ],
    );
}

#[test]
fn docs_may_lie_beside_the_site() {
    let config = "module.exports = {baseUrl: '/', presets: [['classic', {docs: {path: '../docs'}}]]}";
    let layout = Layout::Docusaurus(Arc::new(Docusaurus::read("website", config)));
    assert!(layout.holds("docs/a.md") && !layout.holds("README.md"));
    let files = ["docs/a.md", "website/docusaurus.config.js", "website/static/img/x.png"];
    check(
        &layout,
        &files,
        &[
            ("docs/a.md", "/img/x.png", "website/static/img/x.png"),
            ("docs/a.md", "/a.md", "docs/a.md"),
            ("docs/a.md", "{require('./x.png').default}", "? Template"),
        ],
    );
}

#[test]
fn urls() {
    let a = "docs/guide/a.md";
    check(
        &site(PLAIN),
        &FILES,
        &[
            (a, "/docs/intro", "docs/01-intro.md"),
            (a, "/docs/guide/b/", "docs/guide/b.mdx"),
            (a, "/docs/guide", "docs/guide/index.md"),
            (a, "/docs/guide/other-name", "docs/guide/slugged.md"),
            (a, "b", "docs/guide/b.mdx"),
            (a, "../intro#x", "docs/01-intro.md"),
            (a, "./", "docs/guide/index.md"),
            ("docs/guide/index.md", "b", "docs/guide/b.mdx"),
            (a, "/about", "src/pages/about.md"),
            (a, "/", "generated"),
            (a, "/app/", "static/app/index.html"),
            (a, "/docs/none", "? Template"),
            (a, "/docs/v1.0", "? Template"),
            (a, "/blog/2024/01/02/news", "? Template"),
            (a, "none", "? Template"),
            ("i18n/fr/docusaurus-plugin-content-docs/current/guide/a.md", "/docs/intro", "? Template"),
        ],
    );
    check(
        &site(
            "export default {baseUrl: '/p/', trailingSlash: true, presets: [['classic', {docs: {routeBasePath: '/'}}]]}",
        ),
        &FILES,
        &[
            (a, "/intro", "docs/01-intro.md"),
            (a, "/p/intro/", "docs/01-intro.md"),
            (a, "../b", "docs/guide/b.mdx"),
            (a, "/p/img/logo.svg", "static/img/logo.svg"),
        ],
    );
}
