//! MkDocs: `mkdocs.yml`, its navigation and the URLs of its pages.

use std::collections::HashMap;

use super::path::{folder_of, join, name, within};
use super::{ConfigError, Placed, Redirect};
use crate::text::{Yaml, YamlNode, parse_yaml};

/// Plugins and the like that make pages or rewrite links by code of their own: what is not there may be made.
const MAKERS: [&str; 19] = [
    "api-autonav",
    "autolinks",
    "blog",
    "ezlinks",
    "gen-files",
    "i18n",
    "jupyter",
    "macros",
    "mike",
    "mkdoxy",
    "mkdocs-jupyter",
    "monorepo",
    "multirepo",
    "roamlinks",
    "same-dir",
    "simple",
    "static-i18n",
    "techdocs-core",
    "wikilinks",
];

/// Plugins by which an entry of the navigation may name a folder, a glob or another project.
const NAVIGATORS: [&str; 7] =
    ["awesome-nav", "awesome-pages", "include_dir_to_nav", "literate-nav", "monorepo", "multirepo", "techdocs-core"];

/// What a `mkdocs.yml` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MkDocs {
    docs: String,
    directory_urls: bool,
    absolute_from_docs: bool,
    site_url: Option<String>,
    theme: Option<String>,
    inherit: Option<Placed>,
    nav: Option<Vec<Placed>>,
    plugins: Vec<String>,
    hooks: bool,
    redirects: Vec<Redirect>,
    /// Path of the source below the docs folder -> index among the redirects.
    redirected: HashMap<String, usize>,
}

impl MkDocs {
    /// Reads a `mkdocs.yml` that lies in `folder`, a path from the root. `parent` is what the file says that it
    /// inherits from ([`MkDocs::inherited_file`]), where there is one.
    ///
    /// # Errors
    /// [`ConfigError`] where it is not YAML.
    pub fn read(folder: &str, text: &str, parent: Option<&MkDocs>) -> Result<Self, ConfigError> {
        let root = parse_yaml(text, 0)?;
        let mut made = parent.map_or_else(|| Self::plain(folder), MkDocs::clone);
        made.inherit = None;
        if let Some(root) = &root {
            made.fill(folder, root);
        }
        Ok(made)
    }

    /// A site without its configuration's word, in this folder.
    pub fn plain(folder: &str) -> Self {
        Self {
            docs: join(folder, "docs").unwrap_or_default(),
            directory_urls: true,
            absolute_from_docs: false,
            site_url: None,
            theme: None,
            inherit: None,
            nav: None,
            plugins: Vec::new(),
            hooks: false,
            redirects: Vec::new(),
            redirected: HashMap::new(),
        }
    }

    /// The file that a configuration inherits from, as written, without reading the rest of it.
    pub fn inherited_file(text: &str) -> Option<Placed> {
        let root = memchr::memmem::find(text.as_bytes(), b"INHERIT").and_then(|_| parse_yaml(text, 0).ok())??;
        placed(root.get("INHERIT")?)
    }

    fn fill(&mut self, folder: &str, root: &YamlNode) {
        self.inherit = root.get("INHERIT").and_then(placed);
        if let Some(docs) = root.get("docs_dir").and_then(YamlNode::scalar) {
            self.docs = join(folder, docs).unwrap_or_else(|| folder.to_owned());
        }
        if let Some(flag) = root.get("use_directory_urls").and_then(YamlNode::scalar) {
            self.directory_urls = !flag.eq_ignore_ascii_case("false");
        }
        if let Some(url) = root.get("site_url").and_then(YamlNode::scalar) {
            self.site_url = Some(url.to_owned());
        }
        let theme = root.get("theme").and_then(|theme| theme.get("custom_dir"));
        if let Some(theme) = theme.and_then(YamlNode::scalar) {
            self.theme = join(folder, theme);
        }
        let links = root.get("validation").and_then(|node| node.get("links").or(Some(node)));
        if let Some(absolute) = links.and_then(|links| links.get("absolute_links")).and_then(YamlNode::scalar) {
            self.absolute_from_docs = absolute == "relative_to_docs";
        }
        if let Some(nav) = root.get("nav").filter(|nav| !nav.is_empty()) {
            self.nav = Some(entries(nav));
        }
        self.hooks |= root.get("hooks").is_some_and(|hooks| !hooks.is_empty());
        if let Some(plugins) = root.get("plugins") {
            self.add_plugins(plugins);
        }
    }

