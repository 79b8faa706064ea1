//! Family `links`: what is wrong with a link, judged from its own page or from where it leads.

mod absolute_site_link;
mod bare_url;
mod broken_anchor;
mod broken_link;
mod circular_include;
mod destinations;
mod duplicate_anchor;
mod duplicate_definition;
mod empty_link;
mod empty_link_text;
mod footnotes;
mod hard_coded_locale;
mod insecure_link;
mod link_case_mismatch;
mod link_out_of_scope;
mod link_outside_root;
mod link_to_redirected;
mod local_file_path;
mod looks;
mod missing_code_source;
mod missing_include;
mod placeholder_link;
mod reversed_link;
mod siblings;
mod space_in_destination;
mod undefined_reference;
mod unused_asset;
mod unused_definition;
mod vague_link_text;

use crate::markdown::{Definition, Link};
use crate::rule::{Native, Page, docset_rule, native_rule};

pub(super) fn rules() -> Vec<Native> {
    vec![
        native_rule!("links/absolute-site-link", absolute_site_link),
        native_rule!("links/bare-url", bare_url),
        docset_rule!("links/broken-anchor", broken_anchor),
        docset_rule!("links/broken-link", broken_link),
        docset_rule!("links/circular-include", circular_include),
        native_rule!("links/duplicate-anchor", duplicate_anchor),
        native_rule!("links/duplicate-definition", duplicate_definition),
        native_rule!("links/empty-link", empty_link),
        native_rule!("links/empty-link-text", empty_link_text),
        native_rule!("links/hard-coded-locale", hard_coded_locale),
        native_rule!("links/insecure-link", insecure_link),
        docset_rule!("links/link-case-mismatch", link_case_mismatch),
        docset_rule!("links/link-out-of-scope", link_out_of_scope),
        docset_rule!("links/link-outside-root", link_outside_root),
        docset_rule!("links/link-to-redirected", link_to_redirected),
        native_rule!("links/local-file-path", local_file_path),
        docset_rule!("links/missing-code-source", missing_code_source),
        docset_rule!("links/missing-include", missing_include),
        native_rule!("links/placeholder-link", placeholder_link),
        native_rule!("links/reversed-link", reversed_link),
        native_rule!("links/space-in-destination", space_in_destination),
        native_rule!("links/undefined-reference", undefined_reference),
        docset_rule!("links/unused-asset", unused_asset),
        native_rule!("links/unused-definition", unused_definition),
        native_rule!("links/vague-link-text", vague_link_text),
    ]
}

/// The links that render as such: what an include or a directive holds is no link of its own.
fn written<'p, 'a>(page: &'p Page<'a>) -> impl Iterator<Item = &'p Link<'a>> {
    page.links()
        .iter()
        .filter(|link| page.learn_at(link.span).is_none_or(|node| node.target.is_none() && node.attributes.is_empty()))
}

/// True for a definition that is a comment, which is the only way to write one that no site builder prints:
/// `[//]: # (text)`, `[comment]: <> (text)`.
fn is_comment(page: &Page, definition: &Definition) -> bool {
    let destination = page.definition_destination(definition);
    let titled = !page.text()[destination.end()..definition.span.end()].trim_matches(['>', ' ', '\t']).is_empty();
    matches!(destination.of(page.text()), "" | "#" | "-") && (titled || definition.label.starts_with("//"))
        || definition.label == "//"
}
