//! What Learn takes out of running text: short cross references (`@uid`) and names of emoji (`:x:`).

use crate::text::Span;

/// Signs that end a short cross reference.
const STOPS: [char; 7] = ['"', '\'', '<', '>', '[', ']', '|'];

/// Signs that belong to a short cross reference only where it goes on after them.
const INNER: [char; 7] = ['.', ',', ';', ':', '!', '?', '~'];

/// Adds a stretch of a page's text without what Learn does not read as text.
pub(super) fn push_without_marks(source: &str, span: Span, out: &mut String) {
    let text = span.of(source);
    let mut from = 0;
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b':', b'@', &text.as_bytes()[at..]).map(|found| at + found) {
        let before = source[..span.start() + found].chars().next_back();
        let length = match text.as_bytes()[found] {
            b'@' if before != Some('\\') => reference(&text[found..]),
            b':' if before.is_none_or(char::is_whitespace) => emoji(&text[found..]),
            _ => None,
        };
        at = found + 1;
        if let Some(length) = length {
            out.push_str(&text[from..found]);
            from = found + length;
            at = from;
        }
    }
    out.push_str(&text[from..]);
}

/// Length of the `@uid` that a text begins with.
fn reference(text: &str) -> Option<usize> {
    let rest = &text[1..];
    let first = rest.chars().next()?;
    if matches!(first, '"' | '\'') {
        return rest[1..].find(first).map(|end| end + 3);
    }
    if !first.is_ascii_alphabetic() {
        return None;
    }
    let ends = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || STOPS.contains(&c));
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let stops = INNER.contains(&c) && (ends(next) || next.is_some_and(|next| INNER.contains(&next)));
        if stops || ends(Some(c)) {
            return Some(at + 1);
        }
    }
    Some(text.len())
}

/// Length of the `:name:` between blanks that a text begins with.
fn emoji(text: &str) -> Option<usize> {
    let name = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-' | b'+');
    let length = text.as_bytes()[1..].iter().take_while(|byte| name(byte)).count();
    let closed = length > 0 && text.as_bytes().get(length + 1) == Some(&b':');
    let after = text.get(length + 2..)?.chars().next();
    (closed && after.is_none_or(char::is_whitespace)).then_some(length + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let mut out = String::new();
        push_without_marks(text, Span::new(0, text.len()), &mut out);
        out
    }

    #[test]
    fn short_references_go() {
        assert_eq!(read("Use @splat now"), "Use  now");
        assert_eq!(read("See @System.String."), "See .");
        assert_eq!(read("A @'two words' B"), "A  B");
        assert_eq!(read("@(1, 2) and @' open"), "@(1, 2) and @' open");
    }

    #[test]
    fn names_of_emoji_go_between_blanks() {
        assert_eq!(read(":rocket: Go"), " Go");
        assert_eq!(read("Time: 10:30:15"), "Time: 10:30:15");
        assert_eq!(read("x:rocket: y :a:b"), "x:rocket: y :a:b");
        assert_eq!(read(":"), ":");
    }
}
