use super::{is_findable, is_in_no_toc};
use crate::diagnostic::Diagnostic;
use crate::docset::Member;
use crate::rule::{Findings, NoOptions};

/// Pages that stand in no table of contents.
pub fn check(member: &Member, _: &NoOptions, out: &mut Findings) {
    if is_findable(member) && is_in_no_toc(member) {
        let help = "add it to a table of contents, or leave it out of what is published";
        out.report(member.facts().title_span, "this page stands in no table of contents")
            .about(Diagnostic::PAGE)
            .help(help);
    }
}
