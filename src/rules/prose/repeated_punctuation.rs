use crate::markdown::{Passage, PassageKind};
use crate::rule::{Findings, NoOptions, Page};

/// Pairs that no sentence needs. Three dots are an ellipsis, and two of a kind in front of a word are a path.
const PAIRS: [&str; 5] = ["..", ",,", ";;", ",.", ";."];

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    for passage in page.passages() {
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
                out.report(passage.source(at..from), format!("\"{}\": two marks where one belongs", &text[at..from]))
                    .help("keep one of them");
            }
        }
    }
}

fn is_slip(passage: &Passage, at: usize, end: usize) -> bool {
    let text = passage.text();
    let before = text[..at].chars().next_back();
    let after = text[end..].chars().next();
    let ends = after.is_none_or(char::is_whitespace);
    let word = before.is_some_and(|c| c.is_lowercase() || c == ')');
    // Keys such as Ctrl+, and the last word of an expression are joined to what stands before them.
    let last = text[..at].rsplit(char::is_whitespace).next().unwrap_or_default();
    let expression = last.contains(['+', '/', '\\', '=', '$', '<', '*']) || last.starts_with('.');
    ends && word && !expression
}
