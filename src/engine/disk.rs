use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};

use super::read;
use crate::config::normal;

/// Symbolic links that are followed in a row.
const LINKS: usize = 40;

/// The disk as a run sees it: what lies there, but for some files that stand here as they were at another time.
#[derive(Default)]
pub struct Disk {
    /// By absolute path.
    other: BTreeMap<PathBuf, Other>,
    /// The folders of those files, up to the root of the disk.
    above: HashSet<PathBuf>,
    /// Folders, and where they really lie: links of another time lead elsewhere.
    real: RwLock<HashMap<PathBuf, PathBuf>>,
}

/// What a file was at another time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Other {
    /// There was none.
    Missing,
    /// It held these bytes.
    File(Vec<u8>),
    /// It was a symbolic link to this.
    Link(PathBuf),
    /// It was a folder of which nobody can tell what it held.
    Unknown,
    /// It was there and is not to be read, for this reason.
    Unread(&'static str),
}

/// What lies in a folder under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
        Self { other, above, real: RwLock::default() }
    }

    /// The files that stand here, by path.
    pub(super) fn others(&self) -> impl Iterator<Item = (&Path, &Other)> {
        self.other.iter().map(|(path, other)| (path.as_path(), other))
    }

    /// What a file was, where it is one of those that stand here.
    pub(super) fn other(&self, path: &Path) -> Option<&Other> {
        if self.other.is_empty() { None } else { self.other.get(path) }
    }

    /// Where a path really leads. Without files of another time that is nobody's business, and it is left as it is.
    pub(super) fn real<'p>(&self, path: &'p Path) -> Cow<'p, Path> {
        if self.other.is_empty() { Cow::Borrowed(path) } else { Cow::Owned(self.follow(path, LINKS)) }
    }

    fn follow(&self, path: &Path, links: usize) -> PathBuf {
        let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else { return path.to_owned() };
        let here = self.folder(parent, links).join(name);
        let target = match self.other.get(&here) {
            Some(Other::Link(target)) => Some(target.clone()),
            Some(Other::Missing | Other::File(_) | Other::Unknown | Other::Unread(_)) => None,
            None => std::fs::read_link(&here).ok(),
        };
        match target.zip(here.parent()) {
            Some((target, parent)) if links > 0 => self.follow(&normal(&parent.join(target)), links - 1),
            Some(_) | None => here,
        }
    }

    fn folder(&self, path: &Path, links: usize) -> PathBuf {
        let known = |real: &HashMap<PathBuf, PathBuf>| real.get(path).cloned();
        if let Some(real) = known(&self.real.read().unwrap_or_else(PoisonError::into_inner)) {
            return real;
        }
        let real = self.follow(path, links);
        self.real.write().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), real.clone());
        real
    }

    /// Whether anything lies at a path.
    pub(super) fn exists(&self, path: &Path) -> bool {
        let path = self.real(path);
        match self.other(&path) {
            Some(Other::Missing | Other::Link(_)) => false,
            Some(Other::File(_) | Other::Unknown | Other::Unread(_)) => true,
            None if self.above.contains(&*path) => self.holds_something(&path),
            None => path.exists(),
        }
    }

    /// Whether anything lies at a path, be it a link that leads nowhere.
    pub(super) fn holds(&self, path: &Path) -> bool {
        match self.other(path) {
            Some(other) => *other != Other::Missing,
            None => path.symlink_metadata().is_ok(),
        }
    }

    /// Whether a file lies at a path.
    pub(super) fn is_file(&self, path: &Path) -> bool {
        let path = self.real(path);
        match self.other(&path) {
            Some(Other::Missing | Other::Link(_) | Other::Unknown) => false,
            Some(Other::File(_) | Other::Unread(_)) => true,
            None => path.is_file(),
        }
    }

    /// Whether a symbolic link leads to nothing: nobody can follow it.
    pub(super) fn leads_nowhere(&self, path: &Path) -> bool {
        match self.other.is_empty() {
            true => std::fs::metadata(path).is_err_and(|error| error.kind() == ErrorKind::NotFound),
            false => !self.exists(path),
        }
    }

    /// Whether a symbolic link leads to a folder within a root. Elsewhere nobody looks.
    pub(super) fn leads_to_folder_within(&self, root: &Path, path: &Path) -> bool {
        let Ok(root) = std::fs::canonicalize(root) else { return false };
        if self.other.is_empty() {
            return std::fs::canonicalize(path).is_ok_and(|target| target.is_dir() && target.starts_with(root));
        }
        let target = self.real(path);
        let is_folder = match self.other(&target) {
            Some(other) => *other == Other::Unknown,
            None => target.is_dir() || self.above.contains(&*target) && self.holds_something(&target),
        };
        is_folder && target.starts_with(root)
    }

    /// As [`read::bytes`].
    pub(super) fn bytes(&self, path: &Path) -> Result<Vec<u8>, String> {
        let path = self.real(path);
        self.other(&path).map_or_else(|| read::bytes(&path), Other::bytes)
    }

    /// As [`read::regular`].
    pub(super) fn regular(&self, path: &Path) -> Result<Vec<u8>, String> {
        let path = self.real(path);
        self.other(&path).map_or_else(|| read::regular(&path), Other::bytes)
    }

    /// As [`read::bytes_within`].
    pub(super) fn bytes_within(&self, root: &Path, path: &Path) -> Result<Vec<u8>, String> {
        let path = self.real(path);
        match self.other(&path) {
            Some(other) if path.starts_with(root) => other.bytes(),
            Some(_) | None => read::bytes_within(root, &path),
        }
    }

    /// The first bytes of a regular file.
    pub(super) fn beginning(&self, path: &Path, most: u64) -> Option<Vec<u8>> {
        let path = self.real(path);
        if let Some(other) = self.other(&path) {
            let mut bytes = other.bytes().ok()?;
            bytes.truncate(most as usize);
            return Some(bytes);
        }
        std::fs::metadata(&path).ok().filter(std::fs::Metadata::is_file)?;
        let mut bytes = Vec::new();
        std::fs::File::open(&path).ok()?.take(most).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }

    /// What lies in a folder, in no order.
    ///
    /// # Errors
    /// The system refuses to list it, or nobody can tell; a folder that is not there holds nothing.
    pub(super) fn list(&self, folder: &Path) -> io::Result<Vec<(OsString, Kind)>> {
        let folder = self.real(folder);
        if self.other(&folder) == Some(&Other::Unknown) {
            return Err(ErrorKind::PermissionDenied.into());
        }
        let mut listed: Vec<(OsString, Kind)> = match std::fs::read_dir(&folder) {
            Ok(entries) => entries.flatten().filter_map(|entry| Some((entry.file_name(), kind(&entry)?))).collect(),
            Err(error) if error.kind() == ErrorKind::PermissionDenied => return Err(error),
            Err(_) => Vec::new(),
        };
        if self.above.contains(&*folder) {
            self.change(&folder, &mut listed);
        }
        Ok(listed)
    }

    fn change(&self, folder: &Path, listed: &mut Vec<(OsString, Kind)>) {
        let stays = |name: &OsStr, kind: &mut Kind| {
            let path = folder.join(name);
            match self.other.get(&path) {
                Some(other) => other.kind().map(|other| *kind = other).is_some(),
                None => *kind != Kind::Folder || !self.above.contains(&path) || self.holds_something(&path),
            }
        };
        listed.retain_mut(|(name, kind)| stays(name, kind));
        let known: HashSet<OsString> = listed.iter().map(|(name, _)| name.clone()).collect();
        let mut back: BTreeSet<(OsString, Kind)> = BTreeSet::new();
        for (path, other) in self.other.range(folder.to_owned()..).take_while(|(path, _)| path.starts_with(folder)) {
            let mut names = path.strip_prefix(folder).into_iter().flat_map(|below| below.components());
            if let (Some(name), Some(kind)) = (names.next(), other.kind()) {
                let kind = if names.next().is_some() { Kind::Folder } else { kind };
                back.insert((name.as_os_str().to_owned(), kind));
            }
        }
        listed.extend(back.into_iter().filter(|(name, _)| !known.contains(name)));
    }

    fn holds_something(&self, folder: &Path) -> bool {
        self.list(folder).map_or(true, |listed| !listed.is_empty())
    }
}

