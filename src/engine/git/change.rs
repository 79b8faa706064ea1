use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::{DirEntry, WalkBuilder};

use super::blobs::{Lacking, blobs};
use super::listed::{Difference, Side, absent, apply, parse, path, paths};
use super::{answer, ask, git};
use crate::config::normal;
use crate::engine::disk::{Disk, Other};
use crate::engine::read;
use crate::engine::walk::Input;

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
    /// What to check, where it really lies.
    pub(in crate::engine) inputs: Vec<PathBuf>,
    /// New path -> old path.
    pub(in crate::engine) renames: BTreeMap<PathBuf, PathBuf>,
}

const RAW: [&str; 8] = [
    "diff",
    "--raw",
    "-z",
    "--no-abbrev",
    "--no-ext-diff",
    "--no-textconv",
    "--no-relative",
    "--ignore-submodules=dirty",
];
impl Change {
    /// Reads the change of the repository that holds a folder, for a run over these inputs. Files that are named are new
    /// where git does not know them, ignored ones too.
    ///
    /// # Errors
    /// Says in words why git can't tell.
    pub fn read(folder: &Path, inputs: &[Input], against: &Against) -> Result<Self, String> {
        let root = read::repository(folder);
        if !root.join(".git").exists() {
            return Err(format!("{} lies in no git repository", folder.display()));
        }
        let inputs = inputs.iter().map(|input| within(root, folder, input)).collect::<Result<Vec<_>, _>>()?;
        let named: Vec<PathBuf> = inputs.iter().filter(|path| path.is_file()).cloned().collect();
        let reader = Reader { root, filters: filters(root)?, index: None, named: &named };
        let change = match against {
            Against::Since(name) => reader.since(name),
            Against::Staged => Reader { index: index_of_hook(root)?, ..reader }.staged(),
        }?;
        Ok(Self { inputs, ..change })
    }
}

struct Reader<'r> {
    root: &'r Path,
    /// The settings that name programs which change the content of files, to be left out.
    filters: Vec<String>,
    /// Files that the user named, by absolute path.
    named: &'r [PathBuf],
    /// The index that a hook is to judge, where it is not the usual one.
    index: Option<OsString>,
}

impl Reader<'_> {
    fn since(&self, name: &str) -> Result<Change, String> {
        let base = self.common_commit(name)?;
        let differences = self.differences(&["--find-renames", "-l1000", &base])?;
        let untracked = self.untracked()?;
        let blobs = self.blobs(differences.iter().filter_map(|difference| difference.old.as_ref()))?;
        let now = self.left_out()?;
        let mut before = now.clone();
        before.extend(untracked.iter().map(|path| (path.clone(), Other::Missing)));
        apply(&differences, &blobs, &mut before);
        let mut change = self.change(&differences, before, now);
        change.touched.extend(untracked);
        Ok(change)
    }

    fn staged(&self) -> Result<Change, String> {
        let head = self.head()?;
        let unmerged = self.listed(&["diff", "--name-only", "--diff-filter=U", "-z", "--no-relative"])?;
        if let Some(path) = unmerged.first() {
            return Err(format!("{} is not merged yet, so nothing of it is staged", path.display()));
        }
        let staged = self.differences(&["--cached", "--find-renames", "-l1000", &head])?;
        let unstaged = self.differences(&["--no-renames"])?;
        let both = staged.iter().chain(&unstaged);
        let blobs = self.blobs(both.filter_map(|difference| difference.old.as_ref()))?;
        let mut now = self.left_out()?;
        now.extend(self.untracked()?.into_iter().map(|path| (path, Other::Missing)));
        apply(&unstaged, &blobs, &mut now);
        // What a commit deletes may lie on the disk still, where git ignores it.
        let gone = staged.iter().filter_map(|difference| difference.old.as_ref()).map(|old| &old.path);
        let kept: BTreeSet<&Path> = staged.iter().filter_map(|one| Some(one.new.as_ref()?.path.as_path())).collect();
        for path in gone.filter(|path| !kept.contains(path.as_path())) {
            now.entry(path.clone()).or_insert(Other::Missing);
        }
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
            inputs: Vec::new(),
            touched: differences.iter().flat_map(paths).collect(),
            renames: differences.iter().filter_map(renamed).collect(),
            base: Arc::new(Disk::with(before)),
            now: Arc::new(Disk::with(now)),
        }
    }

    fn git(&self, what: &[&str]) -> std::process::Command {
        let mut git = git(self.root);
        // On the command line, what stands before the first `=` would be the name; these may hold one.
        git.env("GIT_CONFIG_COUNT", self.filters.len().to_string());
        for (number, name) in self.filters.iter().enumerate() {
            let value = if name.ends_with(".required") { "false" } else { "" };
            git.env(format!("GIT_CONFIG_KEY_{number}"), name).env(format!("GIT_CONFIG_VALUE_{number}"), value);
        }
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
        let mut found = self.listed(&["ls-files", "--others", "--exclude-standard", "-z"])?;
        if !self.named.is_empty() {
            let mut named = self.git(&["ls-files", "--others", "-z", "--"]);
            named.args(self.named.iter().filter_map(|path| path.strip_prefix(self.root).ok()));
            found.extend(paths(&answer(named)?, self.root));
        }
        Ok(found.into_iter().flat_map(files_of).collect())
    }

    fn listed(&self, what: &[&str]) -> Result<Vec<PathBuf>, String> {
        Ok(paths(&answer(self.git(what))?, self.root))
    }

    fn blobs<'d>(&self, sides: impl Iterator<Item = &'d Side>) -> Result<HashMap<String, Vec<u8>>, String> {
        blobs(self.root, sides.filter(|side| side.is_stored()).map(|side| side.id.clone()).collect(), Lacking::Fail)
    }

    /// What a sparse checkout leaves out, as the index holds it: it is in the repository, and links may lead to it.
    fn left_out(&self) -> Result<BTreeMap<PathBuf, Other>, String> {
        let listed = answer(self.git(&["ls-files", "-t", "--stage", "-z"]))?;
        let sides: Vec<Side> = listed.split(|&byte| byte == 0).filter_map(|entry| absent(entry, self.root)).collect();
        let ids = sides.iter().filter(|side| side.is_stored()).map(|side| side.id.clone()).collect();
        let blobs = blobs(self.root, ids, Lacking::LeaveOut)?;
        let content = |side: &Side| side.content(&blobs, "git has not fetched it");
        Ok(sides.iter().map(|side| (side.path.clone(), content(side))).collect())
    }
}

