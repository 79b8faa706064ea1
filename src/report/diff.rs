//! What fixes would change, as a unified diff that `git apply` and `patch -p1` take.

use std::borrow::Cow;
use std::io::{self, Write};

use similar::TextDiff;

use super::{Home, visible};
use crate::engine::MendedFile;

/// Writes what becomes of each file. On a terminal whatever it would obey or hide is made visible; elsewhere every byte
/// is as it is in the file, or the diff could not be applied.
///
/// # Errors
/// What `out` refuses to take.
pub fn write_diff(files: &[MendedFile], home: &Home<'_>, terminal: bool, out: &mut dyn Write) -> io::Result<()> {
    for file in files {
        let diff =
            unified(&home.path(&file.shown), &String::from_utf8_lossy(&file.old), &String::from_utf8_lossy(&file.new));
        if terminal {
            for line in diff.split_inclusive('\n') {
                let (line, end) = line.strip_suffix('\n').map_or((line, ""), |line| (line, "\n"));
                write!(out, "{}{end}", visible(line))?;
            }
        } else {
            out.write_all(diff.as_bytes())?;
        }
    }
    Ok(())
}

fn unified(path: &str, old: &str, new: &str) -> String {
    // Only LF ends a line of a diff; a lone CR is part of it.
    let lines = |text: &'_ str| -> Vec<String> { text.split_inclusive('\n').map(str::to_owned).collect() };
    let (old, new) = (lines(old), lines(new));
    let (old, new): (Vec<&str>, Vec<&str>) =
        (old.iter().map(String::as_str).collect(), new.iter().map(String::as_str).collect());
    let diff = TextDiff::configure().newline_terminated(true).diff_slices(&old, &new);
    let mut out = String::new();
    for (number, hunk) in diff.unified_diff().iter_hunks().enumerate() {
        if number == 0 {
            out += &format!("--- {}\n+++ {}\n", name("a/", path), name("b/", path));
        }
        out += &format!("{}\n", hunk.header());
        for change in hunk.iter_changes() {
            out += &format!("{}{}", change.tag(), change.value());
            if !change.value().ends_with('\n') {
                out += "\n\\ No newline at end of file\n";
            }
        }
    }
    out
}

/// The name of a file as git writes it: quoted where it holds what would end or spoil the line. A tab ends a name with
/// blanks.
fn name<'p>(side: &str, path: &'p str) -> Cow<'p, str> {
    let path = path.trim_start_matches('/');
    if path.contains(|c: char| c.is_control() || matches!(c, '"' | '\\')) {
        let escaped = |c: char| match c {
            '"' | '\\' => format!("\\{c}"),
            '\n' => "\\n".to_owned(),
            '\t' => "\\t".to_owned(),
            c if c.is_control() => c.to_string().bytes().map(|byte| format!("\\{byte:03o}")).collect(),
            c => c.to_string(),
        };
        return Cow::Owned(format!("\"{side}{}\"", path.chars().map(escaped).collect::<String>()));
    }
    let end = if path.contains(' ') { "\t" } else { "" };
    Cow::Owned(format!("{side}{path}{end}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_lines_around_the_change_and_a_missing_line_end() {
        let diff = unified("a b.md", "one\r\ntwo\rthree\nfour", "one\r\ntwo\rTHREE\nfour");
        let expected = "--- a/a b.md\t\n+++ b/a b.md\t\n@@ -1,3 +1,3 @@\n one\r\n-two\rthree\n+two\rTHREE\n four\n\\ No newline at end of file\n";
        assert_eq!(diff, expected);
        let diff = unified("a.md", "one\r\ntwo\r", "one\r\nTWO\r");
        let expected = "--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,2 @@\n one\r\n-two\r\n\\ No newline at end of file\n+TWO\r\n\\ No newline at end of file\n";
        assert_eq!(diff, expected);
    }

    #[test]
    fn names_are_quoted_as_git_does() {
        assert_eq!(name("a/", "tab\there.md"), "\"a/tab\\there.md\"");
        assert_eq!(name("b/", "\u{1b}é.md"), "\"b/\\033é.md\"");
    }
}
