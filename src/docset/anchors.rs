use std::collections::HashSet;

use super::facts::{FileFacts, TargetKind};
use super::set::{DocSet, File, FileId};
use crate::site::anchors::{HeadingText, heading_anchors};
use crate::site::path::is_page;
use crate::site::{Cause, Outcome, Site};
use crate::text::nfc;

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
        let name = nfc(name);
        if self.names.insert(name.as_ref().into()) {
            self.ordered.push(name.as_ref().into());
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
                    None if !is_page(path) => {}
                    Some(_) | None => self.open = Some(Cause::ForeignInclude),
                },
                _ => self.open = Some(Cause::ForeignInclude),
            }
            debug_assert_eq!(target.kind, TargetKind::Include);
        }
    }

    fn add_own(&mut self, facts: &FileFacts, site: Site) {
        let texts = facts.headings.iter().map(|heading| HeadingText {
            text: facts.text(heading.anchor),
            id: heading.id.map(|id| facts.text(id)),
            leading_anchor: heading.leading_anchor.map(|name| facts.text(name)),
        });
        let mut made = Vec::with_capacity(facts.headings.len());
        heading_anchors(site, texts, &mut made);
        made.iter().filter(|anchor| !anchor.is_empty()).for_each(|anchor| self.add(anchor));
        let ids = facts.headings.iter().filter_map(|heading| heading.id);
        for explicit in ids.chain(facts.anchors.iter().map(|anchor| anchor.name)) {
            self.add(facts.text(explicit));
        }
    }
}
