use super::{is_findable, is_in_no_toc};
use crate::diagnostic::Diagnostic;
use crate::docset::Member;
use crate::rule::{Findings, NoOptions};

/// Pages to which nothing leads.
pub fn check(member: &Member, _: &NoOptions, out: &mut Findings) {
    if is_findable(member) && is_in_no_toc(member) && member.set.inbound(member.id).is_empty() {
        let help = "link to it, add it to a table of contents, or delete it and redirect its readers";
        out.report(member.facts().title_span, "no page and no table of contents leads here")
            .about(Diagnostic::PAGE)
            .help(help);
    }
}
