use super::reading;
use crate::markdown::Passage;
use crate::rule::{Findings, NoOptions, Page};

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    let opens = |text: &str| memchr::memchr2(b'(', b'[', text.as_bytes());
    for passage in page.passages_with(opens).filter(reading::is_prose) {
        let text = passage.text();
        let unclosed = unclosed(text);
        if unclosed.is_empty() || reading::is_cut(page.language(), text) || !passage.is_in_language() {
            continue;
        }
        for (at, bracket) in unclosed {
            if opens_words(&passage, at) {
                out.report(passage.source(at..at + 1), format!("\"{bracket}\" is never closed"))
                    .help("close it, or take it out");
            }
        }
    }
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

/// True where the bracket opens a remark: words follow it, and a blank or the start of the text stands before it.
fn opens_words(passage: &Passage, at: usize) -> bool {
    let text = passage.text();
    let before = text[..at].chars().next_back();
    let parted = before.is_none_or(|c| c.is_whitespace() || matches!(c, '"' | '“' | '*' | '_'));
    if before == Some(']') {
        return is_destination(&text[at + 1..]);
    }
    // Two words, so that a key, an operator or an emoticon is not taken for a remark.
    parted
        && text[at + 1..].starts_with(|c: char| !c.is_whitespace())
        && reading::words(&text[at + 1..]).nth(1).is_some()
}

/// The rest of a link whose parenthesis was lost: `[text](page.md and more`.
fn is_destination(after: &str) -> bool {
    let word = after.split(char::is_whitespace).next().unwrap_or_default();
    word.contains("://") || word.starts_with(['#', '/']) || word.contains(".md") || word.contains(".yml")
}
