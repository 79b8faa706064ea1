use super::as_built;
use crate::markdown::Row;
use crate::rule::{Findings, NoOptions, Page};
use crate::site::Site;
use crate::text::Span;

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    for table in page.tables() {
        let expected = as_built(page, &table.header).cells.len();
        let mut in_text = false;
        for row in &table.rows {
            let row = as_built(page, row);
            let text = !row.opened && !row.closed && row.cells.len() == 1 && expected > 1;
            // Lines that go on below such text belong to the same slip.
            let goes_on = in_text && table.header.opened && !row.opened;
            if text && !in_text {
                swallowed(page, &row, out);
            } else if !goes_on && row.cells.len() < expected {
                missing(page, &row, expected, out);
            } else if !goes_on && row.cells.len() > expected {
                surplus(page, &row, expected, out);
            }
            in_text = text || goes_on;
        }
    }
}

fn swallowed(page: &Page, row: &Row, out: &mut Findings) {
    // On Learn such a line unmakes the whole table, which broken-table says.
    if page.site.site != Site::Learn {
        out.report(row.span, "text right below a table became a row of it")
            .label("this line has no pipe")
            .help("put a blank line after the table, or join the line to the row that it belongs to");
    }
}

fn missing(page: &Page, row: &Row, expected: usize, out: &mut Findings) {
    let last = row.span.of(page.text()).chars().next_back().map_or(0, char::len_utf8);
    let span = Span::new(row.span.end() - last, row.span.end());
    out.report(span, format!("row has {} of {expected} cells", row.cells.len()))
        .label("the row ends here")
        .help("write the missing cells; leave one that has no text blank between its pipes");
}

fn surplus(page: &Page, row: &Row, expected: usize, out: &mut Findings) {
    let cells = &row.cells[expected..];
    // A blank cell has no bytes; the pipe that closes it stands for it.
    let end = cells[cells.len() - 1].span.end();
    let end = if cells.len() == 1 && cells[0].span.is_empty() { row.span.end() } else { end };
    let span = Span::new(cells[0].span.start(), end);
    let finding = out.report(span, format!("row has {} cells, {} more than the header", row.cells.len(), cells.len()));
    finding.label("no column for this");
    if cells.iter().all(|cell| cell.span.is_empty()) {
        finding.help("delete the surplus pipe");
    } else {
        finding.help("write a pipe that belongs to the text as `\\|`, or name the column in the header");
    }
    match page.site.site {
        Site::Learn => finding.note("Learn adds a column without a header, GitHub drops the cell"),
        Site::GitHub | Site::GitLab | Site::MdBook | Site::MkDocs | Site::Docusaurus | Site::Hugo => {
            finding.note("the page is built without the surplus cells")
        }
    };
}
