//! Checklists in table cells: a box, its text, and `<br>` between items.

use crate::markdown::Table;
use crate::rule::Page;
use crate::text::Span;

/// One item of a cell: what stands between two breaks.
pub struct Item {
    /// All of it, without blanks at its ends.
    pub span: Span,
    /// The box that opens it.
    pub mark: Option<Mark>,
    /// What follows the box; the whole item where it has none.
    pub text: Span,
}

/// A checkbox.
#[derive(Clone, Copy)]
pub struct Mark {
    /// Its bytes.
    pub span: Span,
    /// True for one that is ticked already.
    pub ticked: bool,
}

impl Item {
    /// True for a box to tick that has nothing after it.
    pub fn is_bare(&self, text: &str) -> bool {
        self.mark.is_some_and(|mark| !mark.ticked) && is_blank(self.text.of(text))
    }
}

/// How a box is written, and whether it is ticked.
const BOXES: [(&str, bool); 8] = [
    ("&#9744;", false),
    ("&#x2610;", false),
    ("☐", false),
    ("[ ]", false),
    ("&#9745;", true),
    ("&#x2611;", true),
    ("☑", true),
    ("[x]", true),
];

/// What every box holds one of: `&#97..` and `&#x26..` entities, the signs themselves, and brackets.
const HINTS: [&[u8]; 5] = [b"&#", "☐".as_bytes(), "☑".as_bytes(), b"[ ]", b"[x]"];

/// True where a text may hold a box.
pub fn may_hold_box(text: &str) -> bool {
    HINTS.iter().any(|hint| memchr::memmem::find(text.as_bytes(), hint).is_some())
}

/// The tables of a page that may hold boxes.
pub fn tables<'p>(page: &'p Page) -> impl Iterator<Item = &'p Table> {
    page.tables().iter().filter(|table| may_hold_box(table.span.of(page.text())))
}

/// Every item of every cell below the headers of a page's tables, cell by cell.
pub fn cells<'p>(page: &'p Page) -> impl Iterator<Item = Vec<Item>> + 'p {
    let text = page.text();
    let cells = tables(page).flat_map(|table| &table.rows).flat_map(|row| &row.cells);
    cells.filter(move |cell| may_hold_box(cell.span.of(text))).map(move |cell| items(text, cell.span))
}

/// The box that opens a text.
pub fn mark_at(text: &str, span: Span) -> Option<Mark> {
    let slice = span.of(text);
    let (written, ticked) = BOXES
        .into_iter()
        .find(|(written, _)| slice.get(..written.len()).is_some_and(|start| start.eq_ignore_ascii_case(written)))?;
    // A bracket right behind the brackets makes a link of them.
    let link = written.starts_with('[') && slice[written.len()..].starts_with(['(', '[', ':']);
    (!link).then(|| Mark { span: Span::new(span.start(), span.start() + written.len()), ticked })
}

/// The items of a cell.
pub fn items(text: &str, cell: Span) -> Vec<Item> {
    let mut items = Vec::new();
    let mut from = cell.start();
    let mut at = cell.start();
    while let Some(open) = memchr::memchr(b'<', &text.as_bytes()[at..cell.end()]).map(|found| at + found) {
        at = open + 1;
        if let Some(end) = break_end(text, Span::new(open, cell.end())) {
            items.push(item(text, Span::new(from, open)));
            (from, at) = (end, end);
        }
    }
    items.push(item(text, Span::new(from, cell.end())));
    items
}

fn item(text: &str, span: Span) -> Item {
    let span = span.trimmed(text);
    // Many write a list's marker before the box, though a cell holds no list.
    let listed = ["- ", "* "].iter().any(|marker| span.of(text).starts_with(marker));
    let mark = mark_at(text, Span::new(span.start() + if listed { 2 } else { 0 }, span.end()));
    let text_start = mark.map_or(span.start(), |mark| mark.span.end());
    Item { span, mark, text: Span::new(text_start, span.end()).trimmed(text) }
}

/// One past the tag at the start of a span, where it begins a new line: `<br>`, and the tags of lists and paragraphs.
fn break_end(text: &str, span: Span) -> Option<usize> {
    let tag = span.of(text);
    let name = tag.trim_start_matches(['<', '/']);
    let length = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let breaks = ["br", "li", "ul", "ol", "p", "div"].iter().any(|known| name[..length].eq_ignore_ascii_case(known));
    if !breaks {
        return None;
    }
    memchr::memchr(b'>', tag.as_bytes()).map(|end| span.start() + end + 1)
}

/// True where a reader sees nothing: blanks, `&nbsp;` and tags other than images.
pub fn is_blank(text: &str) -> bool {
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let blank = ["&nbsp;", "&#160;", "&ensp;", "&emsp;"].iter().find_map(|blank| rest.strip_prefix(blank));
        let tag = || rest.strip_prefix('<').filter(|tag| !tag.starts_with("img")).and_then(|tag| tag.split_once('>'));
        match blank.or_else(|| tag().map(|(_, after)| after)) {
            Some(after) => rest = after.trim_start(),
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cell: &str) -> Vec<(bool, &str)> {
        let all = items(cell, Span::new(0, cell.len()));
        all.iter().map(|item| (item.mark.is_some(), item.text.of(cell))).collect()
    }

    #[test]
    fn breaks_part_items_and_boxes_open_them() {
        assert_eq!(
            read("&#9744; [a](b) <br/> ☐<BR>c <b>d</b> <br"),
            [(true, "[a](b)"), (true, ""), (false, "c <b>d</b> <br")]
        );
        assert_eq!(read("[ ] a"), [(true, "a")]);
        assert_eq!(read("- [ ]"), [(true, "")]);
        assert_eq!(read("- a"), [(false, "- a")]);
        assert_eq!(read("[ ](a.md)"), [(false, "[ ](a.md)")]);
        assert_eq!(read("&#X2610; é"), [(true, "é")]);
    }

    #[test]
    fn blank_is_what_shows_nothing() {
        assert!(is_blank(" &nbsp; <a id=\"x\"></a>"));
        assert!(!is_blank("<img src=\"a.png\">") && !is_blank("x") && !is_blank("<"));
    }
}
