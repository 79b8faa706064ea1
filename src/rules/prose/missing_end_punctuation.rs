use super::reading::{self, Following};
use super::truncated_sentence::{self, Tail};
use crate::diagnostic::{Edit, Fix};
use crate::rule::{Findings, NoOptions, Page};

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    for passage in page.passages() {
        // What is told at a glance comes first: few paragraphs go on to the next question.
        let text = passage.text().trim_end();
        if !reading::is_free(&passage) || !text.ends_with(|c: char| c.is_ascii_alphanumeric()) {
            continue;
        }
        let Some(tail) = Tail::read(page, passage) else { continue };
        // A sentence that stops before its end is the finding of another rule.
        if tail.lacks_end_mark() && !truncated_sentence::is_cut(&tail) && passage.is_in_language() {
            let start = text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
            let message = format!("the last sentence of the paragraph has no end mark: \"{}\"", tail.shown());
            let last = passage.source(start..text.len());
            out.report(last, message)
                .help("end it with a full stop, or finish it where its end is missing")
                .fix(Fix::unsafe_([Edit::insert(last.end(), ".")]));
        }
    }
}

impl Tail<'_, '_> {
    /// True for a sentence that ends in a plain word, before text that can't be its continuation.
    fn lacks_end_mark(&self) -> bool {
        let ends = match self.following {
            Following::Prose | Following::Heading | Following::Tab | Following::End | Following::Break => true,
            Following::Sibling | Following::LeadTo(_) => false,
        };
        ends && self.ends_in_word() && self.is_sentence()
    }
}
