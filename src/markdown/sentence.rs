//! Where sentences begin and end in masked text.

use std::ops::Range;

use crate::text::Language;

/// Parts the passage `range` of `all` into sentences and hands out the range of each within the passage, without the
/// blanks between them. A line feed in masked text is a hard break; it ends a sentence.
pub(super) fn sentences(
    language: &Language,
    all: &mut Stops<'_>,
    range: Range<usize>,
    mut out: impl FnMut(Range<usize>),
) {
    let base = range.start;
    let text = &all.text[range];
    let bytes = text.as_bytes();
    let mut start = skip_blanks(text, 0);
    let mut from = start;
    while let Some(stop) = all.next(base + from).checked_sub(base).filter(|stop| *stop < bytes.len()) {
        let end = closers_end(text, stop);
        from = end.max(stop + 1);
        if bytes[stop] == b'\n' || ends_sentence(language, text, start..stop, end) {
            let end = if bytes[stop] == b'\n' { start + trimmed_end(&text[start..stop]).len() } else { end };
            if start < end {
                out(start..end);
            }
            start = skip_blanks(text, from);
            from = from.max(start);
        }
    }
    let rest = trimmed_end(&text[start..]);
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

/// The next place that holds no blank. Nearly always that is the next byte or the one after it.
fn skip_blanks(text: &str, from: usize) -> usize {
    match text.as_bytes()[from..] {
        [first, ..] if first.is_ascii_graphic() => return from,
        [b' ', second, ..] if second.is_ascii_graphic() => return from + 1,
        _ => {}
    }
    text.len() - text[from..].trim_start().len()
}

/// The text without blanks at its end, where there mostly are none.
fn trimmed_end(text: &str) -> &str {
    if text.bytes().next_back().is_some_and(|last| last.is_ascii_graphic()) { text } else { text.trim_end() }
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

/// Whether what begins and stops at the bounds of `part` is a sentence; `end` is one past what closes it.
fn ends_sentence(language: &Language, text: &str, part: Range<usize>, end: usize) -> bool {
    let Range { start, end: stop } = part;
    let bytes = text.as_bytes();
    if !bytes[stop].is_ascii() {
        return true;
    }
    let rest = &text[end..];
    if !rest.starts_with(char::is_whitespace) {
        return rest.is_empty();
    }
    let rest = rest.trim_start();
    let next = rest.chars().next();
    let lower_next = next.is_some_and(char::is_lowercase);
    // A stop in quotes or brackets that the sentence goes on after, or before the star of a wildcard; a mark of exclamation that belongs to a name, as in
    // `format! macro`; and a stop that is itself what the quotes or brackets show.
    let enclosed = end - stop > 1 && text[stop..end].contains(['"', '\'', '”', '’', '»', ')', '*']);
    let called = bytes[stop] == b'!' && !text[end..].starts_with("  ");
    if lower_next && (enclosed || called) || names_itself(&text[start..stop], end - stop, next) {
        return false;
    }
    if end - stop > 1 && bytes[stop + 1] == b'.' {
        return !lower_next;
    }
    if bytes[stop] != b'.' {
        return true;
    }
    full_stop_ends(language, &text[start..stop], rest)
}

/// Whether a full stop between two texts ends a sentence.
fn full_stop_ends(language: &Language, before: &str, rest: &str) -> bool {
    let next = rest.chars().next();
    let lower_next = next.is_some_and(char::is_lowercase);
    let word = last_word(before);
    if is_abbreviation(language, word, next) {
        return false;
    }
    let digits = word.bytes().all(|byte| byte.is_ascii_digit());
    let letter = word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    if word.len() == before.len() {
        // The enumerator of an item: `a.` and `12.`.
        return !letter && !digits;
    }
    let number = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    if number && lower_next {
        return false;
    }
    let initial = letter && word.bytes().all(|byte| byte.is_ascii_uppercase()) && !lower_next;
    let name = initial && is_name_before(&before[..before.len() - 1]) && !opens_sentence(language, rest);
    !name
}

/// `(.)`, `"?"`, `$?` and ` . `: the mark is spoken of, or no word stands before it.
fn names_itself(before: &str, width: usize, next: Option<char>) -> bool {
    const SIGNS: [char; 9] = ['$', '=', '<', '>', '\\', '/', '+', '&', '*'];
    match before.chars().next_back() {
        Some('(' | '[' | '"' | '\'' | '“' | '‘') => width > 1,
        // With a new sentence behind it, a blank before the stop is a slip.
        Some(c) if c.is_whitespace() => !next.is_some_and(char::is_uppercase),
        // Signs that a word ends in are part of it: `C++`, and addresses that end in a slash.
        Some(c) if SIGNS.contains(&c) => !before.trim_end_matches(SIGNS).ends_with(char::is_alphanumeric),
        Some(_) => false,
        // Three marks of exclamation open an admonition of MkDocs.
        None => true,
    }
}

/// True for an abbreviation that what comes next belongs to.
fn is_abbreviation(language: &Language, word: &str, next: Option<char>) -> bool {
    let goes_on = next.is_some_and(|c| c.is_lowercase() || c.is_numeric());
    // A title is written with a capital: Ms. Smith, and not five ms.
    let title = word.starts_with(char::is_uppercase) && language.titles.contains_in_any_case(word);
    if title || language.abbreviations.contains_in_any_case(word) {
        // Capitals alone are a name of their own: CA, and not circa.
        let acronym = word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
        return goes_on || !acronym;
    }
    goes_on && language.ending_abbreviations.contains_in_any_case(word)
}

/// True where a text begins with a word that no name begins with.
fn opens_sentence(language: &Language, text: &str) -> bool {
    let word = &text[..text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len())];
    let lower = word.to_lowercase();
    [&language.openers, &language.open, &language.weak, &language.pronouns].iter().any(|list| list.contains(&lower))
}

/// True where the word before an initial is capitalised too, or a bracket opens: `Donald E. Knuth`, `(N. California)`.
fn is_name_before(text: &str) -> bool {
    text.ends_with(['(', '[']) || last_word(text.trim_end()).chars().next().is_some_and(char::is_uppercase)
}

/// What stands behind the last blank, bracket, quote or slash. Asked of nearly every stop, so that bytes are looked at
/// first, and characters only where one is not ASCII.
fn last_word(text: &str) -> &str {
    let parts = |byte: &u8| !byte.is_ascii_graphic() || matches!(byte, b'(' | b'[' | b'"' | b'/');
    match text.as_bytes().iter().rposition(parts) {
        None => return text,
        Some(at) if text.as_bytes()[at].is_ascii_graphic() || text.as_bytes()[at] == b' ' => return &text[at + 1..],
        Some(_) => {}
    }
    let start = text
        .rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '/'))
        .map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    &text[start..]
}

