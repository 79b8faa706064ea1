//! Sentences that start in lower case after the end of another in the same passage.

use std::ops::Range;

use super::super::reading;
use super::subjects::Subjects;
use super::{HELP, lower_word};
use crate::markdown::{MarkKind, Passage, PassageKind, token};
use crate::rule::Findings;

pub(super) fn check<'p>(subjects: &mut Subjects<'p, '_>, passage: &Passage<'p>, out: &mut Findings) {
    let text = passage.text();
    let mut english: Option<bool> = None;
    // A cell or an item that begins in lower case is written so throughout: `the name. may be empty.`
    let small =
        text.starts_with(char::is_lowercase) && matches!(passage.kind(), PassageKind::Item | PassageKind::Cell { .. });
    let mut quotes = Quotes { text, read: 0, open: None };
    let mut sentences = passage.sentences();
    let Some(mut previous) = sentences.next() else { return };
    for sentence in sentences {
        let before = std::mem::replace(&mut previous, sentence.clone());
        let Some(word) = lower_word(subjects.language(), &text[sentence.clone()]) else { continue };
        let in_style = small && sentence.start - before.end == 1;
        let ends = !in_style && ends_a_sentence(passage, &before, &sentence, &mut quotes);
        // Asked once a passage: it may have as many seams as words.
        if ends && !subjects.has(word) && *english.get_or_insert_with(|| passage.is_in_language()) {
            report(passage, &before, &sentence, word, out);
        }
    }
}

fn report(passage: &Passage, before: &Range<usize>, sentence: &Range<usize>, word: &str, out: &mut Findings) {
    let blanks = passage.text()[before.end..sentence.start].chars().count();
    let message = match blanks {
        1 => format!("sentence starts in lower case: \"{word}\""),
        _ => format!("sentence starts in lower case after {blanks} spaces: \"{word}\""),
    };
    let finding = out.report(passage.source(sentence.start..sentence.start + word.len()), message);
    if blanks > 1 {
        finding.label("words are probably missing here");
    }
    finding.help(HELP);
}

/// True where the text before a sentence is one too, and its stop ends it.
fn ends_a_sentence(passage: &Passage, before: &Range<usize>, sentence: &Range<usize>, quotes: &mut Quotes) -> bool {
    let text = passage.text();
    let gap = &text[before.end..sentence.start];
    if !reading::is_terminated(&text[before.clone()]) || gap.contains('\n') || is_apart(passage, before, sentence) {
        return false;
    }
    // `stupid. contemptible and despicable. simple.`: notes in words and parts of sentences.
    let noted =
        text[before.clone()].starts_with(char::is_lowercase) && !text[sentence.clone()].contains(char::is_whitespace);
    let said = quotes.open_at(before.end).map_or(before.start, |open| open.max(before.start));
    !noted && is_clause(&text[said..before.end])
}

/// Where the straight quotes of a text open, read from its beginning to its end.
struct Quotes<'t> {
    text: &'t str,
    read: usize,
    open: Option<usize>,
}

impl Quotes<'_> {
    /// One past the mark that is open at a place. Places never go back.
    fn open_at(&mut self, at: usize) -> Option<usize> {
        for mark in memchr::memchr_iter(b'"', &self.text.as_bytes()[self.read..at]) {
            self.open = if self.open.is_none() { Some(self.read + mark + 1) } else { None };
        }
        self.read = at;
        self.open
    }
}

/// True for more than a label, a number or a word before the stop.
fn is_clause(sentence: &str) -> bool {
    let before = sentence.trim_end_matches(['.', '!', '?']);
    let dot_by_itself = before.ends_with(char::is_whitespace) || before.ends_with(token::is_token) && before.len() < 3;
    !dot_by_itself && reading::words(sentence).nth(1).is_some()
}

/// True where markup sets the words apart, so that the stop belongs to a title or a term: `*Why?* because`.
fn is_apart(passage: &Passage, previous: &Range<usize>, sentence: &Range<usize>) -> bool {
    let text = passage.text();
    let asks = text[previous.clone()].trim_end_matches([')', '"', '”']).ends_with(['?', '!']);
    passage.marks_at(previous.end..sentence.start).any(|mark| {
        let closes = mark.range.end == previous.end;
        closes && (asks || mark.kind == MarkKind::Link) || mark.range.start == sentence.start
    })
}
