//! The clue of a few words that begin a sentence and don't end it.

use super::super::reading::words;
use super::{Evidence, Tail};
use crate::markdown::token;

/// More words are a clause.
const LONGEST: usize = 5;
/// More words than these may be one, with a verb of their own.
const SURE: usize = 3;

/// A few words after a full sentence that begin one and don't end it.
pub(super) fn fragment(tail: &Tail) -> Option<Evidence> {
    let text = tail.last_sentence();
    if !tail.is_after_sentence() || tail.leads() && !tail.trailing_blank || tail.is_marked() {
        return None;
    }
    let count = words(text).count();
    let plain = !text.contains(token::is_token) && text.ends_with(char::is_alphanumeric);
    if !plain || !(1..=LONGEST).contains(&count) || !begins_sentence(tail, text, count) {
        return None;
    }
    let noun = if count == 1 { "word" } else { "words" };
    let what = format!("{count} {noun} after a full sentence, no end mark");
    if count > SURE || !opens_only_sentences(tail, text) { Evidence::weak(what) } else { Evidence::strong(what) }
}

fn begins_sentence(tail: &Tail, text: &str, count: usize) -> bool {
    let Some(first) = words(text).next() else { return false };
    let language = tail.language();
    // `It supports Windows` is a whole sentence that lacks its stop.
    let clause = language.pronouns.contains_in_any_case(first) && count > 2;
    let opens = [&language.openers, &language.introducers].iter().any(|list| list.contains_in_any_case(first));
    first.starts_with(char::is_uppercase) && opens && !clause
}

fn opens_only_sentences(tail: &Tail, text: &str) -> bool {
    words(text).next().is_some_and(|first| tail.language().openers.contains_in_any_case(first))
}

#[cfg(test)]
mod tests {
    use super::super::tail::clue;
    use super::*;

    fn what(text: &str) -> String {
        clue(text, fragment).map_or(String::new(), |(_, what)| what)
    }

    #[test]
    fn a_few_words_after_a_sentence_are_a_fragment() {
        let text = "The startup checklist is short. The Enterprise checklist ";
        assert_eq!(what(&format!("{text}\n\n# Next\n")), "3 words after a full sentence, no end mark");
        assert_eq!(what(&format!("{text}\n\n<div></div>\n")), "3 words after a full sentence, no end mark");
        assert_eq!(what("The startup checklist is short. The example\n\n    code\n"), "", "a lead-in");
    }

    #[test]
    fn labels_and_whole_sentences_are_none() {
        for end in
            ["**The plan**", "Learn more", "It supports Windows", "The `x` plan", "The plan of all the crew here"]
        {
            assert_eq!(what(&format!("The checklist is short. {end}\n\n# Next\n")), "", "{end}");
        }
        assert_eq!(what("The checklist\n\n# Next\n"), "", "nothing stands before it");
    }
}
