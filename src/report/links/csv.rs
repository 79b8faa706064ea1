//! Format `csv`: RFC 4180, with a header. A spreadsheet takes a cell that begins with one of some signs for a formula and
//! carries it out, so such a cell begins with `'`; hidden characters are made visible.

use std::borrow::Cow;
use std::io::{self, Write};

use super::{Inventory, View, name_of, orphans};
use crate::report::visible;

/// What a formula may begin with.
const FORMULA: [char; 4] = ['=', '+', '-', '@'];

pub(super) fn write(inventory: &Inventory, view: View, out: &mut dyn Write) -> io::Result<()> {
    if view == View::Orphans {
        row(&["path", "kind", "title", "inbound", "outbound"], out)?;
        for page in orphans(inventory) {
            let (inbound, outbound) = (page.inbound.to_string(), page.outbound.to_string());
            let title = page.title.as_deref().unwrap_or_default();
            row(&[&page.path, &name_of(page.kind), title, &inbound, &outbound], out)?;
        }
        return Ok(());
    }
    row(&["path", "line", "column", "kind", "destination", "target", "fragment", "redirect", "status", "cause"], out)?;
    for link in &inventory.links {
        let (line, column) = (link.line.to_string(), link.column.to_string());
        let text = |text: &'_ Option<String>| text.clone().unwrap_or_default();
        let cells = [
            &*link.path,
            &line,
            &column,
            &name_of(link.kind),
            &link.destination,
            &text(&link.target),
            &text(&link.fragment),
            &text(&link.redirect),
            link.status.name(),
            &link.cause.map(name_of).unwrap_or_default(),
        ];
        row(&cells, out)?;
    }
    Ok(())
}

fn row(cells: &[&str], out: &mut dyn Write) -> io::Result<()> {
    for (index, text) in cells.iter().enumerate() {
        if index > 0 {
            out.write_all(b",")?;
        }
        out.write_all(cell(text).as_bytes())?;
    }
    out.write_all(b"\r\n")
}

/// A text as a cell. No line end is left in it once it is visible.
fn cell(text: &str) -> Cow<'_, str> {
    let shown = visible(text);
    let formula = shown.trim_start().starts_with(FORMULA);
    match (formula, shown.contains([',', '"'])) {
        (false, false) => shown,
        (true, false) => Cow::Owned(format!("'{shown}")),
        (_, true) => Cow::Owned(format!("\"{}{}\"", if formula { "'" } else { "" }, shown.replace('"', "\"\""))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_harmless() {
        for (text, shown) in [
            ("a b.md", "a b.md"),
            ("a,b", "\"a,b\""),
            ("say \"x\"", "\"say \"\"x\"\"\""),
            ("=HYPERLINK(\"x\",1)", "\"'=HYPERLINK(\"\"x\"\",1)\""),
            ("-x.md", "'-x.md"),
            (" @a", "' @a"),
            ("a\r\nb\u{202e}", "a␍␊b⟨U+202E⟩"),
            ("", ""),
        ] {
            assert_eq!(cell(text), shown, "{text:?}");
        }
    }
}
