use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::{Edit, Fix};
use crate::markdown::{Passage, PassageKind, token};
use crate::rule::{Findings, NoOptions, Page};
use crate::text::char_boundary;

/// Pairs that no sentence needs. Three dots are an ellipsis, and two of a kind in front of a word are a path.
const PAIRS: [&str; 5] = ["..", ",,", ";;", ",.", ";."];

/// The pairs as one pattern, so that a page is searched once for all of them.
static ANY_PAIR: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&PAIRS.map(regex::escape).join("|")).expect("the pattern is right"));

/// Bytes that are looked back for the start of a word, so that a line without blanks stays linear.
const LONGEST_WORD: usize = 64;

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    let first = |text: &str| ANY_PAIR.find(text).map(|found| found.start());
    for passage in page.passages_with(first) {
        if passage.kind() == PassageKind::Heading {
            continue;
        }
        let text = passage.text();
        let mut from = 0;
        while let Some(found) = memchr::memchr3(b'.', b',', b';', &text.as_bytes()[from..]) {
            let at = from + found;
            let run = text[at..].bytes().take_while(|byte| matches!(byte, b'.' | b',' | b';')).count();
            from = at + run;
            if PAIRS.contains(&&text[at..from]) && is_slip(&passage, at, from) {
                let (place, pair) = (passage.source(at..from), &text[at..from]);
                let fix = match pair {
                    // Two stops may be what is left of an ellipsis, and of two different marks either may be right.
                    ",," | ";;" => Fix::safe([Edit::replace(place, &pair[1..])]),
                    _ => Fix::unsafe_([Edit::replace(place, &pair[1..])]),
                };
                out.report(place, format!("\"{pair}\": two marks where one belongs")).help("keep one of them").fix(fix);
            }
        }
    }
}

fn is_slip(passage: &Passage, at: usize, end: usize) -> bool {
    let text = passage.text();
    let before = text[..at].chars().next_back();
    let after = text[end..].chars().next();
    // Two dots before lower case are an ellipsis to some writers.
    let goes_on = text[end..].trim_start().starts_with(char::is_lowercase);
    let ends = after.is_none_or(char::is_whitespace) && !(goes_on && text[at..end].ends_with('.'));
    let word = before.is_some_and(|c| c.is_lowercase() || c == ')' || token::is_token(c));
    // A link may end in a stop of its own: `[Edition 2.](a.md).`
    let parted = passage.marks_at(at + 1..at + 1).any(|mark| mark.range.end == at + 1 || mark.range.start == at + 1);
    // A tag between the two is not read: `</script>`.
    let together = passage.source(at..end).len() == end - at;
    if !ends || !word || parted || !together {
        return false;
    }
    // Keys such as Ctrl+, and the last word of an expression are joined to what stands before them.
    let reach = char_boundary(text, at.saturating_sub(LONGEST_WORD));
    let last = text[reach..at].rsplit(char::is_whitespace).next().unwrap_or_default();
    let expression = last.contains(['+', '/', '\\', '=', '$', '<', '*']) || last.starts_with('.');
    !expression
}
