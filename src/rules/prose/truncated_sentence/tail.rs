use std::ops::Range;

use super::super::reading::{self, Following, final_word, words};
use super::super::running;
use crate::markdown::{MarkKind, Passage, PassageKind, token};
use crate::rule::Page;
use crate::text::{Language, Words};

/// The end of a passage that no stop closes.
pub(in crate::rules::prose) struct Tail<'p, 'a> {
    pub(super) page: &'p Page<'a>,
    pub(super) passage: Passage<'p>,
    pub(in crate::rules::prose) following: Following,
    /// The masked text without blanks at its end.
    pub(super) text: &'p str,
    /// The word that it ends in.
    pub(super) last_word: Option<Range<usize>>,
    /// Its last sentence.
    pub(super) sentence: Range<usize>,
    /// A single blank stands at the end of its last line: two are a hard break, one is what a deleted word leaves.
    pub(super) trailing_blank: bool,
    /// The sentence before the last one in the passage.
    previous: Option<&'p str>,
}

impl<'p, 'a> Tail<'p, 'a> {
    /// The end of a passage of the page; nothing where it holds no sentence of the language, or one that ends well.
    pub(in crate::rules::prose) fn read(page: &'p Page<'a>, passage: Passage<'p>) -> Option<Self> {
        let text = passage.text().trim_end();
        if page.language().accepts_end_of(text) {
            return None;
        }
        let mut sentences = passage.sentences().rev();
        let sentence = sentences.next()?;
        Some(Self {
            page,
            passage,
            following: reading::following(&passage),
            text,
            last_word: final_word(text),
            sentence,
            trailing_blank: passage.trailing_blanks() == 1 && !has_blank_habit(&passage),
            previous: sentences.next().map(|range| &passage.text()[range]),
        })
    }

    pub(super) fn language(&self) -> &'p Language {
        self.page.language()
    }

    pub(super) fn is_item(&self) -> bool {
        self.passage.kind() == PassageKind::Item
    }

    /// True where a full sentence stands before the last one in the passage.
    pub(super) fn is_after_sentence(&self) -> bool {
        self.previous.is_some_and(|text| reading::is_terminated(text) && words(text).nth(2).is_some())
    }

    /// True where the text may be a lead-in to what follows it.
    pub(super) fn leads(&self) -> bool {
        matches!(self.following, Following::LeadTo(_))
    }

    /// The text of the last sentence.
    pub(super) fn last_sentence(&self) -> &'p str {
        &self.text[self.sentence.clone()]
    }

    /// Words of the last sentence, and tokens that stand for some.
    fn units(&self) -> usize {
        self.words() + self.last_sentence().matches(token::is_token).count()
    }

    /// Words of the last sentence.
    pub(super) fn words(&self) -> usize {
        words(self.last_sentence()).count()
    }

    pub(super) fn last_char(&self) -> Option<char> {
        self.text.chars().next_back()
    }

    /// True where the last sentence is written as one, not as a title, a caption or a label.
    pub(in crate::rules::prose) fn is_sentence(&self) -> bool {
        let text = self.last_sentence();
        let begins = || text.starts_with(|c: char| c.is_uppercase() || token::is_token(c));
        match self.is_after_sentence() {
            true => begins() && !running::is_entry(self.text) && !self.text[..self.sentence.start].ends_with('\n'),
            false => self.units() > 2 && running::reads_as_sentence(self.language(), text),
        }
    }

    /// True where the last sentence is a link or set in emphasis: a label, not a sentence.
    pub(super) fn is_marked(&self) -> bool {
        self.passage.marks().any(|mark| mark.range.start <= self.sentence.start && mark.range.end >= self.sentence.end)
    }

    /// The last word in lower case, if it is one of a list and markup does not set it apart as a term or a label.
    pub(super) fn last_word_of(&self, list: &Words) -> Option<(&'p str, Range<usize>)> {
        let range = self.last_word.clone()?;
        let word = &self.text[range.clone()];
        // A capital makes a name of it: plan A, in May.
        let listed = list.contains(word) && !self.is_set_apart(&range);
        let foreign = || self.language().shared.contains(word) && !self.page.is_in_language();
        (listed && !foreign()).then_some((word, range))
    }

    /// True where a link ends in the words of `range`, or other markup holds only them.
    pub(super) fn is_set_apart(&self, range: &Range<usize>) -> bool {
        self.passage.marks_at(range.end..range.end).any(|mark| {
            let around = mark.range.start >= range.start.saturating_sub(1) || mark.kind == MarkKind::Link;
            mark.range.end >= range.end && around
        })
    }

    /// True where the text ends in a word or number that no markup ends with.
    pub(in crate::rules::prose) fn ends_in_word(&self) -> bool {
        let end = self.text.len();
        let word = self.text.rsplit(char::is_whitespace).next().unwrap_or_default();
        let plain = word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '.' | ','));
        plain && !self.passage.marks_at(end..end).any(|mark| mark.range.end == end)
    }

    /// The range of the last three words.
    pub(super) fn last_words(&self) -> Range<usize> {
        let blanks = self.last_sentence().char_indices().rev().filter(|(_, c)| c.is_whitespace());
        let start = blanks.map(|(at, c)| at + c.len_utf8()).nth(2).unwrap_or(0);
        self.sentence.start + start..self.sentence.end
    }

    /// The last words as they read in the message.
    pub(in crate::rules::prose) fn shown(&self) -> String {
        let range = self.last_words();
        let lead = if range.start > self.sentence.start { "…" } else { "" };
        let shown: String = self.text[range].chars().map(|c| if token::is_token(c) { '…' } else { c }).collect();
        format!("{lead}{shown}")
    }
}

/// True where the passages around one often end in a blank: the editor leaves them, and none tells of a deleted word.
fn has_blank_habit(passage: &Passage) -> bool {
    /// Passages that are looked at before and after it.
    const NEAR: usize = 10;
    /// Of so many of them one may have a blank without making it a habit.
    const RARE: usize = 5;
    let before = passage.passages_before().take(NEAR);
    let near = before.chain([*passage]).chain(passage.passages_after());
    let prose = near.take(2 * NEAR + 1).filter(reading::is_prose);
    let (blank, all) =
        prose.fold((0, 0), |(blank, all), passage| (blank + usize::from(passage.trailing_blanks() == 1), all + 1));
    blank > 2 && blank * RARE > all
}

/// What a clue says of the first passage of a page that no stop closes.
#[cfg(test)]
pub(super) fn clue(text: &str, find: super::Clue) -> Option<(u32, String)> {
    use crate::markdown::Document;
    use crate::site::{PageSite, Site};
    use crate::text::SourceFile;
    let source = SourceFile::new("a.md", text);
    let site = PageSite::alone(Site::Learn);
    let page = Page { doc: Document::new(&source), site: &site, today: 0 };
    let open = |passage: &Passage| reading::is_prose(passage) && !reading::is_terminated(passage.text());
    let tail = Tail::read(&page, page.passages().find(open)?)?;
    find(&tail).map(|evidence| (evidence.weight, evidence.what))
}

/// How much such a clue weighs; 0 where there is none.
#[cfg(test)]
pub(super) fn weight(text: &str, find: super::Clue) -> u32 {
    clue(text, find).map_or(0, |(weight, _)| weight)
}
