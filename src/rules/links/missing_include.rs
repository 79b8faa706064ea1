use crate::docset::{Member, TargetKind, Verdict};
use crate::rule::{Findings, NoOptions};
use crate::rules::missing_target;
use crate::site::Outcome;

/// Includes of files that are not there. A redirect doesn't help them: it sends readers on, not the build.
pub fn check(member: &Member, _: &NoOptions, out: &mut Findings) {
    for (target, link) in member.links().filter(|(target, _)| target.kind == TargetKind::Include) {
        let redirected = matches!(link.outcome, Outcome::Redirected { .. });
        if redirected || member.verdict(target, link) == Verdict::Broken {
            missing_target::report(member, target, link, "included file is not there", out);
        }
    }
}
