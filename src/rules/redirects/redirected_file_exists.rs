use super::Known;
use crate::docset::Member;
use crate::rule::{Findings, NoOptions};

/// Pages that are redirected and still there.
pub fn check(member: &Member, _: &NoOptions, out: &mut Findings) {
    let Some(known) = Known::of(member) else { return };
    // A redirection for some versions of a page leaves it to the others.
    for redirection in known.file.read.items.iter().filter(|redirection| redirection.monikers.is_empty()) {
        let there = member.set.tree.find(&redirection.source).filter(|entry| entry.exact && !entry.folder);
        if there.is_some() {
            out.report(redirection.source_span, format!("`{}` is redirected and still there", redirection.source))
                .help("delete the page, or the redirect");
        }
    }
}
