//! Hugo: its configuration, in TOML, YAML or JSON, and the shortcodes that name pages.

mod reference;

use serde_json::{Map, Value};

use super::ConfigError;
use super::path::{folder_of, join, name, within};
use crate::text::{Span, Yaml, YamlNode, parse_yaml};

pub use reference::{Reference, references};

/// What a Hugo configuration says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hugo {
    contents: Vec<String>,
    statics: Vec<String>,
    assets: Vec<String>,
    languages: Vec<String>,
    base_url: Option<String>,
    ugly_urls: bool,
    theme: bool,
    imports: bool,
}

/// How a configuration is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    Toml,
    Yaml,
    Json,
}

impl Syntax {
    /// The syntax of a configuration by its file name, where that is one.
    pub fn of(name: &str) -> Option<Syntax> {
        match name.rsplit_once('.')?.1 {
            "toml" => Some(Syntax::Toml),
            "yaml" | "yml" => Some(Syntax::Yaml),
            "json" => Some(Syntax::Json),
            _ => None,
        }
    }
}

impl Hugo {
    /// Reads a configuration that lies in `folder`, a path from the root. Letter case of keys does not count.
    ///
    /// # Errors
    /// [`ConfigError`] where the text is not of that syntax.
    pub fn read(folder: &str, text: &str, syntax: Syntax) -> Result<Self, ConfigError> {
        let mut made = Self::plain(folder);
        if let Value::Object(root) = parsed(text, syntax)? {
            made.fill(folder, &root);
        }
        Ok(made)
    }

    /// Adds a file of `config/_default`. One named `languages` or `module` holds what stands below that key.
    ///
    /// # Errors
    /// [`ConfigError`] where the text is not of that syntax.
    pub fn add(&mut self, folder: &str, name: &str, text: &str, syntax: Syntax) -> Result<(), ConfigError> {
        let stem = name.split('.').next().unwrap_or(name);
        match parsed(text, syntax)? {
            Value::Object(root) if matches!(stem, "hugo" | "config") => self.fill(folder, &root),
            root => self.fill(folder, &Map::from_iter([(stem.to_owned(), root)])),
        }
        Ok(())
    }

    /// A site without its configuration's word, in this folder.
    pub fn plain(folder: &str) -> Self {
        let below = |name| vec![join(folder, name).unwrap_or_default()];
        Self {
            contents: below("content"),
            statics: below("static"),
            assets: below("assets"),
            languages: Vec::new(),
            base_url: None,
            ugly_urls: false,
            theme: false,
            imports: false,
        }
    }

    fn fill(&mut self, folder: &str, root: &Map<String, Value>) {
        let path = |value: &Value| value.as_str().and_then(|path| join(folder, path));
        let replace = |key: &str, paths: &mut Vec<String>| {
            if let Some(named) = get(root, key).map(|value| each(value).filter_map(path).collect()) {
                *paths = named;
            }
        };
        replace("contentDir", &mut self.contents);
        replace("staticDir", &mut self.statics);
        replace("assetDir", &mut self.assets);
        if let Some(url) = get(root, "baseURL").and_then(Value::as_str) {
            self.base_url = Some(url.to_owned());
        }
        self.ugly_urls |= get(root, "uglyURLs").is_some_and(|value| value != &Value::Bool(false));
        self.theme |= get(root, "theme").is_some();
        for (name, language) in get(root, "languages").and_then(Value::as_object).into_iter().flatten() {
            self.languages.push(name.to_ascii_lowercase());
            let own = language.as_object().and_then(|language| get(language, "contentDir")).and_then(path);
            self.contents.extend(own);
        }
        let module = get(root, "module").and_then(Value::as_object);
        self.imports |= module.and_then(|module| get(module, "imports")).is_some();
        for mount in module.and_then(|module| get(module, "mounts")).into_iter().flat_map(each) {
            self.mount(folder, mount);
        }
        for paths in [&mut self.contents, &mut self.statics, &mut self.assets] {
            let mut seen = std::collections::BTreeSet::new();
            paths.retain(|path| seen.insert(path.clone()));
        }
    }

