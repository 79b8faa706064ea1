use std::cell::OnceCell;
use std::collections::HashSet;

use serde::Deserialize;

use super::destinations::DIRECTIVE_ATTRIBUTES;
use crate::markdown::LinkKind;
use crate::rule::{Findings, Page};
use crate::text::Span;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Options {
    words: Vec<String>,
}

pub fn check(page: &Page, options: &Options, out: &mut Findings) {
    let sections = OnceCell::new();
    let is_placeholder = |destination: &str| {
        let bare = bare(destination);
        options.words.iter().any(|word| same(bare, word))
            && !(destination.starts_with('#') && sections.get_or_init(|| names(page)).contains(&folded(bare)))
    };
    let mut report = |span: Span, destination: &str| {
        let finding = out.report(span, format!("destination is a placeholder: {destination}"));
        finding.label("no page has this address").help("write the address of the page that is meant");
    };
    for link in super::written(page).filter(|link| link.kind == LinkKind::Inline && is_placeholder(&link.destination)) {
        report(page.destination_span(link).unwrap_or(link.span), &link.destination);
    }
    for node in page.learn() {
        let named = node
            .attributes
            .iter()
            .filter(|attribute| DIRECTIVE_ATTRIBUTES.iter().any(|name| attribute.name.eq_ignore_ascii_case(name)));
        for span in named.map(|attribute| attribute.value).chain(node.target) {
            let destination = span.of(page.text());
            if is_placeholder(destination) {
                report(span, destination);
            }
        }
    }
    for definition in page.definitions() {
        if let Some(destination) = definition.destination.as_deref().filter(|d| is_placeholder(d)) {
            report(page.definition_destination(definition), destination);
        }
    }
    for tag in page.html_tags() {
        let attribute = match tag.name.as_str() {
            "a" => tag.named("href"),
            "img" | "iframe" | "video" | "audio" | "source" => tag.named("src"),
            _ => None,
        };
        if let Some(attribute) = attribute.filter(|attribute| is_placeholder(&attribute.value)) {
            report(attribute.value_span, &attribute.value);
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
    bare.len() == word.len() && bare.bytes().map(fold).eq(word.bytes().map(fold))
}

fn fold(byte: u8) -> u8 {
    if matches!(byte, b' ' | b'_') { b'-' } else { byte.to_ascii_lowercase() }
}

fn folded(text: &str) -> Vec<u8> {
    text.bytes().map(fold).collect()
}

/// What a fragment may lead to on this page: it may well have a section that is called "Link".
fn names(page: &Page) -> HashSet<Vec<u8>> {
    let headings = page.headings().iter().flat_map(|heading| [Some(heading.text.as_ref()), heading.id.as_deref()]);
    let tags = page.html_tags().iter().flat_map(|tag| [tag.attribute("id"), tag.attribute("name")]);
    headings.chain(tags).flatten().map(folded).collect()
}
