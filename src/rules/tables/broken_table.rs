use crate::markdown::{Block, BlockKind, Row, Table, TableDialect};
use crate::rule::{Findings, NoOptions, Page};
use crate::site::Site;
use crate::text::Span;

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    let text = page.text().as_bytes();
    let mut from = 0;
    // Few blocks of text have a pipe, so one search goes from each that has to the next.
    while let Some(pipe) = memchr::memchr(b'|', &text[from..]).map(|found| from + found) {
        from = pipe + 1;
        let Some(block) = page.block_at(pipe) else { continue };
        from = from.max(block.span.end());
        let meant_as_text = match block.kind {
            BlockKind::Paragraph => true,
            BlockKind::Html => shows_text(block.span.of(page.text())),
            BlockKind::Heading { .. }
            | BlockKind::Tab
            | BlockKind::Code { .. }
            | BlockKind::Table
            | BlockKind::Rule
            | BlockKind::Learn(_) => false,
        };
        if meant_as_text && has_dashes(page, block) {
            unbuilt(page, block, out);
        }
    }
    for table in page.tables() {
        parted_rows(page, table, out);
    }
    if page.site.site == Site::Learn {
        unmade_on_learn(page, out);
    }
}

/// Rows that a blank line parts from their table.
fn parted_rows(page: &Page, table: &Table, out: &mut Findings) {
    let text = page.text();
    let after = page.blocks().partition_point(|block| block.span.start() <= table.span.start());
    let Some(block) = page.blocks().get(after).filter(|block| block.kind == BlockKind::Paragraph) else { return };
    let lines = lines(text, block.span);
    let is_row = |line: &Span| {
        let row = Row::read(text, *line, TableDialect::GitHub);
        let whole = row.opened && row.closed && row.cells.len() == table.header.cells.len();
        // A line of dashes shows that a table of its own was meant.
        whole && !is_delimiter_like(line.of(text))
    };
    // Rows below dashes of their own are a table that lacks its header.
    let parted = !is_delimiter_like(lines[0].of(text)) && lines.iter().all(is_row);
    if table.header.opened && table.header.closed && parted {
        out.report(lines[0], "rows parted from their table are shown as text")
            .label("the table ended above")
            .also(table.header.span, "the header")
            .help("delete the blank line between the table and its rows");
    }
}

/// Dashes long and short; the long ones begin with the byte 0xE2.
fn has_dashes(page: &Page, block: &Block) -> bool {
    memchr::memchr3(b'-', b'=', 0xE2, block.span.of(page.text()).as_bytes()).is_some()
}

/// False for HTML whose text is meant to stay as it is, or not to be seen.
fn shows_text(html: &str) -> bool {
    let html = html.trim_start();
    !["<!--", "<pre", "<script", "<style", "<textarea", "<svg", "<?", "<!["]
        .iter()
        .any(|start| html.get(..start.len()).is_some_and(|open| open.eq_ignore_ascii_case(start)))
}

/// Lines that were meant as a table and are text on every site.
fn unbuilt(page: &Page, block: &Block, out: &mut Findings) {
    let text = page.text();
    let lines = lines(text, block.span);
    for (index, &line) in lines.iter().enumerate() {
        if !is_delimiter_like(line.of(text)) {
            continue;
        }
        let piped = |line: &Span| line.of(text).contains('|');
        let above = index.checked_sub(1).map(|above| lines[above]).filter(piped);
        if above.is_none() && !(index == 0 && lines.get(1).is_some_and(piped)) {
            continue;
        }
        let whole = lines.iter().all(piped);
        match above {
            _ if block.kind == BlockKind::Html => {
                out.report(line, "a table amid HTML is shown as text")
                    .label("no table begins here")
                    .help("put a blank line between the HTML tag and the table");
            }
            Some(header) => headed(page, block, header, line, whole, out),
            None => {
                out.report(line, "a table without a header row is shown as text")
                    .label("the row above this line is missing")
                    .help("write a header row above the line of dashes");
            }
        }
        return;
    }
}

