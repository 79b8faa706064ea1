use crate::docset::{Member, TargetKind, Verdict};
use crate::rule::{Findings, NoOptions};
use crate::rules::missing_target;

/// Images, and what else HTML shows, that are not there.
pub fn check(member: &Member, _: &NoOptions, out: &mut Findings) {
    for (target, link) in member.links().filter(|(target, _)| target.kind.is_image()) {
        if member.verdict(target, link) == Verdict::Broken {
            let what = if target.kind == TargetKind::Image { "image is not there" } else { "source is not there" };
            missing_target::report(member, target, link, what, out);
        }
    }
}
