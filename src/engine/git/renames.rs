//! What became of files, as git remembers it.

use std::collections::HashMap;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use super::git;

/// Commits that are looked through, newest first.
const COMMITS: &str = "--max-count=2000";
/// Bytes of git's answer that are read at most.
const LONGEST: u64 = 16 << 20;
/// A repository that is slower to look through gives no hints.
const PATIENCE: Duration = Duration::from_secs(60);
/// Renames of one file that are followed.
const STEPS: usize = 32;

/// The files that were renamed in the history of a repository.
#[derive(Default)]
pub(in crate::engine) struct Renames {
    /// Old path -> the path of its newest rename.
    to: HashMap<String, String>,
}

impl Renames {
    /// Asks git. Where there is no repository, no git or no answer in time, nothing was renamed.
    pub(in crate::engine) fn read(root: &Path) -> Self {
        if !root.join(".git").exists() {
            return Self::default();
        }
        let ask = |what: &[&str]| command(root, what).spawn().ok().and_then(answer).unwrap_or_default();
        let mut renames = Self::parse(&ask(&HISTORY));
        // What is not committed yet is newer than all history.
        renames.to.extend(Self::parse(&ask(&WORK_TREE)).to);
        renames
    }

    /// Reads `R100 NUL old NUL new NUL`, newest first.
    fn parse(answer: &[u8]) -> Self {
        let mut to = HashMap::new();
        let mut fields = answer.split(|&byte| byte == 0).map(String::from_utf8_lossy);
        while let Some(status) = fields.next() {
            if !status.trim_start().starts_with('R') {
                continue;
            }
            if let (Some(old), Some(new)) = (fields.next(), fields.next()) {
                to.entry(old.into_owned()).or_insert_with(|| new.into_owned());
            }
        }
        Self { to }
    }

    /// The path that a file has today, where one is there.
    pub(in crate::engine) fn follow(&self, path: &str, there: impl Fn(&str) -> bool) -> Option<&str> {
        let next = |path: &&str| self.to.get(*path).map(String::as_str);
        let first = self.to.get(path).map(String::as_str);
        std::iter::successors(first, next).take(STEPS).find(|path| there(path))
    }
}

/// Renames in history.
const HISTORY: [&str; 4] = ["log", COMMITS, "--format=", "--no-mailmap"];
/// Renames since the last commit, of what is staged.
const WORK_TREE: [&str; 3] = ["diff", "--cached", "HEAD"];

fn command(root: &Path, what: &[&str]) -> Command {
    let mut git = git(root);
    git.args(what).args(["--diff-filter=R", "--find-renames", "-l1000", "--name-status", "-z"]);
    git.args(["--no-ext-diff", "--no-textconv", "--no-relative", "--no-color"]);
    git.stderr(Stdio::null());
    git
}

fn answer(mut git: Child) -> Option<Vec<u8>> {
    let out = git.stdout.take()?;
    let (send, receive) = mpsc::channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = out.take(LONGEST).read_to_end(&mut bytes);
        // Nobody listens any more when it came too late.
        let _ = send.send(read.map(|_| bytes));
    });
    let answer = receive.recv_timeout(PATIENCE);
    // It has ended already, or nobody waits for the rest.
    let _ = git.kill();
    let _ = git.wait();
    answer.ok()?.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renames_are_followed_to_what_is_there() {
        let renames =
            Renames::parse(b"R100\0b.md\0c.md\0R090\0a.md\0b.md\0R100\0a.md\0old.md\0R100\0x\0y\0R100\0y\0x\0");
        assert_eq!(renames.follow("a.md", |path| path == "c.md"), Some("c.md"));
        assert_eq!((renames.follow("x", |_| false), renames.follow("none.md", |_| true)), (None, None));
    }
}