impl Other {
    fn bytes(&self) -> Result<Vec<u8>, String> {
        match self {
            Self::File(bytes) => Ok(bytes.clone()),
            Self::Missing | Self::Link(_) => Err("it does not exist".to_owned()),
            Self::Unknown => Err("it is a folder".to_owned()),
            Self::Unread(why) => Err((*why).to_owned()),
        }
    }

    fn kind(&self) -> Option<Kind> {
        match self {
            Self::Missing => None,
            Self::File(_) | Self::Unread(_) => Some(Kind::File),
            Self::Link(_) => Some(Kind::Link),
            Self::Unknown => Some(Kind::Folder),
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
            (at("old/link"), Other::Link(PathBuf::from("../a.md"))),
            (at("old/way"), Other::Link(PathBuf::from("deep"))),
            (at("old/deep/e.md"), Other::File(b"deep".to_vec())),
            (at("sub"), Other::Unknown),
        ]);
        let disk = Disk::with(other);
        assert_eq!(listed(&disk, root.path()), ["a.md", "old/", "sub/"]);
        assert_eq!(listed(&disk, &at("old")), ["d.md", "deep/", "link", "way"]);
        assert_eq!(disk.bytes(&at("a.md")), Ok(b"then".to_vec()));
        assert_eq!(disk.bytes_within(root.path(), &at("old/d.md")), Ok(b"gone".to_vec()));
        assert_eq!(disk.beginning(&at("old/d.md"), 2), Some(b"go".to_vec()));
        assert!(disk.bytes(&at("b.md")).is_err() && disk.list(&at("sub")).is_err());
        assert_eq!(disk.bytes(&at("old/link")), Ok(b"then".to_vec()));
        assert_eq!(
            (disk.bytes(&at("old/way/e.md")), listed(&disk, &at("old/way"))),
            (Ok(b"deep".to_vec()), vec!["e.md".into()])
        );
        assert!(disk.leads_to_folder_within(root.path(), &at("old/way")) && !disk.leads_nowhere(&at("old/link")));
        let there = ["a.md", "b.md", "new", "new/deep/c.md", "old", "old/d.md"].map(|name| disk.exists(&at(name)));
        assert_eq!(there, [true, false, false, false, true, true]);
    }
}
