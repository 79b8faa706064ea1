use crate::docset::{Member, Verdict};
use crate::rule::{Findings, NoOptions};
use crate::rules::missing_target;

/// Links to files that are not there.
pub fn check(member: &Member, _: &NoOptions, out: &mut Findings) {
    for (target, link) in member.links() {
        if target.kind.is_link() && member.verdict(target, link) == Verdict::Broken {
            missing_target::report(member, target, link, "link leads nowhere", out);
        }
    }
}
