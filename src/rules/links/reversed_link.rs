use super::looks::{is_address, names_file};
use crate::diagnostic::{Edit, Fix};
use crate::markdown::{LinkKind, NodeKind};
use crate::rule::{Findings, NoOptions, Page};
use crate::text::Span;

/// How far back the parenthesis may open.
const REACH: usize = 512;

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    let text = page.text();
    for reference in page.unresolved() {
        let open = reference.span.start();
        if reference.kind != LinkKind::Shortcut || !text[..open].ends_with(')') || !text[open..].starts_with('[') {
            continue;
        }
        let destination = text[reference.span.range()].trim_matches(['[', ']']);
        if !(is_address(destination) || names_file(destination)) || text[reference.span.end()..].starts_with(['(', '['])
        {
            continue;
        }
        let Some(start) = parenthesis(text, open - 1).filter(|&start| is_prose(page, start, open - 1)) else {
            continue;
        };
        let words = &text[start + 1..open - 1];
        let finding = out
            .report(Span::new(start, reference.span.end()), format!("link is written the wrong way round: ({words})"));
        finding.label("square brackets hold the text, parentheses the destination");
        finding.help(format!("write [{words}]({destination})"));
        finding.fix(Fix::safe([
            Edit::replace(Span::new(start, start + 1), "["),
            Edit::replace(Span::new(open - 1, open + 1), "]("),
            Edit::replace(Span::new(reference.span.end() - 1, reference.span.end()), ")"),
        ]));
    }
}

/// Where the parenthesis opens that closes at `close`; it holds words, on the same line, and no brackets of its own.
fn parenthesis(text: &str, close: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let from = close.saturating_sub(REACH);
    let start = from + memchr::memrchr(b'(', &bytes[from..close])?;
    let words = &text[start + 1..close];
    let plain = !words.trim().is_empty() && !words.contains(['[', ']', ')', '\n', '\r', '<', '`']);
    let after_word = text[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ']' | ')' | '\\'));
    (plain && !after_word && !words.ends_with('\\')).then_some(start)
}

fn is_prose(page: &Page, open: usize, close: usize) -> bool {
    [open, close].iter().all(|&at| page.inline_at(at).is_some_and(|node| node.kind == NodeKind::Text))
}
