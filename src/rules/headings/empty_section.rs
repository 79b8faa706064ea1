use serde::Deserialize;

use crate::markdown::{Block, BlockKind, Heading, LearnKind, NodeKind};
use crate::rule::{Findings, Page};
use crate::rules::visible::{is_blank, quoted};

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Options {
    allow: Vec<String>,
    generated: Vec<String>,
}

pub fn check(page: &Page, options: &Options, out: &mut Findings) {
    let header = page.front_matter();
    if options.generated.iter().any(|field| header.get(field).is_some()) {
        return;
    }
    for heading in page.headings() {
        let opening = &page.blocks()[heading.block];
        if opening.list_depth + opening.quote_depth > 0 || is_allowed(page, heading, options) {
            continue;
        }
        let rest = &page.blocks()[heading.block + 1..];
        match rest.iter().find(|block| !shows_nothing(page, block)) {
            None => report(heading, "the page ends here", out),
            Some(next) => {
                if let BlockKind::Heading { level } = next.kind
                    && next.list_depth + next.quote_depth == 0
                    && level <= heading.level
                    && !is_overload(page, heading, next)
                {
                    report(heading, "the next heading follows at once", out);
                }
            }
        }
    }
}

fn report(heading: &Heading, label: &str, out: &mut Findings) {
    let finding = out.report(heading.span, format!("section has no content: {}", quoted(&heading.text)));
    finding.label(label).help("write the section, or remove its heading");
}

/// True for headings that need no text below: those of the option, of releases, and those that lead elsewhere.
fn is_allowed(page: &Page, heading: &Heading, options: &Options) -> bool {
    let text = heading.text.trim_matches(['[', ']']);
    let mut nodes = page.nodes()[heading.node as usize..page.node(heading.node).next as usize].iter();
    text.is_empty()
        || options.allow.iter().any(|name| name.eq_ignore_ascii_case(text))
        || text.split_whitespace().take(2).any(is_version)
        || nodes.any(|node| matches!(node.kind, NodeKind::Link(_)))
}

/// True for the number of a release: `1.2.0`, `[v1.2.0]`.
fn is_version(word: &str) -> bool {
    let number = word.trim_start_matches(['[', '(', 'v', 'V']);
    number.split('.').filter(|part| part.starts_with(|c: char| c.is_ascii_digit())).count() > 2
}

/// True where both headings are signatures of one function, `Find(name)` and `Find(name, size)`: they share a section.
fn is_overload(page: &Page, heading: &Heading, next: &Block) -> bool {
    let name = heading.text.split_once('(').map(|(name, _)| name);
    let other = page.plain_text(next.nodes.clone());
    name.is_some_and(|name| {
        !name.is_empty() && other.trim_start().split_once('(').is_some_and(|(other, _)| other == name)
    })
}

/// True for what a reader sees nothing of: comments, anchors, breaks, and the lines that open and close a zone.
fn shows_nothing(page: &Page, block: &Block) -> bool {
    match block.kind {
        BlockKind::Rule => true,
        BlockKind::Html => is_comment(block.span.of(page.text()).trim()),
        BlockKind::Learn(index) => {
            let node = &page.learn()[index as usize];
            let zone = ["zone", "moniker", "row", "column"].iter().any(|name| node.is_directive(name));
            let end = node.name.is_empty() || node.name.to_ascii_lowercase().ends_with("-end");
            node.kind == LearnKind::Directive && (zone || end)
        }
        BlockKind::Paragraph => page.nodes()[block.nodes.start as usize..block.nodes.end as usize].iter().all(|node| {
            let text = node.span.of(page.text());
            match node.kind {
                NodeKind::InlineHtml => text.starts_with("<a ") || text.starts_with("</a") || text.starts_with("<!--"),
                NodeKind::Text => is_blank(text),
                NodeKind::SoftBreak | NodeKind::HardBreak => true,
                _ => false,
            }
        }),
        BlockKind::Heading { .. } | BlockKind::Tab | BlockKind::Code { .. } | BlockKind::Table => false,
    }
}

/// True for an HTML block of comments alone.
fn is_comment(mut html: &str) -> bool {
    while let Some(comment) = html.strip_prefix("<!--") {
        match comment.split_once("-->") {
            Some((_, rest)) => html = rest.trim_start(),
            None => return true,
        }
    }
    html.is_empty()
}
