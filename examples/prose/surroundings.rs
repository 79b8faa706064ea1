//! A finding amid what stands around it.

use std::fmt::Write as _;

use guidelint::diagnostic::Diagnostic;
use guidelint::markdown::{Block, Document, Passage};
use guidelint::report::visible;

use super::excerpt;
use super::passages::{block_kind, kind};

/// The passage that holds a byte, as an index.
pub fn passage_at(passages: &[Passage<'_>], at: usize) -> Option<usize> {
    let after = passages.partition_point(|passage| passage.span().start() <= at);
    after.checked_sub(1).filter(|&index| at <= passages[index].span().end())
}

/// The finding, the block before it, its passage and the block after it, as lines. `passages` are those of the page,
/// and `index` says which of them holds it.
pub fn of(finding: &Diagnostic, doc: &Document<'_>, passages: &[Passage<'_>], index: Option<usize>) -> String {
    let place = doc.source().line_column(finding.span.start());
    let path = visible(doc.source().path());
    let mut out = format!("{} {path}:{}:{}\n", finding.rule, place.line, place.column);
    line(&mut out, "says", &visible(&finding.message));
    if !finding.label.is_empty() {
        line(&mut out, "label", &visible(&finding.label));
    }
    let Some(index) = index else {
        line(&mut out, "source", &excerpt::beginning(&doc.text()[finding.span.start()..]));
        return out;
    };
    let passage = passages[index];
    line(&mut out, "before", &before(doc, &passage, &passages[..index]));
    line(&mut out, kind(passage.kind()), &whole(&passage));
    line(&mut out, "after", &passage.next().map_or_else(|| "nothing".to_owned(), |block| begins(doc, block)));
    out
}

fn line(out: &mut String, name: &str, text: &str) {
    let _ = writeln!(out, "  {name:<9} {text}");
}

/// The passage with the blanks behind it, of which a reader sees nothing otherwise.
fn whole(passage: &Passage) -> String {
    let text = excerpt::ends(passage.text().trim_end());
    match passage.trailing_blanks() {
        0 => text,
        1 => format!("{text}␠"),
        blanks => format!("{text}␠×{blanks}"),
    }
}

/// The block before a passage: its end as it reads, or, where nothing is to be read in it, as it is written.
fn before(doc: &Document<'_>, passage: &Passage, earlier: &[Passage]) -> String {
    let Some(block) = passage.previous() else { return "nothing".to_owned() };
    let read = earlier.last().filter(|earlier| std::ptr::eq(earlier.block(), block));
    let text = read.map_or_else(|| block.span.of(doc.text()).trim_end(), |earlier| earlier.text());
    format!("[{}] {}", block_kind(block), excerpt::end(text))
}

fn begins(doc: &Document<'_>, block: &Block) -> String {
    format!("[{}] {}", block_kind(block), excerpt::beginning(block.span.of(doc.text()).trim_end()))
}
