use std::collections::HashMap;

use serde::Deserialize;

use super::siblings::shared_target;
use crate::markdown::{Attribute, Definition, LearnKind, LearnNode, Link, LinkKind, normal_label};
use crate::rule::{Findings, Page};
use crate::rules::visible::quoted;
use crate::site::Site;
use crate::text::Span;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Options {
    allow_fragment: bool,
}

pub fn check(page: &Page, options: &Options, out: &mut Findings) {
    let empty = |destination: &str| destination.trim().is_empty() || destination == "#" && !options.allow_fragment;
    let links: Vec<&Link> = super::written(page).filter(|link| empty(&link.destination)).collect();
    inline(page, &links, out);
    let mut users: Option<HashMap<String, Span>> = None;
    for definition in page.definitions().iter().filter(|d| d.destination.as_deref().is_some_and(empty)) {
        let users = users.get_or_insert_with(|| users_of(&links));
        defined(page, definition, users.get(&normal_label(&definition.label)), out);
    }
    for tag in page.html_tags() {
        let attribute = match tag.name.as_str() {
            "a" => "href",
            "img" => "src",
            _ => continue,
        };
        if tag.attribute(attribute).is_some_and(empty) {
            let finding = out.report(tag.span, format!("<{}> has an empty {attribute}", tag.name));
            finding.label(format!("{attribute} leads nowhere"));
        }
    }
    for node in page.learn() {
        construct(page, node, out);
    }
}

/// Learn's own constructs, which lead to a file by an attribute or by the link inside.
fn construct(page: &Page, node: &LearnNode, out: &mut Findings) {
    match node.kind {
        LearnKind::Directive => {
            let empty = |source: &&Attribute| source.value.of(page.text()).trim().is_empty();
            if let Some(source) = node.attribute("source").filter(empty) {
                let quoted = usize::from(!source.value.is_empty() || source.value.start() > source.name_span.end());
                let span = Span::new(source.name_span.start(), source.value.end() + quoted);
                out.report(span, format!(":::{} has an empty source", node.name)).label("no file is named here");
            }
        }
        LearnKind::Include | LearnKind::Snippet | LearnKind::Video => {
            if node.target.is_some_and(|target| target.is_empty()) {
                out.report(node.span, format!("[!{}] has no destination", node.name)).label("nothing is named here");
            }
        }
        LearnKind::Alert | LearnKind::Div => {}
    }
}

/// True where `[text]()` is the syntax for a chapter that is not written yet: in the list of chapters of a book.
fn lists_drafts(page: &Page) -> bool {
    page.site.site == Site::MdBook && page.source().path().rsplit(['/', '\\']).next() == Some("SUMMARY.md")
}

fn inline(page: &Page, links: &[&Link], out: &mut Findings) {
    let mut headings: Option<HashMap<String, &str>> = None;
    let drafts = lists_drafts(page);
    for link in links.iter().filter(|link| link.kind == LinkKind::Inline) {
        if drafts && !link.image && link.destination.is_empty() {
            continue;
        }
        let text = page.link_text(link);
        let what = if link.image { "image has no source" } else { "link has no destination" };
        let finding = out.report(link.span, format!("{what}: [{}]", quoted(&text)));
        finding.label(match (link.destination.as_ref(), link.image) {
            ("#", _) => "`#` leads nowhere",
            _ if link.span.of(page.text()).ends_with("<>)") => "the angle brackets are empty",
            _ => "the parentheses are empty",
        });
        let headings = headings
            .get_or_insert_with(|| page.headings().iter().map(|h| (h.text.to_lowercase(), h.text.as_ref())).collect());
        if let Some(heading) = headings.get(&text.to_lowercase()).filter(|heading| !heading.is_empty() && !link.image) {
            finding.help(format!("this page has a heading \"{heading}\" to lead to"));
        } else if let Some(said) = shared_target(page, link).filter(|_| !link.image) {
            finding.help(said);
        }
    }
}

/// The first reference to each label.
fn users_of(links: &[&Link]) -> HashMap<String, Span> {
    let references = links.iter().rev().filter(|link| link.kind != LinkKind::Inline);
    references.map(|link| (normal_label(&link.label), link.span)).collect()
}

/// An empty definition is said once, where it stands. One with a title that nothing uses is a comment:
/// `[comment]: <> (text)`.
fn defined(page: &Page, definition: &Definition, user: Option<&Span>, out: &mut Findings) {
    if user.is_none() && super::is_comment(page, definition) {
        return;
    }
    let finding = out.report(definition.span, format!("definition has no destination: [{}]", definition.label));
    finding.label("no destination follows the colon");
    if let Some(&user) = user {
        finding.also(user, "used here");
    }
}
