//! Attributes that a page gives its blocks and words: `{: #id .class }`.

use crate::text::Span;

/// The ids in braces from a byte on, in order, wherever they stand: what the site's extensions make of them is not
/// looked at.
pub fn attribute_ids(text: &str, from: usize) -> Vec<Span> {
    let mut ids = Vec::new();
    let mut opens = memchr::memchr_iter(b'{', &text.as_bytes()[from..]).map(|at| from + at + 1).peekable();
    while let Some(open) = opens.next() {
        // Up to the next brace only, so that many of them cost no more than their text.
        let piece = &text[open..opens.peek().copied().unwrap_or(text.len())];
        if let Some(close) = memchr::memchr2(b'}', b'\n', piece.as_bytes()).filter(|&at| piece.as_bytes()[at] == b'}') {
            ids.extend(ids_within(&piece[..close], open));
        }
    }
    ids
}

fn ids_within(braces: &str, mut at: usize) -> Vec<Span> {
    let mut ids = Vec::new();
    for token in braces.split_inclusive([' ', '\t']) {
        let word = token.trim_end_matches([' ', '\t']);
        let name = word.trim_start_matches(':').strip_prefix('#').filter(|name| !name.is_empty());
        if let Some(name) = name {
            ids.push(Span::new(at + word.len() - name.len(), at + word.len()));
        }
        at += token.len();
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_stand_in_braces() {
        let text =
            "{#head} A word{: .big #one } and [](){#two}\n{:#three:3}\n{ #cut\n} {{#four}} {} {#} {.a}{#f\u{fc}nf}";
        let ids: Vec<&str> = attribute_ids(text, 7).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(ids, ["one", "two", "three:3", "four", "f\u{fc}nf"]);
    }

    #[test]
    fn very_many_braces_take_linear_time() {
        assert!(attribute_ids(&"{".repeat(1_000_000), 0).is_empty());
        assert_eq!(attribute_ids(&"{#a".repeat(100_000), 0), []);
        assert_eq!(attribute_ids(&format!("{{{}}}", "#a ".repeat(100_000)), 0).len(), 100_000);
    }
}
