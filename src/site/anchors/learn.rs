//! Learn: Markdig's identifiers in its GitHub mode. It works on UTF-16 units, so letters beyond the first plane go.

use super::HeadingText;
use super::letters::{LETTERS, lower};
use super::taken::Taken;

/// A name that the heading begins with takes the place of its own, which stays used up.
pub(super) fn anchor(heading: HeadingText<'_>, taken: &mut Taken) -> String {
    let own = taken.take_numbered(slug(heading.text));
    heading.leading_anchor.map_or(own, str::to_owned)
}

fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
            continue;
        }
        match c {
            ' ' | '-' => slug.push('-'),
            '_' => slug.push('_'),
            c if c.len_utf16() == 1 && LETTERS.has(c) => slug.push(lower(c)),
            _ => {}
        }
    }
    if slug.is_empty() { "section".to_owned() } else { slug }
}
