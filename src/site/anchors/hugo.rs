//! Hugo: its own ids of the type `github`, which is the default.

use super::HeadingText;
use super::letters::{LETTERS, lower};
use super::taken::Taken;

pub(super) fn anchor(heading: HeadingText<'_>, taken: &mut Taken) -> String {
    if let Some(id) = heading.id {
        taken.take(id);
        return id.to_owned();
    }
    // Of a heading of several lines only the last one counts.
    let text = heading.text.rsplit('\n').next().unwrap_or_default();
    if text.is_empty() {
        return String::new();
    }
    let slug: String = text.chars().filter_map(kept).collect();
    taken.take_numbered(if slug.is_empty() { "heading".to_owned() } else { slug })
}

fn kept(c: char) -> Option<char> {
    match c {
        '-' | ' ' => Some('-'),
        '_' => Some('_'),
        // Go's lower case of the capital with a dot.
        '\u{130}' => Some('i'),
        c => LETTERS.has(c).then(|| lower(c)),
    }
}
