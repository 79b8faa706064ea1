//! The tab groups of a Learn page, as docfx builds them.

use crate::markdown::{Block, BlockKind, LearnNode, NodeId, NodeKind};
use crate::rule::Page;
use crate::text::Span;

/// Tabs that follow each other up to a thematic break or the end of what holds them.
pub(super) struct Group<'a> {
    /// Its tabs, in order; at least one.
    pub tabs: Vec<Tab<'a>>,
}

/// A heading that is nothing but a link to `#tab/id[+id...][/condition]`.
pub(super) struct Tab<'a> {
    ids: &'a str,
    /// The tab of another group that must be chosen for this one to be seen.
    pub condition: Option<&'a str>,
    /// Its destination.
    pub span: Span,
}

impl<'a> Tab<'a> {
    /// Its ids, in order.
    pub fn ids(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.ids.split('+')
    }
}

/// A group that further tabs may join.
struct Open {
    index: usize,
    /// What holds its tabs, and the first node after that.
    holder: (NodeId, NodeId),
}

/// The groups of a page in order.
pub(super) fn groups<'p>(page: &'p Page) -> Vec<Group<'p>> {
    let mut groups: Vec<Group> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    for block in page.blocks() {
        while open.last().is_some_and(|last| last.holder.1 <= block.nodes.start) {
            open.pop();
        }
        match block.kind {
            BlockKind::Tab => {
                let Some(tab) = read(page, block) else { continue };
                let holder = page.node(block.nodes.start - 1).parent;
                match open.last().filter(|last| last.holder.0 == holder) {
                    Some(last) => groups[last.index].tabs.push(tab),
                    None => {
                        open.push(Open { index: groups.len(), holder: (holder, page.node(holder).next) });
                        groups.push(Group { tabs: vec![tab] });
                    }
                }
            }
            BlockKind::Rule => {
                let holder = page.node(block.nodes.start).parent;
                open.pop_if(|last| last.holder.0 == holder);
            }
            BlockKind::Learn(index) if is_edge(&page.learn()[index as usize]) => open.clear(),
            BlockKind::Paragraph
            | BlockKind::Heading { .. }
            | BlockKind::Code { .. }
            | BlockKind::Html
            | BlockKind::Table
            | BlockKind::Learn(_) => {}
        }
    }
    groups
}

/// True for the directives that hold other blocks: no group goes over their edge.
fn is_edge(node: &LearnNode) -> bool {
    ["zone", "zone-end", "moniker", "moniker-end", "row", "row-end", "column", "column-end"]
        .iter()
        .any(|name| node.is_directive(name))
}

fn read<'p>(page: &'p Page, block: &Block) -> Option<Tab<'p>> {
    let NodeKind::Link(link) = page.node(block.nodes.start).kind else { return None };
    let link = &page.links()[link as usize];
    let address = link.destination.strip_prefix("#tab/")?;
    let (ids, condition) = address.split_once('/').unwrap_or((address, ""));
    let is_id = |id: &str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if !ids.split('+').all(is_id) || !condition.is_empty() && !is_id(condition) {
        return None;
    }
    let span = page.destination_span(link).unwrap_or(link.span);
    Some(Tab { ids, condition: Some(condition).filter(|condition| !condition.is_empty()), span })
}
