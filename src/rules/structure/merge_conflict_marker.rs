use memchr::memmem;

use crate::markdown::{BlockKind, NodeKind};
use crate::rule::{Findings, NoOptions, Page};
use crate::text::Span;

/// A marker is its sign seven times at the start of a line.
const WIDTH: usize = 7;

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    let mut openers = markers(page, b"<<<<<<<");
    let mut closers = markers(page, b">>>>>>>");
    if openers.is_empty() && closers.is_empty() {
        return;
    }
    openers.retain(|marker| has_label(page, *marker));
    closers.retain(|marker| has_label(page, *marker));
    let middles = markers(page, b"=======");
    let after = |list: &[Span], at: Span| list.get(list.partition_point(|span| *span < at)).copied();
    let mut covered = 0;
    for (index, &opener) in openers.iter().enumerate() {
        let next = openers.get(index + 1).map_or(usize::MAX, |next| next.start());
        let finding = out.report(opener, "merge conflict that nobody resolved");
        finding.label("the conflict begins here").help("keep the text of one side and delete the marker lines");
        covered = opener.end();
        if let Some(middle) = after(&middles, opener).filter(|middle| middle.start() < next) {
            finding.also(middle, "the other side begins here");
        }
        if let Some(closer) = after(&closers, opener).filter(|closer| closer.start() < next) {
            finding.also(closer, "the conflict ends here");
            covered = closer.end();
        }
    }
    // A closing marker whose opening one is gone already. Without the line between the sides it may be a deep quote.
    let mut from = covered;
    for closer in closers {
        let middle = after(&middles, Span::at(from)).filter(|middle| *middle < closer);
        if let Some(middle) = middle.filter(|_| closer.start() >= from) {
            out.report(closer, "rest of a merge conflict")
                .label("the conflict ended here")
                .also(middle, "the other side began here")
                .help("keep the text of one side and delete the marker lines");
            from = closer.end();
        }
    }
}

/// The lines of a page that begin with a sign, outside code.
fn markers(page: &Page, sign: &[u8]) -> Vec<Span> {
    let bytes = page.text().as_bytes();
    let opens_line = |at: usize| at == 0 || matches!(bytes[at - 1], b'\n' | b'\r');
    let mut found = Vec::new();
    for at in memmem::find_iter(&bytes[page.body()..], sign).map(|at| page.body() + at) {
        let ends = bytes.get(at + WIDTH).is_none_or(|byte| matches!(byte, b' ' | b'\n' | b'\r'));
        if opens_line(at) && ends && !in_code(page, at) {
            let end = memchr::memchr2(b'\n', b'\r', &bytes[at..]).map_or(bytes.len(), |end| at + end);
            found.push(Span::new(at, end).trimmed(page.text()));
        }
    }
    found
}

/// True for a marker that names its side: `<<<<<<< HEAD`.
fn has_label(page: &Page, marker: Span) -> bool {
    marker.len() > WIDTH && page.text().as_bytes()[marker.start() + WIDTH] == b' '
}

fn in_code(page: &Page, at: usize) -> bool {
    page.block_at(at).is_some_and(|block| matches!(block.kind, BlockKind::Code { .. }))
        || page.inline_at(at).is_some_and(|node| node.kind == NodeKind::Code)
}
