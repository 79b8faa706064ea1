//! Keeps quoted text from giving orders to the service that runs the program.
//!
//! GitHub Actions and Azure Pipelines read commands out of whatever a step prints: `::name::` where a line begins with
//! it, blanks before it or not, `##[name]` and `##vso[name]` anywhere in a line. One of their characters is replaced by
//! one that looks like it and is as wide, so that carets stay in their columns.

use std::borrow::Cow;
use std::io::{self, Write};

/// Stands for the second `#`.
const SHARP: &str = "♯";
/// Stands for the first `:`.
const RATIO: &str = "∶";

/// A line without commands.
pub fn shielded(line: &str) -> Cow<'_, str> {
    let content = line.trim_start();
    let mut out = match content.starts_with("::") {
        true => Cow::Owned(format!("{}{RATIO}{}", &line[..line.len() - content.len()], &content[1..])),
        false => Cow::Borrowed(line),
    };
    if let Some(harmless) = without_hashes(&out) {
        out = Cow::Owned(harmless);
    }
    out
}

/// The text without commands that begin with `##`, where it has any.
pub(super) fn without_hashes(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut written = 0;
    for (at, _) in text.match_indices('#').filter(|&(at, _)| begins_command(text, at)) {
        out.push_str(&text[written..at]);
        out.push_str(SHARP);
        written = at + 1;
    }
    out.push_str(&text[written..]);
    (written > 0).then_some(out)
}

/// Whether the `#` at this byte is the second one of `##[` or `##vso[`.
pub(super) fn begins_command(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let after = &bytes[at + 1..];
    let vso = after.get(..4).is_some_and(|name| name.eq_ignore_ascii_case(b"vso["));
    at > 0 && bytes[at - 1] == b'#' && (after.first() == Some(&b'[') || vso)
}

/// Passes text on line by line, without commands.
pub struct Shield<'w> {
    out: &'w mut dyn Write,
    line: Vec<u8>,
}

impl<'w> Shield<'w> {
    /// Writes to `out`.
    pub fn new(out: &'w mut dyn Write) -> Self {
        Self { out, line: Vec::new() }
    }

    /// Passes on what is left of the last line.
    ///
    /// # Errors
    /// What the writer refuses to take.
    pub fn finish(mut self) -> io::Result<()> {
        self.pass()
    }

    fn pass(&mut self) -> io::Result<()> {
        let line = std::mem::take(&mut self.line);
        self.out.write_all(shielded(&String::from_utf8_lossy(&line)).as_bytes())
    }
}

impl Write for Shield<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for part in bytes.split_inclusive(|&byte| byte == b'\n') {
            self.line.extend_from_slice(part);
            if part.ends_with(b"\n") {
                self.pass()?;
            }
        }
        Ok(bytes.len())
    }

    /// A line that is not whole stays here: its end decides what it is.
    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_become_text_and_text_stays() {
        for (line, shown) in [
            ("::set-output name=x::y", "∶:set-output name=x::y"),
            (" \t\u{a0}::stop-commands::x", " \t\u{a0}∶:stop-commands::x"),
            ("a ::error::b", "a ::error::b"),
            ("a ##vso[task.setvariable]b", "a #♯vso[task.setvariable]b"),
            ("##VSO[x]##[error]y", "#♯VSO[x]#♯[error]y"),
            ("###[x]()", "##♯[x]()"),
            ("## [x] ##v [C#]", "## [x] ##v [C#]"),
            ("é:", "é:"),
        ] {
            assert_eq!(shielded(line), shown);
            assert_eq!(shielded(line).chars().count(), line.chars().count());
        }
    }

    #[test]
    fn lines_come_in_pieces() {
        let mut out = Vec::new();
        let mut shield = Shield::new(&mut out);
        for piece in ["a\n :", ":x\n#", "#", "[y", "]\n::é"] {
            shield.write_all(piece.as_bytes()).unwrap();
            shield.flush().unwrap();
        }
        shield.finish().unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "a\n ∶:x\n#♯[y]\n∶:é");
    }
}
