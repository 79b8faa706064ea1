//! Finds the repairs that made something worse among all files, and takes them back.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::compare::{Known, fresh};
use super::draft::{Done, Draft};
use super::places::{Place, Places};
use super::{Run, known_of};
use crate::engine::checked::Checked;
use crate::markdown::Document;
use crate::text::{SourceFile, Span};

/// What is found in a file and was not at first.
struct New {
    path: PathBuf,
    /// Rule of the first of the findings.
    rule: &'static str,
    /// All places of the file that they speak of.
    spots: Vec<Span>,
}

impl Run<'_> {
    /// Takes back what caused findings that were not there at first; returns the files that have to be mended again.
    pub(super) fn blame(&mut self, checked: &[Checked]) -> BTreeSet<PathBuf> {
        let mut guilty = BTreeSet::new();
        let mut elsewhere = None;
        for New { path, rule, spots } in self.new_findings(checked) {
            match self.drafts.get_mut(&path).filter(|draft| draft.is_changed()) {
                Some(draft) => {
                    let why = format!("`{rule}` would be found then");
                    if !take_back_near(draft, &spots, &why) {
                        self.take_back_boldest(vec![path.clone()], &why);
                    }
                    guilty.insert(path);
                }
                None => elsewhere = Some(format!("`{rule}` would be found in another file then")),
            }
        }
        match elsewhere.filter(|_| guilty.is_empty()) {
            Some(why) => self.take_back_boldest(self.suspects(), &why),
            None => guilty,
        }
    }

    fn new_findings(&self, checked: &[Checked]) -> Vec<New> {
        let mut new: BTreeMap<PathBuf, Vec<Known>> = BTreeMap::new();
        for (path, after) in known_of(checked) {
            let before = self.before.get(&path).cloned().unwrap_or_default();
            let before = match self.drafts.get(&path) {
                Some(draft) => carried(draft, before),
                None => before,
            };
            let fresh = fresh(before, after);
            if !fresh.is_empty() {
                new.insert(path, fresh);
            }
        }
        let told = |(path, fresh): (PathBuf, Vec<Known>)| {
            let rule = fresh.first()?.rule;
            Some(New { spots: spots(checked, &path, &fresh), path, rule })
        };
        new.into_iter().filter_map(told).collect()
    }

    /// A finding in a file that nobody touched comes of what others see of a changed file: its headings and anchors.
    fn suspects(&self) -> Vec<PathBuf> {
        let changed = || self.drafts.values().filter(|draft| draft.is_changed());
        let suspects: Vec<PathBuf> = changed().filter(|draft| looks_otherwise(draft)).map(path).collect();
        if suspects.is_empty() { changed().map(path).collect() } else { suspects }
    }

    /// Takes back the unsafe repairs of these files; where there are none, all. Returns the files that have any.
    fn take_back_boldest(&mut self, suspects: Vec<PathBuf>, why: &str) -> BTreeSet<PathBuf> {
        let is_bold = |done: &Done| !done.is_safe;
        let holds_bold = |path: &PathBuf| self.drafts[path].done.iter().any(is_bold);
        let bold: Vec<PathBuf> = suspects.iter().filter(|path| holds_bold(path)).cloned().collect();
        let all = bold.is_empty();
        let guilty: BTreeSet<PathBuf> = if all { suspects } else { bold }.into_iter().collect();
        for draft in self.drafts.values_mut().filter(|draft| guilty.contains(&draft.path)) {
            draft.start_again(|done| all || is_bold(done), why);
        }
        guilty
    }
}

fn path(draft: &Draft) -> PathBuf {
    draft.path.clone()
}

/// The findings that were not mended, where they are by now.
fn carried(draft: &Draft, before: Vec<Known>) -> Vec<Known> {
    let mut done: Vec<Place> = draft.done.iter().map(|done| done.place).collect();
    done.sort_unstable();
    let left = before.into_iter().filter(|known| done.binary_search(&(known.rule, known.span)).is_err());
    left.map(|known| Known { span: draft.forward(known.span), ..known }).collect()
}

/// The places of a file that these findings speak of.
fn spots(checked: &[Checked], path: &Path, findings: &[Known]) -> Vec<Span> {
    let places: BTreeSet<Place> = findings.iter().map(|known| (known.rule, known.span)).collect();
    let of_file = checked.iter().filter(|one| one.path == path).flat_map(|one| &one.inspection.diagnostics);
    let meant = of_file.filter(|finding| places.contains(&(finding.rule, finding.span)));
    meant.flat_map(|finding| finding.labels.iter().map(|label| label.span).chain([finding.span])).collect()
}

/// Takes back the repairs at the places that new findings speak of. False where there are none.
fn take_back_near(draft: &mut Draft, spots: &[Span], why: &str) -> bool {
    let spots: Places = spots.iter().map(|spot| ("", *spot)).collect();
    let is_near = |done: &&Done| spots.touch(("", draft.forward(done.place.1)));
    let near: BTreeSet<Place> = draft.done.iter().filter(is_near).map(|done| done.place).collect();
    if !near.is_empty() {
        draft.start_again(|done| near.contains(&done.place), why);
    }
    !near.is_empty()
}

fn looks_otherwise(draft: &Draft) -> bool {
    let seen = |text: &str| {
        let source = SourceFile::new(&*draft.shown, text);
        let doc = Document::new(&source);
        let headings = doc.headings().iter().map(|heading| (heading.text.to_string(), heading.id.clone()));
        let anchor = |tag: &crate::markdown::HtmlTag| tag.span.of(source.text()).to_owned();
        (headings.collect::<Vec<_>>(), doc.html_tags().iter().map(anchor).collect::<Vec<_>>())
    };
    seen(&draft.original) != seen(&draft.text)
}
