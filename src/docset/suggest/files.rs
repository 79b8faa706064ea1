//! The file that a path was meant to name.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::Why;
use super::likeness::{Folded, Pattern, apart};
use crate::site::Tree;
use crate::site::path::child;
use crate::site::path::{folder_of, name};

/// Files and folders that are known at most; what lies deeper is not suggested.
const MOST: usize = 200_000;
/// Names that are compared at most for one finding.
const COMPARED: usize = 8_192;

/// The files below the root by their names. Made once, when the first broken link is met.
pub(crate) struct FileIndex {
    entries: Vec<Entry>,
    /// Folded name without its ending -> entries.
    by_name: HashMap<String, Vec<u32>>,
    /// Folder -> its entries.
    by_folder: HashMap<Arc<str>, Range<usize>>,
}

struct Entry {
    path: Arc<str>,
    folder: bool,
    name: Folded,
}

/// How like a file is to what a path names; the least is the likest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// In its folder: so many letters are wrong, and whether the ending is another.
    Beside(usize, bool),
    /// In another folder with the same name: bytes that differ in the path.
    Elsewhere(usize),
    /// In another folder, with another ending or other signs.
    Resembling(usize),
    /// In another folder of a like path.
    Along(usize),
}

impl FileIndex {
    /// Lists the tree, folder by folder. What begins with a dot is not published, and packages are not the writer's.
    pub(crate) fn of(tree: &dyn Tree) -> Self {
        let mut index = Self { entries: Vec::new(), by_name: HashMap::new(), by_folder: HashMap::new() };
        let mut folders: Vec<Arc<str>> = vec![Arc::from("")];
        let mut at = 0;
        while let Some(folder) = folders.get(at).cloned().filter(|_| index.entries.len() < MOST && at < MOST) {
            at += 1;
            let first = index.entries.len();
            for listed in tree.list(&folder) {
                let (bare, is_folder) = listed.strip_suffix('/').map_or((&*listed, false), |bare| (bare, true));
                if bare.starts_with('.') || bare == "node_modules" {
                    continue;
                }
                let path: Arc<str> = Arc::from(child(&folder, bare));
                if is_folder {
                    folders.push(path.clone());
                }
                index.entries.push(Entry { name: Folded::new(stem_of(bare, is_folder)), path, folder: is_folder });
            }
            index.by_folder.insert(folder, first..index.entries.len());
        }
        for (at, entry) in index.entries.iter().enumerate() {
            index.by_name.entry(entry.name.text.clone()).or_default().push(at as u32);
        }
        index
    }

    /// The file that is most like a path, how it is known, and whether it is the only one that is so like. The page that
    /// asks is none.
    pub(crate) fn nearest(&self, path: &str, page: &str, folders: bool) -> Option<(String, Why, bool)> {
        let wanted = Wanted::new(path);
        let may = |at: &usize| (folders || !self.entries[*at].folder) && *self.entries[*at].path != *page;
        let beside = self.by_folder.get(folder_of(path)).cloned().unwrap_or_default().take(COMPARED).filter(may);
        let beside = beside.filter_map(|at| Some((wanted.beside(&self.entries[at])?, at)));
        let named = || {
            let same = self.by_name.get(&wanted.name.folded.text).map_or(&[][..], Vec::as_slice);
            let same = same.iter().take(COMPARED).map(|at| *at as usize).filter(may);
            same.map(|at| (wanted.elsewhere(&self.entries[at]), at))
        };
        let along = || {
            let all = (0..self.entries.len().min(COMPARED)).filter(may);
            all.filter_map(|at| Some((wanted.along(&self.entries[at])?, at)))
        };
        let (likeness, at, sole) = best(beside).or_else(|| best(named())).or_else(|| best(along()))?;
        let why = match likeness {
            Likeness::Beside(..) | Likeness::Resembling(_) | Likeness::Along(_) => Why::Near,
            Likeness::Elsewhere(_) => Why::Elsewhere,
        };
        Some((self.entries[at].path.to_string(), why, sole))
    }
}

