use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::checked::Checked;

/// The rules whose findings on one page depend on pages that it does not lead to.
pub(super) const OF_ALL_PAGES: [&str; 4] = ["duplicate-title", "orphan-page", "page-missing-from-toc", "unused-asset"];

/// What a run looked at, and with which rules. Only there can it tell that a known finding is no more.
#[derive(Debug, Default)]
pub struct Coverage {
    /// By the path that is shown.
    files: BTreeMap<Arc<str>, Covered>,
}

/// One file of a run.
#[derive(Debug)]
pub(super) struct Covered {
    /// Where it lies.
    pub path: PathBuf,
    /// The baseline that lies nearest to it.
    pub baseline: Option<Arc<Path>>,
    /// Whether it was to be checked, could be read, and no rule failed.
    pub whole: bool,
    saw_all: bool,
    rules: Arc<[&'static str]>,
}

impl Coverage {
    pub(super) fn of(checked: &[Checked]) -> Self {
        let mut files: BTreeMap<Arc<str>, Covered> = BTreeMap::new();
        // Files share their rules, so the names are listed once for each set.
        let mut known: Vec<(*const (), Arc<[&'static str]>)> = Vec::new();
        for one in checked {
            let resolved = &one.in_force.resolved;
            let address = Arc::as_ptr(resolved).cast();
            let rules = match known.iter().find(|(other, _)| *other == address) {
                Some((_, rules)) => rules.clone(),
                None => {
                    let rules: Arc<[&'static str]> = resolved.rules.rules().iter().map(|rule| rule.page.id).collect();
                    known.push((address, rules.clone()));
                    rules
                }
            };
            let whole = one.read && !one.inspection.failed;
            let covered = files.entry(one.shown.clone()).or_insert_with(|| Covered {
                path: one.path.clone(),
                baseline: one.in_force.folder.baseline.clone(),
                whole,
                saw_all: one.inspection.saw_all,
                rules,
            });
            covered.whole &= whole;
        }
        Self { files }
    }

    /// Its files with the paths that are shown, sorted by those.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, &Covered)> {
        self.files.iter().map(|(shown, covered)| (&**shown, covered))
    }
}

impl Covered {
    /// Whether the run would have found what this rule has to say of the file: of some, only where it took all files of
    /// the root.
    pub(super) fn judged_by(&self, rule: &str) -> bool {
        self.whole
            && self.rules.contains(&rule)
            && (self.saw_all || rule != "unused-suppression" && !OF_ALL_PAGES.contains(&rule))
    }
}
