use serde::Deserialize;

use crate::markdown::{Block, BlockKind, Heading, LearnKind, NodeKind};
use crate::rule::{Findings, Page};
use crate::rules::visible::{is_blank, quoted};
use crate::text::Span;

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
    let conflicts = memchr::memmem::find(page.text().as_bytes(), b"\n>>>>>>> ").is_some();
    for heading in page.headings() {
        let opening = &page.blocks()[heading.block];
        let nested = opening.list_depth + opening.quote_depth > 0;
        if nested || is_made_by_mistake(page, heading.span, conflicts) || is_allowed(page, heading, options) {
            continue;
        }
        let rest = &page.blocks()[heading.block + 1..];
        match rest.iter().find(|block| !shows_nothing(page, block)) {
            None => report(heading, "the page ends here", out),
            Some(next) => {
                if let BlockKind::Heading { level } = next.kind
                    && next.list_depth + next.quote_depth == 0
                    && level <= heading.level
                    && !is_made_by_mistake(page, next.span, conflicts)
                    && !is_overload(page, heading, next)
                {
                    report(heading, "the next heading follows at once", out);
                }
            }
        }
    }
}

/// True for what became a heading because a fence of misplaced front matter, or the middle of a merge conflict, stands
/// below it: other rules name those.
fn is_made_by_mistake(page: &Page, heading: Span, conflicts: bool) -> bool {
    let lines = heading.of(page.text());
    let Some((above, underline)) = lines.rsplit_once(['\n', '\r']) else { return false };
    match underline.trim() {
        "---" => above.lines().all(|line| line.split_once(": ").is_some_and(|(key, _)| !key.contains(' '))),
        "=======" => conflicts,
        _ => false,
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
        || text.split_whitespace().take(RELEASE_WORDS).any(is_release)
        || nodes.any(|node| matches!(node.kind, NodeKind::Link(_)))
}

/// How far into a heading its release may be named: `2016-04-20, Version 5.11.0`.
const RELEASE_WORDS: usize = 3;

/// True for the number or the day of a release: `1.2.0`, `[v1.2]`, `2016-04-20`.
fn is_release(word: &str) -> bool {
    let word = word.trim_matches(['[', ']', '(', ')', ',', ':']);
    let (number, least) = match word.strip_prefix(['v', 'V']) {
        Some(number) => (number, 2),
        None => (word, 3),
    };
    let parts = |sign| number.split(sign).filter(|part: &&str| part.starts_with(|c: char| c.is_ascii_digit())).count();
    parts('.') >= least || number.len() == "2016-04-20".len() && parts('-') == 3
}

/// True where two headings share a section: both are signatures of one function, `Find(name)` and `Find(name, size)`,
/// or both are code and nothing else, as the names of one switch are.
fn is_overload(page: &Page, heading: &Heading, next: &Block) -> bool {
    let here = &page.blocks()[heading.block];
    if is_code(page, here) && is_code(page, next) {
        return true;
    }
    let name = heading.text.split_once('(').map(|(name, _)| name);
    let other = page.plain_text(next.nodes.clone());
    name.is_some_and(|name| {
        !name.is_empty() && other.trim_start().split_once('(').is_some_and(|(other, _)| other == name)
    })
}

/// True for a heading of code alone, with signs between its pieces.
fn is_code(page: &Page, heading: &Block) -> bool {
    let nodes = &page.nodes()[heading.nodes.start as usize..heading.nodes.end as usize];
    nodes.iter().any(|node| node.kind == NodeKind::Code)
        && nodes.iter().all(|node| match node.kind {
            NodeKind::Code => true,
            NodeKind::Text => !node.span.of(page.text()).contains(char::is_alphanumeric),
            _ => false,
        })
}

/// True for what a reader sees nothing of: comments, anchors, breaks, and the lines that open and close a zone.
fn shows_nothing(page: &Page, block: &Block) -> bool {
    match block.kind {
        BlockKind::Rule => true,
        BlockKind::Html => page.is_comment(block),
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
