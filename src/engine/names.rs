use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use super::disk::{Disk, Kind};
use super::git::Renames;
use crate::site::path::{self, folder_of};
use crate::site::{Entry, Tree};
use crate::text::nfc;

/// The names below a root as they are on the disk. Each folder is read once, when a path in it is first asked for;
/// nothing outside the root is.
pub(super) struct Names {
    root: PathBuf,
    disk: Arc<Disk>,
    folders: RwLock<HashMap<Box<str>, Arc<Listing>>>,
    renames: OnceLock<Renames>,
}

/// Largest source that is read, in bytes: no page shows more.
const LARGEST: u64 = 8 << 20;

/// The names in one folder.
#[derive(Default)]
struct Listing {
    /// Sorted by path.
    entries: Vec<(Arc<str>, bool)>,
    /// The folded name of each -> its index, made when a name is not found as it is written.
    folded: OnceLock<HashMap<String, usize>>,
    /// True for a folder whose names may not be read: nobody can tell what it holds.
    closed: bool,
}

impl Names {
    pub(super) fn new(root: &Path, disk: Arc<Disk>) -> Self {
        Self { root: root.to_owned(), disk, folders: RwLock::default(), renames: OnceLock::new() }
    }

    /// The folder to which the paths are relative.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// The disk that they lie on.
    pub(super) fn disk(&self) -> &Disk {
        &self.disk
    }

    /// Whether a name is a symbolic link: whoever walks folders must not go round in circles.
    pub(super) fn is_link(&self, path: &str) -> bool {
        self.root.join(path).is_symlink()
    }

    /// What a folder holds that is written letter for letter so. Goes down from the root and stops at the first name that
    /// is not there: a link may be as long and as deep as a page.
    fn listing(&self, folder: &str) -> Option<Arc<Listing>> {
        if let Some(known) = self.known(folder) {
            return Some(known);
        }
        let mut listing = self.open("");
        let slashes = folder.match_indices('/').map(|(at, _)| at);
        for end in slashes.chain([folder.len()]).filter(|end| *end > 0) {
            listing.exact(&folder[..end]).filter(|(_, folder)| *folder)?;
            listing = self.open(&folder[..end]);
        }
        Some(listing)
    }

    /// What a folder holds that is there.
    fn open(&self, folder: &str) -> Arc<Listing> {
        if let Some(known) = self.known(folder) {
            return known;
        }
        let listing = Arc::new(Listing::read(&self.root, folder, &self.disk));
        self.folders.write().unwrap_or_else(PoisonError::into_inner).entry(folder.into()).or_insert(listing).clone()
    }

    fn known(&self, folder: &str) -> Option<Arc<Listing>> {
        self.folders.read().unwrap_or_else(PoisonError::into_inner).get(folder).cloned()
    }
}

impl Tree for Names {
    fn find(&self, path: &str) -> Option<Entry> {
        if path.is_empty() {
            return Some(Entry { path: Arc::from(""), folder: true, exact: true });
        }
        let listing = self.listing(folder_of(path));
        if let Some((real, folder)) = listing.as_ref().and_then(|listing| listing.exact(path)) {
            return Some(Entry { path: real.clone(), folder: *folder, exact: true });
        }
        let mut real: Arc<str> = Arc::from("");
        let mut folder = true;
        for name in path.split('/') {
            let listing = self.listing(&real).filter(|_| folder)?;
            if listing.closed {
                return Some(Entry { path: Arc::from(path), folder: false, exact: true });
            }
            let written = path::child(&real, name);
            let (path, is_folder) = listing.exact(&written).or_else(|| listing.folded(name))?.clone();
            (real, folder) = (path, is_folder);
        }
        Some(Entry { path: real, folder, exact: false })
    }

    fn list(&self, folder: &str) -> Vec<Arc<str>> {
        let shown = |(path, folder): &(Arc<str>, bool)| {
            if *folder { Arc::from(format!("{}/", path::name(path))) } else { Arc::from(path::name(path)) }
        };
        self.listing(folder).map(|listing| listing.entries.iter().map(shown).collect()).unwrap_or_default()
    }

    fn read(&self, path: &str) -> Option<String> {
        if !self.find(path).is_some_and(|entry| entry.exact && !entry.folder) {
            return None;
        }
        let whole = self.root.join(path);
        if self.disk.other(&whole).is_none() {
            std::fs::metadata(&whole).ok().filter(|metadata| metadata.len() <= LARGEST)?;
        }
        let bytes = self.disk.bytes_within(&self.root, &whole).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn renamed(&self, path: &str) -> Option<Arc<str>> {
        let renames = self.renames.get_or_init(|| Renames::read(&self.root));
        let there = |path: &str| self.find(path).is_some_and(|entry| entry.exact && !entry.folder);
        renames.follow(path, there).map(Arc::from)
    }
}

impl Listing {
    fn read(root: &Path, folder: &str, disk: &Disk) -> Self {
        let mut entries = Vec::new();
        let listed = disk.list(&root.join(folder));
        let closed = listed.is_err();
        for (name, kind) in listed.into_iter().flatten() {
            // No link can name what is no text.
            let Some(name) = name.to_str() else { continue };
            let path = path::child(folder, name);
            let is_folder = match kind {
                Kind::Link if disk.leads_nowhere(&root.join(&path)) => continue,
                Kind::Link => disk.leads_to_folder_within(root, &root.join(&path)),
                Kind::Folder => true,
                Kind::File => false,
            };
            entries.push((Arc::from(path), is_folder));
        }
        entries.sort_unstable();
        Self { entries, folded: OnceLock::new(), closed }
    }

    fn exact(&self, path: &str) -> Option<&(Arc<str>, bool)> {
        let found = self.entries.binary_search_by(|(known, _)| (**known).cmp(path)).ok()?;
        Some(&self.entries[found])
    }

    fn folded(&self, name: &str) -> Option<&(Arc<str>, bool)> {
        let folded = self.folded.get_or_init(|| {
            let mut folded = HashMap::new();
            for (index, (known, _)) in self.entries.iter().enumerate() {
                folded.entry(fold(path::name(known))).or_insert(index);
            }
            folded
        });
        folded.get(&fold(name)).map(|index| &self.entries[*index])
    }
}

/// A name without letter case and in one Unicode form.
fn fold(name: &str) -> String {
    nfc(name).to_lowercase()
}