fn headed(page: &Page, block: &Block, header: Span, line: Span, whole: bool, out: &mut Findings) {
    let text = page.text();
    let cells = |line| Row::read(text, line, TableDialect::GitHub).cells;
    let (columns, dashes) = (cells(header).len(), cells(line));
    if let Some(bad) = dashes.iter().find(|cell| !is_delimiter(cell.span.of(text))) {
        let span = if bad.span.is_empty() { line } else { bad.span };
        out.report(span, "the line below a table's header is malformed, so the table is shown as text")
            .label("a cell of this line is three dashes, with a colon where it aligns")
            .also(header, "the header");
        return;
    }
    let count = dashes.len();
    if columns == count {
        kept_as_text(block, header, line, out);
        return;
    }
    let finding = match (page.site.site, whole) {
        (Site::Learn, true) => out.report(
            line,
            format!(
                "header has {columns} cells, the line below it {count}: Learn builds a table of it, GitHub shows text"
            ),
        ),
        _ => out.report(
            line,
            format!("header has {columns} cells, the line below it {count}, so the table is shown as text"),
        ),
    };
    finding
        .label("not as many cells as in the header")
        .also(header, "the header")
        .help("give both lines the same number of cells");
}

/// A sound header with a sound line of dashes, which the text above keeps from being a table: it takes them in as its
/// own next lines.
fn kept_as_text(block: &Block, header: Span, line: Span, out: &mut Findings) {
    let holder = match (block.list_depth, block.quote_depth) {
        (0, 0) => "paragraph",
        (_, 0) => "list item",
        _ => "quote",
    };
    let finding = out.report(line, "these lines are no table and are shown as text");
    if header.start() == block.span.start() {
        finding.label("no table begins here").also(header, "the header");
    } else {
        finding
            .label(format!("the {holder} above the header goes on to here"))
            .also(header, "the header")
            .help("put a blank line before the header");
    }
}

/// The lines of a block without the quote marks and blanks around them.
fn lines(text: &str, span: Span) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut at = span.start();
    for line in span.of(text).split_inclusive(['\n', '\r']) {
        let content = line.trim_start_matches([' ', '\t', '>']);
        lines.push(Span::new(at + line.len() - content.len(), at + line.len()).trimmed(text));
        at += line.len();
    }
    lines
}

/// Nothing but pipes, dashes, colons and blanks, with a pipe and a run of dashes, or with a pipe at both ends and one
/// dash; long dashes and equals signs are a slip for dashes.
fn is_delimiter_like(line: &str) -> bool {
    let framed = line.len() > 1 && line.starts_with('|') && line.ends_with('|');
    line.contains('|')
        && (line.contains("--") || line.contains(['–', '—']) || framed && line.contains(['-', '=']))
        && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t' | '–' | '—') || framed && c == '=')
}

fn is_delimiter(cell: &str) -> bool {
    let dashes = cell.strip_prefix(':').unwrap_or(cell);
    let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
    !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-')
}

/// Tables that GitHub builds and Learn doesn't: Markdig wants a pipe on every line from the paragraph's first to its last.
fn unmade_on_learn(page: &Page, out: &mut Findings) {
    let text = page.text();
    for table in page.tables() {
        if let Some(row) = table.rows.iter().find(|row| is_text(text, row)) {
            out.report(row.span, "text right below a table keeps Learn from building the table")
                .label("a line without a pipe")
                .help("put a blank line after the table");
        } else if let Some(above) = text_above(page, table) {
            out.report(above, "text right above a table keeps Learn from building the table")
                .label("the table begins on the next line")
                .help("put a blank line before the table");
        }
    }
}

fn is_text(text: &str, row: &Row) -> bool {
    !row.opened && !row.closed && row.cells.len() == 1 && !row.span.of(text).starts_with("[!")
}

/// The last line of the paragraph that a table interrupts.
fn text_above(page: &Page, table: &Table) -> Option<Span> {
    let text = page.text();
    let blocks = page.blocks();
    let index = blocks.partition_point(|block| block.span.start() < table.span.start());
    let above = &blocks[index.checked_sub(1)?];
    let between = text.get(above.span.end()..table.span.start())?;
    let breaks = between.replace("\r\n", "\n").bytes().filter(|byte| matches!(byte, b'\n' | b'\r')).count();
    let same = above.kind == BlockKind::Paragraph && breaks == 1;
    (same
        && blocks
            .get(index)
            .is_some_and(|block| block.list_depth == above.list_depth && block.quote_depth == above.quote_depth))
    .then(|| lines(text, above.span).pop())?
}
