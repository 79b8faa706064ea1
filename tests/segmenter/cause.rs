//! What stands at a boundary that is in dispute.

use guidelint::markdown::token;

/// What is special about a boundary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// No blank parts the two sentences.
    NoBlank,
    /// No stop ends the first sentence.
    NoStop,
    /// The next word is in lower case.
    LowerCase,
    /// Several stops in a row.
    Ellipsis,
    /// Quotes or brackets close behind the stop.
    Enclosed,
    /// `!` or `?`.
    Exclamation,
    /// A single letter before the stop.
    Initial,
    /// A number before the stop.
    Number,
    /// A short word or one with a dot in it before the stop.
    Abbreviation,
    /// Code, a link or an image comes next.
    Token,
    /// A digit, a sign or a bracket comes next.
    Sign,
    /// A full word before the stop, a capital after it.
    Plain,
}

/// The cause of a dispute about a sentence that begins at a byte.
pub fn cause(text: &str, at: usize) -> Cause {
    let before = text[..at].trim_end();
    let next = text[at..].chars().next().unwrap_or(' ');
    let bare = before.trim_end_matches([')', ']', '"', '\'', '”', '’', '»', '*']);
    if before.len() == at {
        return Cause::NoBlank;
    }
    if !bare.ends_with(['.', '!', '?', '…']) {
        return Cause::NoStop;
    }
    if next.is_lowercase() {
        return Cause::LowerCase;
    }
    if bare.ends_with("..") || bare.ends_with('…') {
        return Cause::Ellipsis;
    }
    if bare.len() < before.len() {
        return Cause::Enclosed;
    }
    if bare.ends_with(['!', '?']) {
        return Cause::Exclamation;
    }
    of_word(bare[..bare.len() - 1].rsplit(char::is_whitespace).next().unwrap_or_default(), next)
}

/// The cause where a full stop ends `word`.
fn of_word(word: &str, next: char) -> Cause {
    let word = word.trim_start_matches(['(', '[', '"', '“']);
    let letters = word.chars().count();
    if letters == 1 && word.chars().all(char::is_alphabetic) {
        Cause::Initial
    } else if word.ends_with(|c: char| c.is_ascii_digit()) {
        Cause::Number
    } else if (1..=5).contains(&letters) && !word.contains(token::is_token) || word.contains('.') {
        Cause::Abbreviation
    } else if token::is_token(next) {
        Cause::Token
    } else if !next.is_alphabetic() {
        Cause::Sign
    } else {
        Cause::Plain
    }
}
