//! A gap amid a sentence, where the end of one sentence and the beginning of the next were deleted.

use std::ops::Range;

use super::super::reading;
use crate::markdown::{Passage, PassageKind, token};
use crate::rule::{Findings, Page};

/// Nobody types as many blanks in a page that has them nowhere else.
const WIDE: usize = 3;

pub(super) fn check(page: &Page, out: &mut Findings) {
    let wide = memchr::memmem::Finder::new(b"   ");
    if page.passages_with(|text| wide.find(text.as_bytes())).next().is_none() {
        return;
    }
    let Some((passage, gap)) = only_gap(page) else { return };
    let text = passage.text();
    // A few words may be a label and its value.
    let sentence = reading::is_prose(&passage) && reading::words(text).nth(5).is_some();
    if gap.len() >= WIDE && sentence && passage.is_in_language() {
        report(&passage, gap, out);
    }
}

fn report(passage: &Passage, gap: Range<usize>, out: &mut Findings) {
    let text = passage.text();
    let end = text[gap.end..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |end| gap.end + end);
    out.report(passage.source(gap.clone()), format!("words are probably missing before \"{}\"", &text[gap.end..end]))
        .label(format!("{} spaces amid a sentence, the only ones of the page", gap.len()))
        .help("put back the words that were lost, or leave one space");
}

/// The gap of a page that has a single one. A page with more is aligned by hand, or wrapped by a tool.
fn only_gap<'p>(page: &'p Page) -> Option<(Passage<'p>, Range<usize>)> {
    let double = memchr::memmem::Finder::new(b"  ");
    let mut found = None;
    for passage in page.passages_with(move |text| double.find(text.as_bytes())) {
        if matches!(passage.kind(), PassageKind::Cell { .. }) {
            continue;
        }
        let mut gaps = runs(passage.text()).filter(|gap| is_amid(page, &passage, gap));
        let Some(gap) = gaps.next() else { continue };
        if found.is_some() || gaps.next().is_some() {
            return None;
        }
        found = Some((passage, gap));
    }
    found
}

/// The runs of two blanks and more.
fn runs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + memchr::memmem::find(&text.as_bytes()[from..], b"  ")?;
        from = start + text[start..].bytes().take_while(|byte| *byte == b' ').count();
        Some(start..from)
    })
}

/// True between two words of a sentence: lower case goes on behind the gap, and no stop stands before it.
fn is_amid(page: &Page, passage: &Passage, gap: &Range<usize>) -> bool {
    let text = passage.text();
    let word = |c: char| c.is_alphanumeric() || token::is_token(c) || matches!(c, ',' | ')');
    let joins = text[..gap.start].ends_with(word) && text[gap.end..].starts_with(char::is_lowercase);
    // Blanks on both sides of markup lie apart in the source.
    let source = passage.source(gap.clone());
    joins && source.len() == gap.len() && source.of(page.text()).bytes().all(|byte| byte == b' ')
}
