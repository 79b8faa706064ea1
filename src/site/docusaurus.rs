//! Docusaurus: what can be told of its configuration, which is a program, and the URLs of its pages.

mod routes;
mod script;

use super::path::{join, within};
use script::{Literal, Script};

pub(crate) use routes::resolved;
pub use routes::{PageNames, Routes};

/// What is known of a Docusaurus site. What its configuration computes is taken for unknown, never for the default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Docusaurus {
    folder: String,
    base_url: Option<String>,
    /// Whether URLs end with a slash; none where each is as its page's slug says.
    trailing_slash: Option<bool>,
    docs: Vec<Docs>,
    blog: String,
    statics: Option<Vec<String>>,
    routes: Routes,
}

/// A set of docs: that of the preset, or a plugin's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Docs {
    id: String,
    site: String,
    folder: String,
    route: Option<String>,
    /// Released versions, the newest first; none where nobody said.
    versions: Option<Vec<String>>,
    own_prefixes: bool,
}

/// A version of the docs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its name; none for the docs that are being written.
    pub name: Option<String>,
    /// Its folder, from the root.
    pub folder: String,
}

impl Docusaurus {
    /// Reads a `docusaurus.config.*` that lies in `folder`, a path from the root: its literal values.
    pub fn read(folder: &str, text: &str) -> Self {
        let script = Script::read(text);
        let mut made = Self::plain(folder);
        let Some(config) = script.object_with(&["presets", "baseUrl", "plugins", "title"]) else { return made };
        made.base_url = script.text(config, "baseUrl").ok().map(|url| url.unwrap_or("/").to_owned());
        made.trailing_slash = match script.get(config, "trailingSlash") {
            Some(Literal::Flag(flag)) => Some(*flag),
            Some(Literal::Text(_) | Literal::Group(_) | Literal::Unknown) | None => None,
        };
        if let Some(list) = script.get(config, "staticDirectories") {
            let path = |item: &Literal| match item {
                Literal::Text(path) => join(folder, path),
                Literal::Flag(_) | Literal::Group(_) | Literal::Unknown => None,
            };
            made.statics = script.items(Some(list)).and_then(|items| items.into_iter().map(path).collect());
        }
        made.docs.clear();
        match script.items(script.get(config, "presets")) {
            Some(presets) => presets.iter().for_each(|preset| made.add_preset(&script, preset)),
            None if script.get(config, "presets").is_some() => made.docs.push(Docs::unknown(folder)),
            None => {}
        }
        for plugin in script.items(script.get(config, "plugins")).unwrap_or_default() {
            made.add_plugin(&script, plugin);
        }
        made
    }

    /// A site without its configuration's word, in this folder.
    pub fn plain(folder: &str) -> Self {
        let below = |name| join(folder, name).unwrap_or_default();
        Self {
            folder: folder.to_owned(),
            base_url: None,
            trailing_slash: None,
            docs: vec![Docs::unknown(folder)],
            blog: below("blog"),
            statics: Some(vec![below("static")]),
            routes: Routes::default(),
        }
    }

    /// `['classic', {docs: {...}}]` or `'classic'`.
    fn add_preset(&mut self, script: &Script, preset: &Literal) {
        let items = script.items(Some(preset)).unwrap_or_else(|| vec![preset]);
        let options = match items.get(1) {
            Some(Literal::Group(options)) => *options,
            Some(Literal::Text(_) | Literal::Flag(_) | Literal::Unknown) => {
                return self.docs.push(Docs::unknown(&self.folder));
            }
            None => return self.docs.push(Docs { route: Some("docs".to_owned()), ..Docs::unknown(&self.folder) }),
        };
        match script.get(options, "docs") {
            Some(Literal::Flag(false)) => {}
            Some(Literal::Group(docs)) => self.docs.push(Docs::read(&self.folder, script, *docs)),
            Some(Literal::Text(_) | Literal::Flag(true) | Literal::Unknown) => {
                self.docs.push(Docs::unknown(&self.folder));
            }
            None => self.docs.push(Docs { route: Some("docs".to_owned()), ..Docs::unknown(&self.folder) }),
        }
        if let Some(Literal::Group(blog)) = script.get(options, "blog")
            && let Ok(Some(path)) = script.text(*blog, "path")
        {
            self.blog = join(&self.folder, path).unwrap_or_default();
        }
    }

    /// `['@docusaurus/plugin-content-docs', {id: ..., path: ...}]`.
    fn add_plugin(&mut self, script: &Script, plugin: &Literal) {
        let items = script.items(Some(plugin)).unwrap_or_default();
        if let [Literal::Text(name), Literal::Group(options), ..] = items[..]
            && name.ends_with("content-docs")
        {
            self.docs.push(Docs::read(&self.folder, script, *options));
        }
    }

