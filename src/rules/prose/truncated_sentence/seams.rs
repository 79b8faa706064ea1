//! Clues behind the end of a text: in the rest of its line and in the next paragraph.

use super::super::reading::{self, words};
use super::{Evidence, Tail};
use crate::markdown::{Passage, PassageKind};

/// The next paragraph goes on as if nothing stood between the two.
pub(super) fn goes_on(tail: &Tail) -> Option<Evidence> {
    let word = tail.last_char().is_some_and(char::is_alphanumeric);
    let adjacent = word && tail.passage.next_passage().is_some_and(|next| starts_lower(&tail.passage, &next));
    // Whether the text is a sentence is asked last: that reads all of it.
    if adjacent && tail.words() > 2 && !tail.is_marked() && tail.is_sentence() {
        Evidence::strong("the next paragraph goes on in lower case")
    } else {
        None
    }
}

/// True where `next` is a paragraph like `passage` and starts in lower case.
fn starts_lower(passage: &Passage, next: &Passage) -> bool {
    next.text().starts_with(char::is_lowercase)
        && next.kind() == PassageKind::Paragraph
        && reading::same_depth(passage.block(), next.block())
        && words(next.text()).nth(2).is_some()
        && next.marks_at(0..0).next().is_none()
        && !is_label(next.text().split(char::is_whitespace).next().unwrap_or_default())
}

/// `a.` and `iv)` count clauses, and `name:` is explained; they start no sentence.
fn is_label(word: &str) -> bool {
    word.ends_with(['.', ')', ':'])
}

/// A single blank behind the last word, as a deleted word leaves it.
pub(super) fn trailing_blank(tail: &Tail) -> Option<Evidence> {
    if !tail.trailing_blank || tail.leads() || tail.is_item() && !tail.is_after_sentence() && !tail.joins_bare() {
        return None;
    }
    let plain = tail.last_word.as_ref().is_some_and(|range| !tail.is_set_apart(range));
    if !plain || tail.words() < 4 || tail.is_marked() {
        return None;
    }
    Evidence::weak("a single blank stands where a word may have been")
}

#[cfg(test)]
mod tests {
    use super::super::tail::weight;
    use super::*;

    #[test]
    fn a_sentence_goes_on_in_the_next_paragraph() {
        assert_eq!(weight("When the command\n\ncompletes, the list is applied.\n", goes_on), 2);
        assert_eq!(weight("When the command\n\nCompletes the list of it.\n", goes_on), 0);
        assert_eq!(weight("All of these clauses\n\na. the first one of them\n", goes_on), 0);
        assert_eq!(weight("All of these clauses\n\n*italic* text is a term\n", goes_on), 0);
    }

    #[test]
    fn one_blank_is_a_clue_and_two_are_a_break() {
        assert_eq!(weight("An existing vault that you use \n\n# Next\n", trailing_blank), 1);
        assert_eq!(weight("An existing vault that you use  \n\n# Next\n", trailing_blank), 0);
        assert_eq!(weight("- An existing vault that you use \n", trailing_blank), 0);
    }
}
