//! Which characters an anchor keeps, by the categories of Unicode that each engine names.

use std::sync::LazyLock;

use regex::Regex;

/// A set of characters, asked one at a time.
pub(super) struct Letters(LazyLock<Regex>);

/// Letters and decimal digits: Learn and Hugo.
pub(super) static LETTERS: Letters = Letters(LazyLock::new(|| set(r"[\p{L}\p{Nd}]")));

/// What Ruby calls a word: letters, marks, decimal digits and connectors: GitHub.
pub(super) static WORD: Letters = Letters(LazyLock::new(|| set(r"[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}]")));

/// Letters, marks, numbers of every kind and connectors: GitLab.
pub(super) static MARKED: Letters = Letters(LazyLock::new(|| set(r"[\p{L}\p{M}\p{N}\p{Pc}]")));

fn set(pattern: &str) -> Regex {
    Regex::new(&format!("^{pattern}$")).expect("a class of characters is a pattern")
}

impl Letters {
    /// Most characters are ASCII and need no table.
    pub fn has(&self, c: char) -> bool {
        if c.is_ascii() {
            return c.is_ascii_alphanumeric();
        }
        self.0.is_match(c.encode_utf8(&mut [0; 4]))
    }
}

/// Lower case of one character by one, where there is one such.
pub(super) fn lower(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(only), None) => only,
        _ => c,
    }
}
