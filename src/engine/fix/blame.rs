//! Finds the repairs that made something worse among all files, and takes them back.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::compare::{Known, fresh};
use super::draft::{Draft, Place};
use super::{Run, known_of};
use crate::engine::checked::Checked;
use crate::markdown::Document;
use crate::text::SourceFile;

impl Run<'_> {
    /// Takes back what caused findings that were not there at first; returns the files that have to be mended again.
    pub(super) fn blame(&mut self, checked: &[Checked]) -> Vec<PathBuf> {
        let mut guilty: Vec<PathBuf> = Vec::new();
        let mut elsewhere = None;
        for (path, new) in self.new_findings(checked) {
            let Some(first) = new.first() else { continue };
            match self.drafts.get_mut(&path).filter(|draft| draft.is_changed()) {
                Some(draft) => {
                    take_back(draft, &new, &format!("`{}` would be found then", first.rule));
                    guilty.push(path);
                }
                None => elsewhere = Some(format!("`{}` would be found in another file then", first.rule)),
            }
        }
        if let Some(why) = elsewhere.filter(|_| guilty.is_empty()) {
            guilty = self.take_back_of_others(&why);
        }
        guilty
    }

    fn new_findings(&self, checked: &[Checked]) -> Vec<(PathBuf, Vec<Known>)> {
        let mut new = Vec::new();
        for (path, after) in known_of(checked) {
            let before = self.before.get(&path).cloned().unwrap_or_default();
            let before = match self.drafts.get(&path) {
                Some(draft) => carried(draft, before),
                None => before,
            };
            new.push((path, fresh(before, after)));
        }
        new
    }

    /// A finding in a file that nobody touched comes of what others see of a changed file: its headings and anchors.
    fn take_back_of_others(&mut self, why: &str) -> Vec<PathBuf> {
        let changed = || self.drafts.values().filter(|draft| draft.is_changed());
        let mut suspects: Vec<PathBuf> = changed().filter(|draft| looks_otherwise(draft)).map(path).collect();
        if suspects.is_empty() {
            suspects = changed().map(path).collect();
        }
        for path in &suspects {
            if let Some(draft) = self.drafts.get_mut(path) {
                draft.start_again(|_| true, why);
            }
        }
        suspects
    }
}

fn path(draft: &Draft) -> PathBuf {
    draft.path.clone()
}

/// The findings that were not mended, where they are by now.
fn carried(draft: &Draft, before: Vec<Known>) -> Vec<Known> {
    let mut done = draft.done.clone();
    done.sort_unstable();
    let left = before.into_iter().filter(|known| done.binary_search(&(known.rule, known.span)).is_err());
    left.map(|known| Known { span: draft.forward(known.span), ..known }).collect()
}

/// The repairs at the places of new findings are guilty; where there are none, all of the file.
fn take_back(draft: &mut Draft, new: &[Known], why: &str) {
    let there = |(_, span): &Place| {
        let span = draft.forward(*span);
        new.iter().any(|new| span.start <= new.span.end && new.span.start <= span.end)
    };
    let near: BTreeSet<Place> = draft.done.iter().filter(|place| there(place)).copied().collect();
    draft.start_again(|place| near.is_empty() || near.contains(place), why);
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
