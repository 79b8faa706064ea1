use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Component, Path, PathBuf};

use super::entries::{Entries, OfFile, of_file};
use crate::config::{from, normal, unshown};
use crate::engine::coverage::Covered;
use crate::engine::disk::Disk;
use crate::engine::report::{FileReport, Report};

/// The part of a run that one baseline speaks of.
pub(super) struct Share<'r> {
    /// Its file.
    pub file: PathBuf,
    /// Whether the user named it.
    pub named: bool,
    /// The files of the run that it speaks of, by their paths in it.
    pub members: BTreeMap<String, Member<'r>>,
}

/// A file of the run.
pub(super) struct Member<'r> {
    /// How it was checked.
    pub covered: &'r Covered,
    /// Its findings, where it has any.
    pub file: Option<&'r FileReport>,
}

impl<'r> Share<'r> {
    /// The parts of a run, sorted by their baselines; `home` says which is that of a file.
    pub(super) fn all(report: &'r Report, named: bool, home: impl Fn(&Covered) -> Option<PathBuf>) -> Vec<Self> {
        let files = report.files.iter().chain(&report.quiet);
        let files: HashMap<&str, &FileReport> = files.map(|file| (file.source.path(), file)).collect();
        let mut shares: BTreeMap<PathBuf, Self> = BTreeMap::new();
        for (shown, covered) in report.coverage.files() {
            let Some(file) = home(covered) else { continue };
            let path = from(file.parent().unwrap_or(&file), &covered.path);
            let share = shares.entry(file).or_insert_with_key(|file| Self {
                file: file.clone(),
                named,
                members: BTreeMap::new(),
            });
            share.members.insert(path, Member { covered, file: files.get(shown).copied() });
        }
        shares.into_values().collect()
    }

    /// What was found in its files.
    pub(super) fn found(&self) -> Entries {
        let of = |member: &Member<'_>| member.file.map_or_else(OfFile::new, of_file);
        let found = self.members.iter().map(|(path, member)| (path.clone(), of(member)));
        Entries(found.filter(|(_, entries)| !entries.is_empty()).collect())
    }

    /// Those of the listed paths that lead to no file.
    pub(super) fn gone(&self, listed: &Entries, disk: &Disk) -> BTreeSet<String> {
        let checked = |path: &str| self.members.get(path).is_some_and(|member| member.covered.whole);
        listed.0.keys().filter(|path| !checked(path) && !self.exists(path, disk)).cloned().collect()
    }

    /// Whether a listed path leads to something. A baseline that was found is a stranger's word: it has no say on what
    /// lies outside of its folder.
    fn exists(&self, path: &str, disk: &Disk) -> bool {
        let folder = self.file.parent().unwrap_or(&self.file);
        let below = Path::new(path).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        let holds = |path: &Path| disk.holds(&normal(&folder.join(path)));
        (self.named || below) && (holds(Path::new(path)) || holds(&unshown(path)))
    }
}
