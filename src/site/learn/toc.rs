use super::problem::{Problem, Spanned};
use super::toc_link::{HrefKind, TocKey, TocLink};
use super::yaml;
use crate::site::path;
use crate::text::{Span, Yaml, YamlNode, nearest};

/// A table of contents in YAML: `toc.yml` (docfx v3 `TocParser`). The same form serves for breadcrumbs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Toc {
    /// The entries in the order of the file, each before those below it.
    pub entries: Vec<TocEntry>,
    /// What is wrong, in the order of the file.
    pub problems: Vec<Problem>,
}

/// An entry of a table of contents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TocEntry {
    /// How deep it stands: 0 at the top.
    pub depth: usize,
    /// The entry that it stands below, as an index of [`Toc::entries`].
    pub parent: Option<usize>,
    /// `name`: what the reader sees.
    pub name: Option<Spanned>,
    /// `displayName`: further words that it is found by.
    pub display_name: Option<Spanned>,
    /// `expanded`.
    pub expanded: bool,
    /// Where it leads, in the order of the file.
    pub links: Vec<TocLink>,
    /// Whether it has entries below it.
    pub has_items: bool,
    /// The entry, at most its first line.
    pub span: Span,
}

impl TocEntry {
    /// What it holds under a key.
    pub fn link(&self, key: TocKey) -> Option<&TocLink> {
        self.links.iter().find(|link| link.key == key)
    }
}

/// Whether a file of this name is a table of contents (docfx v3 `BuildScope.GetContentType`).
pub fn is_toc(name: &str) -> bool {
    let known = [".md", ".yml", ".json"].iter().any(|extension| path::has_extension(name, extension));
    known && ["toc", "toc.experimental"].iter().any(|stem| path::stem(name).eq_ignore_ascii_case(stem))
}

/// The keys of an entry (docfx v3 `TocNode`) that are no links.
const KEYS: [&str; 8] =
    ["name", "displayName", "items", "expanded", "maintainContext", "landingPageType", "children", "monikers"];

impl Toc {
    /// Whether it is a trail of breadcrumbs: its entries lead to addresses of the site by `tocHref`, and not to files.
    pub fn is_breadcrumb(&self) -> bool {
        let mut links = self.entries.iter().flat_map(|entry| &entry.links);
        links.any(|link| link.key == TocKey::TocHref && link.kind == HrefKind::Site)
    }

    /// Reads a table of contents: a list of entries, or a map with them under `items`. JSON is YAML enough to be read
    /// the same way.
    pub fn read(text: &str) -> Self {
        let mut reader = Reader { text, toc: Self::default() };
        match yaml::read(text) {
            Ok(Some(root)) => reader.root(&root),
            Ok(None) => {}
            Err(problem) => reader.toc.problems.push(problem),
        }
        reader.toc
    }
}

/// Fills a table of contents. It calls itself for each level of entries; YAML nests at most some hundred levels.
struct Reader<'t> {
    text: &'t str,
    toc: Toc,
}

