use crate::markdown::{Node, NodeKind};
use crate::rule::{Findings, NoOptions, Page};
use crate::text::Span;

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    let nodes = page.nodes();
    for (id, node) in nodes.iter().enumerate() {
        let NodeKind::TaskMarker { .. } = node.kind else { continue };
        let item = page.node(node.parent);
        let blank = |node: &Node| match node.kind {
            NodeKind::SoftBreak | NodeKind::HardBreak => true,
            NodeKind::Text => node.span.of(page.text()).trim().is_empty(),
            NodeKind::InlineHtml => node.span.of(page.text()).starts_with("<!--"),
            _ => false,
        };
        if nodes[id + 1..item.next as usize].iter().all(blank) {
            report(node.span, out);
        }
    }
    for (id, node) in nodes.iter().enumerate().filter(|(_, node)| node.kind == NodeKind::Item) {
        let inside = &nodes[id + 1..node.next as usize];
        if inside.len() <= DRAWN
            && let Some(sign) = inside.iter().find(|node| node.kind != NodeKind::Paragraph)
            && is_sign(page, sign)
            && inside.iter().all(|node| node.kind == NodeKind::Paragraph || node.span == sign.span)
        {
            report(sign.span, out);
        }
    }
}

/// How many nodes an item has that is a drawn box alone: the box, and a paragraph around it in a loose list.
const DRAWN: usize = 2;

/// True for `☐`, drawn or as an entity.
fn is_sign(page: &Page, node: &Node) -> bool {
    match node.kind {
        NodeKind::Text => node.span.of(page.text()).trim() == "☐",
        NodeKind::Entity(c) => c == '☐',
        _ => false,
    }
}

fn report(box_span: Span, out: &mut Findings) {
    out.report(box_span, "checklist item without text")
        .label("nothing follows the checkbox")
        .help("write the item after the checkbox, or delete the line");
}
