//! References to footnotes that no line defines: `text[^2]` without `[^2]:`.

use crate::markdown::NodeKind;
use crate::rule::Page;
use crate::text::Span;

/// How long the name of a footnote may be.
const NAME: usize = 20;

/// The references to footnotes that nothing defines, in order.
pub(super) fn undefined(page: &Page) -> Vec<Span> {
    let text = page.text();
    let hits = memchr::memmem::find_iter(text.as_bytes(), "[^");
    let mut has_others: Option<bool> = None;
    hits.filter(|&at| at >= page.body())
        .filter_map(|at| reference(text, at))
        // Defined ones are nodes of their own; code and HTML are none either.
        .filter(|span| page.inline_at(span.start()).is_some_and(|node| node.kind == NodeKind::Text))
        .filter(|span| {
            let name = &span.of(text)[2..span.len() - 1];
            name.bytes().all(|byte| byte.is_ascii_digit()) || *has_others.get_or_insert_with(|| has_footnotes(page))
        })
        .collect()
}

/// `[^name]` right after a word or the mark that ends it, and not followed by what makes a pattern, a link or an index
/// of it.
fn reference(text: &str, at: usize) -> Option<Span> {
    let inside = &text.as_bytes()[at + 2..];
    let name = inside.iter().take(NAME + 1).take_while(|byte| is_name(**byte)).count();
    let end = at + 2 + name + 1;
    let closed = (1..=NAME).contains(&name) && inside.get(name) == Some(&b']');
    let before = text[..at].chars().next_back()?;
    let after = text[if closed { end } else { at }..].chars().next();
    let follows = before.is_alphanumeric()
        || matches!(before, '.' | ',' | ';' | '!' | '?' | '"' | '\'' | '”' | '’' | ')' | '*' | '_' | '`' | ']');
    let ends = after.is_none_or(|c| {
        c.is_whitespace()
            || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | '[' | '"' | '—' | '–' | '*' | '_' | '|' | '<')
    });
    (closed && follows && ends).then(|| Span::new(at, end))
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

fn has_footnotes(page: &Page) -> bool {
    page.nodes().iter().any(|node| matches!(node.kind, NodeKind::FootnoteDefinition | NodeKind::FootnoteReference))
}
