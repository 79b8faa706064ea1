//! Where sentences begin and end in masked text.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// Words that end in a full stop without ending a sentence, one a line, lower case, without their last stop.
static ABBREVIATIONS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    include_str!("../../rules/words/abbreviations.txt").lines().filter(|line| !line.starts_with('#')).collect()
});

/// The same for those that may end a sentence all the same, so that only a lower-case word after them joins on.
static ENDING_ABBREVIATIONS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    include_str!("../../rules/words/ending-abbreviations.txt").lines().filter(|line| !line.starts_with('#')).collect()
});

/// Bytes of the longest word in the two lists: a longer word is not looked up.
const LONGEST_ABBREVIATION: usize = 6;

/// Parts the passage `range` of `all` into sentences and hands out the range of each within the passage, without the
/// blanks between them. A line feed in masked text is a hard break; it ends a sentence.
pub(super) fn sentences(all: &mut Stops<'_>, range: Range<usize>, mut out: impl FnMut(Range<usize>)) {
    let base = range.start;
    let text = &all.text[range];
    let bytes = text.as_bytes();
    let mut start = skip_blanks(bytes, 0);
    let mut from = start;
    while let Some(stop) = all.next(base + from).checked_sub(base).filter(|stop| *stop < bytes.len()) {
        let end = closers_end(text, stop);
        from = end.max(stop + 1);
        if bytes[stop] == b'\n' || ends_sentence(text, start, stop, end) {
            let end = if bytes[stop] == b'\n' { stop } else { end };
            if !text[start..end].trim_end().is_empty() {
                out(start..start + text[start..end].trim_end().len());
            }
            start = skip_blanks(bytes, from);
            from = from.max(start);
        }
    }
    let rest = text[start..].trim_end();
    if !rest.is_empty() {
        out(start..start + rest.len());
    }
}

/// Finds stops in the text of all passages, from its beginning to its end. A search goes on over the passages up to the
/// next stop of its kind and is kept until then: most passages are shorter than what it takes to set one up.
pub(super) struct Stops<'t> {
    text: &'t str,
    /// The next `.`, `!` or `?`.
    ascii: usize,
    /// The next line feed, which is a hard break.
    line: usize,
    /// The next wide stop.
    wide: usize,
}

impl<'t> Stops<'t> {
    /// At the beginning of the text of all passages.
    pub(super) fn new(text: &'t str) -> Self {
        let mut stops = Self { text, ascii: 0, line: 0, wide: 0 };
        stops.ascii = stops.find(0, |bytes| memchr::memchr3(b'.', b'!', b'?', bytes));
        stops.line = stops.find(0, |bytes| memchr::memchr(b'\n', bytes));
        stops.wide = stops.find(0, wide_stop);
        stops
    }

    /// The first stop at `from` or behind it, or the end of the text. `from` never goes back.
    fn next(&mut self, from: usize) -> usize {
        if self.ascii < from {
            self.ascii = self.find(from, |bytes| memchr::memchr3(b'.', b'!', b'?', bytes));
        }
        if self.line < from {
            self.line = self.find(from, |bytes| memchr::memchr(b'\n', bytes));
        }
        if self.wide < from {
            self.wide = self.find(from, wide_stop);
        }
        self.ascii.min(self.line).min(self.wide)
    }

    fn find(&self, from: usize, search: impl Fn(&[u8]) -> Option<usize>) -> usize {
        search(&self.text.as_bytes()[from..]).map_or(self.text.len(), |found| from + found)
    }
}

/// The ideographic full stop and its kin: U+3002, U+FF01, U+FF1F.
fn wide_stop(bytes: &[u8]) -> Option<usize> {
    memchr::memchr2_iter(0xE3, 0xEF, bytes)
        .find(|&at| matches!(bytes.get(at..at + 3), Some([0xE3, 0x80, 0x82] | [0xEF, 0xBC, 0x81 | 0x9F])))
}

