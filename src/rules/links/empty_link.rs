use serde::Deserialize;

use crate::markdown::{LearnKind, LinkKind};
use crate::rule::{Findings, Page};

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Options {
    allow_fragment: bool,
}

pub fn check(page: &Page, options: &Options, out: &mut Findings) {
    let empty = |destination: &str| destination.is_empty() || destination == "#" && !options.allow_fragment;
    for link in page.links().iter().filter(|link| link.kind == LinkKind::Inline && empty(&link.destination)) {
        let what = if link.image { "image has no source" } else { "link has no destination" };
        let finding = out.report(link.span, format!("{what}: [{}]", page.link_text(link)));
        finding.label(if link.destination.is_empty() { "the parentheses are empty" } else { "`#` leads nowhere" });
        if let Some(heading) =
            page.headings().iter().find(|heading| heading.text.eq_ignore_ascii_case(&page.link_text(link)))
        {
            finding.help(format!("this page has a heading \"{}\" to lead to", heading.text));
        }
    }
    for definition in page.definitions().iter().filter(|d| d.destination.as_deref().is_some_and(empty)) {
        out.report(definition.span, format!("definition has no destination: [{}]", definition.label));
    }
    for tag in page.html_tags() {
        let attribute = if tag.name == "a" { "href" } else { "src" };
        if matches!(tag.name.as_str(), "a" | "img") && tag.attribute(attribute).is_some_and(empty) {
            out.report(tag.span, format!("<{}> has an empty {attribute}", tag.name));
        }
    }
    for node in page.learn().iter().filter(|node| node.kind == LearnKind::Directive) {
        if let Some(source) = node.attribute("source").filter(|source| source.value.of(page.text()).trim().is_empty()) {
            out.report(source.name_span, format!(":::{} has an empty source", node.name));
        }
    }
}
