use serde::Deserialize;

use crate::markdown::{HtmlTag, LinkKind};
use crate::rule::{Findings, Page};
use crate::rules::visible::{empty_element_end, is_blank, quoted, shows};

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Options {
    allow_fragment: bool,
}

pub fn check(page: &Page, options: &Options, out: &mut Findings) {
    let wants_text = |destination: &str| {
        let generated = destination.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("xref:"));
        !(destination.trim().is_empty() || generated || options.allow_fragment && destination.starts_with('#'))
    };
    for link in super::written(page).filter(|link| !link.image) {
        let autolink = matches!(link.kind, LinkKind::Autolink | LinkKind::Email);
        let content = link.node + 1..page.node(link.node).next;
        if autolink || shows(page, content.clone()) || !wants_text(&link.destination) {
            continue;
        }
        let finding = out.report(link.span, format!("link has no text: {}", quoted(&link.destination)));
        finding.label(if content.is_empty() { "the square brackets are empty" } else { "nothing here can be read" });
        finding.help("write what the reader finds there, or describe the image between `![` and `]`");
    }
    for tag in page.html_tags().iter().filter(|tag| tag.name == "a") {
        let Some(destination) = tag.attribute("href").filter(|destination| wants_text(destination)) else { continue };
        if !is_named(tag) && empty_element_end(page, tag, true).is_some() {
            let finding = out.report(tag.span, format!("link has no text: {}", quoted(destination)));
            finding.label("nothing that can be read follows before `</a>`");
        }
    }
}

/// True for an anchor that others lead to, and for a link whose text stands in an attribute.
fn is_named(tag: &HtmlTag) -> bool {
    ["id", "name", "title", "aria-label", "aria-labelledby"]
        .into_iter()
        .any(|name| tag.attribute(name).is_some_and(|value| !is_blank(value)))
}
