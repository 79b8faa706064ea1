use super::reading;
use crate::markdown::{Passage, token};
use crate::rule::{Findings, NoOptions, Page};

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    let stars = memchr::memmem::Finder::new(b"**");
    // One star is sought more quickly than two, and few passages hold any.
    for passage in page.passages_with(|text| memchr::memchr(b'*', text.as_bytes())) {
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
    let closes = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | ':' | '!' | '?' | ')' | '"'))
        && after.is_none_or(char::is_whitespace);
    let parted = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“'));
    let opens = parted && opens_bold(&text[at + 2..]);
    let run = before == Some('*') || matches!(after, Some('*' | '/' | '.'));
    let source = passage.source(at..at + 2);
    let escaped = page.text()[..source.start()].ends_with('\\') || source.len() != 2;
    (closes || opens) && !run && !escaped
}

/// True for words that may be bold; not for `**kwargs`, which is a name of Python's and of Ruby's.
fn opens_bold(after: &str) -> bool {
    const GATHERED: [&str; 7] = ["args", "kw", "kwargs", "kwds", "options", "opts", "params"];
    let word = |c: char| c.is_alphanumeric() || token::is_token(c) || matches!(c, '"' | '#');
    let gathered = |name: &str| after.strip_prefix(name).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    after.starts_with(word) && !GATHERED.into_iter().any(gathered)
}