/// The least, the first of equals, and whether it has no equal.
fn best(found: impl Iterator<Item = (Likeness, usize)>) -> Option<(Likeness, usize, bool)> {
    let mut best: Option<(Likeness, usize, bool)> = None;
    for (likeness, at) in found {
        match &mut best {
            Some((least, _, sole)) if *least == likeness => *sole = false,
            Some((least, ..)) if *least < likeness => {}
            _ => best = Some((likeness, at, true)),
        }
    }
    best
}

/// A path that names nothing.
struct Wanted<'p> {
    path: &'p str,
    name: Pattern,
    folder: Pattern,
    ending: Option<&'p str>,
}

impl<'p> Wanted<'p> {
    fn new(path: &'p str) -> Self {
        let own = name(path);
        let folder = Pattern::new(folder_of(path));
        Self { path, name: Pattern::new(stem_of(own, false)), folder, ending: ending_of(own) }
    }

    fn beside(&self, entry: &Entry) -> Option<Likeness> {
        let other = ending_of(name(&entry.path)) != self.ending;
        // A name of signs and a number alone is like every other.
        let slips = self.name.slips(&entry.name).filter(|_| !self.name.folded.text.is_empty())?;
        Some(Likeness::Beside(slips, other))
    }

    fn elsewhere(&self, entry: &Entry) -> Likeness {
        let bytes = apart(self.path, &entry.path);
        if name(&entry.path) == name(self.path) { Likeness::Elsewhere(bytes) } else { Likeness::Resembling(bytes) }
    }

    /// Slips in a folder and in the name at once.
    fn along(&self, entry: &Entry) -> Option<Likeness> {
        let slips = self.name.slips(&entry.name)?;
        let folders = self.folder.slips(&Folded::new(folder_of(&entry.path)))?;
        (ending_of(name(&entry.path)) == self.ending).then_some(Likeness::Along(slips + folders))
    }
}

/// A name without its ending.
fn stem_of(name: &str, folder: bool) -> &str {
    match ending_of(name) {
        Some(ending) if !folder => &name[..name.len() - ending.len() - 1],
        Some(_) | None => name,
    }
}

/// What follows the last dot of a file's name: a few letters, or it is no ending.
fn ending_of(name: &str) -> Option<&str> {
    let (stem, ending) = name.rsplit_once('.')?;
    let is_one =
        !stem.is_empty() && (1..=8).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric());
    is_one.then_some(ending)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::FakeTree;

    #[test]
    fn the_likest_file_is_named() {
        let tree = FakeTree::of(&[
            "guide/plan.md",
            "guide/secure-ai.md",
            "guide/steps/overview.md",
            "other/overview.md",
            "other/part-1.md",
            "other/part-2.md",
            "media/flow.png",
            ".git/planned.md",
        ]);
        let index = FileIndex::of(&tree);
        for (path, near) in [
            ("guide/pln.md", Some(("guide/plan.md", Why::Near, true))),
            ("guide/plan", Some(("guide/plan.md", Why::Near, true))),
            ("guide/plan.html", Some(("guide/plan.md", Why::Near, true))),
            ("guide/secure_AI.md", Some(("guide/secure-ai.md", Why::Near, true))),
            ("plan.md", Some(("guide/plan.md", Why::Elsewhere, true))),
            ("guide/step/overview.md", Some(("guide/steps/overview.md", Why::Elsewhere, true))),
            ("others/overview.md", Some(("other/overview.md", Why::Elsewhere, true))),
            ("other/part-3.md", Some(("other/part-1.md", Why::Near, false))),
            ("giude/secrue-ai.md", Some(("guide/secure-ai.md", Why::Near, true))),
            ("media/flow.svg", Some(("media/flow.png", Why::Near, true))),
            ("nothing/like-this.md", None),
        ] {
            let found = index.nearest(path, "guide/asks.md", false);
            let found = found.as_ref().map(|(path, why, sole)| (path.as_str(), *why, *sole));
            assert_eq!(found, near, "{path}");
        }
        let own = index.nearest("other/part-3.md", "other/part-1.md", false).map(|(path, ..)| path);
        assert_eq!(own.as_deref(), Some("other/part-2.md"));
    }
}
