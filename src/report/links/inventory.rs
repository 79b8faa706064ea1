use std::sync::Arc;

use super::status::Status;
use crate::docset::{FileKind, Member, TargetKind};
use crate::engine::Surveyed;
use crate::site::path::{name, stem};
use crate::site::{Cause, Destination, Outcome, Role};

/// Pages that a reader meets without a link: what is shown for a folder.
const START_PAGES: [&str; 2] = ["index", "readme"];

/// Every link of the files that were looked at, and those files.
#[derive(Debug, Default)]
pub struct Inventory {
    /// The links, by the path of their file and their place in it.
    pub links: Vec<LinkEntry>,
    /// The files, by their path.
    pub pages: Vec<PageEntry>,
}

/// A link: from where, to where, and whether that is right.
#[derive(Clone, Debug)]
pub struct LinkEntry {
    /// The file that it stands in, as it is shown.
    pub path: Arc<str>,
    /// Its line, from 1.
    pub line: usize,
    /// Its column in characters, from 1.
    pub column: usize,
    /// What asks for it.
    pub kind: TargetKind,
    /// As written, after entities and escapes.
    pub destination: String,
    /// The file, folder or missing file that it leads to, as it is shown.
    pub target: Option<String>,
    /// The anchor that it names there.
    pub fragment: Option<String>,
    /// Where readers of a redirected file are sent.
    pub redirect: Option<String>,
    /// What is to be said of it.
    pub status: Status,
    /// Why nobody can tell.
    pub cause: Option<Cause>,
}

impl LinkEntry {
    /// The destination for people, to whom nothing at all would say nothing.
    pub(super) fn shown(&self) -> &str {
        if self.destination.trim().is_empty() { "(empty)" } else { &self.destination }
    }
}

/// A file that links stand in.
#[derive(Clone, Debug)]
pub struct PageEntry {
    /// Its path as it is shown.
    pub path: Arc<str>,
    /// What kind of file it is.
    pub kind: FileKind,
    /// Its title.
    pub title: Option<String>,
    /// Links from the other files that are known to lead to it.
    pub inbound: usize,
    /// Its own links.
    pub outbound: usize,
    /// Whether no other file leads to it, though the site publishes it and it opens no folder.
    pub orphan: bool,
}

impl Inventory {
    /// Takes in the files of one root.
    pub fn add(&mut self, surveyed: &Surveyed<'_>) {
        for (id, file) in
            surveyed.set.files().iter().enumerate().filter(|(_, file)| file.checked && file.facts.kind.holds_links())
        {
            let member = surveyed.set.member(id);
            self.pages.push(page(&member));
            for (index, (target, link)) in member.links().enumerate() {
                let Some(place) = surveyed.place(id, index) else { continue };
                let (status, cause) = Status::of(&member, target, link);
                let written = file.facts.destination(target);
                let (to, redirect) = match written.trim() {
                    "" => (None, None),
                    _ => leads_to(&link.outcome, &file.path),
                };
                self.links.push(LinkEntry {
                    path: file.shown.clone(),
                    line: place.line,
                    column: place.column,
                    kind: target.kind,
                    destination: written.to_owned(),
                    target: to.map(|path| surveyed.shown(path)),
                    fragment: Destination::read(written).fragment.map(|fragment| fragment.into_owned()),
                    redirect: redirect.map(str::to_owned),
                    status,
                    cause,
                });
            }
        }
    }

    /// Puts the files of several roots in one order.
    pub fn sort(&mut self) {
        self.pages.sort_by(|a, b| a.path.cmp(&b.path));
        self.links.sort_by(|a, b| (&a.path, a.line, a.column).cmp(&(&b.path, b.line, b.column)));
    }
}

/// The path that a link leads to, and the URL to which a redirection sends its readers.
fn leads_to<'o>(outcome: &'o Outcome, own: &'o str) -> (Option<&'o str>, Option<&'o str>) {
    match outcome {
        Outcome::Same => (Some(own), None),
        Outcome::File { path, .. } | Outcome::Folder { path, .. } | Outcome::Missing { path } => (Some(path), None),
        Outcome::Redirected { from, to } => (Some(from), Some(to)),
        Outcome::External | Outcome::Generated | Outcome::Unverifiable(_) | Outcome::Outside => (None, None),
    }
}

fn page(member: &Member<'_>) -> PageEntry {
    let file = member.file;
    let facts = &file.facts;
    let inbound = member.set.inbound(member.id).len();
    let opens_folder = START_PAGES.iter().any(|start| stem(name(&file.path)).eq_ignore_ascii_case(start));
    let wants_links = facts.kind == FileKind::Page && file.site.role != Role::Other && !opens_folder;
    PageEntry {
        path: file.shown.clone(),
        kind: facts.kind,
        title: facts.title.map(|title| facts.text(title).to_owned()),
        inbound,
        outbound: file.links.len(),
        orphan: wants_links && inbound == 0,
    }
}
