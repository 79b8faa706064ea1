//! Whether a page is still read as it was once it was edited.

use std::mem::discriminant;

use super::mapping::Mapping;
use crate::markdown::{Document, Node, NodeKind};
use crate::text::{SourceFile, Span};

/// Whether two texts of a page parse to the same document, but for what lies at the edits: what no edit touches is there
/// still, is the same, and nothing came to it; and no heading, code block, table, list or quote was won or lost.
pub(super) fn same(old: &SourceFile, new: &SourceFile, mapping: &Mapping) -> bool {
    let (old, new) = (Document::new(old), Document::new(new));
    if frame(&old) != frame(&new) {
        return false;
    }
    let before = old.nodes().iter().filter(|node| !mapping.touches_old(node.span));
    let before = before.map(|node| (node.kind, mapping.forward(node.span)));
    let after = new.nodes().iter().filter(|node| !mapping.touches_new(node.span));
    let after = after.map(|node| (node.kind, node.span));
    before.map(plain).eq(after.map(plain)) && same_definitions(&old, &new, mapping)
}

/// A link is known by its place: what it leads to is compared as text, and its number may change.
fn plain((kind, span): (NodeKind, Span)) -> (NodeKind, Span) {
    let kind = match kind {
        NodeKind::Link(_) => NodeKind::Link(0),
        NodeKind::Image(_) => NodeKind::Image(0),
        other => other,
    };
    (kind, span)
}

fn same_definitions(old: &Document<'_>, new: &Document<'_>, mapping: &Mapping) -> bool {
    let before = old.definitions().iter().filter(|definition| !mapping.touches_old(definition.span));
    let after = new.definitions().iter().filter(|definition| !mapping.touches_new(definition.span));
    before.map(|definition| mapping.forward(definition.span)).eq(after.map(|definition| definition.span))
}

/// The blocks that give a page its order, in a row.
fn frame(doc: &Document<'_>) -> Vec<std::mem::Discriminant<NodeKind>> {
    let is_frame = |node: &&Node| match node.kind {
        NodeKind::Heading { .. }
        | NodeKind::BlockQuote { .. }
        | NodeKind::CodeBlock { .. }
        | NodeKind::List { .. }
        | NodeKind::Table
        | NodeKind::TableRow
        | NodeKind::TableCell
        | NodeKind::FootnoteDefinition => true,
        NodeKind::Document
        | NodeKind::Paragraph
        | NodeKind::HtmlBlock
        | NodeKind::Item
        | NodeKind::TableHead
        | NodeKind::Emphasis
        | NodeKind::Strong
        | NodeKind::Strikethrough
        | NodeKind::Link(_)
        | NodeKind::Image(_)
        | NodeKind::Text
        | NodeKind::Entity(_)
        | NodeKind::Code
        | NodeKind::InlineHtml
        | NodeKind::FootnoteReference
        | NodeKind::SoftBreak
        | NodeKind::HardBreak
        | NodeKind::Rule
        | NodeKind::TaskMarker { .. } => false,
    };
    doc.nodes().iter().filter(is_frame).map(|node| discriminant(&node.kind)).collect()
}
