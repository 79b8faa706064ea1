//! mdBook: the text is trimmed, and every kind of blank within it counts.

use super::HeadingText;
use super::taken::Taken;

/// An id of the writer's is taken as it is and uses up nothing.
pub(super) fn anchor(heading: HeadingText<'_>, taken: &mut Taken) -> String {
    match heading.id {
        Some(id) => id.to_owned(),
        None => taken.take_numbered(heading.text.trim().to_lowercase().chars().filter_map(kept).collect()),
    }
}

fn kept(c: char) -> Option<char> {
    match c {
        '_' | '-' => Some(c),
        c if c.is_alphanumeric() => Some(c),
        c => c.is_whitespace().then_some('-'),
    }
}
