use crate::docset::Member;
use crate::rule::{Findings, NoOptions};

/// Pages that have the title of another.
pub fn check(member: &Member, _: &NoOptions, out: &mut Findings) {
    let Some(first) = member.set.first_of_title(member.id) else { return };
    let facts = member.facts();
    let title = facts.title.map(|title| facts.text(title)).unwrap_or_default();
    out.report(facts.title_span, format!("another page has this title too: `{}`", title.trim()))
        .note(format!("it is the title of `{}`", member.set.files()[first].shown))
        .help("say in the title what sets this page apart");
}