    /// A folder that is laid over one of the site's own. Where it is laid below that, its paths are not these.
    fn mount(&mut self, folder: &str, mount: &Value) {
        let text = |key| mount.as_object().and_then(|mount| get(mount, key)).and_then(Value::as_str);
        let (Some(source), Some(target)) = (text("source"), text("target")) else { return };
        let source = join(folder, source);
        match (target.trim_end_matches('/'), source) {
            ("content", Some(source)) => self.contents.push(source),
            ("static", Some(source)) => self.statics.push(source),
            ("assets", Some(source)) => self.assets.push(source),
            _ => self.imports = true,
        }
    }

    /// The folders of the pages, from the root.
    pub fn contents(&self) -> &[String] {
        &self.contents
    }

    /// The folders whose files are served as they are, at the root of the site.
    pub fn statics(&self) -> &[String] {
        &self.statics
    }

    /// The folders of files that templates ask for.
    pub fn assets(&self) -> &[String] {
        &self.assets
    }

    /// The keys of the languages, in lower case.
    pub fn languages(&self) -> &[String] {
        &self.languages
    }

    /// `baseURL`.
    pub fn base_url(&self) -> Option<&str> {
        self.base_url.as_deref()
    }

    /// Whether `a.md` is shown at `a.html`, and not at `a/`.
    pub fn ugly_urls(&self) -> bool {
        self.ugly_urls
    }

    /// Whether a theme lays files of its own below the site's.
    pub fn has_theme(&self) -> bool {
        self.theme
    }

    /// Whether modules lay pages below the site's that may not be at hand.
    pub fn imports(&self) -> bool {
        self.imports
    }

    /// The content folder of a page: the innermost that holds it.
    pub fn content_of(&self, path: &str) -> Option<&str> {
        let holds = self.contents.iter().filter(|content| within(content, path).is_some());
        holds.max_by_key(|content| content.len()).map(String::as_str)
    }

    /// The folder that the URLs of a page count from, by the names of the files alone: `docs/a` for `docs/a.md`, which
    /// is shown at `docs/a/`.
    pub fn url_folder<'p>(&self, page: &'p str) -> &'p str {
        let stem = page.rsplit_once('.').map_or(page, |(stem, _)| stem);
        match name(stem).trim_start_matches('_') {
            "index" => folder_of(stem),
            _ if self.ugly_urls => folder_of(stem),
            _ => stem,
        }
    }
}

fn parsed(text: &str, syntax: Syntax) -> Result<Value, ConfigError> {
    Ok(match syntax {
        Syntax::Toml => toml::from_str(text)?,
        Syntax::Yaml => parse_yaml(text, 0)?.map_or(Value::Null, |root| value(&root)),
        Syntax::Json => serde_json::from_str(text).map_err(|error| json_error(text, &error))?,
    })
}

fn get<'v>(map: &'v Map<String, Value>, key: &str) -> Option<&'v Value> {
    map.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)).map(|(_, value)| value)
}

/// The items of a list; a value that stands where a list may stand is a list of one.
fn each(value: &Value) -> std::slice::Iter<'_, Value> {
    match value {
        Value::Array(items) => items.iter(),
        one => std::slice::from_ref(one).iter(),
    }
}

/// A YAML tree as the other syntaxes give it. Nested ever deeper, it would cost call depth: Hugo's own keys do not.
fn value(node: &YamlNode) -> Value {
    nested(node, 0)
}

fn nested(node: &YamlNode, depth: usize) -> Value {
    const DEEP_ENOUGH: usize = 16;
    match &node.value {
        Yaml::Sequence(_) | Yaml::Mapping(_) if depth == DEEP_ENOUGH => Value::Null,
        Yaml::Scalar { text, quoted: false } if matches!(text.as_str(), "true" | "false") => {
            Value::Bool(text == "true")
        }
        Yaml::Scalar { text, .. } => Value::String(text.clone()),
        Yaml::Sequence(items) => items.iter().map(|item| nested(item, depth + 1)).collect(),
        Yaml::Mapping(entries) => {
            let named =
                |(key, value): &(YamlNode, YamlNode)| Some((key.scalar()?.to_owned(), nested(value, depth + 1)));
            Value::Object(entries.iter().filter_map(named).collect())
        }
        Yaml::Alias => Value::Null,
    }
}

fn json_error(text: &str, error: &serde_json::Error) -> ConfigError {
    let line = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
    let at = crate::text::char_boundary(text, line + error.column().saturating_sub(1));
    let said = error.to_string();
    // The place is told by the span.
    let message = said.split(" at line ").next().unwrap_or(&said).to_owned();
    ConfigError { message, span: Span::at(at) }
}

#[cfg(test)]
mod tests;
