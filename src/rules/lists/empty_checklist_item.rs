use crate::markdown::NodeKind;
use crate::rule::{Findings, NoOptions, Page};

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    let nodes = page.nodes();
    for (id, node) in nodes.iter().enumerate() {
        let NodeKind::TaskMarker { .. } = node.kind else { continue };
        let item = page.node(node.parent);
        let blank = |node: &crate::markdown::Node| match node.kind {
            NodeKind::SoftBreak | NodeKind::HardBreak => true,
            NodeKind::Text => node.span.of(page.text()).trim().is_empty(),
            NodeKind::InlineHtml => node.span.of(page.text()).starts_with("<!--"),
            _ => false,
        };
        if nodes[id + 1..item.next as usize].iter().all(blank) {
            out.report(node.span, "checklist item without text")
                .label("nothing follows the checkbox")
                .help("write the item after the checkbox, or delete the line");
        }
    }
}
