//! GitLab: the anchors of comrak.

use super::HeadingText;
use super::letters::MARKED;
use super::taken::Taken;

pub(super) fn anchor(heading: HeadingText<'_>, taken: &mut Taken) -> String {
    taken.take_numbered(heading.text.to_lowercase().chars().filter_map(kept).collect())
}

fn kept(c: char) -> Option<char> {
    match c {
        ' ' | '-' => Some('-'),
        '_' => Some('_'),
        c => MARKED.has(c).then_some(c),
    }
}
