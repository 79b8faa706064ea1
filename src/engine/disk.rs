use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::read;

/// The disk as a run sees it: what lies there, but for some files that stand here as they were at another time.
#[derive(Default)]
pub struct Disk {
    /// By absolute path.
    other: BTreeMap<PathBuf, Other>,
    /// The folders of those files, up to the root of the disk.
    above: HashSet<PathBuf>,
}

/// What a file was at another time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Other {
    /// There was none.
    Missing,
    /// It held these bytes.
    File(Vec<u8>),
    /// It was there and is not to be read, for this reason.
    Unread(&'static str),
}

/// What lies in a folder under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Folder,
    /// A symbolic link.
    Link,
}

impl Disk {
    /// The disk with these files as they were at another time; paths are absolute.
    pub fn with(other: BTreeMap<PathBuf, Other>) -> Self {
        let above = other.keys().flat_map(|path| path.ancestors().skip(1)).map(Path::to_owned).collect();
        Self { other, above }
    }

    /// The files that stand here, by path.
    pub(super) fn others(&self) -> impl Iterator<Item = (&Path, &Other)> {
        self.other.iter().map(|(path, other)| (path.as_path(), other))
    }

    /// What a file was, where it is one of those that stand here.
    pub(super) fn other(&self, path: &Path) -> Option<&Other> {
        if self.other.is_empty() { None } else { self.other.get(path) }
    }

    /// Whether anything lies at a path.
    pub(super) fn exists(&self, path: &Path) -> bool {
        match self.other(path) {
            Some(Other::Missing) => false,
            Some(Other::File(_) | Other::Unread(_)) => true,
            None if self.above.contains(path) => self.holds_something(path),
            None => path.exists(),
        }
    }

    /// Whether anything lies at a path, be it a link that leads nowhere.
    pub(super) fn holds(&self, path: &Path) -> bool {
        match self.other(path) {
            Some(_) => self.exists(path),
            None => path.symlink_metadata().is_ok(),
        }
    }

    /// Whether a file lies at a path.
    pub(super) fn is_file(&self, path: &Path) -> bool {
        match self.other(path) {
            Some(Other::Missing) => false,
            Some(Other::File(_) | Other::Unread(_)) => true,
            None => path.is_file(),
        }
    }

    /// As [`read::bytes`].
    pub(super) fn bytes(&self, path: &Path) -> Result<Vec<u8>, String> {
        self.other(path).map_or_else(|| read::bytes(path), Other::bytes)
    }

    /// As [`read::regular`].
    pub(super) fn regular(&self, path: &Path) -> Result<Vec<u8>, String> {
        self.other(path).map_or_else(|| read::regular(path), Other::bytes)
    }

    /// As [`read::bytes_within`].
    pub(super) fn bytes_within(&self, root: &Path, path: &Path) -> Result<Vec<u8>, String> {
        match self.other(path) {
            Some(other) if path.starts_with(root) => other.bytes(),
            Some(_) | None => read::bytes_within(root, path),
        }
    }

    /// The first bytes of a regular file.
    pub(super) fn beginning(&self, path: &Path, most: u64) -> Option<Vec<u8>> {
        if let Some(other) = self.other(path) {
            let mut bytes = other.bytes().ok()?;
            bytes.truncate(most as usize);
            return Some(bytes);
        }
        std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
        let mut bytes = Vec::new();
        std::fs::File::open(path).ok()?.take(most).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }

    /// What lies in a folder, in no order.
    ///
    /// # Errors
    /// The system refuses to list it; a folder that is not there holds nothing.
    pub(super) fn list(&self, folder: &Path) -> io::Result<Vec<(OsString, Kind)>> {
        let mut listed: Vec<(OsString, Kind)> = match std::fs::read_dir(folder) {
            Ok(entries) => entries.flatten().filter_map(|entry| Some((entry.file_name(), kind(&entry)?))).collect(),
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return Err(error),
            Err(_) => Vec::new(),
        };
        if self.above.contains(folder) {
            self.change(folder, &mut listed);
        }
        Ok(listed)
    }

