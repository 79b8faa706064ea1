use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use crate::text::{SourceFile, Span, char_boundary};

/// Characters of the excerpt before the place and from it on: a line is shown, not a file.
const BEFORE: usize = 40;
const FROM: usize = 80;
/// Characters of a message that are shown.
const LONGEST: usize = 1_000;

/// Why a configuration can't be used. Displays as a message with the line it speaks of and a caret below.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    path: String,
    place: Option<Place>,
    message: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    line: usize,
    column: usize,
    excerpt: String,
    indent: usize,
    width: usize,
}

impl ConfigError {
    /// An error that concerns the file, or the command line, as a whole.
    pub fn whole(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { path: path.into(), place: None, message: message.into() }
    }

    /// An error at a byte range of the file's text.
    pub fn at(path: &str, text: &str, range: Range<usize>, message: impl Into<String>) -> Self {
        let source = SourceFile::new(path, text);
        let offset = char_boundary(source.text(), range.start.saturating_sub(source.bom_len()));
        let end = char_boundary(source.text(), range.end.saturating_sub(source.bom_len())).max(offset);
        let at = source.line_column(offset);
        let line = source.line_span(source.line_index(offset));
        let before: Vec<char> = Span::new(line.start(), offset.min(line.end())).of(source.text()).chars().collect();
        let shown = &before[before.len().saturating_sub(BEFORE)..];
        let after = Span::new(offset.min(line.end()), line.end()).of(source.text()).chars().take(FROM);
        let marked = Span::new(offset, end.min(line.end())).of(source.text()).chars().take(FROM).count();
        let excerpt = shown.iter().copied().chain(after).collect::<String>();
        let place = Place {
            line: at.line,
            column: at.column,
            excerpt: visible(&excerpt),
            indent: shown.len(),
            width: marked.max(1),
        };
        Self { path: path.to_owned(), place: Some(place), message: message.into() }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (path, message) = (visible(&self.path), visible(&beginning(&self.message)));
        let Some(place) = &self.place else { return write!(out, "{path}: {message}") };
        let number = place.line.to_string();
        let margin = " ".repeat(number.len());
        writeln!(out, "{path}:{}:{}: {message}", place.line, place.column)?;
        writeln!(out, "{margin} |")?;
        writeln!(out, "{number} | {}", place.excerpt)?;
        write!(out, "{margin} | {}{}", " ".repeat(place.indent), "^".repeat(place.width))
    }
}

/// The beginning of a message: it may repeat a word as long as the file.
fn beginning(message: &str) -> Cow<'_, str> {
    match message.char_indices().nth(LONGEST) {
        None => Cow::Borrowed(message),
        Some((end, _)) => Cow::Owned(format!("{}...", &message[..end])),
    }
}

impl std::error::Error for ConfigError {}

/// The text with what a terminal would obey or hide replaced: a configuration may come from a stranger's branch.
fn visible(text: &str) -> String {
    let hidden = |c: char| {
        c.is_control() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|c| if hidden(c) { '\u{FFFD}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_the_line_with_a_caret() {
        let error = ConfigError::at("g.toml", "a = 1\nexlude = 2\n", 6..12, "unknown key");
        assert_eq!(error.to_string(), "g.toml:2:1: unknown key\n  |\n2 | exlude = 2\n  | ^^^^^^");
    }

    #[test]
    fn a_place_past_the_end_and_control_characters_do_no_harm() {
        let error = ConfigError::at("g.toml", "\u{1b}[31m = é", 9..99, "no");
        assert!(!error.to_string().contains('\u{1b}'), "{error}");
        assert!(ConfigError::whole("g.toml", "x".repeat(100_000)).to_string().len() < 2_000);
    }
}
