use serde::Deserialize;

use crate::markdown::{Block, BlockKind, Heading, LearnKind, NodeKind};
use crate::rule::{Findings, Page};
use crate::rules::visible::is_blank;

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
        if opening.list_depth + opening.quote_depth > 0 || is_allowed(heading, options) {
            continue;
        }
        let rest = &page.blocks()[heading.block + 1..];
        match rest.iter().find(|block| !shows_nothing(page, block)) {
            None => report(heading, "the page ends here", out),
            Some(next) => {
                if let BlockKind::Heading { level } = next.kind
                    && next.list_depth + next.quote_depth == 0
                    && level <= heading.level
                {
                    report(heading, "the next heading follows at once", out);
                }
            }
        }
    }
}

fn report(heading: &Heading, label: &str, out: &mut Findings) {
    let finding = out.report(heading.span, format!("section has no content: {}", heading.text));
    finding.label(label).help("write the section, or remove its heading");
}

fn is_allowed(heading: &Heading, options: &Options) -> bool {
    heading.text.is_empty() || options.allow.iter().any(|name| name.eq_ignore_ascii_case(&heading.text))
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
