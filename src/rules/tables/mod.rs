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

use crate::markdown::{NodeKind, Row, TableDialect};
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
    let raw = row.span.of(page.text()).as_bytes();
    // Only inside code, links, HTML and shortcodes do the dialects part cells differently.
    let dialect = match page.site.site {
        Site::Learn if memchr::memchr3(b'`', b'[', b'<', raw).is_some() => TableDialect::Learn,
        Site::Hugo if memchr::memmem::find(raw, b"{{").is_some() => TableDialect::Hugo,
        Site::Learn | Site::Hugo | Site::GitHub | Site::GitLab | Site::MdBook | Site::MkDocs | Site::Docusaurus => {
            return Cow::Borrowed(row);
        }
    };
    Cow::Owned(Row::read(page.text(), row.span, dialect))
}

/// How much of a cell a message shows, in characters.
const SHOWN: usize = 48;

/// The text of a cell as it reads, shortened for a message. Reads no more of the cell than it shows.
fn cell_text(page: &Page, cell: Span) -> String {
    let nodes = page.nodes();
    let first = nodes.partition_point(|node| node.span.start < cell.start);
    let inside = nodes[first..].iter().take_while(|node| node.span.start < cell.end);
    let mut text = String::new();
    let mut left = SHOWN + 1;
    for node in inside {
        let piece = match node.kind {
            NodeKind::Text => node.span.of(page.text()),
            NodeKind::Code => node.span.of(page.text()).trim_matches('`').trim(),
            NodeKind::Entity(c) => {
                text.push(c);
                left -= 1;
                ""
            }
            _ => "",
        };
        let before = text.len();
        text.extend(piece.chars().take(left));
        left -= text[before..].chars().count();
        if left == 0 {
            text.pop();
            return text.trim().to_owned() + "...";
        }
    }
    text.trim().to_owned()
}
