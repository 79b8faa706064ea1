use super::reading::{self, Following};
use super::truncated_sentence::{self, Tail};
use crate::markdown::Passage;
use crate::rule::{Findings, NoOptions, Page};

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    let passages: Vec<Passage> = page.passages().collect();
    for (index, passage) in passages.iter().enumerate() {
        // What is told at a glance comes first: few paragraphs go on to the next question.
        if !passage.text().trim_end().ends_with(|c: char| c.is_ascii_alphanumeric()) || !reading::is_prose(passage) {
            continue;
        }
        let Some(tail) = Tail::read(page, &passages, index) else { continue };
        // A sentence that stops before its end is the finding of another rule.
        if tail.lacks_end_mark() && !truncated_sentence::is_cut(&tail) && passage.is_in_language() {
            let end = passage.text().trim_end().len();
            let start = passage.text()[..end].rfind(char::is_whitespace).map_or(0, |at| at + 1);
            out.report(passage.source(start..end), "the last sentence of the paragraph has no end mark")
                .help("end it with a full stop");
        }
    }
}

impl Tail<'_, '_> {
    /// True for a sentence that ends in a plain word, before text that can't be its continuation.
    fn lacks_end_mark(&self) -> bool {
        let ends = match self.following {
            Following::Prose | Following::Heading | Following::Tab | Following::End => true,
            Following::Sibling | Following::LeadTo => false,
        };
        ends && self.is_free() && self.ends_in_word() && self.is_sentence()
    }
}
