//! Asks git about a repository that may be a stranger's: nothing that its configuration names is run, nothing is fetched
//! and nothing is written.

mod blobs;
mod change;
mod listed;
mod renames;

use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Output, Stdio};

pub use change::{Against, Change};
pub(super) use renames::Renames;

use crate::text::char_boundary;

/// Bytes of git's own words that are passed on at most.
const WORDS: usize = 400;

/// `git` at the root of a repository.
fn git(root: &Path) -> Command {
    let mut git = Command::new("git");
    let off =
        ["core.fsmonitor=false", "log.showSignature=false", "safe.bareRepository=explicit", "core.hooksPath=/dev/null"];
    git.arg("--no-pager").arg("--no-optional-locks").arg("-C").arg(root);
    git.args(off.iter().flat_map(|setting| ["-c", setting]));
    // A hook or another run of git may have set what would lead it to another repository.
    let leading = |name: &OsString| name.to_str().is_some_and(|name| name.starts_with("GIT_"));
    for name in std::env::vars_os().map(|(name, _)| name).filter(leading) {
        git.env_remove(name);
    }
    let above = root.parent().unwrap_or(root);
    git.env("GIT_CEILING_DIRECTORIES", above).env("GIT_OPTIONAL_LOCKS", "0").env("GIT_TERMINAL_PROMPT", "0");
    // A partial clone would fetch what it lacks, by a program of its configuration's choice.
    git.env("GIT_NO_LAZY_FETCH", "1").env("GIT_ALLOW_PROTOCOL", "none");
    git.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    git
}

/// What a command answers, whatever it makes of its question.
fn ask(mut git: Command) -> Result<Output, String> {
    git.output().map_err(|error| format!("git can't be run: {error}"))
}

/// What a command answers that must succeed.
fn answer(git: Command) -> Result<Vec<u8>, String> {
    let output = ask(git)?;
    if output.status.success() { Ok(output.stdout) } else { Err(words(&output)) }
}

/// What git said went wrong.
fn words(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.trim();
    format!("git says: {}", &said[..char_boundary(said, WORDS.min(said.len()))])
}
