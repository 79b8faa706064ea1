//! What a reader sees of a run of inline nodes or of an HTML element; shared by the rules about texts that are missing.

use std::ops::Range;

use crate::markdown::{HtmlTag, NodeId, NodeKind};
use crate::rule::Page;
use crate::text::char_boundary;

/// How far after a tag its content is looked at. Bounds the work on pages of unclosed tags and comments.
const REACH: usize = 1_024;

/// A text as a message quotes it: its first 80 characters.
pub(super) fn quoted(text: &str) -> String {
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// True for a text that shows nothing: white space of any width, and characters without width.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(is_invisible)
}

fn is_invisible(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// How many nodes are looked at; an image within an image within an image is not taken apart.
const NODES: usize = 256;

/// True where a reader, or a screen reader, finds something in these inline nodes. An image counts by its
/// description, a tag other than a break by being there: it may draw an icon.
pub(super) fn shows(page: &Page, nodes: Range<NodeId>) -> bool {
    nodes.len() > NODES
        || nodes.into_iter().any(|id| {
            let node = page.node(id);
            match node.kind {
                NodeKind::Text => !is_blank(node.span.of(page.text())),
                NodeKind::Entity(c) => !is_invisible(c),
                NodeKind::InlineHtml => tag_shows(page, node.span.start()),
                NodeKind::Code | NodeKind::FootnoteReference | NodeKind::TaskMarker { .. } => true,
                NodeKind::Emphasis
                | NodeKind::Strong
                | NodeKind::Strikethrough
                | NodeKind::Link(_)
                | NodeKind::Image(_)
                | NodeKind::SoftBreak
                | NodeKind::HardBreak => false,
                // No inline node: blocks never stand in a link.
                NodeKind::Document
                | NodeKind::Paragraph
                | NodeKind::Heading { .. }
                | NodeKind::BlockQuote { .. }
                | NodeKind::CodeBlock { .. }
                | NodeKind::HtmlBlock
                | NodeKind::List { .. }
                | NodeKind::Item
                | NodeKind::Table
                | NodeKind::TableHead
                | NodeKind::TableRow
                | NodeKind::TableCell
                | NodeKind::FootnoteDefinition
                | NodeKind::Rule => true,
            }
        })
}

fn tag_shows(page: &Page, at: usize) -> bool {
    match page.html_tags().binary_search_by_key(&at, |tag| tag.span.start()) {
        Ok(index) => match &page.html_tags()[index] {
            tag if tag.name == "img" => tag.attribute("alt").is_some_and(|alt| !is_blank(alt)),
            tag => !matches!(tag.name.as_str(), "br" | "wbr"),
        },
        Err(_) => false,
    }
}

/// Where an element closes, if nothing stands between its tags but white space, comments and, for `images`, images
/// without a description.
pub(super) fn empty_element_end(page: &Page, tag: &HtmlTag, images: bool) -> Option<usize> {
    let text = page.text();
    let limit = char_boundary(text, tag.span.end() + REACH);
    let mut at = tag.span.end();
    loop {
        let rest = &text[at..limit];
        let content = rest.trim_start_matches(is_invisible);
        at += rest.len() - content.len();
        if let Some(closing) = content.strip_prefix("</") {
            let name = closing.get(..tag.name.len())?;
            return name.eq_ignore_ascii_case(&tag.name).then_some(at);
        }
        at += skipped(page, content, at, images)?;
        if at > limit {
            return None;
        }
    }
}

/// The width of something at `at` that shows nothing.
fn skipped(page: &Page, content: &str, at: usize, images: bool) -> Option<usize> {
    if content.starts_with("<!--") {
        return content.find("-->").map(|end| end + "-->".len());
    }
    if let Some(entity) = ["&nbsp;", "&#160;", "&#xa0;"].into_iter().find(|entity| content.starts_with(entity)) {
        return images.then_some(entity.len());
    }
    let index = page.html_tags().binary_search_by_key(&at, |tag| tag.span.start()).ok()?;
    let tag = &page.html_tags()[index];
    (images && tag.name == "img" && tag.attribute("alt").is_none_or(is_blank)).then(|| tag.span.len())
}