/// Where an input really lies: what git knows goes by that. What is no more lies where it is said to.
fn within(root: &Path, folder: &Path, input: &Input) -> Result<PathBuf, String> {
    let path = match input {
        Input::Path(path) => normal(&folder.join(path)),
        Input::Text { .. } => return Err("standard input has no history; name files or folders".to_owned()),
    };
    let real = std::fs::canonicalize(&path).unwrap_or(path);
    let inside = real.starts_with(root) || std::fs::canonicalize(root).is_ok_and(|root| real.starts_with(root));
    let outside = || format!("{} lies outside of the repository at {}", real.display(), root.display());
    if inside { Ok(real) } else { Err(outside()) }
}

/// The names of the settings by which programs change files on their way into the repository: what they would do is no
/// business of a check, and they may be a stranger's.
fn filters(root: &Path) -> Result<Vec<String>, String> {
    let mut git = git(root);
    git.args(["config", "--null", "--name-only", "--get-regexp", r"^filter\..*\.(clean|process|required)$"]);
    let found = ask(git)?.stdout;
    let names = found.split(|&byte| byte == 0).map(String::from_utf8_lossy).filter(|name| !name.is_empty());
    Ok(names.map(|name| name.into_owned()).collect::<BTreeSet<_>>().into_iter().collect())
}

/// The index that `git commit FILE` makes for its hooks; git tells its name, and it lies in git's own folder.
fn index_of_hook(root: &Path) -> Result<Option<OsString>, String> {
    let Some(told) = std::env::var_os("GIT_INDEX_FILE") else { return Ok(None) };
    let mut git = git(root);
    git.args(["rev-parse", "--absolute-git-dir"]);
    let home = answer(git)?;
    let whole = |path: &Path| std::fs::canonicalize(path).ok();
    let (home, index) = (whole(&path(home.trim_ascii_end())), whole(&root.join(&told)));
    match home.zip(index) {
        Some((home, index)) if index.starts_with(&home) => Ok(Some(index.into_os_string())),
        Some(_) | None => {
            let told = told.to_string_lossy();
            Err(format!("GIT_INDEX_FILE names {told}, which is no index of this repository; unset it"))
        }
    }
}

/// A repository within the repository is named by its folder: its files are new too.
fn files_of(path: PathBuf) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path];
    }
    let entries = WalkBuilder::new(path).hidden(false).build().flatten();
    entries.filter(|entry| !entry.file_type().is_some_and(|kind| kind.is_dir())).map(DirEntry::into_path).collect()
}
