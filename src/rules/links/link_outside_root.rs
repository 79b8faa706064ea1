use crate::docset::Member;
use crate::rule::{Findings, NoOptions};
use crate::site::Outcome;

/// What lies at the root of docs for certain. Without any of it, the root is only the folder that was checked.
const MARKS: [&str; 5] = [".git", ".openpublishing.publish.config.json", "docfx.json", "book.toml", "mkdocs.yml"];

/// Links that leave the repository.
pub fn check(member: &Member, _: &NoOptions, out: &mut Findings) {
    let mut outside = member.links().filter(|(_, link)| link.outcome == Outcome::Outside).peekable();
    if outside.peek().is_none() || !MARKS.iter().any(|mark| member.set.tree.find(mark).is_some()) {
        return;
    }
    for (target, _) in outside {
        let span = member.facts().path_span(target).unwrap_or(target.span);
        let written = member.facts().destination(target);
        let finding = out.report(span, format!("link leads out of the repository: `{written}`"));
        finding.label("this leads above its root").help("link to the site or the repository that holds the file");
    }
}
