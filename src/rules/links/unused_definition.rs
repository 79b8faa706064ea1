use std::collections::HashSet;

use super::is_comment;
use crate::diagnostic::{Edit, Fix};
use crate::markdown::{NodeKind, normal_label};
use crate::rule::{Findings, NoOptions, Page};

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    // A page of definitions alone is there for other pages to take in.
    if page.definitions().is_empty() || page.blocks().is_empty() {
        return;
    }
    let mut used: HashSet<String> =
        page.links().iter().filter(|link| !link.label.is_empty()).map(|link| normal_label(&link.label)).collect();
    let mut in_html = false;
    for definition in page.definitions().iter().filter(|definition| definition.repeats.is_none()) {
        let label = normal_label(&definition.label);
        // One without a destination is wrong whether it is used or not, and empty-link says so.
        let empty = definition.destination.as_deref().is_some_and(|destination| destination.trim().is_empty());
        if empty || used.contains(&label) || is_comment(page, definition) {
            continue;
        }
        if !std::mem::replace(&mut in_html, true) {
            add_labels_in_html(page, &mut used);
            if used.contains(&label) {
                continue;
            }
        }
        let finding = out.report(definition.span, format!("nothing uses the definition [{}]", definition.label));
        finding.label("no link and no image has this label");
        finding.help("remove it, or use it");
        if let Some(lines) = page.source().own_lines(definition.span.trimmed(page.text())) {
            finding.fix(Fix::unsafe_([Edit::delete(lines)]));
        }
    }
}

/// Labels in HTML, where Markdown makes no links: whoever wrote them there means to use the definition.
fn add_labels_in_html(page: &Page, used: &mut HashSet<String>) {
    for node in page.nodes().iter().filter(|node| matches!(node.kind, NodeKind::HtmlBlock | NodeKind::InlineHtml)) {
        let mut pieces = node.span.of(page.text()).split('[');
        pieces.next();
        used.extend(pieces.filter_map(|piece| piece.split_once(']')).map(|(label, _)| normal_label(label)));
    }
}