fn skip_blanks(bytes: &[u8], from: usize) -> usize {
    from + bytes[from..].iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

/// One past the stop, its repeats, and the quotes and brackets that close after it.
fn closers_end(text: &str, stop: usize) -> usize {
    // Nearly every stop has a blank or a letter behind it.
    let bytes = text.as_bytes();
    let alone = bytes.get(stop + 1).is_none_or(|next| *next == b' ' || next.is_ascii_alphanumeric());
    if alone && bytes[stop].is_ascii() {
        return stop + 1;
    }
    let rest = &text[stop..];
    let end = rest.trim_start_matches(['.', '!', '?', '。', '！', '？']);
    let end = end.trim_start_matches([')', ']', '"', '\'', '”', '’', '*', '_', '»']);
    text.len() - end.len()
}

fn ends_sentence(text: &str, start: usize, stop: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    if !bytes[stop].is_ascii() {
        return true;
    }
    let rest = &text[end..];
    if !rest.starts_with(char::is_whitespace) {
        return rest.is_empty();
    }
    let next = rest.trim_start().chars().next();
    let lower_next = next.is_some_and(char::is_lowercase);
    // A stop in quotes or brackets that the sentence goes on after, or before the star of a wildcard; a mark of exclamation that belongs to a name, as in
    // `format! macro`; and a stop that is itself what the quotes or brackets show.
    let enclosed = text[stop..end].contains(['"', '\'', '”', '’', '»', ')', '*']);
    let called = bytes[stop] == b'!' && !rest.starts_with("  ");
    if lower_next && (enclosed || called) || names_itself(&text[start..stop], end - stop) {
        return false;
    }
    if end - stop > 1 && bytes[stop + 1] == b'.' {
        return !lower_next;
    }
    if bytes[stop] != b'.' {
        return true;
    }
    let word = last_word(&text[start..stop]);
    if word.len() <= LONGEST_ABBREVIATION {
        let lower = word.to_lowercase();
        if ABBREVIATIONS.contains(lower.as_str()) {
            return false;
        }
        if ENDING_ABBREVIATIONS.contains(lower.as_str()) {
            return !lower_next;
        }
    }
    let number = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    if number && lower_next {
        return false;
    }
    let initial = word.len() == 1 && word.chars().all(|c| c.is_ascii_uppercase());
    let enumerator = start + word.len() == stop && (word.len() == 1 || word.bytes().all(|b| b.is_ascii_digit()));
    !(enumerator || initial && !lower_next && start + word.len() < stop && is_name_before(&text[start..stop - 1]))
}

/// `(.)`, `"?"`, `$?`, `*.*` and ` . `: the mark is spoken of, or no word stands before it.
fn names_itself(before: &str, width: usize) -> bool {
    match before.chars().next_back() {
        Some('(' | '[' | '"' | '\'' | '“' | '‘') => width > 1,
        Some(c) => c.is_whitespace() || matches!(c, '$' | '=' | '<' | '>' | '\\' | '/' | '+' | '&' | '*'),
        // Three marks of exclamation open an admonition of MkDocs.
        None => true,
    }
}

/// True where the word before an initial is capitalised too: `Donald E. Knuth`.
fn is_name_before(text: &str) -> bool {
    last_word(text.trim_end()).chars().next().is_some_and(char::is_uppercase)
}

fn last_word(text: &str) -> &str {
    let start = text
        .rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '/'))
        .map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    &text[start..]
}

#[cfg(test)]
mod tests {
    fn split(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        super::sentences(&mut super::Stops::new(text), 0..text.len(), |range| out.push(&text[range]));
        out
    }

    #[test]
    fn stops_end_sentences_and_abbreviations_do_not() {
        assert_eq!(split("One. Two! Three?"), ["One.", "Two!", "Three?"]);
        assert_eq!(split("Use e.g. Azure. See Fig. 2 for more."), ["Use e.g. Azure.", "See Fig. 2 for more."]);
        assert_eq!(
            split("Apps, sites, etc. are fine. Apps, etc. They are."),
            ["Apps, sites, etc. are fine.", "Apps, etc.", "They are."]
        );
        assert_eq!(split("Use .NET 4.5 or Node.js. ok"), ["Use .NET 4.5 or Node.js.", "ok"]);
        assert_eq!(split("He said \"stop.\" Then left."), ["He said \"stop.\"", "Then left."]);
        assert_eq!(split("1. Open it. Close it."), ["1. Open it.", "Close it."]);
    }

    #[test]
    fn no_abbreviation_is_too_long_to_be_looked_up() {
        let all = super::ABBREVIATIONS.iter().chain(super::ENDING_ABBREVIATIONS.iter());
        assert!(all.map(|word| word.len()).max().unwrap() <= super::LONGEST_ABBREVIATION);
    }

    #[test]
    fn lower_case_after_a_stop_is_a_sentence_of_its_own() {
        assert_eq!(split("New in PowerShell 3.0. for aliases. The 3. one.").len(), 3);
        assert_eq!(split("Thanks for it!   team and process.").len(), 2);
        assert_eq!(split("They are foundational.   process with it."), ["They are foundational.", "process with it."]);
    }

    #[test]
    fn marks_that_are_spoken_of_end_nothing() {
        assert_eq!(split("Type a dot (.) and a space. The \"?\" is next to $? in it.").len(), 2);
        assert_eq!(split("Ask \"why?\" and do it again.").len(), 1);
        assert_eq!(split("!!! tip inside of it").len(), 1);
        assert_eq!(split("Move node.* into process.* and go on.").len(), 1);
        assert_eq!(split("Avoid paths such as c:\\*.* which are broad.").len(), 1);
        assert_eq!(split("Use the format! macro (or this one?) for the 1.0.* releases.").len(), 1);
    }

    #[test]
    fn wide_stops_need_no_blank_and_breaks_end() {
        assert_eq!(split("これは。次"), ["これは。", "次"]);
        assert_eq!(split("One line\nanother"), ["One line", "another"]);
        assert_eq!(split(""), Vec::<&str>::new());
    }
}
