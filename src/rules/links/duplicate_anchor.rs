use std::collections::HashMap;

use crate::markdown::{HtmlAttribute, HtmlTag, LearnKind};
use crate::rule::{Findings, NoOptions, Page};
use crate::rules::visible::quoted;
use crate::site::Site;
use crate::text::Span;

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    let anchors = anchors(page);
    if anchors.len() < 2 {
        return;
    }
    let variants = variants(page);
    // Name -> its first place; (name, variant) -> its first place there.
    let mut anywhere: HashMap<&str, Span> = HashMap::new();
    let mut there: HashMap<(&str, Option<usize>), Span> = HashMap::new();
    for (name, span) in anchors {
        let variant = variant_at(&variants, span.start());
        let first = match variant {
            None => anywhere.get(name),
            Some(_) => there.get(&(name, variant)).or_else(|| there.get(&(name, None))),
        };
        match first {
            Some(&first) => {
                let finding = out.report(span, format!("anchor is given twice: {}", quoted(name)));
                finding.label("no link can lead here").also(first, "links lead to this one");
                finding.help("remove it, or give it another name");
            }
            None => {
                anywhere.entry(name).or_insert(span);
                there.insert((name, variant), span);
            }
        }
    }
}

/// The anchors that the writer named, in order.
fn anchors<'p>(page: &'p Page) -> Vec<(&'p str, Span)> {
    let tags = page.html_tags().iter();
    let mut anchors: Vec<(&str, Span)> =
        tags.flat_map(|tag| of_tag(tag).map(|a| (a.value.as_str(), a.value_span))).collect();
    let in_html = anchors.len();
    if takes_heading_ids(page.site.site) {
        let headings = page.headings().iter();
        anchors.extend(headings.filter_map(|heading| Some((heading.id.as_deref()?, heading.span))));
    }
    if in_html < anchors.len() {
        anchors.sort_by_key(|(_, span)| *span);
    }
    anchors
}

/// The `id` of a tag and the `name` of an `<a>`; those of one tag that say the same are one anchor. The `name` of a
/// form's field is no place on the page.
fn of_tag(tag: &HtmlTag) -> impl Iterator<Item = &HtmlAttribute> {
    let id = tag.named("id");
    let name = tag.named("name").filter(|_| tag.name == "a");
    let name = name.filter(|name| id.is_none_or(|id| id.value != name.value));
    id.into_iter().chain(name).filter(|attribute| is_plain(&attribute.value))
}

/// False for what a template engine fills in.
fn is_plain(name: &str) -> bool {
    !name.trim().is_empty() && !["{{", "{%", "${", "<%"].iter().any(|mark| name.contains(mark))
}

/// True where `## Heading {#id}` names an anchor; elsewhere it is text.
fn takes_heading_ids(site: Site) -> bool {
    match site {
        Site::MdBook | Site::MkDocs | Site::Docusaurus | Site::Hugo => true,
        Site::Learn | Site::GitHub | Site::GitLab => false,
    }
}

/// Where each zone and moniker range opens (true) or ends, in order. Readers see one variant of the page at a time.
fn variants(page: &Page) -> Vec<(usize, bool)> {
    let directives = page.learn().iter().filter(|node| node.kind == LearnKind::Directive);
    let edges = directives.filter_map(|node| {
        let opens = node.is_directive("zone") || node.is_directive("moniker");
        let ends = node.is_directive("zone-end") || node.is_directive("moniker-end");
        (opens || ends).then_some((node.span.start(), opens))
    });
    edges.collect()
}

/// The variant that a byte stands in; none outside of them.
fn variant_at(variants: &[(usize, bool)], at: usize) -> Option<usize> {
    let index = variants.partition_point(|(start, _)| *start <= at).checked_sub(1)?;
    variants[index].1.then_some(index)
}
