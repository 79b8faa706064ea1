use std::ops::Range;

use crate::markdown::Passage;
use crate::rule::{Findings, NoOptions, Page};
use crate::text::Language;

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    for passage in page.passages() {
        twins(passage.text(), |first, second| {
            let text = passage.text();
            let (one, other) = (&text[first.clone()], &text[second.clone()]);
            let between = passage.source(first.start..first.end).end()..passage.source(second.clone()).start();
            // A tag or a comment that is not read may stand between the two.
            let together = page.text()[between].chars().all(|c| c.is_whitespace() || c == '>');
            let slip = together && is_slip(page.language(), &passage, first.start..second.start, (one, other));
            if slip && page.is_in_language() {
                out.report(
                    passage.source(first.start..second.end),
                    format!("\"{one} {other}\": the word stands twice"),
                )
                .help(format!("write \"{one}\" once"));
            }
        });
    }
}

/// Hands out each two words in a row that are the same letters in any case, with only blanks between them. This looks
/// at every word of every page: most pairs differ in their first letter, and nothing else is looked at then.
fn twins(text: &str, mut found: impl FnMut(Range<usize>, Range<usize>)) {
    let bytes = text.as_bytes();
    let mut start = 0;
    let mut initial = bytes.first().map_or(0, |first| first | 0x20);
    each_blank(bytes, |blank| {
        let next = blank + 1;
        let Some(second) = bytes.get(next).map(|second| second | 0x20) else { return };
        if second == initial {
            // The last blank of several parts the words.
            if bytes[next] == b' ' {
                return;
            }
            let end = start + bytes[start..blank].trim_ascii_end().len();
            if is_twin(&bytes[start..end], &bytes[next..]) {
                found(start..end, next..next + (end - start));
            }
        } else if bytes[next] == b' ' {
            return;
        }
        (start, initial) = (next, second);
    });
}

/// Hands out the place of each blank. Words are so short that a search for the next blank costs more than it spares, so
/// eight bytes are compared at once: what is left of a byte is zero where it is a blank, and then alone adding 0x7F to
/// its lower bits leaves the highest one unset.
fn each_blank(bytes: &[u8], mut visit: impl FnMut(usize)) {
    const BLANKS: u64 = 0x2020_2020_2020_2020;
    const LOWER: u64 = 0x7F7F_7F7F_7F7F_7F7F;
    let (words, rest) = bytes.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    for index in 0..=words.len() {
        let left = u64::from_le_bytes(*words.get(index).unwrap_or(&last)) ^ BLANKS;
        let mut blanks = !((left & LOWER).wrapping_add(LOWER) | left | LOWER);
        while blanks != 0 {
            visit(index * 8 + blanks.trailing_zeros() as usize / 8);
            blanks &= blanks - 1;
        }
    }
}

/// True where `rest` begins with the plain word `first` again, with or without a mark behind it.
fn is_twin(first: &[u8], rest: &[u8]) -> bool {
    let Some((word, after)) = rest.split_at_checked(first.len()) else { return false };
    let ends = matches!(after.first(), None | Some(b' ' | b'\n' | b',' | b'.' | b';' | b':' | b'!' | b'?' | b')'));
    ends && !first.is_empty() && word.eq_ignore_ascii_case(first) && first.iter().all(u8::is_ascii_alphabetic)
}

/// Whether the words that begin at the bounds of `at` are one word too many.
fn is_slip(language: &Language, passage: &Passage, at: Range<usize>, (first, word): (&str, &str)) -> bool {
    let Range { start: before, end: start } = at;
    let text = passage.text();
    let lower = word.to_ascii_lowercase();
    // A stop, a comma or a line break after the first word parts the two; so does markup around one of them.
    let parted = text[before + word.len()..start].chars().any(|c| c != ' ');
    let marked = passage.marks_at(before..start + word.len()).any(|mark| {
        let inside = |at: usize| mark.range.start <= at && at < mark.range.end;
        inside(before) != inside(start)
    });
    // Names double (New York New York), a name may end in the word that follows it (the Parameter parameter), and an
    // operator or an acronym is a word of its own: bitwise AND and assignment.
    let capitals = |word: &str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let common = language.weak.contains(&lower) || language.open.contains(&lower);
    let name = word.starts_with(char::is_uppercase) || first != word && (capitals(first) || !common);
    // Quotes show the pair; a verb with its particle, as in `sign in in the menu`, needs the second one.
    let quoted = text[..before].ends_with(['"', '“', '\'', '‘'])
        && text[start + word.len()..].starts_with(['"', '”', '\'', '’']);
    !(word.is_empty()
        || parted
        || marked
        || name
        || quoted
        || word.len() == 1 && lower != "a"
        || language.doubled.contains(&lower)
        || lower == "in" && follows_phrasal_verb(language, &text[..before]))
}

fn follows_phrasal_verb(language: &Language, before: &str) -> bool {
    super::reading::words(before).next_back().is_some_and(|verb| language.phrasal.contains(&verb.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_blank_is_handed_out_once(text in "[ !a\u{1}\u{a0}é]{0,40}") {
            let mut found = Vec::new();
            super::each_blank(text.as_bytes(), |at| found.push(at));
            let blanks: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
            prop_assert_eq!(found, blanks);
        }
    }
}
