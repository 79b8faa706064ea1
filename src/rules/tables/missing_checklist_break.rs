use super::checklist::{self, Item, is_blank, mark_at};
use crate::rule::{Findings, NoOptions, Page};
use crate::text::Span;

/// `&#9744; Yes &#9744; No` is a choice on one line: answers of up to this many words.
const ANSWER_WORDS: usize = 2;

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    let text = page.text();
    for item in checklist::cells(page).flatten().filter(|item| item.mark.is_some()) {
        let marks = further_marks(text, &item);
        if marks.is_empty() || is_choice(text, &item, &marks) {
            continue;
        }
        let mut from = item.text.start();
        for mark in marks {
            if !is_blank(&text[from..mark.start()]) {
                out.report(mark, "two checklist items share a line")
                    .label("the second item begins here")
                    .help("put `<br>` before the second checkbox");
            }
            from = mark.end();
        }
    }
}

/// The boxes that follow the one which opens an item.
fn further_marks(text: &str, item: &Item) -> Vec<Span> {
    let mut marks: Vec<Span> = Vec::new();
    let mut blank = false;
    for (at, c) in item.text.of(text).char_indices() {
        let at = item.text.start() + at;
        if marks.last().is_some_and(|mark| mark.contains(at)) {
            continue;
        }
        // Brackets count only with a blank before them: `values[ ]` is code.
        if matches!(c, '&' | '☐' | '☑') || c == '[' && blank {
            marks.extend(mark_at(text, Span::new(at, item.text.end())).map(|mark| mark.span));
        }
        blank = c.is_whitespace();
    }
    marks
}

fn is_choice(text: &str, item: &Item, marks: &[Span]) -> bool {
    let starts = std::iter::once(item.text.start()).chain(marks.iter().map(|mark| mark.end()));
    let ends = marks.iter().map(|mark| mark.start()).chain([item.text.end()]);
    starts.zip(ends).all(|(start, end)| {
        let answer = &text[start..end];
        !answer.contains("](") && answer.split_whitespace().take(ANSWER_WORDS + 1).count() <= ANSWER_WORDS
    })
}
