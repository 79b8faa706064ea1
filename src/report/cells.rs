//! Rows of CSV as RFC 4180 has it. A spreadsheet takes a cell that begins with one of some signs for a formula and
//! carries it out, so such a cell begins with `'`; hidden characters are made visible.

use std::borrow::Cow;
use std::io::{self, Write};

use super::visible;

/// What a formula may begin with.
const FORMULA: [char; 4] = ['=', '+', '-', '@'];

/// Writes a row.
pub(super) fn row(cells: &[&str], out: &mut dyn Write) -> io::Result<()> {
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
