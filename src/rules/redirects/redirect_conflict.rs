use super::Known;
use crate::docset::Member;
use crate::rule::{Findings, NoOptions};

/// Pages that two redirections send on.
pub fn check(member: &Member, _: &NoOptions, out: &mut Findings) {
    let Some(known) = Known::of(member) else { return };
    let conflicts = &member.set.redirects(known.repository).conflicts;
    for ((_, item), (file, first)) in conflicts.iter().filter(|((file, _), _)| *file == known.index) {
        let own = &known.file.read.items[*item];
        let other = &known.repository.redirections[*file];
        let before = &other.read.items[*first];
        let finding = out.report(own.source_span, format!("`{}` is redirected twice", own.source));
        if *file == known.index {
            finding.also(before.source_span, "first here");
        } else {
            finding.note(format!("`{}` redirects it to `{}`", other.path, before.target.text));
        }
        let same = own.target.text == before.target.text;
        finding.help(if same { "delete one of the two" } else { "keep the one that leads to the right page" });
    }
}
