use super::as_built;
use crate::markdown::Row;
use crate::rule::{Findings, NoOptions, Page};
use crate::site::Site;
use crate::text::Span;

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    for table in page.tables() {
        let header = as_built(page, &table.header);
        let expected = header.cells.len();
        for row in &table.rows {
            let row = as_built(page, row);
            if row.cells.len() < expected {
                missing(page, &row, expected, out);
            } else if row.cells.len() > expected {
                surplus(page, &row, expected, out);
            }
        }
    }
}

fn missing(page: &Page, row: &Row, expected: usize, out: &mut Findings) {
    if !row.opened && row.cells.len() == 1 && !row.closed {
        // On Learn such a line unmakes the whole table, which broken-table says.
        if page.site.site != Site::Learn {
            out.report(row.span, "text below the table became a row of it")
                .label("this line has no pipe")
                .help("put a blank line after the table");
        }
        return;
    }
    let last = row.span.of(page.text()).chars().next_back().map_or(0, char::len_utf8);
    out.report(
        Span::new(row.span.end() - last, row.span.end()),
        format!("row has {} of {expected} cells", row.cells.len()),
    )
    .label("the row ends here")
    .help("write the missing cells; leave one that has no text blank between its pipes");
}

fn surplus(page: &Page, row: &Row, expected: usize, out: &mut Findings) {
    let span = Span::new(row.cells[expected].span.start(), row.cells[row.cells.len() - 1].span.end());
    let span = if span.is_empty() { Span::new(span.start() - 1, span.start()) } else { span };
    let extra = row.cells.len() - expected;
    let finding = out.report(span, format!("row has {} cells, {extra} more than the header", row.cells.len()));
    finding
        .label("no column for this")
        .help("write a pipe that belongs to the text as `\\|`, or name the column in the header");
    finding.note(match page.site.site {
        Site::Learn => "Learn adds a column without a header; GitHub drops the text",
        Site::GitHub | Site::GitLab | Site::MdBook | Site::MkDocs | Site::Docusaurus | Site::Hugo => {
            "the text of surplus cells is dropped when the page is built"
        }
    });
}
