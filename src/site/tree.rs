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

/// `path` as it stands in a file of `folder`, from the root: `.` and `..` taken out. `None` where it leads above the
/// root. A slash at its end is dropped.
pub fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The folder of a path; the empty path for what lies in the root.
pub fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The last name of a path.
pub fn name_of(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_join_within_the_root() {
        for (folder, path, whole) in [
            ("a/b", "c.md", Some("a/b/c.md")),
            ("a/b", "../c.md", Some("a/c.md")),
            ("a/b", "./d/../c.md", Some("a/b/c.md")),
            ("a", "../", Some("")),
            ("a", "../../c.md", None),
            ("", "x/", Some("x")),
        ] {
            assert_eq!(join(folder, path).as_deref(), whole, "{folder} {path}");
        }
    }
}
