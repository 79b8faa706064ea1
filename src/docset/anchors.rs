use std::collections::HashSet;

use super::facts::{FileFacts, TargetKind};
use super::set::{DocSet, File, FileId};
use crate::site::{Cause, Outcome, Site};

/// Deepest chain of includes that is followed; Learn stops at fewer.
const DEEPEST: usize = 64;

/// The anchors of a page as it is published.
#[derive(Debug, Default)]
pub struct AnchorSet {
    names: HashSet<Box<str>>,
    /// In the order of the page, for suggestions.
    ordered: Vec<Box<str>>,
    /// Why there may be more than are known here.
    pub open: Option<Cause>,
}

impl AnchorSet {
    /// Collects the anchors of a page and of the text that it takes in.
    pub(super) fn of(set: &DocSet<'_>, id: FileId) -> Self {
        let mut anchors = Self::default();
        anchors.take_in(set, &set.files()[id], &mut vec![id]);
        anchors
    }

    /// Whether a fragment names one of them. Comparing is case-sensitive, as browsers do it.
    pub fn has(&self, fragment: &str) -> bool {
        self.names.contains(fragment)
    }

    /// The anchors, in the order of the page.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.ordered.iter().map(AsRef::as_ref)
    }

    fn add(&mut self, name: &str) {
        if self.names.insert(name.into()) {
            self.ordered.push(name.into());
        }
    }

    fn take_in(&mut self, set: &DocSet<'_>, file: &File, chain: &mut Vec<FileId>) {
        self.add_own(&file.facts, file.site.site);
        for (target, link) in file.links().filter(|(target, _)| target.kind == TargetKind::Include) {
            match &link.outcome {
                Outcome::File { path, .. } => match set.id(path) {
                    Some(id) if chain.contains(&id) => {}
                    Some(id) if chain.len() < DEEPEST => {
                        chain.push(id);
                        self.take_in(set, &set.files()[id], chain);
                        chain.pop();
                    }
                    Some(_) | None => self.open = Some(Cause::ForeignInclude),
                },
                _ => self.open = Some(Cause::ForeignInclude),
            }
            debug_assert_eq!(target.kind, TargetKind::Include);
        }
    }

    fn add_own(&mut self, facts: &FileFacts, _site: Site) {
        for anchor in &facts.anchors {
            self.add(facts.text(anchor.name));
        }
        for heading in &facts.headings {
            if let Some(id) = heading.id {
                self.add(facts.text(id));
            }
        }
    }
}
