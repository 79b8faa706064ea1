//! Reads what git lists: differences, entries of the index, names.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use crate::engine::disk::Other;

const SYMBOLIC_LINK: &str = "120000";
const SUBMODULE: &str = "160000";

/// One line of git's raw list of differences.
pub(super) struct Difference {
    pub old: Option<Side>,
    pub new: Option<Side>,
}

/// A file on one side of a difference.
pub(super) struct Side {
    pub path: PathBuf,
    pub mode: String,
    /// Zeros where git has not stored it.
    pub id: String,
}

impl Side {
    pub(super) fn is_stored(&self) -> bool {
        self.mode != SUBMODULE && self.id.bytes().any(|digit| digit != b'0')
    }

    /// What it held; `lacking` says why that is not among the blobs.
    pub(super) fn content(&self, blobs: &HashMap<String, Vec<u8>>, lacking: &'static str) -> Other {
        match blobs.get(&self.id) {
            Some(target) if self.mode == SYMBOLIC_LINK => Other::Link(path(target)),
            Some(bytes) => Other::File(bytes.clone()),
            None if self.mode == SUBMODULE => Other::Unknown,
            None => Other::Unread(lacking),
        }
    }
}

/// Makes files what they were on the old side of the differences.
pub(super) fn apply(
    differences: &[Difference],
    blobs: &HashMap<String, Vec<u8>>,
    files: &mut BTreeMap<PathBuf, Other>,
) {
    for new in differences.iter().filter_map(|difference| difference.new.as_ref()) {
        files.insert(new.path.clone(), Other::Missing);
    }
    for old in differences.iter().filter_map(|difference| difference.old.as_ref()) {
        files.insert(old.path.clone(), old.content(blobs, "it is too large"));
    }
}

/// Reads `:100644 100644 OLD NEW R090 NUL old NUL new NUL`. What is not merged yet is passed over.
pub(super) fn parse(answer: &[u8], root: &Path) -> Vec<Difference> {
    let mut fields = answer.split(|&byte| byte == 0);
    let mut differences = Vec::new();
    while let Some(head) = fields.next().filter(|head| !head.is_empty()) {
        let head = String::from_utf8_lossy(head);
        let mut words = head.trim_start_matches(':').split(' ').map(str::to_owned);
        let mut word = || words.next().unwrap_or_default();
        let (old_mode, new_mode, old_id, new_id, status) = (word(), word(), word(), word(), word());
        let first = fields.next().unwrap_or_default();
        let second = if status.starts_with(['R', 'C']) { fields.next().unwrap_or_default() } else { first };
        let side = |mode: String, id: String, name: &[u8]| {
            let there = mode.bytes().any(|digit| digit != b'0');
            there.then(|| Side { path: root.join(path(name)), mode, id })
        };
        let difference = Difference { old: side(old_mode, old_id, first), new: side(new_mode, new_id, second) };
        if difference.old.is_some() || difference.new.is_some() {
            differences.push(difference);
        }
    }
    differences
}

/// Reads an entry of the index, `S 100644 ID 0 TAB path`, where it is marked as left out of the work tree and lacks there.
pub(super) fn absent(entry: &[u8], root: &Path) -> Option<Side> {
    let mut halves = entry.strip_prefix(b"S ")?.splitn(2, |&byte| byte == b'\t');
    let (head, name) = (str::from_utf8(halves.next()?).ok()?, halves.next()?);
    let mut words = head.split(' ').map(str::to_owned);
    let side = Side { path: root.join(path(name)), mode: words.next()?, id: words.next()? };
    side.path.symlink_metadata().is_err().then_some(side)
}

/// The paths that git names, each ended by NUL.
pub(super) fn paths(answer: &[u8], root: &Path) -> Vec<PathBuf> {
    answer.split(|&byte| byte == 0).filter(|name| !name.is_empty()).map(|name| root.join(path(name))).collect()
}

#[cfg(unix)]
pub(super) fn path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
pub(super) fn path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_have_two_sides() {
        let answer = b":100644 100644 aa bb R090\0a.md\0b.md\0:000000 100644 00 cc A\0c.md\0\
            :100644 000000 dd 00 D\0d.md\0:000000 000000 00 00 U\0e.md\0:160000 160000 ee ff M\0sub\0";
        let seen: Vec<(Option<PathBuf>, Option<PathBuf>)> = parse(answer, Path::new("/r"))
            .into_iter()
            .map(|difference| (difference.old.map(|side| side.path), difference.new.map(|side| side.path)))
            .collect();
        let at = |name: &str| Some(PathBuf::from("/r").join(name));
        let sub = (at("sub"), at("sub"));
        assert_eq!(seen, [(at("a.md"), at("b.md")), (None, at("c.md")), (at("d.md"), None), sub]);
    }
}
