use crate::diagnostic::{Edit, Fix};
use crate::markdown::{NodeId, NodeKind};
use crate::rule::{Findings, NoOptions, Page};

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    for (id, node) in page.nodes().iter().enumerate() {
        if node.kind != NodeKind::Item || node.next != id as NodeId + 1 {
            continue;
        }
        let span = node.span.trimmed(page.text());
        // A definition is no node, yet the item that holds one isn't empty.
        if span.of(page.text()).chars().all(|c| matches!(c, '-' | '*' | '+' | '.' | ')' | '0'..='9')) {
            let finding = out.report(span, "list item without text");
            finding.label("nothing follows the marker").help("write the item, or delete the line");
            if let Some(lines) = page.source().own_lines(span) {
                finding.fix(Fix::unsafe_([Edit::delete(lines)]));
            }
        }
    }
}
