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

/// The part of a path that lies below a folder; empty for the folder itself. Everything lies below the root.
pub fn within<'p>(folder: &str, path: &'p str) -> Option<&'p str> {
    if folder.is_empty() {
        return Some(path);
    }
    let rest = path.strip_prefix(folder)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('/') }
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
        let files = self.files.iter().filter(|file| below(file)).map(|file| Arc::from(name_of(file)));
        let folders =
            self.folders.iter().filter(|path| below(path)).map(|path| Arc::from(format!("{}/", name_of(path))));
        let mut names: Vec<Arc<str>> = files.chain(folders).collect();
        names.sort();
        names
    }
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

    #[test]
    fn a_path_lies_below_a_folder_and_not_below_a_part_of_its_name() {
        for (folder, path, rest) in [
            ("a", "a/b.md", Some("b.md")),
            ("a", "ab/c.md", None),
            ("a", "a", Some("")),
            ("", "a/b.md", Some("a/b.md")),
        ] {
            assert_eq!(within(folder, path), rest, "{folder} {path}");
        }
    }
}
