use super::reading;
use crate::markdown::{MarkKind, Passage, token};
use crate::rule::{Findings, NoOptions, Page};
use crate::text::char_boundary;

/// Bytes behind a bracket that tell what it opens, so that a line of brackets without blanks stays linear.
const AHEAD: usize = 400;

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    let opens = |text: &str| memchr::memchr2(b'(', b'[', text.as_bytes());
    for passage in page.passages_with(opens).filter(reading::is_prose) {
        let text = passage.text();
        // Told by counting, which is quick: next to all brackets are pairs.
        if !opens_more(text, b'(', b')') && !opens_more(text, b'[', b']') {
            continue;
        }
        let unclosed = unclosed(text);
        if unclosed.is_empty() || reading::is_cut(page.language(), text) || !passage.is_in_language() {
            continue;
        }
        for (at, bracket) in unclosed {
            let ahead = &text[at + 1..char_boundary(text, at + 1 + AHEAD)];
            if opens_link_text(bracket, ahead) {
                out.report(passage.source(at..at + 1), "the link has no `]` after its text")
                    .help("close the text with `]` before the parenthesis");
            } else if opens_words(&passage, at, ahead) {
                out.report(passage.source(at..at + 1), format!("\"{bracket}\" is never closed"))
                    .help("close it, or take it out");
            }
        }
    }
}

/// True where more of the brackets open than close.
fn opens_more(text: &str, open: u8, close: u8) -> bool {
    let count = |bracket| memchr::memchr_iter(bracket, text.as_bytes()).count();
    count(open) > count(close)
}

/// Opening brackets that nothing closes. Each kind is paired by itself, so that `[0, 1)` closes neither and hides no other.
fn unclosed(text: &str) -> Vec<(usize, char)> {
    let (mut round, mut square) = (Vec::new(), Vec::new());
    let mut square_closers = 0;
    let mut round_closers = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => round.push(at),
            b'[' => square.push(at),
            b')' => round_closers += usize::from(round.pop().is_none()),
            b']' => square_closers += usize::from(square.pop().is_none()),
            _ => {}
        }
    }
    // A closer too many means brackets of another grammar: ranges, key names, enumerators.
    if round_closers + square_closers > 0 {
        return Vec::new();
    }
    round.into_iter().map(|at| (at, '(')).chain(square.into_iter().map(|at| (at, '['))).collect()
}

/// `[text(page.md)`: the parenthesis behind the bracket holds a destination.
fn opens_link_text(bracket: char, ahead: &str) -> bool {
    let next = ahead.find(['(', '[']).filter(|_| bracket == '[');
    next.is_some_and(|next| ahead[next..].starts_with('(') && is_destination(&ahead[next + 1..]))
}

/// True where the bracket opens a remark: words follow it, and a blank or the start of the text stands before it.
fn opens_words(passage: &Passage, at: usize, ahead: &str) -> bool {
    let before = passage.text()[..at].chars().next_back();
    let parted = before.is_none_or(|c| c.is_whitespace() || matches!(c, '"' | '“' | '*' | '_'));
    if before == Some(']') {
        return is_destination(ahead);
    }
    if !parted {
        // The text of a link is whole in itself: `[Copy(Int32 Method](a.md)`.
        let linked = passage.marks_at(at..at + 1).any(|mark| mark.kind == MarkKind::Link && mark.range.contains(&at));
        return linked && ahead.starts_with(char::is_alphabetic);
    }
    ahead.starts_with(|c: char| !c.is_whitespace()) && (is_phrase(ahead) || is_last_word(ahead))
}

/// Two words, or a word and code.
fn is_phrase(ahead: &str) -> bool {
    let worded = |part: &&str| part.contains(|c: char| c.is_alphanumeric() || token::is_token(c));
    ahead.split_whitespace().filter(worded).nth(1).is_some() && reading::words(ahead).next().is_some()
}

/// A single word is taken for a key, an operator or a part of an emoticon, but not where a stop follows: `(RAG.`
fn is_last_word(ahead: &str) -> bool {
    let word = ahead.trim_end().strip_suffix('.').unwrap_or_default();
    word.chars().filter(|c| c.is_alphanumeric()).nth(1).is_some() && !word.contains(char::is_whitespace)
}

/// The rest of a link whose parenthesis was lost: `[text](page.md and more`.
fn is_destination(after: &str) -> bool {
    let word = after.split(char::is_whitespace).next().unwrap_or_default();
    word.contains("://")
        || word.starts_with("xref:")
        || word.starts_with(['#', '/'])
        || word.contains(".md")
        || word.contains(".yml")
}
