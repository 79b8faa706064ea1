use crate::docset::Member;
use crate::rule::{Findings, NoOptions};

/// Includes that take in a file which is being taken in.
pub fn check(member: &Member, _: &NoOptions, out: &mut Findings) {
    for (at, (target, _)) in member.links().enumerate() {
        let Some(circle) = member.circle(at) else { continue };
        let path = |id: &usize| format!("`{}`", member.set.files()[*id].path);
        let again = path(&circle[0]);
        let finding = out.report(target.span, format!("include takes {again} in without an end"));
        if let [itself] = circle
            && *itself == member.id
        {
            finding.label("this file includes itself");
        } else {
            let chain: Vec<String> = circle.iter().map(path).collect();
            let cut = if circle.last() == Some(&member.id) { "" } else { " -> ..." };
            finding.label("this closes a circle").note(format!("{}{cut} -> {again}", chain.join(" -> ")));
        }
        finding.help("take one of these includes out");
    }
}