#[cfg(test)]
mod tests {
    use crate::text::{ExtraWords, Language, WordList};

    fn split(text: &str) -> Vec<&str> {
        split_in(Language::english(), text)
    }

    fn split_in<'t>(language: &Language, text: &'t str) -> Vec<&'t str> {
        let mut out = Vec::new();
        super::sentences(language, &mut super::Stops::new(text), 0..text.len(), |range| out.push(&text[range]));
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
        assert_eq!(split("\u{1}. It is code. Close it."), ["\u{1}.", "It is code.", "Close it."]);
    }

    #[test]
    fn abbreviations_end_sentences_where_nothing_belongs_to_them() {
        assert_eq!(split("Ask Ms. Smith. It takes 5 ms. The rest waits.").len(), 3);
        assert_eq!(split("Trust the CA. The other is from ca. 1990. No. It is not. See no. 5 of it.").len(), 5);
        assert_eq!(split("Donald E. Knuth (N. California) wrote it. Take the Pro X. For others, wait.").len(), 3);
    }

    #[test]
    fn signs_and_blanks_before_a_stop_are_told_apart() {
        assert_eq!(split("Write C++. See https://a.b/c/. Then add a . to it.").len(), 3);
        assert_eq!(
            split("One has a blank . Two has none.\u{a0}Three begins.")[1..],
            ["Two has none.", "Three begins."]
        );
    }

    #[test]
    fn abbreviations_are_those_of_the_language_and_of_the_user() {
        let mut extra = ExtraWords::default();
        extra.add(WordList::Abbreviations, "Sched.").unwrap();
        let text = "See Sched. A of it.";
        assert_eq!(split(text).len(), 2);
        assert_eq!(split_in(&Language::english().with(&extra), text), [text]);
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
        assert_eq!(split("Paths such as c:*.* lead to too many.").len(), 1);
    }

    #[test]
    fn wide_stops_need_no_blank_and_breaks_end() {
        assert_eq!(split("これは。次"), ["これは。", "次"]);
        assert_eq!(split("One line\nanother"), ["One line", "another"]);
        assert_eq!(split(""), Vec::<&str>::new());
    }
}
