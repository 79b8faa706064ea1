use std::ops::Range;

use super::super::reading::{self, Following, final_word, words};
use super::super::words::{DETERMINERS, OPEN, OPENERS, WEAK, Words};
use crate::markdown::{MarkKind, Passage, PassageKind, token};
use crate::rule::Page;

/// Auxiliaries that a bare verb follows: after one of them a weak last word is no end.
const MODALS: [&str; 9] = ["can", "could", "may", "might", "must", "shall", "should", "will", "would"];

/// Words that a verb follows.
const PRONOUNS: [&str; 7] = ["he", "it", "she", "there", "they", "we", "you"];

/// Open words that other languages have too, where they end sentences.
const FOREIGN: [&str; 4] = ["a", "an", "in", "via"];

/// One clue that a sentence stops mid-thought.
pub(super) struct Evidence {
    /// 2 speaks for itself, 1 needs another.
    pub weight: u32,
    /// The clue in words: `"the" needs a word after it`.
    pub what: String,
}

fn strong(what: impl Into<String>) -> Option<Evidence> {
    Some(Evidence { weight: 2, what: what.into() })
}

fn weak(what: impl Into<String>) -> Option<Evidence> {
    Some(Evidence { weight: 1, what: what.into() })
}

/// The end of a passage that no stop closes.
pub(super) struct Tail<'p, 'a> {
    page: &'p Page<'a>,
    pub passage: Passage<'p>,
    pub following: Following,
    /// The masked text without blanks at its end.
    text: &'p str,
    /// The word that it ends in.
    last_word: Option<Range<usize>>,
    /// The last sentence of it.
    sentence: Range<usize>,
    /// A single blank stands at the end of its last line: two are a hard break, one is what a deleted word leaves.
    trailing_blank: bool,
    /// A full sentence stands before it in the passage.
    after_sentence: bool,
    passages: &'p [Passage<'p>],
    index: usize,
    /// The next passage of the page starts in lower case.
    next_lower: bool,
}

