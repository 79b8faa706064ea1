//! "Did you mean": the nearest of a set of known words.

use std::borrow::Cow;

/// No known word is as long as this many characters; longer ones are not compared, for that takes their length squared.
const LONGEST: usize = 64;

/// The candidate most like `word`, if one is near enough to be meant: at most one edit in three characters, or
/// the same letters in another case. Ties go to the first candidate, so the answer does not depend on anything else.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.char_indices().nth(LONGEST).is_some() {
        return None;
    }
    let wanted = word.to_lowercase();
    let length = wanted.chars().count();
    let limit = length.div_ceil(3).min(3);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        if candidate.len() > 4 * (length + limit) || candidate.chars().count().abs_diff(length) > limit {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&wanted, &candidate.to_lowercase());
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How many letters are wrong, left out, too many or swapped between two words.
pub fn edits_between(one: &str, other: &str) -> usize {
    strsim::osa_distance(one, other)
}

/// The text for a message: whole if it is short, else its beginning.
pub fn clipped(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(60) {
        None => Cow::Borrowed(text),
        Some((end, _)) => Cow::Owned(format!("{}...", &text[..end])),
    }
}

/// The last character boundary of `text` at or before a byte offset, which may lie past its end.
pub fn char_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// A name without what slips change: letter case, blanks and signs.
pub fn fold_name(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::{char_boundary, nearest};

    #[test]
    fn boundaries_lie_at_or_before_the_offset() {
        let found: Vec<usize> = (0..7).map(|offset| char_boundary("aé☐", offset)).collect();
        assert_eq!(found, [0, 1, 1, 3, 3, 3, 6]);
        assert_eq!(char_boundary("aé☐", 99), 6);
    }

    #[test]
    fn finds_the_slip_and_refuses_the_stranger() {
        let known = ["title", "description", "ms.author"];
        assert_eq!(nearest("tittle", known), Some("title"));
        assert_eq!(nearest("Ms.Author", known), Some("ms.author"));
        assert_eq!(nearest("banana", known), None);
    }

    #[test]
    fn a_huge_word_is_like_none_and_costs_nothing() {
        let huge = "x".repeat(5_000_000);
        assert_eq!(nearest(&huge, ["title", huge.as_str()]), None);
        assert_eq!(nearest("title", [huge.as_str()]), None);
    }
}
