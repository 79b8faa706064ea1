use crate::docset::{Member, Verdict};
use crate::rule::{Findings, NoOptions};
use crate::site::Outcome;

/// Links to files that are not there.
pub fn check(member: &Member, _: &NoOptions, out: &mut Findings) {
    for (target, link) in member.links() {
        if !target.kind.is_link() || member.verdict(target, link) != Verdict::Broken {
            continue;
        }
        let written = member.facts().destination(target);
        let finding = out.report(target.span, format!("link leads nowhere: `{written}`"));
        match &link.outcome {
            Outcome::Missing { path } => finding.label(format!("there is no `{path}`")),
            _ => finding.label("this is a folder, and the site wants a file"),
        };
    }
}
