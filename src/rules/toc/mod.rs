//! Family `toc`: tables of contents, and the pages that stand in none.

mod broken_toc_entry;
mod duplicate_toc_entry;
mod orphan_page;
mod page_missing_from_toc;

use std::collections::HashSet;

use crate::docset::{DocSet, FileId, FileKind, Member, TargetKind};
use crate::rule::{Native, docset_rule};
use crate::site::Role;

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

/// Whether the site has a table of contents at all, and the page stands in none.
fn is_in_no_toc(member: &Member) -> bool {
    let in_toc = |(from, target): &(FileId, usize)| {
        member.set.files()[*from].facts.targets[*target].kind == TargetKind::TocEntry
    };
    !member.set.inbound(member.id).iter().any(in_toc) && has_toc(member.set, member.site_folder())
}

fn has_toc(set: &DocSet<'_>, folder: &str) -> bool {
    let below = |path: &str| path.strip_prefix(folder).is_some_and(|rest| folder.is_empty() || rest.starts_with('/'));
    set.files().iter().any(|file| file.facts.kind == FileKind::Toc && below(&file.path))
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
            if member.set.files()[next].facts.kind == FileKind::Toc && seen.insert(next) {
                found.push((next, via.or(Some(index))));
            }
        }
    }
    found
}
