use std::sync::Arc;

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
