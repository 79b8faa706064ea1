//! How a passage reads: what it ends in, what follows it, and whether it is prose at all.

use std::ops::Range;

use crate::markdown::{Block, BlockKind, Passage, PassageKind, token};
use crate::text::Language;

/// What follows a passage on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Following {
    /// The end of the file.
    End,
    /// A thematic break.
    Break,
    Heading,
    Tab,
    /// A paragraph of running text.
    Prose,
    /// The next item of the same list, or of one around it.
    Sibling,
    /// What a lead-in leads to: a list, code, a table, an image, a directive, HTML, a quote.
    LeadTo(&'static str),
}

impl Following {
    /// `followed by a heading`
    pub(super) fn words(self) -> String {
        let what = match self {
            Following::End => return "nothing follows".to_owned(),
            Following::Break => "a break",
            Following::Heading => "a heading",
            Following::Tab => "a tab",
            Following::Prose => "a new paragraph",
            Following::Sibling => "the next item",
            Following::LeadTo(what) => what,
        };
        format!("followed by {what}")
    }
}

/// What follows `passage`.
pub(super) fn following(passage: &Passage) -> Following {
    let here = passage.block();
    let Some(block) = passage.next() else { return Following::End };
    match block.kind {
        BlockKind::Rule => Following::Break,
        BlockKind::Heading { .. } => Following::Heading,
        BlockKind::Tab => Following::Tab,
        BlockKind::Paragraph if block.opens_item && block.list_depth > here.list_depth => Following::LeadTo("a list"),
        BlockKind::Paragraph if block.opens_item && here.list_depth > 0 => Following::Sibling,
        BlockKind::Paragraph if block.opens_item => Following::LeadTo("a list"),
        BlockKind::Paragraph if block.quote_depth > here.quote_depth => Following::LeadTo("a quote"),
        BlockKind::Paragraph => match passage.next_passage() {
            Some(next) if is_running(&next) => Following::Prose,
            _ => Following::LeadTo("code or an image"),
        },
        BlockKind::Code { .. } => Following::LeadTo("code"),
        BlockKind::Html => Following::LeadTo("HTML"),
        BlockKind::Table => Following::LeadTo("a table"),
        BlockKind::Learn(_) => Following::LeadTo("a directive"),
    }
}

/// True for text with words in it: not an image, a formula, or code standing alone or behind a label.
fn is_running(passage: &Passage) -> bool {
    let text = passage.text();
    let labels = if text.contains(token::is_token) { 3 } else { 0 };
    words(text).nth(labels).is_some()
}

/// The words of masked text: runs of letters, digits and the marks inside them. A token is no word.
pub(super) fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || token::is_token(c))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
}

/// The last word, with its range, where the text ends right after it.
pub(super) fn final_word(text: &str) -> Option<Range<usize>> {
    let text = text.trim_end();
    let start = final_start(text);
    // Part of a path, an address or an expression is no word of a sentence.
    let before = text[..start].chars().next_back();
    let free = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '\'' | '‘'));
    (start < text.len() && free && text[start..].chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-')))
        .then_some(start..text.len())
}

/// Where the letters, digits and the marks amid them begin that a text ends in. Asked of so many texts that bytes are
/// looked at first, and characters only where one is not ASCII.
fn final_start(text: &str) -> usize {
    let part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'\'' | b'-' | b'_');
    match text.bytes().rposition(|byte| !part(&byte)) {
        None => 0,
        Some(at) if text.as_bytes()[at].is_ascii() => at + 1,
        Some(_) => text
            .rfind(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '_')))
            .map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8)),
    }
}

/// True where the text ends as sentences do: a stop, then only quotes and brackets.
pub(super) fn is_terminated(text: &str) -> bool {
    // Nearly every text ends in a stop or a letter, and then nothing needs to be taken off.
    match text.as_bytes().last() {
        Some(b'.' | b'!' | b'?') => return true,
        Some(last) if last.is_ascii_alphanumeric() => return false,
        _ => {}
    }
    let closed = text.trim_end().trim_end_matches([')', ']', '"', '\'', '”', '’', '»', '*', '_', '~', '`']);
    closed.ends_with(['.', '!', '?', '…', '。', '！', '？', '．'])
}

/// True where the text stops at a word that needs another: what it leaves open, and its missing stop, are part of
/// that cut.
pub(super) fn is_cut(language: &Language, text: &str) -> bool {
    let listed = |word: &str| language.open.contains(word) || language.weak.contains(word);
    final_word(text).is_some_and(|word| listed(&text[word]))
}

/// True for a paragraph or an item, where sentences are expected.
pub(super) fn is_prose(passage: &Passage) -> bool {
    match passage.kind() {
        PassageKind::Paragraph | PassageKind::Item => !passage.text().is_empty(),
        PassageKind::Heading | PassageKind::Cell { .. } => false,
    }
}

/// True for a paragraph outside of lists: what stands there is a sentence, a label or a title, but no list's entry.
pub(super) fn is_free(passage: &Passage) -> bool {
    passage.kind() == PassageKind::Paragraph && passage.block().list_depth == 0
}

/// True where both blocks hang in the same containers.
pub(super) fn same_depth(one: &Block, other: &Block) -> bool {
    one.list_depth == other.list_depth && one.quote_depth == other.quote_depth
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_final_word_is_a_word_of_the_sentence() {
        assert_eq!(final_word("use the "), Some(4..7));
        assert_eq!(final_word("see a/the"), None);
        assert_eq!(final_word("with \u{1}"), None);
        assert_eq!(final_word("version 2"), None);
        assert_eq!(final_word("the"), Some(0..3));
    }

    #[test]
    fn sentences_end_in_stops_inside_brackets_too() {
        assert!(is_terminated("Done (really).") && is_terminated("He said \"no.\"") && is_terminated("終わり。"));
        assert!(!is_terminated("The Enterprise checklist") && !is_terminated("a,"));
    }
}
