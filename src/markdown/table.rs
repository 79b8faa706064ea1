//! Tables as they stand in the source: from the raw rows, so that a surplus cell is not lost and a missing one not invented.

use super::Document;
use super::node::{NodeId, NodeKind};
use crate::text::Span;

/// What parts the cells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableDialect {
    /// Every pipe without a backslash (GitHub's table extension).
    GitHub,
    /// The same, but not inside code spans or square brackets (Markdig, which Learn uses).
    Learn,
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its node.
    pub node: NodeId,
    /// All of it.
    pub span: Span,
    /// The header row.
    pub header: Row,
    /// The line of dashes below the header.
    pub delimiter: Row,
    /// The rows below, in order.
    pub rows: Vec<Row>,
}

/// One line of a table.
#[derive(Clone, Debug)]
pub struct Row {
    /// The line without blanks at its ends.
    pub span: Span,
    /// Its cells as GitHub parts them.
    pub cells: Vec<Cell>,
    /// True where a pipe opens it.
    pub opened: bool,
    /// True where a pipe closes it.
    pub closed: bool,
}

/// One cell of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its content without blanks; empty, at its place, for an empty cell.
    pub span: Span,
}

impl Row {
    /// Reads a row; `span` is its line.
    pub fn read(text: &str, span: Span, dialect: TableDialect) -> Self {
        let span = span.trimmed(text);
        let pipes = pipes(span.of(text), dialect);
        let opened = pipes.first() == Some(&0);
        let closed = pipes.last().is_some_and(|&at| at + 1 == span.len()) && pipes.len() > usize::from(opened);
        let mut cells = Vec::with_capacity(pipes.len());
        let mut from = span.start() + usize::from(opened);
        for &pipe in &pipes[usize::from(opened)..] {
            cells.push(Cell { span: Span::new(from, span.start() + pipe).trimmed(text) });
            from = span.start() + pipe + 1;
        }
        if !closed && !span.is_empty() {
            cells.push(Cell { span: Span::new(from, span.end()).trimmed(text) });
        }
        Self { span, cells, opened, closed }
    }
}

/// Offsets, within the row, of the pipes that part its cells.
fn pipes(row: &str, dialect: TableDialect) -> Vec<usize> {
    let bytes = row.as_bytes();
    let mut pipes = Vec::new();
    let mut brackets = 0_usize;
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'|' if brackets == 0 => pipes.push(at),
            b'`' if dialect == TableDialect::Learn => at = code_end(row, at) - 1,
            b'[' if dialect == TableDialect::Learn && row[at..].contains("](") => brackets += 1,
            b']' => brackets = brackets.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    pipes
}

/// One past the code span that opens at `at`, or past its backticks where nothing closes it.
fn code_end(row: &str, at: usize) -> usize {
    let ticks = row[at..].bytes().take_while(|&byte| byte == b'`').count();
    let mut from = at + ticks;
    while let Some(found) = row[from..].find('`') {
        let start = from + found;
        let run = row[start..].bytes().take_while(|&byte| byte == b'`').count();
        if run == ticks {
            return start + run;
        }
        from = start + run;
    }
    at + ticks
}

/// Reads every table of a page.
pub(super) fn tables(doc: &Document<'_>) -> Vec<Table> {
    let mut tables = Vec::new();
    for block in doc.blocks() {
        let node = block.nodes.start;
        if block.kind == super::BlockKind::Table
            && let Some(table) = table(doc, node)
        {
            tables.push(table);
        }
    }
    tables
}

fn table(doc: &Document<'_>, node: NodeId) -> Option<Table> {
    let text = doc.text();
    let mut header = None;
    let mut rows = Vec::new();
    for child in doc.children(node) {
        let start = doc.node(child).span.start();
        let line = Span::new(start, line_end(text, start));
        let row = Row::read(text, line, TableDialect::GitHub);
        match doc.node(child).kind {
            NodeKind::TableHead => header = Some(row),
            _ if row.span.of(text).starts_with(":::") => {}
            _ => rows.push(row),
        }
    }
    let header = header?;
    let delimiter = delimiter(text, header.span.end())?;
    Some(Table { node, span: doc.node(node).span.trimmed(text), header, delimiter, rows })
}

/// The row on the line after the one that ends at `end`, without the quote marks before it.
fn delimiter(text: &str, end: usize) -> Option<Row> {
    let end = line_end(text, end);
    let next = end + if text[end..].starts_with("\r\n") { 2 } else { 1 };
    let line = text.get(next..line_end(text, next))?;
    let start = next + line.find(['|', ':', '-'])?;
    Some(Row::read(text, Span::new(start, next + line.len()), TableDialect::GitHub))
}

fn line_end(text: &str, from: usize) -> usize {
    let from = from.min(text.len());
    memchr::memchr2(b'\n', b'\r', &text.as_bytes()[from..]).map_or(text.len(), |at| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(row: &str, dialect: TableDialect) -> Vec<&str> {
        Row::read(row, Span::new(0, row.len()), dialect).cells.iter().map(|cell| cell.span.of(row)).collect()
    }

    #[test]
    fn dialects_part_cells_differently() {
        let row = "| a `x|y` | [b|c](d.md) \\| e |";
        assert_eq!(cells(row, TableDialect::GitHub), ["a `x", "y`", "[b", "c](d.md) \\| e"]);
        assert_eq!(cells(row, TableDialect::Learn), ["a `x|y`", "[b|c](d.md) \\| e"]);
    }

    #[test]
    fn open_rows_and_empty_cells() {
        let row = Row::read("| a |", Span::new(0, 5), TableDialect::GitHub);
        assert!(row.opened && row.closed && row.cells.len() == 1);
        let row = Row::read("a | ", Span::new(0, 4), TableDialect::GitHub);
        assert!(!row.opened && row.closed && row.cells.len() == 1);
        let row = Row::read("|", Span::new(0, 1), TableDialect::GitHub);
        assert!(row.opened && !row.closed);
        assert_eq!(cells("| | b", TableDialect::GitHub), ["", "b"]);
    }
}
