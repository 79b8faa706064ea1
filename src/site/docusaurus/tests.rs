use super::*;

const CONFIG: &str = "const config = {\n  baseUrl: '/p/', trailingSlash: false, staticDirectories: ['public', 'static'],\n  presets: [['classic', {docs: {path: 'pages', routeBasePath: '/'}, blog: {path: 'news'}}]],\n  plugins: [['@docusaurus/plugin-content-docs', {id: 'api', path: 'api', routeBasePath: 'api'}], require.resolve('./x')],\n};\nmodule.exports = config;\n";

fn page(path: &str) -> PageNames<'_> {
    PageNames { path, slug: None, id: None }
}

#[test]
fn a_configuration_tells_by_its_literals() {
    let site = Docusaurus::read("web", CONFIG);
    assert_eq!((site.base_url(), site.trailing_slash()), (Some("/p/"), Some(false)));
    assert_eq!(site.statics(), Some(&["web/public".to_owned(), "web/static".to_owned()][..]));
    let docs: Vec<_> = site.docs().iter().map(|docs| (docs.id(), docs.folder(), docs.route())).collect();
    assert_eq!(docs, [("default", "web/pages", Some("/")), ("api", "web/api", Some("api"))]);
    assert_eq!(
        site.content_of("web/api_versioned_docs/version-1/a.md").as_deref(),
        Some("web/api_versioned_docs/version-1")
    );
    assert_eq!(site.content_of("web/news/a.md").as_deref(), Some("web/news"));
}

#[test]
fn what_is_computed_is_unknown() {
    let site = Docusaurus::read(
        "",
        "export default {baseUrl: url(), presets: [['classic', {docs: {routeBasePath: base}}]], staticDirectories: dirs()}",
    );
    assert_eq!((site.base_url(), site.docs()[0].route(), site.statics()), (None, None, None));
    let site = Docusaurus::read("", "export default {title: 'x', presets: presets()}");
    assert_eq!((site.docs().len(), site.docs()[0].route()), (1, None));
    assert_eq!(Docusaurus::read("", "export default require('./x')"), Docusaurus::plain(""));
    let site = Docusaurus::read("", "export default {presets: ['classic', ['x', {docs: false}]]}");
    assert_eq!((site.docs().len(), site.docs()[0].route()), (1, Some("docs")));
}

#[test]
fn pages_have_urls() {
    let mut site = Docusaurus::read("", "export default {baseUrl: '/', presets: ['classic']}");
    site.set_pages(
        ["docs/01-a/02-b.md", "docs/index.mdx", "src/pages/x/index.md", "src/pages/y.md"].into_iter().map(page),
    );
    for (url, file) in [
        ("/docs/a/b", "docs/01-a/02-b.md"),
        ("/docs/", "docs/index.mdx"),
        ("/x", "src/pages/x/index.md"),
        ("/y", "src/pages/y.md"),
    ] {
        assert_eq!(site.routes().file(url).map(|path| &**path), Some(file), "{url}");
    }
    assert_eq!(site.routes().url("docs/01-a/02-b.md"), Some("/docs/a/b"));
}

#[test]
fn versions_have_urls_where_they_are_known() {
    let mut site = Docusaurus::read("", "export default {baseUrl: '/', presets: ['classic']}");
    let pages = ["docs/a.md", "versioned_docs/version-2.0/a.md", "versioned_docs/version-1.0/a.md"];
    site.set_versions("default", "[\"2.0\", \"1.0\"]");
    site.set_pages(pages.into_iter().map(page));
    let url = |path| site.routes().url(path);
    assert_eq!(pages.map(url), [Some("/docs/next/a"), Some("/docs/a"), Some("/docs/1.0/a")]);
}
