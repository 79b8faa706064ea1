use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};

use super::BASELINE_FILE;
use super::entries::{Entries, Entry, Key, OfFile};
use super::file::{Stored, load, write};
use super::share::Share;
use crate::config::{ConfigError, from};
use crate::engine::coverage::Covered;
use crate::engine::disk::Disk;
use crate::engine::read;
use crate::engine::report::Report;
use crate::engine::settings::Settings;
use crate::engine::write::{WriteError, replace};

/// What is to become of a baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Update {
    /// It lists what was found in the files that were checked.
    Record,
    /// It drops what was not found any more, and lists nothing new.
    Prune,
}

/// A baseline after its update.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Updated {
    /// Its path as the user is shown it.
    pub shown: String,
    /// Whether the file had to be written.
    pub written: bool,
    /// Findings that it lists.
    pub findings: usize,
    /// Files that they stand in.
    pub files: usize,
    /// Findings that are new in it.
    pub added: usize,
    /// Findings that it no longer lists.
    pub removed: usize,
}

/// Why no baseline was updated, or not all of them.
#[derive(Debug)]
pub enum NotUpdated {
    /// One can't be read, or is none. Nothing was written.
    Unusable(ConfigError),
    /// Something was not wholly checked, so that nobody knows what is to be listed. Nothing was written.
    Unfinished,
    /// No file was checked. Nothing was written.
    NoFiles,
    /// There is none to prune.
    NoBaseline,
    /// It can't be written; those before it by path were.
    NotWritten(WriteError),
}

/// Updates the baselines of the files that a run looked at: for each file the nearest one, else a new one at the root of
/// its repository, or the one that the settings name. The report is of a run that took no notice of them.
///
/// Entries stay for files that exist and were not checked, and for rules that were off; those of files that are gone are
/// dropped, unless a page without entries has the same findings: then they are that page's.
///
/// # Errors
/// Says what stood in the way.
pub fn update(
    report: &Report,
    settings: &Settings,
    how: Update,
    named: Option<&Path>,
) -> Result<Vec<Updated>, NotUpdated> {
    if report.summary.unfinished > 0 {
        return Err(NotUpdated::Unfinished);
    }
    if report.coverage.files().next().is_none() {
        return Err(NotUpdated::NoFiles);
    }
    let home = |covered: &Covered| match (named, &covered.baseline, how) {
        (Some(path), ..) => Some(path.to_owned()),
        (None, Some(path), _) => Some(path.to_path_buf()),
        (None, None, Update::Record) => Some(new_home(&covered.path, &settings.cwd).join(BASELINE_FILE)),
        (None, None, Update::Prune) => None,
    };
    let mut planned = Vec::new();
    for share in Share::all(report, named.is_some(), home) {
        let shown = from(&settings.cwd, &share.file);
        let stored = load(&share.file, &shown, share.named, settings.disk()).map_err(NotUpdated::Unusable)?;
        if stored.is_some() || how == Update::Record {
            let (text, done) = plan(&share, stored.as_ref(), (shown, settings.disk()), how);
            planned.push((share.file, stored, text, done));
        }
    }
    if planned.is_empty() {
        return Err(NotUpdated::NoBaseline);
    }
    let put = |(file, stored, text, done): (PathBuf, Option<Stored>, String, Updated)| {
        if done.written {
            let old = stored.as_ref().map(|stored| &stored.bytes[..]);
            replace(&file, old, text.as_bytes()).map_err(NotUpdated::NotWritten)?;
        }
        Ok(done)
    };
    planned.into_iter().map(put).collect()
}

/// The folder of a new baseline: the root of the file's repository; without one, the working directory, or the folder of
/// a file that lies elsewhere.
fn new_home<'p>(file: &'p Path, cwd: &'p Path) -> &'p Path {
    let folder = file.parent().unwrap_or(file);
    let root = read::repository(folder);
    if !root.join(".git").exists() && folder.starts_with(cwd) { cwd } else { root }
}

/// The text of an updated baseline, and what is to be said of it.
fn plan(share: &Share<'_>, stored: Option<&Stored>, (shown, disk): (String, &Disk), how: Update) -> (String, Updated) {
    let mut old = stored.map(|stored| stored.entries.clone()).unwrap_or_default();
    let found = share.found();
    let gone = share.gone(&old, disk);
    old.follow_renames(&found, &gone);
    let new = merged(share, &gone, (&old, &found), how);
    let text = write(&new);
    let done = Updated {
        shown,
        written: stored.is_none_or(|stored| stored.bytes != text.as_bytes()),
        findings: new.findings(),
        files: new.0.len(),
        added: new.beyond(&old),
        removed: old.beyond(&new),
    };
    (text, done)
}

/// What a baseline lists after a run.
fn merged(share: &Share<'_>, gone: &BTreeSet<String>, (old, found): (&Entries, &Entries), how: Update) -> Entries {
    let mut new = Entries::default();
    let mut paths: Vec<&String> = old.0.keys().chain(found.0.keys()).filter(|path| !gone.contains(*path)).collect();
    paths.sort_unstable();
    paths.dedup();
    for path in paths {
        let of = |entries: &'_ Entries| entries.0.get(path).cloned().unwrap_or_default();
        let (listed, seen) = (of(old), of(found));
        let judged = |rule: &str| share.members.get(path).is_some_and(|member| member.covered.judged_by(rule));
        let mut entries = OfFile::new();
        for key in listed.keys().chain(seen.keys()) {
            let count = |of: &OfFile| of.get(key).map_or(0, |entry| entry.count);
            let count = kept(count(&listed), count(&seen), judged(&key.rule), how);
            let text = seen.get(key).or(listed.get(key)).map(|entry| entry.text.clone()).unwrap_or_default();
            entries.insert(Key::clone(key), Entry { count, text });
        }
        new.0.insert(path.clone(), entries);
    }
    new.tidy();
    new
}

/// How many of the same findings are listed after a run. Where the rule did not judge the file, what is listed may be
/// there still.
fn kept(listed: u32, seen: u32, judged: bool, how: Update) -> u32 {
    match (how, judged) {
        (Update::Record, true) => seen,
        (Update::Record, false) => listed.max(seen),
        (Update::Prune, true) => listed.min(seen),
        (Update::Prune, false) => listed,
    }
}

impl fmt::Display for NotUpdated {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unusable(error) => error.fmt(out),
            Self::Unfinished => out.write_str("nothing was written, because not everything could be checked"),
            Self::NoFiles => out.write_str("nothing was written: no pages found here"),
            Self::NoBaseline => out.write_str("there is no baseline to prune; `guidelint baseline` writes one"),
            Self::NotWritten(error) => error.fmt(out),
        }
    }
}

impl std::error::Error for NotUpdated {}
