//! Family `tables`: tables that are not whole, and the checklists that guidance pages keep in them.

mod blank_column_header;
mod broken_table;
mod checklist;
mod empty_checklist_cell;
mod missing_box_space;
mod missing_checklist_break;
mod ragged_row;
mod unclosed_row;
mod unmarked_checklist_item;

use std::borrow::Cow;

use crate::markdown::{Row, TableDialect};
use crate::rule::{Native, Page, native_rule};
use crate::site::Site;
use crate::text::Span;

pub(super) fn rules() -> Vec<Native> {
    vec![
        native_rule!("tables/blank-column-header", blank_column_header),
        native_rule!("tables/broken-table", broken_table),
        native_rule!("tables/empty-checklist-cell", empty_checklist_cell),
        native_rule!("tables/missing-box-space", missing_box_space),
        native_rule!("tables/missing-checklist-break", missing_checklist_break),
        native_rule!("tables/ragged-row", ragged_row),
        native_rule!("tables/unclosed-row", unclosed_row),
        native_rule!("tables/unmarked-checklist-item", unmarked_checklist_item),
    ]
}

/// A row with the cells that the page's site sees in it.
fn as_built<'r>(page: &Page, row: &'r Row) -> Cow<'r, Row> {
    let text = page.text();
    // Only inside code and links do the dialects part cells differently.
    if page.site.site == Site::Learn && memchr::memchr2(b'`', b'[', row.span.of(text).as_bytes()).is_some() {
        Cow::Owned(Row::read(text, row.span, TableDialect::Learn))
    } else {
        Cow::Borrowed(row)
    }
}

/// The text of a cell as it reads, shortened for a message.
fn cell_text(page: &Page, cell: Span) -> String {
    let nodes = page.nodes();
    let first = nodes.partition_point(|node| node.span.start < cell.start);
    let after = nodes.partition_point(|node| node.span.start < cell.end);
    let text = page.plain_text(first as u32..after as u32);
    let text = text.trim();
    match text.char_indices().nth(48) {
        Some((end, _)) => format!("{}...", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
