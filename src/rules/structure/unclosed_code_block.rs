use crate::markdown::{Block, BlockKind};
use crate::rule::{Findings, NoOptions, Page};
use crate::text::Span;

/// The opening line of a fenced code block.
struct Fence {
    /// The backticks or tildes.
    span: Span,
    /// What follows them: the language.
    info: Span,
    /// How far in it stands.
    column: usize,
}

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    let text = page.text();
    let mut unclosed_end = None;
    for block in page.blocks() {
        let Some(fence) = fence(text, block) else { continue };
        if is_closed(text, block, &fence) {
            continue;
        }
        // The fence that was meant to close a block in a list or quote opens one of its own if it stands outside.
        let gap = unclosed_end.and_then(|end| text.get(end..block.span.start()));
        let strayed = gap.is_some_and(|gap| gap.trim().is_empty());
        unclosed_end = Some(block.span.end());
        if strayed && fence.info.is_empty() {
            continue;
        }
        let holder = match (block.list_depth, block.quote_depth) {
            (0, 0) => "the rest of the page is shown as code",
            (_, 0) => "the code runs to the end of the list item",
            _ => "the code runs to the end of the quote",
        };
        let next = text[block.span.end()..].trim_start();
        let finding = out.report(fence.span, "code block is never closed");
        finding.label(holder);
        if block.span.end() < text.len() && next.starts_with(fence.span.of(text)) && block.list_depth > 0 {
            finding.help("indent the closing fence as far as the opening one");
        } else {
            finding.help(format!("end the code with a line of {}", fence.span.of(text)));
        }
    }
}

fn fence(text: &str, block: &Block) -> Option<Fence> {
    if block.kind != (BlockKind::Code { fenced: true }) {
        return None;
    }
    let start = block.span.start();
    let sign = text[start..].chars().next()?;
    let width = text[start..block.span.end()].bytes().take_while(|&byte| char::from(byte) == sign).count();
    let span = Span::new(start, start + width);
    let line_end = line_end(text, start).min(block.span.end());
    let line_start = memchr::memrchr2(b'\n', b'\r', &text.as_bytes()[..start]).map_or(0, |at| at + 1);
    Some(Fence { span, info: Span::new(span.end(), line_end).trimmed(text), column: start - line_start })
}

fn line_end(text: &str, from: usize) -> usize {
    memchr::memchr2(b'\n', b'\r', &text.as_bytes()[from..]).map_or(text.len(), |at| from + at)
}

/// True where the last line of a block is a fence that closes it.
fn is_closed(text: &str, block: &Block, fence: &Fence) -> bool {
    let body = text[fence.info.end()..block.span.end()].trim_end();
    let Some(line_start) = memchr::memrchr2(b'\n', b'\r', body.as_bytes()).map(|at| at + 1) else { return false };
    let line = &body[line_start..];
    let closing = line.trim_start_matches([' ', '\t', '>']);
    let column = line.len() - closing.len();
    let sign = fence.span.of(text).chars().next().unwrap_or('`');
    // Four columns further in, it is a line of the code.
    closing.len() >= fence.span.len() && closing.chars().all(|c| c == sign) && column <= fence.column + 3
}
