use std::collections::HashMap;

use super::taken_in;
use crate::docset::{FileId, FileKind, Member, TargetKind};
use crate::rule::{Findings, NoOptions};
use crate::site::{Destination, Outcome};
use crate::text::Span;

/// Pages that stand twice in a table of contents together with those that it takes in.
pub fn check(member: &Member, _: &NoOptions, out: &mut Findings) {
    let set = member.set;
    if member.facts().kind != FileKind::Toc {
        return;
    }
    let mut seen: HashMap<(&str, &str, &str), (FileId, Span)> = HashMap::new();
    for (id, via) in taken_in(member) {
        let toc = set.member(id);
        for (target, link) in toc.file.links().filter(|(target, _)| target.kind == TargetKind::TocEntry) {
            let Outcome::File { path, .. } = &link.outcome else { continue };
            let written = toc.facts().destination(target);
            let query = Destination::read(written).query;
            let fragment = written.split_once('#').map_or("", |(_, fragment)| fragment);
            let Some((first, place)) = seen.get(&(&**path, query, fragment)).copied() else {
                seen.insert((path, query, fragment), (id, target.span));
                continue;
            };
            // What a table of contents that is taken in repeats of itself is said there.
            let own = match via {
                _ if first == id && id != member.id => continue,
                None => target.span,
                Some(entry) => member.facts().targets[entry].span,
            };
            let finding = out.report(own, format!("`{written}` stands twice in this table of contents"));
            if first == member.id && id == member.id {
                finding.also(place, "first here");
            } else {
                finding.note(format!("it stands in `{}` and in `{}`", set.files()[first].shown, toc.file.shown));
            }
            finding.help("delete one of the two entries");
        }
    }
}
