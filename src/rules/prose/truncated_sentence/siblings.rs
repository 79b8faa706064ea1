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
        let mut ends =
            self.passage.siblings_before().take(ITEMS).map(|item| self.ends_in_clause(item.text())).peekable();
        ends.peek().is_some() && !ends.any(|clause| clause)
    }

    pub(super) fn next_goes_on(&self) -> bool {
        self.passage.passages_after().next().is_some_and(|next| next.text().starts_with(|c: char| c.is_lowercase()))
    }

    /// True where the passages around it end in the same mark: a list of clauses, as items or as paragraphs.
    pub(super) fn is_in_list_style(&self) -> bool {
        let peers: Vec<Passage> = if self.is_item() { self.items_around() } else { self.paragraphs_around() };
        let pair = self.is_item() && self.following == Following::Sibling && peers.len() == 1 && !self.is_step();
        pair || peers.iter().any(|peer| self.ends_in_clause(peer.text()))
    }

    fn items_around(&self) -> Vec<Passage<'_>> {
        self.passage.siblings_before().take(ITEMS).chain(self.passage.siblings_after().take(ITEMS)).collect()
    }

    fn paragraphs_around(&self) -> Vec<Passage<'_>> {
        let around =
            self.passage.passages_before().take(PARAGRAPHS).chain(self.passage.passages_after().take(PARAGRAPHS));
        let depth = self.passage.block().list_depth;
        let is_peer = |other: &Passage| other.kind() == self.passage.kind() && other.block().list_depth == depth;
        around.filter(is_peer).collect()
    }

    /// True for an item with a number: a step is a sentence of its own.
    fn is_step(&self) -> bool {
        let start = self.passage.span().start();
        let text = self.page.text();
        let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
        text[line..start].contains(|c: char| c.is_ascii_digit())
    }

    /// True for text that ends in a comma or a semicolon, with or without the word that joins the next clause.
    fn ends_in_clause(&self, text: &str) -> bool {
        let joiner = final_word(text).filter(|range| self.language().joiners.contains(&text[range.clone()]));
        text[..joiner.map_or(text.len(), |range| range.start)].trim_end().ends_with([',', ';'])
    }
}
