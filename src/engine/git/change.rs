use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{answer, ask, blobs, git};
use crate::engine::disk::{Disk, Other};
use crate::engine::read;

/// What a run judges, beside the state of the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Against {
    /// What is there now, against the commit that it has in common with this one.
    Since(String),
    /// What is staged, against the last commit.
    Staged,
}

/// A change of a repository: the files before and after it.
pub struct Change {
    /// The root of the repository.
    pub(in crate::engine) root: PathBuf,
    /// The disk before the change.
    pub(in crate::engine) base: Arc<Disk>,
    /// The disk after it.
    pub(in crate::engine) now: Arc<Disk>,
    /// What it touched, by absolute path: what was there before or is there now.
    pub(in crate::engine) touched: BTreeSet<PathBuf>,
    /// New path -> old path.
    pub(in crate::engine) renames: BTreeMap<PathBuf, PathBuf>,
}

/// One line of git's raw list of differences.
struct Difference {
    old: Option<Side>,
    new: Option<Side>,
}

/// A file on one side of a difference.
struct Side {
    path: PathBuf,
    mode: String,
    /// Zeros where git has not stored it.
    id: String,
}

const RAW: [&str; 8] = [
    "diff",
    "--raw",
    "-z",
    "--no-abbrev",
    "--no-ext-diff",
    "--no-textconv",
    "--no-relative",
    "--ignore-submodules=all",
];
const SYMBOLIC_LINK: &str = "120000";
const SUBMODULE: &str = "160000";

impl Change {
    /// Reads the change of the repository that holds a folder.
    ///
    /// # Errors
    /// Says in words why git can't tell.
    pub fn read(folder: &Path, against: &Against) -> Result<Self, String> {
        let root = read::repository(folder);
        if !root.join(".git").exists() {
            return Err(format!("{} lies in no git repository", folder.display()));
        }
        let reader = Reader { root, filters: filters(root)?, index: None };
        match against {
            Against::Since(name) => reader.since(name),
            Against::Staged => Reader { index: index_of_hook(root)?, ..reader }.staged(),
        }
    }
}

struct Reader<'r> {
    root: &'r Path,
    /// Programs of the configuration that change the content of files, to be left out.
    filters: Vec<String>,
    /// The index that a hook is to judge, where it is not the usual one.
    index: Option<OsString>,
}

