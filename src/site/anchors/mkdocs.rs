//! MkDocs: the `toc` extension of Python-Markdown.

use std::borrow::Cow;

use super::HeadingText;
use super::taken::Taken;
use crate::text::ascii_letters;

/// Ids of the writer's are used up before the first anchor is made.
pub(super) fn reserve<'a>(headings: impl Iterator<Item = HeadingText<'a>>, taken: &mut Taken) {
    for id in headings.filter_map(|heading| heading.id) {
        taken.take(id);
    }
}

pub(super) fn anchor(heading: HeadingText<'_>, taken: &mut Taken) -> String {
    match heading.id {
        Some(id) => id.to_owned(),
        None => unique(slug(heading.text), taken),
    }
}

fn slug(text: &str) -> String {
    // Every kind of blank is one before the letters are spelled in ASCII.
    let blanks: Cow<'_, str> =
        if text.is_ascii() { text.into() } else { text.replace(char::is_whitespace, " ").into() };
    let ascii = ascii_letters(&blanks);
    let kept = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-') || blank(*c);
    let kept: String = ascii.chars().filter(kept).collect();
    let mut slug = String::with_capacity(kept.len());
    for c in kept.trim_matches(blank).chars() {
        if c != '-' && !blank(c) {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug
}

/// What Python takes for a blank in ASCII: the separators of files and records too.
fn blank(c: char) -> bool {
    c.is_ascii_whitespace() || matches!(c, '\u{b}' | '\u{1c}'..='\u{1f}')
}

/// A name that ends in a number counts on from it.
fn unique(slug: String, taken: &mut Taken) -> String {
    if !slug.is_empty() && taken.take(&slug) {
        return slug;
    }
    let numbered = slug.rsplit_once('_').and_then(|(base, number)| Some((base, number.parse::<u32>().ok()?)));
    match numbered {
        Some((base, number)) => taken.take_from(base, '_', u64::from(number) + 1),
        None => taken.take_from(&slug, '_', 1),
    }
}