    fn change(&self, folder: &Path, listed: &mut Vec<(OsString, Kind)>) {
        let gone = |name: &OsStr, kind: Kind| {
            let path = folder.join(name);
            match self.other.get(&path) {
                Some(Other::Missing) => true,
                Some(Other::File(_) | Other::Unread(_)) => false,
                None => kind == Kind::Folder && self.above.contains(&path) && !self.holds_something(&path),
            }
        };
        listed.retain(|(name, kind)| !gone(name, *kind));
        let known: HashMap<OsString, Kind> = listed.iter().cloned().collect();
        let mut back: BTreeSet<(OsString, bool)> = BTreeSet::new();
        for (path, other) in self.other.range(folder.to_owned()..).take_while(|(path, _)| path.starts_with(folder)) {
            let mut names = path.strip_prefix(folder).into_iter().flat_map(|below| below.components());
            if let (Some(name), false) = (names.next(), *other == Other::Missing) {
                back.insert((name.as_os_str().to_owned(), names.next().is_some()));
            }
        }
        let back = back.into_iter().filter(|(name, _)| !known.contains_key(name));
        listed.extend(back.map(|(name, folder)| (name, if folder { Kind::Folder } else { Kind::File })));
    }

    fn holds_something(&self, folder: &Path) -> bool {
        self.list(folder).map_or(true, |listed| !listed.is_empty())
    }
}

impl Other {
    fn bytes(&self) -> Result<Vec<u8>, String> {
        match self {
            Self::File(bytes) => Ok(bytes.clone()),
            Self::Missing => Err("it does not exist".to_owned()),
            Self::Unread(why) => Err((*why).to_owned()),
        }
    }
}

fn kind(entry: &std::fs::DirEntry) -> Option<Kind> {
    let kind = entry.file_type().ok()?;
    Some(if kind.is_symlink() {
        Kind::Link
    } else if kind.is_dir() {
        Kind::Folder
    } else {
        Kind::File
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(disk: &Disk, folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = disk
            .list(folder)
            .unwrap()
            .into_iter()
            .map(|(name, kind)| format!("{}{}", name.to_string_lossy(), if kind == Kind::Folder { "/" } else { "" }))
            .collect();
        names.sort();
        names
    }

    #[test]
    fn files_are_as_they_were() {
        let root = tempfile::tempdir().unwrap();
        let at = |name: &str| root.path().join(name);
        std::fs::create_dir_all(at("new/deep")).unwrap();
        for name in ["a.md", "b.md", "new/deep/c.md"] {
            std::fs::write(at(name), "now").unwrap();
        }
        let other = BTreeMap::from([
            (at("a.md"), Other::File(b"then".to_vec())),
            (at("b.md"), Other::Missing),
            (at("new/deep/c.md"), Other::Missing),
            (at("old/d.md"), Other::File(b"gone".to_vec())),
            (at("old/link"), Other::Unread("it was a symbolic link")),
        ]);
        let disk = Disk::with(other);
        assert_eq!(listed(&disk, root.path()), ["a.md", "old/"]);
        assert_eq!(listed(&disk, &at("old")), ["d.md", "link"]);
        assert_eq!(disk.bytes(&at("a.md")), Ok(b"then".to_vec()));
        assert_eq!(disk.bytes_within(root.path(), &at("old/d.md")), Ok(b"gone".to_vec()));
        assert_eq!(disk.beginning(&at("old/d.md"), 2), Some(b"go".to_vec()));
        assert!(disk.bytes(&at("b.md")).is_err() && disk.bytes(&at("old/link")).is_err());
        let there = ["a.md", "b.md", "new", "new/deep/c.md", "old", "old/d.md"].map(|name| disk.exists(&at(name)));
        assert_eq!(there, [true, false, false, false, true, true]);
    }
}
