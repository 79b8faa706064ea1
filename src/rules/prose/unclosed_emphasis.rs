use super::reading;
use crate::markdown::Passage;
use crate::rule::{Findings, NoOptions, Page};

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    let stars = memchr::memmem::Finder::new(b"**");
    for passage in page.passages_with(|text| stars.find(text.as_bytes())) {
        let text = passage.text();
        let mut places = stars.find_iter(text.as_bytes());
        // One bold leaves one or two pairs of stars; the first is where to look.
        let first = places.find(|&at| is_left_over(page, &passage, at));
        if let Some(at) = first.filter(|_| !reading::is_cut(page.language(), text)) {
            out.report(passage.source(at..at + 2), "`**` is left in the text: the bold has only one end")
                .help("close it, or write `\\*\\*` where stars are meant");
        }
    }
}

/// True for two stars that stand at one edge of a word, as bold does; not for a glob, a power or stars that are escaped.
fn is_left_over(page: &Page, passage: &Passage, at: usize) -> bool {
    let text = passage.text();
    let before = text[..at].chars().next_back();
    let after = text[at + 2..].chars().next();
    let word = |c: Option<char>| {
        c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | ':' | '!' | '?' | ')' | '"'))
    };
    let blank = |c: Option<char>| c.is_none_or(|c| c.is_whitespace());
    // `**kwargs` is a name of Python's; bold text mostly begins with a capital.
    let opens = after.is_some_and(|c| !c.is_lowercase());
    let edge = word(before) && blank(after) || blank(before) && word(after) && opens;
    let run = before == Some('*') || after == Some('*') || after == Some('/') || after == Some('.');
    let source = passage.source(at..at + 2);
    let escaped = page.text()[..source.start()].ends_with('\\') || source.len() != 2;
    edge && !run && !escaped
}