    /// Takes the text of `versions.json`, or `<id>_versions.json`, for the docs of that id (`default` for the first).
    /// Text that is no list of names is as if there were none.
    pub fn set_versions(&mut self, id: &str, text: &str) {
        let versions: Option<Vec<String>> = serde_json::from_str(text).ok();
        for docs in self.docs.iter_mut().filter(|docs| docs.id == id && docs.route.is_some()) {
            docs.versions.clone_from(&versions);
        }
    }

    /// Takes what the headers of its pages say, so that URLs can be resolved.
    pub fn set_pages<'p>(&mut self, pages: impl Iterator<Item = PageNames<'p>>) {
        self.routes = Routes::of(self, pages);
    }

    /// The folder of the site, from the root.
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// `baseUrl`, where it is known.
    pub fn base_url(&self) -> Option<&str> {
        self.base_url.as_deref()
    }

    /// `trailingSlash`.
    pub fn trailing_slash(&self) -> Option<bool> {
        self.trailing_slash
    }

    /// The sets of docs.
    pub fn docs(&self) -> &[Docs] {
        &self.docs
    }

    /// The folders whose files are served as they are, at the root of the site; none where code names them.
    pub fn statics(&self) -> Option<&[String]> {
        self.statics.as_deref()
    }

    /// The URLs of its pages, as far as they are known.
    pub fn routes(&self) -> &Routes {
        &self.routes
    }

    /// The folder of pages that stand alone.
    pub fn pages(&self) -> String {
        join(&self.folder, "src/pages").unwrap_or_default()
    }

    /// Whether a file is a translation of another.
    pub fn is_translation(&self, path: &str) -> bool {
        within(&self.folder, path).is_some_and(|below| below.starts_with("i18n/"))
    }

    /// The folders that the paths of a page's links may count from, beside its own: that of its docs, blog or pages.
    pub fn content_of(&self, path: &str) -> Option<String> {
        let docs = self.docs.iter().find_map(|docs| docs.version_of(path)).map(|version| version.folder);
        let others = [self.blog.clone(), self.pages()];
        docs.or_else(|| others.into_iter().find(|folder| within(folder, path).is_some()))
    }
}

impl Docs {
    /// Docs in the usual folder, with a URL that nobody told.
    fn unknown(site: &str) -> Self {
        Self {
            id: "default".to_owned(),
            site: site.to_owned(),
            folder: join(site, "docs").unwrap_or_default(),
            route: None,
            versions: None,
            own_prefixes: false,
        }
    }

    fn read(site: &str, script: &Script, options: usize) -> Self {
        let mut docs = Self::unknown(site);
        if let Ok(Some(path)) = script.text(options, "path") {
            docs.folder = join(site, path).unwrap_or_default();
        }
        if let Ok(Some(id)) = script.text(options, "id") {
            docs.id = id.to_owned();
        }
        let versioned = ["lastVersion", "versions", "includeCurrentVersion", "onlyIncludeVersions"];
        let plain = versioned.iter().all(|key| script.get(options, key).is_none());
        let route = script.text(options, "routeBasePath").ok().map(|route| route.unwrap_or("docs").to_owned());
        docs.route = route.filter(|_| plain);
        docs.own_prefixes = script.get(options, "numberPrefixParser").is_some();
        docs
    }

    /// `id` of the plugin; `default` without one.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The folder of the docs that are being written, from the root.
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// The URL path that they lie below, where it is known.
    pub fn route(&self) -> Option<&str> {
        self.route.as_deref()
    }

    /// Released versions, the newest first; none where nobody said.
    pub fn versions(&self) -> Option<&[String]> {
        self.versions.as_deref()
    }

    fn has_own_prefixes(&self) -> bool {
        self.own_prefixes
    }

    /// The version that a file belongs to.
    pub fn version_of(&self, path: &str) -> Option<Version> {
        let prefix = if self.id == "default" { String::new() } else { format!("{}_", self.id) };
        let released = join(&self.site, &format!("{prefix}versioned_docs")).unwrap_or_default();
        if let Some(rest) = within(&released, path) {
            let name = rest.split('/').next().and_then(|folder| folder.strip_prefix("version-"))?;
            return Some(Version { name: Some(name.to_owned()), folder: format!("{released}/version-{name}") });
        }
        within(&self.folder, path).map(|_| Version { name: None, folder: self.folder.clone() })
    }
}

#[cfg(test)]
mod tests;
