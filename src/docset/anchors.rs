use std::collections::HashSet;

use super::facts::{FileFacts, TargetKind};
use super::set::{DocSet, File, FileId};
use crate::site::anchors::{HeadingText, heading_anchors};
use crate::site::path::is_page;
use crate::site::{Cause, Site};
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
    /// Collects the anchors of a page and of the text that it takes in, each file of it once: what two files both take in
    /// would double with each of them.
    pub(super) fn of(set: &DocSet<'_>, id: FileId) -> Self {
        let mut anchors = Self::default();
        let mut seen = HashSet::from([id]);
        let mut left = vec![(id, 1)];
        while let Some((id, depth)) = left.pop() {
            let file = &set.files()[id];
            anchors.add_own(&file.facts, file.site.site);
            let first = left.len();
            for id in anchors.taken_in(set, file) {
                if depth == DEEPEST {
                    anchors.open = Some(Cause::ForeignInclude);
                } else if seen.insert(id) {
                    left.push((id, depth + 1));
                }
            }
            left[first..].reverse();
        }
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

    /// The files that a file takes in. What is not at hand is noted.
    fn taken_in(&mut self, set: &DocSet<'_>, file: &File) -> Vec<FileId> {
        let mut files = Vec::new();
        for (_, link) in file.links().filter(|(target, _)| target.kind == TargetKind::Include) {
            match file.target_path(link).map(|path| (set.id(path), path)) {
                Some((Some(id), _)) => files.push(id),
                Some((None, path)) if !is_page(path) => {}
                Some((None, _)) | None => self.open = Some(Cause::ForeignInclude),
            }
        }
        files
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