    /// Plugins are a list of names and of maps from a name to its options, or one such map.
    fn add_plugins(&mut self, plugins: &YamlNode) {
        self.plugins.clear();
        let listed = plugins.items().iter();
        self.plugins.extend(listed.filter_map(YamlNode::scalar).map(plugin_name));
        for (name, options) in plugins.items().iter().chain([plugins]).flat_map(YamlNode::entries) {
            let Some(name) = name.scalar().map(plugin_name) else { continue };
            if name == "redirects" {
                self.add_redirects(options);
            }
            self.plugins.push(name);
        }
    }

    fn add_redirects(&mut self, options: &YamlNode) {
        for (from, to) in options.get("redirect_maps").map_or(&[][..], YamlNode::entries) {
            let (Some(from), Some(to)) = (placed(from), placed(to)) else { continue };
            self.redirected.insert(from.text.trim_start_matches('/').to_owned(), self.redirects.len());
            self.redirects.push(Redirect { from, to });
        }
    }

    /// The folder of the pages, from the root.
    pub fn docs(&self) -> &str {
        &self.docs
    }

    /// Whether `a.md` is shown at `a/`.
    pub fn uses_directory_urls(&self) -> bool {
        self.directory_urls
    }

    /// Whether `/a.md` means `a.md` of the docs folder.
    pub fn absolute_from_docs(&self) -> bool {
        self.absolute_from_docs
    }

    /// `site_url`.
    pub fn site_url(&self) -> Option<&str> {
        self.site_url.as_deref()
    }

    /// The folder that is laid over the theme's; its files are served beside the pages.
    pub fn theme(&self) -> Option<&str> {
        self.theme.as_deref()
    }

    /// `INHERIT`: the file it inherits from.
    pub fn inherit(&self) -> Option<&Placed> {
        self.inherit.as_ref()
    }

    /// The files and URLs that `nav` names, in order; none where it leaves the order to MkDocs. After
    /// [`MkDocs::inherit`] their places may be the parent's.
    pub fn nav(&self) -> Option<&[Placed]> {
        self.nav.as_deref()
    }

    /// The redirects of the plugin of that name: sources below the docs folder, to such or to URLs.
    pub fn redirects(&self) -> &[Redirect] {
        &self.redirects
    }

    /// The redirect of a source, given by its path below the docs folder.
    pub fn redirect(&self, source: &str) -> Option<&Redirect> {
        self.redirected.get(source).map(|&index| &self.redirects[index])
    }

    /// Whether code of the site may make what is not there.
    pub fn makes_pages(&self) -> bool {
        self.hooks || self.plugins.iter().any(|plugin| MAKERS.contains(&plugin.as_str()))
    }

    /// Whether a plugin reads `nav` by rules of its own.
    pub fn has_own_nav(&self) -> bool {
        self.plugins.iter().any(|plugin| NAVIGATORS.contains(&plugin.as_str()))
    }

    /// Whether MkDocs takes a file into the site.
    pub fn in_scope(&self, path: &str) -> bool {
        within(&self.docs, path).is_some()
    }

    /// The folder that the URLs of a page count from, as a path below the docs folder that ends where a name may
    /// follow: `guide/a` for `guide/a.md` where it is shown at `guide/a/`.
    pub fn url_folder<'p>(&self, source: &'p str) -> &'p str {
        let stem = source.strip_suffix(".md").filter(|stem| !matches!(name(stem), "index" | "README"));
        stem.filter(|_| self.directory_urls).unwrap_or_else(|| folder_of(source))
    }
}

/// `material/search` is the theme's `search`.
fn plugin_name(written: &str) -> String {
    written.rsplit_once('/').map_or(written, |(_, name)| name).to_owned()
}

fn placed(node: &YamlNode) -> Option<Placed> {
    node.scalar().filter(|text| !text.is_empty()).map(|text| Placed { text: text.to_owned(), span: node.span })
}

/// The files of a navigation, in order, with a stack of its own so that nesting costs no call depth.
fn entries(nav: &YamlNode) -> Vec<Placed> {
    let (mut found, mut open) = (Vec::new(), vec![nav]);
    while let Some(node) = open.pop() {
        match &node.value {
            Yaml::Scalar { .. } => found.extend(placed(node)),
            Yaml::Sequence(items) => open.extend(items.iter().rev()),
            Yaml::Mapping(entries) => open.extend(entries.iter().rev().map(|(_, value)| value)),
            Yaml::Alias => {}
        }
    }
    found
}

#[cfg(test)]
mod tests;
