//! Tables as they stand in the source: from the raw rows, so that a surplus cell is not lost and a missing one not invented.

use std::collections::HashMap;

use super::Document;
use super::node::{NodeId, NodeKind};
use crate::text::Span;

/// What parts the cells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableDialect {
    /// Every pipe without a backslash (GitHub's table extension).
    GitHub,
    /// The same, but not inside code spans, links, HTML tags or comments (Markdig, which Learn uses).
    Learn,
    /// The same as on GitHub, but not inside shortcodes: `{{< x "a|b" >}}` is filled in before the page is parsed.
    Hugo,
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
    let learn = dialect == TableDialect::Learn;
    let shortcodes = (dialect == TableDialect::Hugo).then(|| Shortcodes::new(row));
    let code = CodeSpans::new(if learn { row } else { "" });
    let mut pipes = Vec::new();
    // For each open bracket, how many pipes stood before it: those after it go when it turns out to open a link.
    let mut brackets = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'|' => pipes.push(at),
            b'`' if learn => at = code.end(at) - 1,
            b'{' => at = shortcodes.as_ref().and_then(|codes| codes.end(at)).unwrap_or(at + 1) - 1,
            b'<' if learn => at = html_end(&bytes[at..]).map_or(at, |length| at + length - 1),
            b'[' if learn => brackets.push(pipes.len()),
            b']' if learn => {
                let before = brackets.pop().filter(|_| bytes.get(at + 1) == Some(&b'('));
                pipes.truncate(before.unwrap_or(pipes.len()));
            }
            _ => {}
        }
        at += 1;
    }
    pipes
}

/// Hugo's shortcodes of a row. Knowing the last closing mark of each kind keeps the search for one linear.
struct Shortcodes<'r> {
    row: &'r str,
    last: [Option<usize>; 2],
}

impl<'r> Shortcodes<'r> {
    const MARKS: [(&'static str, &'static str); 2] = [("{{<", ">}}"), ("{{%", "%}}")];

    fn new(row: &'r str) -> Self {
        Self { row, last: Self::MARKS.map(|(_, close)| memchr::memmem::rfind(row.as_bytes(), close.as_bytes())) }
    }

    /// One past the shortcode that opens at `at`.
    fn end(&self, at: usize) -> Option<usize> {
        let kind = Self::MARKS.iter().position(|(open, _)| self.row[at..].starts_with(open))?;
        self.last[kind].filter(|&last| last > at)?;
        let close = Self::MARKS[kind].1.as_bytes();
        memchr::memmem::find(&self.row.as_bytes()[at..], close).map(|found| at + found + close.len())
    }
}

/// How long a tag may be. Bounds the work on a row of openings that nothing closes.
const TAG_REACH: usize = 1_024;

/// The length of the HTML tag or comment that opens a text.
fn html_end(html: &[u8]) -> Option<usize> {
    let html = &html[..html.len().min(TAG_REACH)];
    if html.starts_with(b"<!--") {
        return memchr::memmem::find(html, b"-->").map(|end| end + "-->".len());
    }
    if !html.get(1).is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'/') {
        return None;
    }
    let mut quote = None;
    for (at, &byte) in html.iter().enumerate().skip(1) {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return Some(at + 1),
            (None, b'<') => return None,
            (None, _) => {}
        }
    }
    None
}

/// The runs of backticks of a row. Knowing the last run of each length keeps the search for the closing one linear.
struct CodeSpans<'r> {
    row: &'r str,
    last: HashMap<usize, usize>,
}

impl<'r> CodeSpans<'r> {
    fn new(row: &'r str) -> Self {
        let mut last = HashMap::new();
        let mut at = 0;
        while let Some(found) = memchr::memchr(b'`', &row.as_bytes()[at..]) {
            let length = ticks(row, at + found);
            last.insert(length, at + found);
            at += found + length;
        }
        Self { row, last }
    }

    /// One past the code span that opens at `at`, or past its backticks where nothing closes it.
    fn end(&self, at: usize) -> usize {
        let length = ticks(self.row, at);
        let mut from = at + length;
        if self.last.get(&length).is_none_or(|&last| last <= at) {
            return from;
        }
        while let Some(found) = memchr::memchr(b'`', &self.row.as_bytes()[from..]) {
            let run = ticks(self.row, from + found);
            from += found + run;
            if run == length {
                break;
            }
        }
        from
    }
}

fn ticks(row: &str, at: usize) -> usize {
    row.as_bytes()[at..].iter().take_while(|&&byte| byte == b'`').count()
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
            _ if row.span.of(text).starts_with(":::") || is_attribute_list(row.span.of(text)) => {}
            _ => rows.push(row),
        }
    }
    let header = header?;
    let delimiter = delimiter(text, header.span.end())?;
    Some(Table { node, span: doc.node(node).span.trimmed(text), header, delimiter, rows })
}

/// True for a line of attributes, which says how the table above it looks: `{.wide}`, `{#sizes}`, `{: .wide}`,
/// `{class="wide"}`.
fn is_attribute_list(line: &str) -> bool {
    let inside = line.strip_prefix('{').and_then(|line| line.strip_suffix('}')).filter(|line| !line.contains('|'));
    inside.is_some_and(|inside| {
        let named = |word: &str| word.split_once('=').is_some_and(|(name, _)| is_attribute_name(name));
        inside.starts_with([':', '.', '#']) || inside.split_whitespace().next().is_some_and(named)
    })
}

fn is_attribute_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
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
    fn only_a_link_hides_pipes_and_only_a_closed_code_span() {
        assert_eq!(cells("| a [b | c | [d](e.md) |", TableDialect::Learn), ["a [b", "c", "[d](e.md)"]);
        assert_eq!(cells("| [a] | b ` c | ``d|e`` |", TableDialect::Learn), ["[a]", "b ` c", "``d|e``"]);
        let row = format!("|{}{}|", "[`".repeat(50_000), "](".repeat(50_000));
        assert_eq!(cells(&row, TableDialect::Learn).len(), 1);
    }

    #[test]
    fn shortcodes_hide_pipes_on_hugo() {
        let row = r#"| {{< x "a|b" >}} | {{% y "c|d" %}} | {{< z | e |"#;
        assert_eq!(cells(row, TableDialect::Hugo), [r#"{{< x "a|b" >}}"#, r#"{{% y "c|d" %}}"#, "{{< z", "e"]);
        assert_eq!(cells(row, TableDialect::GitHub).len(), 6);
    }

    #[test]
    fn attribute_lists_are_told_from_text_in_braces() {
        for line in ["{.wide}", "{: .wide}", "{:.wide}", "{#sizes}", "{class=\"wide\"}", "{data-x=1 .wide}"] {
            assert!(is_attribute_list(line), "{line}");
        }
        for line in ["{}", "{a}", "{{< x a=\"b\" >}}", "{a b=c}", "{.wide} | b", "text"] {
            assert!(!is_attribute_list(line), "{line}");
        }
    }

    #[test]
    fn tags_and_comments_hide_pipes_on_learn() {
        let row = "| a <span title=\"x|y\">z</span> | <!-- b|c --> | 1 < 2 | 3 > 2 |";
        assert_eq!(cells(row, TableDialect::GitHub).len(), 6);
        assert_eq!(
            cells(row, TableDialect::Learn),
            ["a <span title=\"x|y\">z</span>", "<!-- b|c -->", "1 < 2", "3 > 2"]
        );
        assert_eq!(cells(&"<a \"|".repeat(50_000), TableDialect::Learn).len(), 50_000);
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
