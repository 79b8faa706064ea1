//! Family `prose`: sentences that stop or start mid-thought, and slips between words.

mod lowercase_sentence_start;
mod missing_end_punctuation;
mod placeholder_text;
mod reading;
mod repeated_punctuation;
mod repeated_space;
mod repeated_word;
mod running;
mod truncated_sentence;
mod twins;
mod unclosed_bracket;
mod unclosed_emphasis;
mod unclosed_quote;

use crate::rule::{Native, native_rule};

pub(super) fn rules() -> Vec<Native> {
    vec![
        native_rule!("prose/lowercase-sentence-start", lowercase_sentence_start),
        native_rule!("prose/missing-end-punctuation", missing_end_punctuation),
        native_rule!("prose/placeholder-text", placeholder_text),
        native_rule!("prose/repeated-punctuation", repeated_punctuation),
        native_rule!("prose/repeated-space", repeated_space),
        native_rule!("prose/repeated-word", repeated_word),
        native_rule!("prose/truncated-sentence", truncated_sentence),
        native_rule!("prose/unclosed-bracket", unclosed_bracket),
        native_rule!("prose/unclosed-emphasis", unclosed_emphasis),
        native_rule!("prose/unclosed-quote", unclosed_quote),
    ]
}
