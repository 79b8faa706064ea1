use super::{directives, in_markdown, is_alone_in_link};
use crate::markdown::HtmlTag;
use crate::rule::{Findings, NoOptions, Page};
use crate::rules::visible::{empty_element_end, is_blank, quoted, shows};
use crate::text::Span;

const HELP: &str = "say what the image shows to a reader who can't see it";

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    for image in in_markdown(page) {
        let content = image.node + 1..page.node(image.node).next;
        if !shows(page, content) && !image.destination.is_empty() && !is_alone_in_link(page, image) {
            let finding =
                out.report(image.span, format!("image has no alternative text: {}", quoted(&image.destination)));
            finding.label("nothing stands between `![` and `]`").help(HELP);
        }
    }
    let mut link_end = 0;
    for tag in page.html_tags() {
        if tag.name == "a" {
            link_end = empty_element_end(page, tag, true).unwrap_or(0);
        }
        if tag.name != "img" || is_described(tag) || tag.span.start() < link_end {
            continue;
        }
        let source = tag.attribute("src").unwrap_or_default();
        let finding = out.report(tag.span, format!("<img> has no alt attribute: {}", quoted(source)));
        finding.label("no alt here").help(format!("{HELP}, or write alt=\"\" for pure decoration"));
    }
    for node in directives(page) {
        match node.attribute("alt-text") {
            Some(alt) if !is_blank(alt.value.of(page.text())) => {}
            Some(alt) => {
                let quoted = usize::from(alt.value.start() > alt.name_span.end());
                let span = Span::new(alt.name_span.start(), alt.value.end() + quoted);
                out.report(span, ":::image has an empty alt-text").help(HELP);
            }
            // The alternative text may stand under a wrong name, and malformed-directive says so.
            None if node.attributes.iter().any(|attribute| attribute.name.to_ascii_lowercase().starts_with("alt")) => {}
            None => {
                let span = Span::new(node.span.start(), node.name_span.end());
                out.report(span, ":::image has no alt-text").label("no alt-text follows").help(HELP);
            }
        }
    }
}

/// An empty alt is a choice that HTML gives to decoration, and there are other ways to say so.
fn is_described(tag: &HtmlTag) -> bool {
    let is = |name: &str, values: &[&str]| tag.attribute(name).is_some_and(|value| values.contains(&value));
    tag.attribute("alt").is_some()
        || is("role", &["presentation", "none"])
        || is("aria-hidden", &["true"])
        || ["aria-label", "aria-labelledby"].iter().any(|name| tag.attribute(name).is_some())
}
