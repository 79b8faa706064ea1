//! How the passages around a text end: the style of a list of clauses.

use super::super::reading::{Following, final_word};
use super::Tail;
use crate::markdown::Passage;

/// The neighbours of an item tell the style of a long list; clauses that are paragraphs stand next to each other.
const ITEMS: usize = 12;
const PARAGRAPHS: usize = 2;

impl Tail<'_, '_> {
    /// `..., and` before the next item, or before the next of several clauses that are paragraphs.
    pub(super) fn joins_to_next(&self) -> bool {
        let before = self.text.trim_end_matches(char::is_alphabetic).trim_end();
        let clauses = self.following == Following::Prose && before.ends_with(';');
        self.has_next() || clauses || before.ends_with([',', ';']) && self.is_in_list_style()
    }

    /// True for an item with another one after it in the same list.
    fn has_next(&self) -> bool {
        let depth = self.passage.block().list_depth;
        self.following == Following::Sibling && self.passage.next().is_some_and(|block| block.list_depth == depth)
    }

    /// True for `... and` without a mark before it, in front of the next item.
    pub(super) fn joins_bare(&self) -> bool {
        let joins = self.last_word_of(&self.language().joiners).map(|(_, range)| range.start);
        self.has_next() && joins.is_some()
    }

    /// True where the items before it, which should end as it does, have no mark at their ends.
    pub(super) fn breaks_list_style(&self) -> bool {
        let before = self.before().take_while(|passage| self.is_near(passage)).filter(|passage| self.is_peer(passage));
        let mut ends = before.map(|passage| self.ends_in_clause(passage.text())).peekable();
        ends.peek().is_some() && !ends.any(|clause| clause)
    }

    pub(super) fn next_goes_on(&self) -> bool {
        self.passage.passages_after().next().is_some_and(|next| next.text().starts_with(|c: char| c.is_lowercase()))
    }

    /// True where the passages around it end in the same mark: a list of clauses, as items or as paragraphs.
    pub(super) fn is_in_list_style(&self) -> bool {
        let alike = |passage: Passage| self.is_peer(&passage) && self.ends_in_clause(passage.text());
        let peers = self.after().chain(self.before()).filter(|passage| self.is_peer(passage)).count();
        let pair = self.following == Following::Sibling && peers == 1 && !self.is_step();
        pair || self.after().take_while(|p| self.is_near(p)).any(alike)
            || self.before().take_while(|p| self.is_near(p)).any(alike)
    }

    fn after(&self) -> impl Iterator<Item = Passage<'_>> {
        self.passage.passages_after().take(self.reach())
    }

    fn before(&self) -> impl Iterator<Item = Passage<'_>> {
        self.passage.passages_before().take(self.reach())
    }

    fn reach(&self) -> usize {
        if self.passage.block().list_depth > 0 { ITEMS } else { PARAGRAPHS }
    }

    /// True for an item with a number: a step is a sentence of its own.
    fn is_step(&self) -> bool {
        let start = self.passage.span().start();
        let text = self.page.text();
        let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
        text[line..start].contains(|c: char| c.is_ascii_digit())
    }

    fn is_near(&self, passage: &Passage) -> bool {
        self.passage.block().list_depth == 0 || passage.block().list_depth > 0
    }

    fn is_peer(&self, passage: &Passage) -> bool {
        passage.kind() == self.passage.kind() && passage.block().list_depth == self.passage.block().list_depth
    }

    /// True for text that ends in a comma or a semicolon, with or without the word that joins the next clause.
    fn ends_in_clause(&self, text: &str) -> bool {
        let joiner = final_word(text).filter(|range| self.language().joiners.contains(&text[range.clone()]));
        text[..joiner.map_or(text.len(), |range| range.start)].trim_end().ends_with([',', ';'])
    }
}