impl Reader<'_> {
    fn root(&mut self, root: &YamlNode) {
        match &root.value {
            Yaml::Sequence(items) => self.entries(items, 0, None),
            Yaml::Mapping(_) => match root.get("items") {
                Some(items) => self.items(items, 0, None),
                None => {
                    let start = yaml::beginning(root, self.text);
                    let problem = Problem::ignored(start, "this table of contents has no `items`");
                    self.toc.problems.push(Problem { help: near_items(root), ..problem });
                }
            },
            Yaml::Scalar { .. } if root.is_empty() => {}
            Yaml::Scalar { .. } | Yaml::Alias => {
                self.report(yaml::beginning(root, self.text), "a list of entries belongs here");
            }
        }
    }

    fn items(&mut self, items: &YamlNode, depth: usize, parent: Option<usize>) {
        match &items.value {
            Yaml::Sequence(items) => self.entries(items, depth, parent),
            Yaml::Alias => {}
            Yaml::Scalar { .. } | Yaml::Mapping(_) if items.is_empty() => {}
            Yaml::Scalar { .. } | Yaml::Mapping(_) => {
                let message = format!("`items` holds {}, not a list of entries", yaml::kind(items));
                self.report(yaml::beginning(items, self.text), message);
            }
        }
    }

    fn entries(&mut self, items: &[YamlNode], depth: usize, parent: Option<usize>) {
        for item in items {
            match &item.value {
                Yaml::Mapping(keys) => self.entry(item, keys, depth, parent),
                Yaml::Alias => {}
                Yaml::Scalar { .. } | Yaml::Sequence(_) => {
                    let message = format!("an entry with a `name` belongs here, not {}", yaml::kind(item));
                    self.report(yaml::beginning(item, self.text), message);
                }
            }
        }
    }

    fn entry(&mut self, node: &YamlNode, keys: &[(YamlNode, YamlNode)], depth: usize, parent: Option<usize>) {
        let span = yaml::beginning(node, self.text);
        let (mut entry, mut items) = (TocEntry { depth, parent, span, ..TocEntry::default() }, None);
        for (at, (key, value)) in keys.iter().enumerate() {
            let Some(name) = key.scalar() else { continue };
            let first = keys[..at.min(FEW)].iter().find(|(other, _)| other.scalar() == Some(name));
            if first.is_some() && known(name) {
                self.report(key.span, format!("`{name}` stands twice in one entry"));
            }
            if let Some(link) = TocKey::of(name) {
                if let Some(target) = self.text_of(name, value) {
                    entry.links.push(TocLink::new(link, target));
                }
            } else if name.eq_ignore_ascii_case("name") {
                entry.name = self.text_of(name, value);
            } else if name.eq_ignore_ascii_case("displayName") {
                entry.display_name = self.text_of(name, value);
            } else if name.eq_ignore_ascii_case("expanded") {
                entry.expanded = value.scalar().is_some_and(|text| text.eq_ignore_ascii_case("true"));
            } else if name.eq_ignore_ascii_case("items") {
                items = Some(value);
            } else if let Some(meant) = meant(name, keys) {
                let problem = Problem::ignored(key.span, format!("unknown key `{name}`"));
                self.toc.problems.push(problem.help(format!("did you mean `{meant}`?")));
            }
        }
        entry.has_items = items.is_some_and(|items| !items.items().is_empty());
        self.judge(&entry, keys);
        let index = self.toc.entries.len();
        self.toc.entries.push(entry);
        if let Some(items) = items {
            self.items(items, depth + 1, Some(index));
        }
    }

    /// Says what docfx v3 `TocLoader` says of an entry without looking at another file.
    fn judge(&mut self, entry: &TocEntry, keys: &[(YamlNode, YamlNode)]) {
        let by_uid = entry.link(TocKey::Uid).is_some();
        let aliased = keys.iter().any(|(_, value)| value.value == Yaml::Alias);
        if entry.name.is_none() && !by_uid && !aliased {
            self.report(entry.span, "this entry has no `name`");
        }
        for link in &entry.links {
            if let Some((message, help)) = link.misplaced() {
                self.report(link.target.span, message).help = Some(help.to_owned());
            }
        }
    }

    /// The string of a key that holds one; what is empty says nothing.
    fn text_of(&mut self, name: &str, value: &YamlNode) -> Option<Spanned> {
        if value.scalar().is_none() && !value.is_empty() && value.value != Yaml::Alias {
            let message = format!("`{name}` holds {}, not a string", yaml::kind(value));
            self.report(yaml::beginning(value, self.text), message);
        }
        yaml::string(value, self.text)
    }

    fn report(&mut self, span: Span, message: impl Into<String>) -> &mut Problem {
        self.toc.problems.push(Problem::reported(span, message));
        self.toc.problems.last_mut().expect("one was just added")
    }
}

/// Keys of one entry that are compared with each other. No honest entry has more.
const FEW: usize = 32;

fn known(name: &str) -> bool {
    TocKey::of(name).is_some() || KEYS.iter().any(|key| key.eq_ignore_ascii_case(name))
}

/// The key that an unknown one is a slip of, where the entry does not have that key.
fn meant(name: &str, keys: &[(YamlNode, YamlNode)]) -> Option<&'static str> {
    if known(name) {
        return None;
    }
    let meant = nearest(name, TocKey::ALL.into_iter().map(TocKey::name).chain(["name", "items"]))?;
    let there = keys.iter().take(FEW).any(|(key, _)| key.scalar().is_some_and(|key| key.eq_ignore_ascii_case(meant)));
    (!there).then_some(meant)
}

fn near_items(root: &YamlNode) -> Option<String> {
    let near = root.entries().iter().filter_map(|(key, _)| key.scalar()).find(|key| nearest(key, ["items"]).is_some());
    near.map(|key| format!("did you mean `items` instead of `{key}`?"))
}

#[cfg(test)]
mod tests;
