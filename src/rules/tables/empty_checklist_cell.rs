use std::collections::HashMap;

use serde::Deserialize;

use super::cell_text;
use super::checklist::{self, Item, is_blank, items, may_hold_box};
use crate::markdown::{Row, Table};
use crate::rule::{Findings, Page};
use crate::text::Span;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Options {
    selector_headers: Vec<String>,
}

/// A box without an item: its place, and those of its row and column.
struct Bare {
    span: Span,
    row: usize,
    column: usize,
}

pub fn check(page: &Page, options: &Options, out: &mut Findings) {
    let found: Vec<(&Table, Vec<Bare>)> =
        checklist::tables(page).map(|table| (table, bare_boxes(page, table, options))).collect();
    if found.iter().all(|(_, bare)| bare.is_empty()) {
        return;
    }
    let filled = filled_tables(page, &found);
    for (table, bare) in found.iter().filter(|(_, bare)| !bare.is_empty()) {
        let twin = filled.get(&row_names(page, table)).map(|twin| describe(page, twin));
        for bare in bare {
            report(page, table, bare, twin.as_deref(), out);
        }
    }
}

fn report(page: &Page, table: &Table, bare: &Bare, twin: Option<&str>, out: &mut Findings) {
    let cell = |row: &Row, column: usize| row.cells.get(column).map(|cell| cell_text(page, cell.span));
    let column = cell(&table.header, bare.column).filter(|name| !name.is_empty());
    let first = Some(&table.rows[bare.row]).filter(|_| bare.column > 0);
    let row = first.and_then(|row| cell(row, 0)).filter(|name| !name.is_empty());
    let mut message = "checkbox without an item".to_owned();
    if let Some(row) = row {
        message += &format!(" in row \"{row}\"");
    }
    if let Some(column) = &column {
        message += &format!(", column \"{column}\"");
    }
    let finding = out.report(bare.span, message);
    finding.label("nothing follows the checkbox").help("write the item after the checkbox, or delete the checkbox");
    if let Some(twin) = twin {
        finding.note(twin);
    }
}

fn bare_boxes(page: &Page, table: &Table, options: &Options) -> Vec<Bare> {
    let text = page.text();
    let alone =
        |item: &Item, ticked: bool| item.mark.is_some_and(|mark| mark.ticked == ticked) && is_blank(item.text.of(text));
    let cells: Vec<Vec<Option<Vec<Item>>>> = table
        .rows
        .iter()
        .map(|row| {
            row.cells.iter().map(|cell| may_hold_box(cell.span.of(text)).then(|| items(text, cell.span))).collect()
        })
        .collect();
    // Ticked boxes that stand alone are answers, and so are the empty ones among them.
    let answers = cells.iter().flatten().flatten().any(|items| items.iter().any(|item| alone(item, true)));
    let mut found = Vec::new();
    for (row, cells) in cells.iter().enumerate() {
        let mut text_follows = false;
        for (column, items) in cells.iter().enumerate().rev() {
            let Some(items) = items else {
                text_follows |= !is_blank(table.rows[row].cells[column].span.of(text));
                continue;
            };
            let only_boxes = items.iter().all(|item| item.is_bare(text) || is_blank(item.span.of(text)));
            let selects = only_boxes && (text_follows || answers || is_selector(page, table, column, options));
            if !selects {
                let bare = items.iter().filter(|item| item.is_bare(text)).filter_map(|item| item.mark);
                found.extend(bare.map(|mark| Bare { span: mark.span, row, column }));
            }
            text_follows |= !only_boxes;
        }
    }
    found.sort_by_key(|bare| bare.span);
    found
}

/// True for a column of boxes to be ticked: its header has no name, or says what a tick means.
fn is_selector(page: &Page, table: &Table, column: usize, options: &Options) -> bool {
    let name = table.header.cells.get(column).map(|cell| cell_text(page, cell.span)).unwrap_or_default();
    let name = name.trim_end_matches(['?', ':']).to_lowercase();
    name.is_empty() || name.chars().all(|c| !c.is_alphanumeric()) || options.selector_headers.contains(&name)
}

/// The tables without a bare box, by the names of their rows.
fn filled_tables<'p>(page: &'p Page, found: &[(&Table, Vec<Bare>)]) -> HashMap<Vec<String>, &'p Table> {
    let wanting: Vec<u32> = found.iter().filter(|(_, bare)| !bare.is_empty()).map(|(table, _)| table.node).collect();
    let filled = page.tables().iter().filter(|table| wanting.binary_search(&table.node).is_err());
    filled.map(|table| (row_names(page, table), table)).collect()
}

fn row_names(page: &Page, table: &Table) -> Vec<String> {
    table.rows.iter().filter_map(|row| row.cells.first()).map(|cell| cell_text(page, cell.span)).collect()
}

fn describe(page: &Page, twin: &Table) -> String {
    let line = page.source().line_index(twin.span.start()) + 1;
    match page.section_at(twin.span.start()) {
        Some(section) => format!("\"{section}\" (line {line}) fills the same rows"),
        None => format!("the table on line {line} fills the same rows"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostic, Severity};
    use crate::markdown::Document;
    use crate::site::{PageSite, Site};
    use crate::text::SourceFile;

    fn run(text: &str) -> Vec<Diagnostic> {
        let source = SourceFile::new("a.md", text);
        let site = PageSite::alone(Site::GitHub);
        let page = Page { doc: Document::new(&source), site: &site, today: 0 };
        let mut found = Vec::new();
        let options = Options { selector_headers: vec!["done".to_owned()] };
        check(&page, &options, &mut Findings::new(&mut found, "empty-checklist-cell", Severity::Error));
        found
    }

    #[test]
    fn names_the_row_and_the_table_that_fills_it() {
        let filled = "## Startups\n\n| Phase | Activities |\n|---|---|\n| [Plan](p.md) | ☐ Count |\n\n";
        let empty = "## Enterprises\n\n| Phase | Activities |\n|---|---|\n| [Plan](p.md) | ☐ |\n";
        let found = run(&format!("{filled}{empty}"));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message, "checkbox without an item in row \"Plan\", column \"Activities\"");
        assert_eq!(found[0].notes, ["\"Startups\" (line 3) fills the same rows"]);
        assert!(run(empty)[0].notes.is_empty());
    }

    #[test]
    fn a_long_name_is_cut() {
        let found = run(&format!("| A | B |\n|---|---|\n| {} | ☐ |\n", "é".repeat(60)));
        assert!(found[0].message.contains(&format!("row \"{}...\"", "é".repeat(48))));
    }
}
