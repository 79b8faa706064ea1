use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::matching::History;
use crate::config::{from, normal};
use crate::engine::disk::Disk;
use crate::engine::git::Change;
use crate::text::SourceFile;

/// What the files of a change were before it, and its lines. Files go by the paths that the user is shown.
pub(super) struct Versions<'c> {
    change: &'c Change,
    cwd: &'c Path,
    /// Old path -> new path.
    moved: HashMap<&'c Path, &'c Path>,
    /// By the path before the change.
    known: RefCell<HashMap<PathBuf, Lines>>,
}

/// How often each line stands in a file before and after the change, without the blanks around it.
struct Lines {
    before: HashMap<String, usize>,
    after: HashMap<String, usize>,
}

impl<'c> Versions<'c> {
    pub(super) fn of(change: &'c Change, cwd: &'c Path) -> Self {
        let moved = change.renames.iter().map(|(new, old)| (old.as_path(), new.as_path())).collect();
        Self { change, cwd, moved, known: RefCell::default() }
    }

    fn whole(&self, path: &str) -> PathBuf {
        normal(&self.cwd.join(path))
    }

    fn old<'p>(&'p self, path: &'p Path) -> &'p Path {
        self.change.renames.get(path).map_or(path, PathBuf::as_path)
    }

    fn touched(&self, path: &Path) -> bool {
        self.change.touched.contains(path)
    }

    fn ask<T>(&self, old: &Path, new: &Path, question: impl FnOnce(&Lines) -> T) -> T {
        let mut known = self.known.borrow_mut();
        let read = || Lines { before: lines(&self.change.base, old), after: lines(&self.change.now, new) };
        question(known.entry(old.to_owned()).or_insert_with(read))
    }
}

impl History for Versions<'_> {
    fn before(&self, path: &str) -> String {
        from(self.cwd, self.old(&self.whole(path)))
    }

    fn wrote(&self, path: &str, line: &str) -> bool {
        let path = self.whole(path);
        self.touched(&path)
            && self.ask(self.old(&path), &path, |lines| count(&lines.after, line) > count(&lines.before, line))
    }

    fn took(&self, path: &str, line: &str) -> bool {
        let path = self.whole(path);
        let new = self.moved.get(path.as_path()).copied().unwrap_or(&path);
        self.touched(&path) && self.ask(&path, new, |lines| count(&lines.before, line) > count(&lines.after, line))
    }
}

fn count(lines: &HashMap<String, usize>, line: &str) -> usize {
    lines.get(line).copied().unwrap_or_default()
}

fn lines(disk: &Disk, path: &Path) -> HashMap<String, usize> {
    let source = SourceFile::readable("", disk.bytes(path).unwrap_or_default());
    let mut lines = HashMap::new();
    for line in source.text().lines() {
        *lines.entry(line.trim().to_owned()).or_default() += 1;
    }
    lines
}
