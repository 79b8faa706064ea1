use crate::markdown::{BlockKind, Node, NodeKind};
use crate::rule::{Findings, NoOptions, Page};
use crate::text::Span;

const OPEN: &str = "<!--";
const CLOSE: &[u8] = b"-->";

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    let text = page.text();
    let unclosed = page.blocks().iter().find(|block| {
        block.kind == BlockKind::Html && {
            let html = block.span.of(text).trim_start();
            html.starts_with(OPEN) && !closes(html)
        }
    });
    let Some(block) = unclosed else { return };
    // HTML further down may close a comment that its list item or quote left open; text doesn't.
    let later = |node: &&Node| node.span.start() >= block.span.end();
    if page.nodes().iter().rev().take_while(later).any(|node| is_html(node) && closes(node.span.of(text))) {
        return;
    }
    let blanks = block.span.len() - block.span.of(text).trim_start().len();
    let start = block.span.start() + blanks;
    // What follows is in this comment, so the first one speaks for all.
    out.report(Span::new(start, start + OPEN.len()), "comment is never closed")
        .label("the rest of the page is hidden")
        .help("end the comment with `-->`");
}

fn is_html(node: &Node) -> bool {
    matches!(node.kind, NodeKind::HtmlBlock | NodeKind::InlineHtml)
}

fn closes(html: &str) -> bool {
    memchr::memmem::find(html.as_bytes(), CLOSE).is_some()
}
