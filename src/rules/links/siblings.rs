use crate::markdown::{Link, NodeKind};
use crate::rule::Page;

/// How many ancestors are looked at: a bound for pages of nested lists alone.
const ANCESTORS: usize = 16;

/// How many links of a row or a list are looked at.
const LINKS: usize = 64;

/// Says where the links beside this one lead, if all of them lead to one file: those of its table row or its list.
pub(super) fn shared_target(page: &Page, link: &Link) -> Option<String> {
    let mut at = page.node(link.node).parent;
    for _ in 0..ANCESTORS {
        let node = page.node(at);
        let group = match node.kind {
            NodeKind::TableRow | NodeKind::TableHead => Some("row"),
            NodeKind::Item => Some("list item"),
            NodeKind::List { .. } => Some("list"),
            _ => None,
        };
        if let Some(said) = group.and_then(|group| of_group(page, at..node.next, group)) {
            return Some(said);
        }
        at = node.parent;
    }
    None
}

fn of_group(page: &Page, nodes: std::ops::Range<u32>, group: &str) -> Option<String> {
    let links = page.links();
    let first = links.partition_point(|link| link.node < nodes.start);
    let mut shared: Option<&str> = None;
    let mut count = 0;
    for sibling in links[first..].iter().take(LINKS).take_while(|link| link.node < nodes.end) {
        let file = sibling.destination.split('#').next().unwrap_or_default();
        if file.is_empty() || sibling.image {
            continue;
        }
        if shared.is_some_and(|other| other != file) {
            return None;
        }
        shared = Some(file);
        count += 1;
    }
    let said = if count == 1 { "link of this" } else { "links of this" };
    let verb = if count == 1 { "leads" } else { "lead" };
    shared.map(|file| format!("the other {said} {group} {verb} to {file}"))
}
