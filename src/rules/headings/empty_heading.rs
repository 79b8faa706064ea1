use crate::markdown::NodeKind;
use crate::rule::{Findings, NoOptions, Page};
use crate::rules::visible::{empty_element_end, is_blank};

const NAMES: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    let text = page.text();
    for heading in page.headings().iter().filter(|heading| heading.text.is_empty() || is_blank(&heading.text)) {
        let content = heading.node + 1..page.node(heading.node).next;
        let holds = content.into_iter().any(|id| {
            let node = page.node(id);
            match node.kind {
                NodeKind::Text => !is_blank(node.span.of(text)),
                NodeKind::InlineHtml => !node.span.of(text).starts_with("<!--"),
                NodeKind::SoftBreak | NodeKind::HardBreak => false,
                _ => true,
            }
        });
        if !holds {
            let finding = out.report(heading.span, "heading has no text");
            finding.label(format!("a heading of level {} without a word", heading.level));
            finding.help("write the heading, or remove the line");
        }
    }
    for tag in page.html_tags().iter().filter(|tag| NAMES.contains(&tag.name.as_str())) {
        if empty_element_end(page, tag, false).is_some() {
            out.report(tag.span, "heading has no text").label(format!("</{}> follows at once", tag.name));
        }
    }
}
