use super::as_built;
use crate::diagnostic::{Edit, Fix};
use crate::rule::{Findings, NoOptions, Page};

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    for table in page.tables().iter().filter(|table| table.header.opened && table.header.closed) {
        let columns = as_built(page, &table.header).cells.len();
        for row in table.rows.iter().filter(|row| row.opened && !row.closed) {
            let row = as_built(page, row);
            // With a cell too few, the row was cut short: that is ragged-row's to say.
            if row.closed || row.cells.len() != columns {
                continue;
            }
            let Some(last) = row.cells.last().filter(|cell| !cell.span.is_empty()) else { continue };
            out.report(last.span, "row has no closing pipe")
                .label("a pipe is missing after this")
                .also(table.header.span, "the header closes with one")
                .fix(Fix::safe([Edit::insert(row.span.end(), " |")]));
        }
    }
}
