//! What is said of a destination at which nothing lies.

use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::docset::{Link, Member, Target, Why};
use crate::rule::Findings;
use crate::site::Outcome;

/// Reports that a destination leads nowhere: `what` and the destination as it is written.
pub(super) fn report<'f>(
    member: &Member,
    target: &Target,
    link: &Link,
    what: &str,
    out: &'f mut Findings,
) -> &'f mut Diagnostic {
    let written = member.facts().destination(target);
    let finding = out.report(target.span, format!("{what}: `{written}`"));
    if let Some(meant) = member.nearest_file(target, link) {
        let text = &meant.text;
        finding.help(match meant.why {
            Why::Near => format!("did you mean `{text}`?"),
            Why::Elsewhere => format!("a file of this name lies elsewhere: did you mean `{text}`?"),
            Why::Renamed => format!("git says that the file was renamed: did you mean `{text}`?"),
            Why::OfFolder => format!("did you mean the page of the folder, `{text}`?"),
        });
        if let (true, Some(span)) = (meant.sole, member.facts().path_span(target)) {
            finding.fix(Fix::unsafe_([Edit::replace(span, meant.text)]));
        }
    }
    match &link.outcome {
        Outcome::Missing { path } => finding.label(format!("there is no `{path}`")),
        Outcome::Folder { .. } => finding.label("this is a folder, and the site wants a file"),
        Outcome::Redirected { to, .. } => finding.label(format!("this file is gone; its readers are sent to `{to}`")),
        Outcome::External
        | Outcome::Same
        | Outcome::File { .. }
        | Outcome::Generated
        | Outcome::Unverifiable(_)
        | Outcome::Outside => finding,
    }
}
