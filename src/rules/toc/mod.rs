//! Family `toc`: tables of contents, and the pages that stand in none.

mod broken_toc_entry;
mod duplicate_toc_entry;
mod orphan_page;
mod page_missing_from_toc;

use std::collections::HashSet;

use crate::docset::{FileId, FileKind, Member, TargetKind};
use crate::rule::{Native, docset_rule};
use crate::site::Role;
use crate::site::learn::is_toc;
use crate::site::path::{folder_of, within};

pub(super) fn rules() -> Vec<Native> {
    vec![
        docset_rule!("toc/broken-toc-entry", broken_toc_entry),
        docset_rule!("toc/duplicate-toc-entry", duplicate_toc_entry),
        docset_rule!("toc/orphan-page", orphan_page),
        docset_rule!("toc/page-missing-from-toc", page_missing_from_toc),
    ]
}

/// Whether a page is published on its own, and all that could lead to it is known.
fn is_findable(member: &Member) -> bool {
    member.is_page() && member.file.site.role == Role::Article && member.sees_whole_site()
}

/// Whether no table of contents has a page, though there is one in its folder or above. Where there is none, the build
/// makes it, and nobody can tell.
fn is_in_no_toc(member: &Member) -> bool {
    let in_toc = |(from, target): &(FileId, usize)| {
        member.set.files()[*from].facts.targets[*target].kind == TargetKind::TocEntry
    };
    !member.set.inbound(member.id).iter().any(in_toc) && has_toc_above(member)
}

fn has_toc_above(member: &Member) -> bool {
    let below = member.file.path.strip_prefix(member.site_folder()).unwrap_or(&member.file.path);
    let above = &member.file.path[..member.file.path.len() - below.len()];
    let mut folder = folder_of(&member.file.path);
    loop {
        if member.set.tree.list(folder).iter().any(|name| is_toc(name)) {
            return true;
        }
        if folder.len() <= above.len() {
            return false;
        }
        folder = folder_of(folder);
    }
}

/// The tables of contents that one takes in, itself first, each with the entry of the first by which it comes.
fn taken_in<'d>(member: &Member<'d>) -> Vec<(FileId, Option<usize>)> {
    let mut seen = HashSet::from([member.id]);
    let mut found: Vec<(FileId, Option<usize>)> = vec![(member.id, None)];
    let mut at = 0;
    while let Some((id, via)) = found.get(at).copied() {
        at += 1;
        let toc = member.set.member(id);
        for (index, (_, link)) in toc.file.links().enumerate() {
            let Some(next) = toc.target(link) else { continue };
            // An entry that leads back to the table above it is a way back, and takes nothing in.
            if within(folder_of(&member.set.files()[next].path), folder_of(&toc.file.path)).is_some() {
                continue;
            }
            if member.set.files()[next].facts.kind == FileKind::Toc && seen.insert(next) {
                found.push((next, via.or(Some(index))));
            }
        }
    }
    found
}
