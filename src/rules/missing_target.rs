//! What is said of a destination at which nothing lies.

use crate::diagnostic::Diagnostic;
use crate::docset::{Link, Member, Target};
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
