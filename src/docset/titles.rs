//! The titles of all pages.

use std::collections::HashMap;

use super::facts::FileKind;
use super::set::{DocSet, File, FileId};
use crate::site::Role;

/// Folder of the site, title as a search engine shows it, version of the docs -> the pages, sorted by path.
type Key = (String, String, Option<String>);

/// The pages of each title.
#[derive(Debug, Default)]
pub(super) struct Titles {
    pages: HashMap<Key, Vec<FileId>>,
}

impl Titles {
    pub(super) fn of(set: &DocSet<'_>) -> Self {
        let mut pages: HashMap<Key, Vec<FileId>> = HashMap::new();
        for id in 0..set.files().len() {
            if let Some(key) = key(set, id) {
                pages.entry(key).or_default().push(id);
            }
        }
        Self { pages }
    }

    /// The first page that has the title of this one.
    pub(super) fn first(&self, set: &DocSet<'_>, id: FileId) -> Option<FileId> {
        self.pages.get(&key(set, id)?)?.first().copied().filter(|first| *first != id)
    }
}

/// By what a page is told from others; nothing where it need not be, since nobody finds it by its title.
fn key(set: &DocSet<'_>, id: FileId) -> Option<Key> {
    let file = &set.files()[id];
    let title = file.facts.text(file.facts.title?).trim();
    let found = match file.facts.kind {
        FileKind::Page => file.site.role == Role::Article,
        FileKind::YamlPage => true,
        FileKind::Toc | FileKind::Redirections | FileKind::ZonePivots | FileKind::Docset => false,
    };
    let hidden = value(file, "robots").is_some_and(|robots| robots.to_lowercase().contains("noindex"));
    if title.is_empty() || !found || hidden {
        return None;
    }
    let suffix = value(file, "titleSuffix").unwrap_or_default();
    let folder = set.member(id).site_folder().to_owned();
    Some((folder, format!("{title} - {suffix}").to_lowercase(), version(file)))
}

/// The value of a field of a page's metadata: its header's, else its site's.
fn value(file: &File, field: &str) -> Option<String> {
    let inherited = || file.site.inherited(field).and_then(|value| value.as_str().map(str::to_owned));
    file.facts.field(field).map(str::to_owned).or_else(inherited)
}

/// The version of the docs that a page is of: pages of several versions have the same title.
fn version(file: &File) -> Option<String> {
    let group = || file.site.docset.as_ref().and_then(|(docset, path)| docset.version(path));
    value(file, "monikerRange").or_else(|| group().map(str::to_owned))
}
