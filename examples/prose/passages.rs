//! Every passage as a line of JSON, for research and training.

use std::io::{self, Write};
use std::path::Path;

use guidelint::markdown::{Block, BlockKind, Document, Passage, PassageKind};
use serde_json::json;

/// Writes the passages of a page.
pub fn write(path: &Path, out: &mut dyn Write) -> io::Result<()> {
    let source = super::corpus::read(path)?;
    let doc = Document::new(&source);
    for passage in doc.passages() {
        let line = json!({
            "path": source.path(),
            "line": source.line_column(passage.span().start()).line,
            "kind": kind(passage.kind()),
            "list_depth": passage.block().list_depth,
            "quote_depth": passage.block().quote_depth,
            "text": passage.text(),
            "next": passage.next().map(block_kind),
            "trailing_blanks": passage.trailing_blanks(),
        });
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// True for a paragraph or a list item, in a quote or not, that holds a word.
pub fn is_prose(passage: &Passage) -> bool {
    match passage.kind() {
        PassageKind::Paragraph | PassageKind::Item => passage.text().contains(char::is_alphabetic),
        PassageKind::Heading | PassageKind::Cell { .. } => false,
    }
}

/// A passage's kind in a word.
pub fn kind(kind: PassageKind) -> &'static str {
    match kind {
        PassageKind::Paragraph => "paragraph",
        PassageKind::Item => "item",
        PassageKind::Heading => "heading",
        PassageKind::Cell { header: true } => "header-cell",
        PassageKind::Cell { header: false } => "cell",
    }
}

/// A block's kind in a word.
pub fn block_kind(block: &Block) -> &'static str {
    match block.kind {
        BlockKind::Paragraph if block.opens_item => "item",
        BlockKind::Paragraph => "paragraph",
        BlockKind::Heading { .. } => "heading",
        BlockKind::Tab => "tab",
        BlockKind::Code { .. } => "code",
        BlockKind::Html => "html",
        BlockKind::Table => "table",
        BlockKind::Rule => "rule",
        BlockKind::Learn(_) => "directive",
    }
}
