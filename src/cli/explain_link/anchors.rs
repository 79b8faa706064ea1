//! The steps that judge a fragment.

use std::cmp::Reverse;

use crate::docset::{AnchorVerdict, FileId, Link, Member, Target, TargetKind};
use crate::report::{counted, thousands};
use crate::site::{Destination, Lead, Outcome};
use crate::text::{clipped, edits_between, nfc};

/// Anchors that are named.
const NEAREST: usize = 5;
/// Characters of an anchor or fragment that are compared at most, for that takes their product.
const LONGEST: usize = 100;

/// What was looked at to judge the fragment of a link; nothing where it has none.
pub(super) fn steps<'d>(member: &Member<'d>, target: &Target, link: &'d Link) -> Vec<String> {
    let destination = Destination::read(member.facts().destination(target));
    let Some(fragment) = destination.fragment.as_deref() else { return Vec::new() };
    let Some(id) = member.target(link) else {
        let why = match link.outcome {
            Outcome::File { .. } => "its target is no page whose anchors are known",
            _ => "without a page there is nothing to look its fragment up in",
        };
        return vec![format!("its fragment is `#{}`, but {why}", clipped(fragment))];
    };
    let mut steps = of_page(member, id, fragment);
    if destination.lead == Lead::Same {
        steps.extend(publishers(member, id, fragment));
    }
    let found = member.set.anchors(id).has(&nfc(fragment));
    if member.anchor_verdict(target, link) == AnchorVerdict::Right && !found {
        steps.push(format!("`#{}` still leads somewhere: the site answers to it", clipped(fragment)));
    }
    steps
}

/// The anchors of a page, and whether the fragment is among them.
fn of_page(member: &Member<'_>, id: FileId, fragment: &str) -> Vec<String> {
    let file = &member.set.files()[id];
    let anchors = member.set.anchors(id);
    let names: Vec<&str> = anchors.names().collect();
    let mut steps = vec![format!("`{}` has {}{}", file.path, counted(names.len(), "anchor"), includes(member, id))];
    if anchors.has(&nfc(fragment)) {
        steps.push(format!("`#{}` is one of them", clipped(fragment)));
        return steps;
    }
    let mut say = format!("`#{}` is none of them", clipped(fragment));
    let near = nearest(fragment, &names);
    if !near.is_empty() {
        let more = names.len() - near.len();
        let more = if more > 0 { format!(", and {} more", thousands(more)) } else { String::new() };
        say += &format!("; the nearest first: {}{more}", near.join(", "));
    }
    steps.push(say);
    if anchors.open.is_some() {
        steps.push(
            "the page may have more anchors than are known here: it takes in text that is not at hand".to_owned(),
        );
    }
    steps
}

/// Which files a page takes in, in words.
fn includes(member: &Member<'_>, id: FileId) -> String {
    let file = &member.set.files()[id];
    let taken = file.links().filter(|(target, _)| target.kind == TargetKind::Include);
    let taken: Vec<String> = taken
        .map(|(target, link)| match &link.outcome {
            Outcome::File { path, .. } if member.set.id(path).is_some() => format!("`{path}`"),
            _ => format!("`{}`, which is not at hand", clipped(file.facts.destination(target))),
        })
        .collect();
    match taken.split_at_checked(NEAREST) {
        _ if taken.is_empty() => String::new(),
        Some((first, rest)) if !rest.is_empty() => {
            format!(
                ", with those of the text that it takes in: {}, and {} more",
                first.join(", "),
                thousands(rest.len())
            )
        }
        Some(_) | None => format!(", with those of the text that it takes in: {}", taken.join(", ")),
    }
}

/// A fragment alone is judged in each page that takes the file in.
fn publishers(member: &Member<'_>, id: FileId, fragment: &str) -> Vec<String> {
    let includers = member.set.includers(id).iter().take(NEAREST);
    let judge = |includer: &FileId| {
        let (path, anchors) = (&member.set.files()[*includer].path, member.set.anchors(*includer));
        let has = if anchors.has(&nfc(fragment)) { "has" } else { "lacks" };
        format!("`{path}` takes this file in and {has} `#{}`", clipped(fragment))
    };
    includers.map(judge).collect()
}

/// The anchors most like a fragment, with `#`.
fn nearest(fragment: &str, names: &[&str]) -> Vec<String> {
    let short = |text: &str| text.chars().take(LONGEST).collect::<String>().to_lowercase();
    let wanted = short(fragment);
    let likeness = |name: &str| {
        let name = short(name);
        (edits_between(&wanted, &name), Reverse(name.contains(&wanted)))
    };
    let mut ranked: Vec<_> = names.iter().map(|name| (likeness(name), *name)).collect();
    ranked.sort_by_key(|(likeness, _)| *likeness);
    ranked.iter().take(NEAREST).map(|(_, name)| format!("`#{}`", clipped(name))).collect()
}
