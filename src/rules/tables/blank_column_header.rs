use crate::markdown::Table;
use crate::rule::{Findings, NoOptions, Page};
use crate::text::Span;

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    for table in page.tables() {
        for (column, cell) in table.header.cells.iter().enumerate().filter(|(_, cell)| cell.span.is_empty()) {
            if column == 0 && names_rows(page, table) {
                continue;
            }
            // The cell has no bytes of its own: the pipe before it stands for it.
            let at = cell.span.start().min(table.header.span.end());
            let opening =
                page.text()[table.header.span.start()..at].rfind('|').map(|pipe| table.header.span.start() + pipe);
            let span = opening.map_or(Span::at(at), |pipe| Span::new(pipe, pipe + 1));
            out.report(span, format!("column {} has no header", column + 1))
                .label("the cell after this pipe is blank")
                .help("say in a word or two what the column holds");
        }
    }
}

/// True where every cell of the first column is bold: they are headers of their rows, and the corner may be blank.
fn names_rows(page: &Page, table: &Table) -> bool {
    let text = page.text();
    let bold = |cell: &str| {
        cell.len() > 4
            && (cell.starts_with("**") && cell.ends_with("**") || cell.starts_with("__") && cell.ends_with("__"))
    };
    table.rows.iter().all(|row| row.cells.first().is_some_and(|cell| bold(cell.span.of(text))))
}
