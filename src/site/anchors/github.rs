//! GitHub, and Docusaurus, which does the same (github-slugger).

use super::HeadingText;
use super::letters::WORD;
use super::taken::Taken;

pub(super) fn anchor(heading: HeadingText<'_>, taken: &mut Taken) -> String {
    taken.take_numbered(slug(heading.text))
}

fn slug(text: &str) -> String {
    let mut slug = if text.is_ascii() { text.to_ascii_lowercase() } else { text.to_lowercase() };
    if slug.bytes().any(|byte| byte == b' ' || !(byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))) {
        slug = slug.chars().filter_map(kept).collect();
    }
    slug
}

fn kept(c: char) -> Option<char> {
    match c {
        ' ' | '-' => Some('-'),
        '_' => Some('_'),
        c => WORD.has(c).then_some(c),
    }
}
