use std::sync::Arc;

#[cfg(test)]
use super::path::{folder_of, name};

/// The names of files and folders below the root of the docs, as they are really written. Paths are relative to the
/// root, parted by `/`, without `.` and `..`; the root itself is the empty path.
///
/// Links are looked up here and never on the disk, so the answer is the same on a disk that ignores letter case.
pub trait Tree: Sync {
    /// What lies at a path: letter for letter where there is such a thing, else what differs only in letter case or in
    /// the Unicode form of its letters.
    fn find(&self, path: &str) -> Option<Entry>;

    /// The names in a folder that is written letter for letter so, sorted; folders end with `/`.
    fn list(&self, folder: &str) -> Vec<Arc<str>>;

    /// The text of a file that is written letter for letter so; bytes that are not UTF-8 are replaced. `None` for what
    /// can't be read, lies elsewhere by a symbolic link, or is too large to be shown in a page.
    fn read(&self, path: &str) -> Option<String>;

    /// The path of what a file that is no more was renamed to, as the history of the docs has it.
    fn renamed(&self, path: &str) -> Option<Arc<str>>;
}

/// A file or folder of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its path as it is really written.
    pub path: Arc<str>,
    /// True for a folder.
    pub folder: bool,
    /// False where it was asked for in other letter case.
    pub exact: bool,
}

/// A tree in memory, for tests.
#[cfg(test)]
pub(crate) struct FakeTree {
    files: std::collections::BTreeSet<String>,
    folders: std::collections::BTreeSet<String>,
}

#[cfg(test)]
impl FakeTree {
    /// The tree of these files and the folders that hold them.
    pub(crate) fn of(files: &[&str]) -> Self {
        let mut folders = std::collections::BTreeSet::from([String::new()]);
        for file in files {
            folders.extend(file.match_indices('/').map(|(at, _)| file[..at].to_owned()));
        }
        Self { files: files.iter().map(ToString::to_string).collect(), folders }
    }
}

#[cfg(test)]
impl Tree for FakeTree {
    fn find(&self, path: &str) -> Option<Entry> {
        let all = || self.files.iter().map(|file| (file, false)).chain(self.folders.iter().map(|name| (name, true)));
        let fold = path.to_lowercase();
        let found =
            all().find(|(name, _)| *name == path).or_else(|| all().find(|(name, _)| name.to_lowercase() == fold));
        found.map(|(name, folder)| Entry { path: Arc::from(name.as_str()), folder, exact: name == path })
    }

    fn list(&self, folder: &str) -> Vec<Arc<str>> {
        let below = |path: &str| !path.is_empty() && folder_of(path) == folder;
        let files = self.files.iter().filter(|file| below(file)).map(|file| Arc::from(name(file)));
        let folders = self.folders.iter().filter(|path| below(path)).map(|path| Arc::from(format!("{}/", name(path))));
        let mut names: Vec<Arc<str>> = files.chain(folders).collect();
        names.sort();
        names
    }

    fn read(&self, _: &str) -> Option<String> {
        None
    }

    fn renamed(&self, _: &str) -> Option<Arc<str>> {
        None
    }
}