impl Reader<'_> {
    fn since(&self, name: &str) -> Result<Change, String> {
        let base = self.common_commit(name)?;
        let differences = self.differences(&["--find-renames", "-l1000", &base])?;
        let untracked = self.untracked()?;
        let blobs = self.blobs(differences.iter().filter_map(|difference| difference.old.as_ref()))?;
        let mut before: BTreeMap<PathBuf, Other> =
            untracked.iter().map(|path| (path.clone(), Other::Missing)).collect();
        apply(&differences, &blobs, &mut before);
        let mut change = self.change(&differences, before, BTreeMap::new());
        change.touched.extend(untracked);
        Ok(change)
    }

    fn staged(&self) -> Result<Change, String> {
        let head = self.head()?;
        let staged = self.differences(&["--cached", "--find-renames", "-l1000", &head])?;
        let unstaged = self.differences(&["--no-renames"])?;
        let both = staged.iter().chain(&unstaged);
        let blobs = self.blobs(both.filter_map(|difference| difference.old.as_ref()))?;
        let mut now: BTreeMap<PathBuf, Other> =
            self.untracked()?.into_iter().map(|path| (path, Other::Missing)).collect();
        apply(&unstaged, &blobs, &mut now);
        let mut before = now.clone();
        apply(&staged, &blobs, &mut before);
        Ok(self.change(&staged, before, now))
    }

    fn change(
        &self,
        differences: &[Difference],
        before: BTreeMap<PathBuf, Other>,
        now: BTreeMap<PathBuf, Other>,
    ) -> Change {
        let paths = |difference: &Difference| {
            [&difference.old, &difference.new].into_iter().flatten().map(|side| side.path.clone()).collect::<Vec<_>>()
        };
        let renamed = |difference: &Difference| match (&difference.old, &difference.new) {
            (Some(old), Some(new)) if old.path != new.path => Some((new.path.clone(), old.path.clone())),
            (_, _) => None,
        };
        Change {
            root: self.root.to_owned(),
            touched: differences.iter().flat_map(paths).collect(),
            renames: differences.iter().filter_map(renamed).collect(),
            base: Arc::new(Disk::with(before)),
            now: Arc::new(Disk::with(now)),
        }
    }

    fn git(&self, what: &[&str]) -> std::process::Command {
        let mut git = git(self.root);
        git.args(self.filters.iter().flat_map(|setting| ["-c", setting]));
        if let Some(index) = &self.index {
            git.env("GIT_INDEX_FILE", index);
        }
        git.args(what);
        git
    }

    /// The commit from which the change started.
    fn common_commit(&self, name: &str) -> Result<String, String> {
        let commit = format!("{name}^{{commit}}");
        let found = ask(self.git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]))?;
        if !found.status.success() {
            return Err(format!("`{name}` is no commit of this repository; a CI job may have to fetch it first"));
        }
        let found = String::from_utf8_lossy(&found.stdout).trim().to_owned();
        let common = ask(self.git(&["merge-base", &found, "HEAD"]))?;
        if !common.status.success() {
            let hint = "a shallow clone lacks it: fetch more of the history (`fetch-depth: 0` in a workflow)";
            return Err(format!("`{name}` and HEAD have no commit in common here; {hint}"));
        }
        Ok(String::from_utf8_lossy(&common.stdout).trim().to_owned())
    }

    /// The last commit, or the empty tree before the first.
    fn head(&self) -> Result<String, String> {
        let head = ask(self.git(&["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]))?;
        let id = if head.status.success() {
            head.stdout
        } else {
            answer(self.git(&["hash-object", "-t", "tree", "--stdin"]))?
        };
        Ok(String::from_utf8_lossy(&id).trim().to_owned())
    }

    fn differences(&self, what: &[&str]) -> Result<Vec<Difference>, String> {
        let answer = answer(self.git(&[&RAW, what, &["--"]].concat()))?;
        Ok(parse(&answer, self.root))
    }

    fn untracked(&self) -> Result<Vec<PathBuf>, String> {
        let answer = answer(self.git(&["ls-files", "--others", "--exclude-standard", "-z"]))?;
        let names = answer.split(|&byte| byte == 0).filter(|name| !name.is_empty());
        Ok(names.map(|name| self.root.join(path(name))).collect())
    }

    fn blobs<'d>(
        &self,
        sides: impl Iterator<Item = &'d Side>,
    ) -> Result<std::collections::HashMap<String, Vec<u8>>, String> {
        blobs(self.root, sides.filter(|side| side.is_stored()).map(|side| side.id.clone()).collect())
    }
}

impl Side {
    fn is_stored(&self) -> bool {
        self.mode != SYMBOLIC_LINK && self.mode != SUBMODULE && self.id.bytes().any(|digit| digit != b'0')
    }
}

/// Makes files what they were on the old side of the differences.
fn apply(
    differences: &[Difference],
    blobs: &std::collections::HashMap<String, Vec<u8>>,
    files: &mut BTreeMap<PathBuf, Other>,
) {
    for new in differences.iter().filter_map(|difference| difference.new.as_ref()) {
        files.insert(new.path.clone(), Other::Missing);
    }
    for old in differences.iter().filter_map(|difference| difference.old.as_ref()) {
        let was = match blobs.get(&old.id) {
            Some(bytes) => Other::File(bytes.clone()),
            None if old.mode == SYMBOLIC_LINK => Other::Unread("it is a symbolic link"),
            None => Other::Unread("it is too large"),
        };
        files.insert(old.path.clone(), was);
    }
}

/// Reads `:100644 100644 OLD NEW R090 NUL old NUL new NUL`. What is not merged yet, and submodules, are passed over.
fn parse(answer: &[u8], root: &Path) -> Vec<Difference> {
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
            let there = mode.bytes().any(|digit| digit != b'0') && mode != SUBMODULE;
            there.then(|| Side { path: root.join(path(name)), mode, id })
        };
        let difference = Difference { old: side(old_mode, old_id, first), new: side(new_mode, new_id, second) };
        if difference.old.is_some() || difference.new.is_some() {
            differences.push(difference);
        }
    }
    differences
}

/// The settings that leave out the programs by which files are changed on their way into the repository: what they
/// would do is no business of a check, and their names may be a stranger's.
fn filters(root: &Path) -> Result<Vec<String>, String> {
    let mut git = git(root);
    git.args(["config", "--null", "--name-only", "--get-regexp", r"^filter\..*\.(clean|process|required)$"]);
    let found = ask(git)?.stdout;
    let names = found.split(|&byte| byte == 0).map(String::from_utf8_lossy).filter(|name| !name.is_empty());
    Ok(names
        .map(|name| format!("{name}={}", if name.ends_with(".required") { "false" } else { "" }))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect())
}

/// The index that `git commit FILE` makes for its hooks; git tells its name, and it lies in git's own folder.
fn index_of_hook(root: &Path) -> Result<Option<OsString>, String> {
    let Some(told) = std::env::var_os("GIT_INDEX_FILE") else { return Ok(None) };
    let mut git = git(root);
    git.args(["rev-parse", "--absolute-git-dir"]);
    let home = answer(git)?;
    let whole = |path: &Path| std::fs::canonicalize(path).ok();
    let (home, index) = (whole(&path(home.trim_ascii_end())), whole(&root.join(&told)));
    let own = home.zip(index).filter(|(home, index)| index.starts_with(home));
    Ok(own.map(|(_, index)| index.into_os_string()))
}

#[cfg(unix)]
fn path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> PathBuf {
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
        assert_eq!(seen, [(at("a.md"), at("b.md")), (None, at("c.md")), (at("d.md"), None)]);
    }
}
