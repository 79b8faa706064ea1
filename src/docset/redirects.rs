//! The redirections of a repository taken together.

use std::collections::HashMap;

use super::set::DocSet;
use crate::site::learn::{Docset, Redirection, Repository, base_address, loops, normal_redirect_target};
use crate::site::path::{has_extension, stem};
use crate::site::{Layout, Tree};

/// A redirection by its file and its place there.
pub type RedirectId = (usize, usize);

/// What redirections have to do with each other.
#[derive(Debug, Default)]
pub struct Redirects {
    /// Those whose source an earlier one has already, each with that one.
    pub conflicts: Vec<(RedirectId, RedirectId)>,
    /// Those that lead to each other in a ring, each ring in that order from its first one.
    pub loops: Vec<Vec<RedirectId>>,
}

impl Redirects {
    pub(super) fn of(set: &DocSet<'_>, repository: &Repository) -> Self {
        let files = repository.redirections.iter().enumerate();
        let all: Vec<(RedirectId, &Redirection)> = files
            .flat_map(|(file, known)| known.read.items.iter().enumerate().map(move |(item, read)| ((file, item), read)))
            .collect();
        Self { conflicts: conflicts(&all), loops: rings(&all, set, repository) }
    }
}

/// Two redirections for different versions of a page do not meet.
fn conflicts(all: &[(RedirectId, &Redirection)]) -> Vec<(RedirectId, RedirectId)> {
    let mut seen: HashMap<(String, Vec<String>), RedirectId> = HashMap::new();
    let mut found = Vec::new();
    for (id, redirection) in all {
        let mut monikers = redirection.monikers.clone();
        monikers.sort_unstable();
        match seen.entry((redirection.source.to_lowercase(), monikers)) {
            std::collections::hash_map::Entry::Occupied(first) => found.push((*id, *first.get())),
            std::collections::hash_map::Entry::Vacant(place) => drop(place.insert(*id)),
        }
    }
    found
}

fn rings(all: &[(RedirectId, &Redirection)], set: &DocSet<'_>, repository: &Repository) -> Vec<Vec<RedirectId>> {
    let mut folders: Vec<&str> = repository.publish.docsets.iter().map(|docset| docset.folder.text.as_str()).collect();
    folders.sort_by_key(|folder| std::cmp::Reverse(folder.len()));
    let homes: Vec<Home<'_>> = folders.iter().map(|folder| Home::new(folder, all, set)).collect();
    let address_of = |source: &str| homes.iter().find_map(|home| home.address(source));
    let addresses: Vec<Option<String>> = all.iter().map(|(_, redirection)| address_of(&redirection.source)).collect();
    let mut by_address: HashMap<&str, usize> = HashMap::new();
    for (index, address) in addresses.iter().enumerate() {
        if let Some(address) = address {
            by_address.entry(address).or_insert(index);
        }
    }
    let next: Vec<Option<usize>> = all
        .iter()
        .zip(&addresses)
        .map(|((_, redirection), from)| {
            let target = normal_redirect_target(&redirection.target.text).address(from.as_deref()?)?;
            by_address.get(target.as_str()).copied()
        })
        .collect();
    let rings = loops(&next).into_iter().map(|mut ring| {
        let first = ring.iter().enumerate().min_by_key(|(_, index)| **index).map_or(0, |(at, _)| at);
        ring.rotate_left(first);
        ring.into_iter().map(|index| all[index].0).collect()
    });
    rings.collect()
}

/// A doc set and the address below which it is published.
struct Home<'h> {
    /// Its folder from the root, with `/` at its end unless it is the root.
    folder: String,
    docset: Option<&'h Docset>,
    base: Option<String>,
}

impl<'h> Home<'h> {
    fn new(folder: &str, all: &[(RedirectId, &Redirection)], set: &'h DocSet<'_>) -> Self {
        let slash = if folder.is_empty() { "" } else { "/" };
        let docset = set.files().iter().find_map(|file| {
            let Layout::Learn(layout) = &*file.layout else { return None };
            layout.docset.as_deref().filter(|_| layout.folder.as_deref() == Some(folder))
        });
        let mut home = Self { folder: format!("{folder}{slash}"), docset, base: None };
        let targets = all.iter().map(|(_, redirection)| redirection.target.text.as_str());
        let targets = targets.filter(|target| !target.contains(['?', '#']));
        let breadcrumb = docset.and_then(|docset| docset.metadata("", "breadcrumb_path"));
        let breadcrumb = breadcrumb.as_ref().and_then(|path| path.as_str());
        home.base = base_address(breadcrumb, targets, |address| home.is_page(address, set.tree));
        home
    }

    fn is_page(&self, address: &str, tree: &dyn Tree) -> bool {
        let there = |path: &String| {
            let path = format!("{}{path}", self.folder);
            tree.find(&path).is_some_and(|entry| !entry.folder)
        };
        match self.docset {
            Some(docset) => docset.sources(address).iter().any(there),
            None => [".md", ".yml"].map(|ending| format!("{address}{ending}")).iter().any(there),
        }
    }

    /// The address at which a page of this doc set is, or was, published.
    fn address(&self, source: &str) -> Option<String> {
        let path = source.strip_prefix(self.folder.as_str())?;
        let base = self.base.as_deref()?.to_lowercase();
        let built = self.docset.and_then(|docset| docset.site_path(path));
        let plain = || {
            let folder = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
            let name = if has_extension(path, ".json") { path.rsplit('/').next().unwrap_or(path) } else { stem(path) };
            let name = if name.eq_ignore_ascii_case("index") { "" } else { name };
            format!("{folder}{name}").to_lowercase()
        };
        Some(format!("{base}{}", built.unwrap_or_else(plain)))
    }
}
