use crate::docset::{Member, TargetKind, Verdict};
use crate::rule::{Findings, NoOptions};
use crate::rules::missing_target;

/// Links to files that are not there.
pub fn check(member: &Member, _: &NoOptions, out: &mut Findings) {
    for (target, link) in member.links() {
        let is_link = match target.kind {
            TargetKind::Link | TargetKind::HtmlLink | TargetKind::YamlLink => true,
            // A video may be called by its number.
            TargetKind::Video
            | TargetKind::Image
            | TargetKind::HtmlSource
            | TargetKind::Include
            | TargetKind::CodeSource
            | TargetKind::TocEntry => false,
        };
        if is_link && member.verdict(target, link) == Verdict::Broken {
            missing_target::report(member, target, link, "link leads nowhere", out);
        }
    }
}