impl<'p, 'a> Tail<'p, 'a> {
    pub(super) fn read(page: &'p Page<'a>, passages: &'p [Passage<'p>], index: usize) -> Option<Self> {
        let passage = passages[index];
        let mut sentences = passage.sentences().rev();
        let sentence = sentences.next()?;
        let text = passage.text().trim_end();
        let previous = sentences.next().map(|range| &passage.text()[range]);
        let next = passages.get(index + 1);
        Some(Self {
            page,
            passage,
            following: reading::following(&passage, next),
            text,
            last_word: final_word(text),
            sentence,
            trailing_blank: passage.trailing_blanks() == 1,
            after_sentence: previous.is_some_and(|text| reading::is_terminated(text) && words(text).nth(2).is_some()),
            passages,
            index,
            next_lower: next.is_some_and(|next| starts_lower(&passage, next)),
        })
    }

    pub(super) fn is_item(&self) -> bool {
        self.passage.kind() == PassageKind::Item
    }

    fn words(&self) -> usize {
        words(&self.text[self.sentence.clone()]).count()
    }

    fn last_char(&self) -> Option<char> {
        self.text.chars().next_back()
    }

    /// The range of the last three words.
    pub(super) fn last_words(&self) -> Range<usize> {
        let sentence = &self.text[self.sentence.clone()];
        let start = sentence
            .char_indices()
            .rev()
            .filter(|(_, c)| c.is_whitespace())
            .nth(2)
            .map_or(0, |(at, c)| at + c.len_utf8());
        self.sentence.start + start..self.sentence.end
    }

    /// The last words as they read in the message.
    pub(super) fn shown(&self) -> String {
        let range = self.last_words();
        let lead = if range.start > self.sentence.start { "…" } else { "" };
        let shown: String = self.text[range].chars().map(|c| if token::is_token(c) { '…' } else { c }).collect();
        format!("{lead}{shown}")
    }

    pub(super) fn evidence(&self) -> impl Iterator<Item = Evidence> {
        [
            self.ends_in_open_word(),
            self.ends_in_weak_word(),
            self.ends_in_comma(),
            self.ends_in_joint(),
            self.ends_in_lead_in(),
            self.ends_in_fragment(),
            self.goes_on_in_next(),
            self.has_trailing_blank(),
        ]
        .into_iter()
        .flatten()
    }

    /// The last word in lower case, if it is one of a list and markup does not set it apart as a term or a label.
    fn last_word_of(&self, list: &Words) -> Option<(String, Range<usize>)> {
        let range = self.last_word.clone()?;
        let word = &self.text[range.clone()];
        // A capital makes a name of it: plan A, in May.
        let listed = list.contains(word) && !self.is_set_apart(&range);
        let foreign = || FOREIGN.contains(&word) && !self.page.is_in_language();
        (listed && !foreign()).then(|| (word.to_owned(), range.clone()))
    }

    fn is_set_apart(&self, range: &Range<usize>) -> bool {
        self.passage.marks_at(range.end..range.end).any(|mark| {
            let around = mark.range.start >= range.start.saturating_sub(1) || mark.kind == MarkKind::Link;
            mark.range.end >= range.end && around
        })
    }

    fn ends_in_open_word(&self) -> Option<Evidence> {
        let (word, _) = self.last_word_of(&OPEN)?;
        if self.words() < 3 {
            return None;
        }
        let joins_items = matches!(word.as_str(), "and" | "or" | "but") && self.joins_to_next();
        let leads = self.following.takes_lead_in() && !DETERMINERS.contains(word.as_str());
        if joins_items || leads && !self.trailing_blank {
            return None;
        }
        strong(format!("\"{word}\" needs a word after it"))
    }

    fn ends_in_weak_word(&self) -> Option<Evidence> {
        let (word, Range { start, .. }) = self.last_word_of(&WEAK)?;
        if self.words() < 4 || self.following.takes_lead_in() {
            return None;
        }
        let before = words(&self.text[..start]).next_back().map(str::to_lowercase);
        if before.is_some_and(|before| MODALS.contains(&before.as_str())) {
            return strong(format!("\"{word}\" needs a word after it"));
        }
        let what = format!("\"{word}\" mostly needs a word after it");
        // Text of several sentences is no label, caption or item, where such words end well.
        if self.after_sentence && !self.is_item() { strong(what) } else { weak(what) }
    }

    fn ends_in_comma(&self) -> Option<Evidence> {
        let mark = self.last_char().filter(|c| matches!(c, ',' | ';'))?;
        let what = if mark == ',' { "ends in a comma" } else { "ends in a semicolon" };
        match self.following {
            Following::LeadTo => None,
            Following::Sibling if mark == ';' || self.words() < 3 || self.next_sibling_goes_on() => None,
            Following::Sibling | Following::End | Following::Heading | Following::Tab | Following::Prose => {
                if self.is_in_list_style() { None } else { strong(what) }
            }
        }
    }

    /// `..., and` before the next item, or before the next of several clauses that are paragraphs.
    fn joins_to_next(&self) -> bool {
        let before = self.text.trim_end_matches(char::is_alphabetic).trim_end();
        let clauses = self.following == Following::Prose && before.ends_with(';');
        self.following == Following::Sibling || clauses || before.ends_with([',', ';']) && self.is_in_list_style()
    }

    fn next_sibling_goes_on(&self) -> bool {
        self.passages.get(self.index + 1).is_some_and(|next| next.text().starts_with(|c: char| c.is_lowercase()))
    }

    /// True where the passages around it end in the same mark: a list of clauses, as items or as paragraphs.
    fn is_in_list_style(&self) -> bool {
        /// The neighbours of an item tell the style of a long list; clauses that are paragraphs stand next to each other.
        const ITEMS: usize = 12;
        const PARAGRAPHS: usize = 2;
        let reach = if self.passage.block().list_depth > 0 { ITEMS } else { PARAGRAPHS };
        let after = self.passages[self.index + 1..].iter().take(reach);
        let before = self.passages[..self.index].iter().rev().take(reach);
        let alike = |passage: &Passage| self.is_peer(passage) && ends_in_clause(passage.text());
        let peers = after.clone().chain(before.clone()).filter(|passage| self.is_peer(passage)).count();
        let pair = self.following == Following::Sibling && peers == 1;
        pair || after.take_while(|p| self.is_near(p)).any(alike) || before.take_while(|p| self.is_near(p)).any(alike)
    }

    fn is_near(&self, passage: &Passage) -> bool {
        self.passage.block().list_depth == 0 || passage.block().list_depth > 0
    }

    fn is_peer(&self, passage: &Passage) -> bool {
        passage.kind() == self.passage.kind() && passage.block().list_depth == self.passage.block().list_depth
    }

    /// A dash, a slash or an open bracket joins to what should come next.
    fn ends_in_joint(&self) -> Option<Evidence> {
        let mark = self.last_char()?;
        let before = self.text[..self.text.len() - mark.len_utf8()].chars().next_back()?;
        let what = match mark {
            '-' | '–' if before.is_whitespace() => "ends in a dash",
            '—' => "ends in a dash",
            '/' if self.words() > 3 && self.mark_ends_at(self.text.len() - 1) => "ends in a slash",
            '(' | '[' if !matches!(before, ':' | ';' | '=') => "ends in an open bracket",
            _ => return None,
        };
        let leads = self.following.takes_lead_in() && mark != '(' && mark != '/' && !self.trailing_blank;
        (!leads).then(|| strong(what)).flatten()
    }

    /// A slash behind a link or a bold word parts two of them; behind a plain word it ends a path.
    fn mark_ends_at(&self, at: usize) -> bool {
        self.passage.marks_at(at..at).any(|mark| mark.range.end == at)
    }

    /// A colon with nothing behind it.
    fn ends_in_lead_in(&self) -> Option<Evidence> {
        let before = self.text.strip_suffix(':')?;
        let word = &before[final_word(before)?];
        if DETERMINERS.contains(word.to_lowercase().as_str()) && !self.following.takes_lead_in() && self.words() > 2 {
            return strong("leads in to something that does not follow");
        }
        let at_end = self.passage.next().is_none() && !self.is_item() && self.words() > 2;
        if at_end { strong("leads in to something that does not follow") } else { None }
    }

    /// A few words after a full sentence that begin one and don't end it.
    fn ends_in_fragment(&self) -> Option<Evidence> {
        if !self.after_sentence {
            return None;
        }
        let text = &self.text[self.sentence.clone()];
        let count = words(text).count();
        let opener = words(text).next()?;
        let plain = !text.contains(token::is_token) && !text.contains(" see ") && text.ends_with(char::is_alphanumeric);
        if !(plain && (1..=5).contains(&count)) || self.following.takes_lead_in() || self.is_marked() {
            return None;
        }
        let lower = opener.to_lowercase();
        // `It supports Windows` is a whole sentence that lacks its stop.
        let clause = PRONOUNS.contains(&lower.as_str()) && count > 2;
        let opens = opener.starts_with(char::is_uppercase) && OPENERS.contains(lower.as_str()) && !clause;
        let noun = if count == 1 { "word" } else { "words" };
        if opens { strong(format!("{count} {noun} after a full sentence, no end mark")) } else { None }
    }

    /// True where the last sentence is a link or set in emphasis: a label, not a sentence.
    fn is_marked(&self) -> bool {
        self.passage.marks().any(|mark| mark.range.start <= self.sentence.start && mark.range.end >= self.sentence.end)
    }

    fn goes_on_in_next(&self) -> Option<Evidence> {
        let plain = self.last_char().is_some_and(char::is_alphanumeric);
        if plain && self.next_lower && self.words() > 2 && !self.is_marked() {
            strong("the next paragraph goes on in lower case")
        } else {
            None
        }
    }

    fn has_trailing_blank(&self) -> Option<Evidence> {
        if !self.trailing_blank || self.following.takes_lead_in() || self.is_item() && !self.after_sentence {
            return None;
        }
        let plain = self.last_word.as_ref().is_some_and(|range| !self.is_set_apart(range));
        if !plain || self.words() < 4 || self.is_marked() {
            return None;
        }
        weak("a single blank stands where a word may have been")
    }
}

/// True for text that ends in a comma or a semicolon, with or without the word that joins the next clause.
fn ends_in_clause(text: &str) -> bool {
    let text = text.trim_end();
    let text = text.strip_suffix(" and").or_else(|| text.strip_suffix(" or")).unwrap_or(text);
    text.ends_with([',', ';'])
}

/// True where `next` is the paragraph right after `passage` and starts in lower case.
fn starts_lower(passage: &Passage, next: &Passage) -> bool {
    let adjacent = passage.next().is_some_and(|block| std::ptr::eq(block, next.block()));
    adjacent
        && next.kind() == PassageKind::Paragraph
        && reading::same_depth(passage.block(), next.block())
        && next.text().starts_with(|c: char| c.is_lowercase())
        && words(next.text()).nth(2).is_some()
        && next.marks_at(0..0).next().is_none()
        && !is_enumerator(next.text().split(char::is_whitespace).next().unwrap_or_default())
}

/// `a.` and `iv)` count clauses; they start no sentence.
fn is_enumerator(word: &str) -> bool {
    word.ends_with(['.', ')'])
}
