use super::reading::{self, Following};
use crate::markdown::{Passage, PassageKind, token};
use crate::rule::{Findings, NoOptions, Page};

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    let mut passages = page.passages().peekable();
    while let Some(passage) = passages.next() {
        if passage.kind() == PassageKind::Paragraph && stops_bare(&passage, passages.peek()) {
            let end = passage.text().trim_end().len();
            let start = passage.text()[..end].rfind(char::is_whitespace).map_or(0, |at| at + 1);
            out.report(passage.source(start..end), "the last sentence of the paragraph has no end mark")
                .help("end it with a full stop");
        }
    }
}

/// True for a paragraph of full sentences whose last one ends in a plain word, before text that can't be its continuation.
fn stops_bare(passage: &Passage, next: Option<&Passage>) -> bool {
    let text = passage.text().trim_end();
    // What is told at a glance comes first: few paragraphs go on to the next question.
    if !text.ends_with(|c: char| c.is_ascii_lowercase()) || passage.sentences().len() < 2 {
        return false;
    }
    // A sentence that stops before its end is the finding of another rule.
    if reading::final_word(text).is_none() || reading::is_cut(text) {
        return false;
    }
    let mut sentences = passage.sentences().rev();
    let (Some(last), Some(before)) = (sentences.next(), sentences.next()) else { return false };
    let before = &passage.text()[before];
    let full = reading::is_terminated(before) && reading::words(before).nth(2).is_some();
    let long = reading::words(&text[last.clone()]).nth(4).is_some();
    let opens = text[last.clone()].starts_with(|c: char| c.is_uppercase() || token::is_token(c));
    let marked = passage.marks().any(|mark| mark.range.end >= text.len());
    let follows = match reading::following(passage, next) {
        Following::Prose | Following::Heading | Following::Tab | Following::End => true,
        Following::Sibling | Following::LeadTo => false,
    };
    full && long && opens && follows && !marked && passage.block().list_depth == 0 && passage.is_in_language()
}
