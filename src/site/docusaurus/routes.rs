//! The URLs of Docusaurus pages, by their paths and what their headers say.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Docs, Docusaurus};
use crate::site::path::{folder_of, name, within};

/// What the URL of a page depends on.
#[derive(Clone, Copy, Debug)]
pub struct PageNames<'p> {
    /// Its path from the root.
    pub path: &'p str,
    /// `slug` of its header.
    pub slug: Option<&'p str>,
    /// `id` of its header.
    pub id: Option<&'p str>,
}

/// The pages whose URLs are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Routes {
    /// URL path without the base and without a slash at its end -> path of the source.
    files: HashMap<String, Arc<str>>,
    /// Path of the source -> its URL path, as written.
    urls: HashMap<Arc<str>, String>,
}

impl Routes {
    /// Lays out the URLs of these pages.
    pub(super) fn of<'p>(site: &Docusaurus, pages: impl Iterator<Item = PageNames<'p>>) -> Self {
        let mut routes = Self::default();
        for page in pages {
            let Some(url) = url_of(site, page) else { continue };
            let path: Arc<str> = Arc::from(page.path);
            routes.files.insert(key(&url).to_owned(), path.clone());
            routes.urls.insert(path, url);
        }
        routes
    }

    /// The source of a URL path.
    pub fn file(&self, url: &str) -> Option<&Arc<str>> {
        self.files.get(key(url))
    }

    /// The URL path of a source.
    pub fn url(&self, path: &str) -> Option<&str> {
        self.urls.get(path).map(String::as_str)
    }
}

fn key(url: &str) -> &str {
    url.trim_end_matches('/')
}

fn url_of(site: &Docusaurus, page: PageNames<'_>) -> Option<String> {
    let stem = page.path.strip_suffix(".md").or_else(|| page.path.strip_suffix(".mdx"))?;
    if let Some(rest) = within(&site.pages(), stem) {
        let index = rest.strip_suffix("index").filter(|folder| folder.is_empty() || folder.ends_with('/'));
        return Some(format!("/{}", index.unwrap_or(rest)));
    }
    for docs in site.docs() {
        let version = docs.version_of(page.path);
        let rest = version.as_ref().and_then(|version| within(&version.folder, stem));
        if let (Some(version), Some(rest)) = (version, rest) {
            let base = docs.base(&version)?;
            let slug = if docs.has_own_prefixes() { return None } else { slug(rest, page) };
            return Some(format!("{}{slug}", base.trim_end_matches('/')));
        }
    }
    None
}

/// The URL of a doc below its version, with a slash before it.
fn slug(stem: &str, page: PageNames<'_>) -> String {
    let names = stem.split('/').map(without_prefix).collect::<Vec<_>>();
    let folder = names[..names.len() - 1].iter().fold("/".to_owned(), |folder, name| folder + name + "/");
    match page.slug.filter(|slug| !slug.is_empty()) {
        Some(slug) if slug.starts_with('/') => slug.to_owned(),
        Some(slug) => resolved(&folder, slug),
        None if is_index(stem) => folder,
        None => resolved(&folder, page.id.unwrap_or(names[names.len() - 1])),
    }
}

/// `name` as a URL from `folder`, both with slashes as a browser reads them.
pub(crate) fn resolved(folder: &str, name: &str) -> String {
    let joined = crate::site::path::join(folder, name).unwrap_or_default();
    let slash = if name.ends_with('/') && !joined.is_empty() { "/" } else { "" };
    format!("/{joined}{slash}")
}

/// `index`, `readme` and a doc that is named as its folder stand for the folder.
fn is_index(stem: &str) -> bool {
    let folder = name(folder_of(stem));
    let name = name(stem);
    ["index", "readme"].iter().any(|index| name.eq_ignore_ascii_case(index))
        || (!folder.is_empty() && name.to_lowercase() == folder.to_lowercase())
}

/// `01-intro` is `intro`; `2024-01-intro` and `1.2-intro` are a date and a version and stay.
fn without_prefix(name: &str) -> &str {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let separated = rest.trim_start().trim_start_matches(['-', '_', '.']);
    let is_version = rest.starts_with(['-', '_', '.']) && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    let suffix = separated.trim_start();
    let has_both = rest.len() < name.len() && separated.len() < rest.trim_start().len();
    if has_both && !is_version && !suffix.is_empty() { suffix } else { name }
}

impl Docs {
    /// The URL path of a version of the docs; none where the configuration leaves it open.
    fn base(&self, version: &super::Version) -> Option<String> {
        let route = self.route()?.trim_matches('/');
        let below = match (&version.name, self.versions()) {
            (None, None) => "",
            (None, Some([])) => "",
            (None, Some(_)) => "next",
            (Some(_), None) => return None,
            (Some(name), Some([last, ..])) if name == last => "",
            (Some(name), Some(_)) => name,
        };
        let path =
            [route, below].iter().filter(|part| !part.is_empty()).fold(String::new(), |path, part| path + "/" + part);
        Some(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_give_slugs() {
        for (stem, slug_field, id, expected) in [
            ("intro", None, None, "/intro"),
            ("01-intro", None, None, "/intro"),
            ("01-Guide/02_a b", None, None, "/Guide/a b"),
            ("guide/index", None, None, "/guide/"),
            ("guide/README", None, None, "/guide/"),
            ("guide/Guide", None, None, "/guide/"),
            ("index", None, None, "/"),
            ("guide/a", None, Some("b"), "/guide/b"),
            ("guide/a", Some("/x/y"), Some("b"), "/x/y"),
            ("guide/a", Some("c"), None, "/guide/c"),
            ("guide/a", Some("../c"), None, "/c"),
            ("guide/index", Some("c"), None, "/guide/c"),
            ("2024-01-02-news", None, None, "/2024-01-02-news"),
            ("1.2-upgrade", None, None, "/1.2-upgrade"),
            ("3 - x", None, None, "/x"),
            ("7", None, None, "/7"),
        ] {
            let page = PageNames { path: "", slug: slug_field, id };
            assert_eq!(slug(stem, page), expected, "{stem}");
        }
    }
}
