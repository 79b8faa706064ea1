use crate::docset::{FileKind, Member, TargetKind, Verdict};
use crate::rule::{Findings, NoOptions};
use crate::rules::missing_target;

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
        missing_target::report(member, target, link, "entry leads nowhere", out);
    }
}
