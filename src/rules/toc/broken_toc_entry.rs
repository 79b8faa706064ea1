use crate::docset::{FileKind, Member, TargetKind, Verdict};
use crate::rule::{Findings, NoOptions};
use crate::site::Outcome;

/// Entries of a table of contents that lead nowhere or can't be read.
pub fn check(member: &Member, _: &NoOptions, out: &mut Findings) {
    if member.facts().kind != FileKind::Toc {
        return;
    }
    for problem in &member.facts().problems {
        let finding = out.report(problem.span, problem.message.clone());
        if let Some(help) = &problem.help {
            finding.help(help.clone());
        }
    }
    for (target, link) in member.links().filter(|(target, _)| target.kind == TargetKind::TocEntry) {
        if member.verdict(target, link) != Verdict::Broken {
            continue;
        }
        let written = member.facts().destination(target);
        let finding = out.report(target.span, format!("entry leads nowhere: `{written}`"));
        match &link.outcome {
            Outcome::Folder { .. } => finding.label("this folder has no table of contents"),
            Outcome::Missing { path } => finding.label(format!("there is no `{path}`")),
            Outcome::External
            | Outcome::Same
            | Outcome::File { .. }
            | Outcome::Redirected { .. }
            | Outcome::Generated
            | Outcome::Unverifiable(_)
            | Outcome::Outside => finding,
        };
    }
}
