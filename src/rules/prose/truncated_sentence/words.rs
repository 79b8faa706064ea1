//! Clues in the words that a text ends in.

use std::ops::Range;

use super::super::reading::{self, words};
use super::{Evidence, Tail};

/// Scores of the model of how sentences end, in hundredths of a logit. Of four hundred published sentences one ends in
/// words that read less like an end than the first, and of a hundred one in words below the second.
const HARDLY_AN_END: i32 = -330;
const NO_GOOD_END: i32 = -235;

/// Bytes of a sentence; what is longer is a listing, and would cost much to read.
const LONGEST: usize = 2_000;

/// A last word that no sentence, label or item ends in.
pub(super) fn open_word(tail: &Tail) -> Option<Evidence> {
    let (word, range) = tail.last_word_of(&tail.language().open)?;
    let determiner = tail.language().determiners.contains(word);
    if tail.words() < 3 || tail.leads() && !determiner && !tail.trailing_blank {
        return None;
    }
    match tail.language().joiners.contains(word) {
        true => joiner(tail, word, &range),
        false => Evidence::strong(needs_more(word)),
    }
}

/// `and` and its like may join an item to the next one.
fn joiner(tail: &Tail, word: &str, range: &Range<usize>) -> Option<Evidence> {
    if !tail.joins_to_next() || tail.is_after_sentence() {
        return Evidence::strong(needs_more(word));
    }
    // A list whose items are joined has marks at their ends.
    let bare = !tail.text[..range.start].trim_end().ends_with([',', ';']);
    if bare || tail.breaks_list_style() { Evidence::weak(needs_more(word)) } else { None }
}

/// A last word that mostly needs another, but ends good items, labels and questions too.
pub(super) fn weak_word(tail: &Tail) -> Option<Evidence> {
    let (word, Range { start, .. }) = tail.last_word_of(&tail.language().weak)?;
    if tail.words() < 4 || tail.leads() && !tail.trailing_blank {
        return None;
    }
    let before = words(&tail.text[..start]).next_back();
    if before.is_some_and(|before| tail.language().modals.contains_in_any_case(before)) {
        return Evidence::strong(needs_more(word));
    }
    let what = format!("\"{word}\" mostly needs a word after it");
    // Text of several sentences is no label, caption or entry, where such words end well.
    if tail.is_after_sentence() && !tail.leads() { Evidence::strong(what) } else { Evidence::weak(what) }
}

fn needs_more(word: &str) -> String {
    format!("\"{word}\" needs a word after it")
}

/// A sentence that does not read as published ones do where they end.
pub(super) fn unlike_an_end(tail: &Tail) -> Option<Evidence> {
    let model = tail.language().ends.as_ref()?;
    let range = tail.last_word.clone()?;
    // Once is enough to say that the word needs another.
    if open_word(tail).is_some_and(|found| found.is_strong()) {
        return None;
    }
    if tail.last_sentence().len() > LONGEST
        || !reading::is_free(&tail.passage)
        || tail.leads()
        || tail.is_set_apart(&range)
        || !tail.is_sentence()
        || is_stranded(tail, &tail.text[range.clone()])
    {
        return None;
    }
    let word = &tail.text[range];
    let what = || format!("\"{word}\" reads like the middle of a sentence");
    let stands = tail.language().standing.contains(word);
    match model.score(tail.last_sentence()) {
        ..=HARDLY_AN_END if !stands => Evidence::strong(what()),
        ..=NO_GOOD_END => Evidence::weak(what()),
        _ => None,
    }
}

/// True where the last word may belong to one that stands before it: `the state that it is in`. Of an infinitive
/// (`what you want to`) nothing stands before it.
fn is_stranded(tail: &Tail, word: &str) -> bool {
    let language = tail.language();
    let lists = [&language.relatives, &language.questions, &language.pronouns];
    let reaches_back = |word: &str| lists.iter().any(|list| list.contains_in_any_case(word));
    language.weak.contains(word)
        && !language.infinitives.contains(word)
        && words(tail.last_sentence()).any(reaches_back)
}

#[cfg(test)]
mod tests {
    use super::super::tail::{clue, weight};
    use super::*;

    #[test]
    fn an_open_word_needs_another() {
        assert_eq!(clue("Grant the\n\n# Next\n", open_word), None, "two words may be a label");
        let (weight_of, what) = clue("Grant access to the\n\n# Next\n", open_word).unwrap();
        assert_eq!((weight_of, what.as_str()), (2, "\"the\" needs a word after it"));
        assert_eq!(weight("Choose plan A\n\n# Next\n", open_word), 0, "a capital makes a name of it");
        assert_eq!(weight("Grant access to **the**\n\n# Next\n", open_word), 0, "the word is spoken of");
        let spanish = "La herramienta lee cada archivo una sola vez y luego muestra los errores que encuentra en el texto. Para \
                       usarla en un proyecto nuevo basta con instalar el programa, abrir la carpeta de trabajo y escribir el \
                       nombre del sitio.\n\nUn paseo por la ciudad a\n";
        assert_eq!(weight(spanish, open_word), 0, "a word that other languages have too");
    }

    #[test]
    fn an_open_word_may_lead_to_what_follows() {
        assert_eq!(weight("List the files via\n\n    ls\n", open_word), 0);
        assert_eq!(weight("List the files of your\n\n    ls\n", open_word), 2, "a noun must follow");
        assert_eq!(weight("- A pattern of it and\n  - deep\n", open_word), 0);
    }

    #[test]
    fn a_joiner_may_join_to_the_next_item_alone() {
        assert_eq!(weight("- Open the hatch, and\n- close it.\n", open_word), 0);
        assert_eq!(weight("- Open the hatch and\n- close it.\n", open_word), 1);
        assert_eq!(weight("- Deck.\n  - Keys of hatches and\n- Hold\n", open_word), 2, "it is the last of its list");
    }

    #[test]
    fn a_weak_word_counts_alone_behind_a_sentence_or_a_modal() {
        assert_eq!(weight("The machine that the change occurred on\n\n# Next\n", weak_word), 1);
        assert_eq!(weight("It works well here. The size of it contributes to\n\n# Next\n", weak_word), 2);
        assert_eq!(weight("Users of it must have\n\n# Next\n", weak_word), 2);
        assert_eq!(weight("The command that you use\n\n    ls\n", weak_word), 0);
    }

    #[test]
    fn what_reads_like_the_middle_is_no_end() {
        assert_eq!(weight("The second command of\n\n# Next\n", unlike_an_end), 2, "no verb yet, and a preposition");
        assert_eq!(weight("A linter that you can rely on\n\n# Next\n", unlike_an_end), 0, "it belongs to the linter");
        assert_eq!(weight("The second command of the\n\n# Next\n", unlike_an_end), 0, "the article tells it already");
        assert_eq!(weight("We do not wait for those who come later than that\n\n# Next\n", unlike_an_end), 1);
        assert_eq!(weight("The topics explain how to create an application\n\n# Next\n", unlike_an_end), 0);
        assert_eq!(weight("- The following topics explain how to create a\n", unlike_an_end), 0, "items may be bare");
    }
}
