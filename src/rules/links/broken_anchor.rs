use crate::diagnostic::{Edit, Fix};
use crate::docset::{AnchorVerdict, Member};
use crate::rule::{Findings, NoOptions};

/// Fragments that name no anchor of the page that they lead to.
pub fn check(member: &Member, _: &NoOptions, out: &mut Findings) {
    for (target, link) in member.links() {
        let AnchorVerdict::Broken(page) = member.anchor_verdict(target, link) else { continue };
        let written = member.facts().destination(target);
        let (_, fragment) = written.split_once('#').unwrap_or_default();
        let place = match page == member.id {
            true => "this page".to_owned(),
            false => format!("`{}`", member.set.files()[page].path),
        };
        let span = member.facts().fragment_span(target).unwrap_or(target.span);
        let finding = out.report(span, format!("no anchor `#{fragment}` in {place}"));
        let Some(meant) = member.nearest_anchor(target, page) else { continue };
        finding.help(format!("did you mean `{}`?", meant.text));
        if meant.sole && target.literal {
            finding.fix(Fix::unsafe_([Edit::replace(span, meant.text)]));
        }
    }
}
