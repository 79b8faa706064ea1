use serde::Deserialize;

use crate::markdown::LinkKind;
use crate::rule::{Findings, Page};
use crate::text::Span;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Options {
    words: Vec<String>,
}

pub fn check(page: &Page, options: &Options, out: &mut Findings) {
    let is_placeholder = |destination: &str| {
        let bare = bare(destination);
        options.words.iter().any(|word| same(bare, word))
            && !destination.strip_prefix('#').is_some_and(|fragment| is_defined(page, fragment))
    };
    let mut report = |span: Span, destination: &str| {
        let finding = out.report(span, format!("destination is a placeholder: {destination}"));
        finding.label("no page has this address").help("write the address of the page that is meant");
    };
    for link in super::written(page).filter(|link| link.kind == LinkKind::Inline && is_placeholder(&link.destination)) {
        report(page.destination_span(link).unwrap_or(link.span), &link.destination);
    }
    for definition in page.definitions() {
        if let Some(destination) = definition.destination.as_deref().filter(|d| is_placeholder(d)) {
            report(definition.span, destination);
        }
    }
    for tag in page.html_tags() {
        let destination = match tag.name.as_str() {
            "a" => tag.attribute("href"),
            "img" => tag.attribute("src"),
            _ => None,
        };
        if let Some(destination) = destination.filter(|d| is_placeholder(d)) {
            report(tag.span, destination);
        }
    }
}

/// The destination without what may stand around a placeholder: a scheme, a `#`, a slash at the end.
fn bare(destination: &str) -> &str {
    let bare = destination.trim();
    let bare = ["https://", "http://", "#"].into_iter().find_map(|prefix| bare.strip_prefix(prefix)).unwrap_or(bare);
    bare.trim_end_matches('/')
}

/// Whole words only, in any case; blanks and underscores read as hyphens.
fn same(bare: &str, word: &str) -> bool {
    let fold = |byte: u8| if matches!(byte, b' ' | b'_') { b'-' } else { byte.to_ascii_lowercase() };
    bare.len() == word.len() && bare.bytes().map(fold).eq(word.bytes().map(fold))
}

/// A page may well have a section that is called "Link".
fn is_defined(page: &Page, fragment: &str) -> bool {
    page.headings().iter().any(|heading| same(fragment, &heading.text) || heading.id.as_deref() == Some(fragment))
        || page.html_tags().iter().any(|tag| ["id", "name"].iter().any(|key| tag.attribute(key) == Some(fragment)))
}
