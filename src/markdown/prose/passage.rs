//! One passage, and what stands around it on the page.

use std::ops::Range;

use super::super::block::Block;
use super::{Mark, PassageData, PassageKind, Prose, language, pieces};
use crate::text::{Language, Span};

/// One stretch of running text.
#[derive(Clone, Copy)]
pub struct Passage<'d> {
    prose: &'d Prose,
    page: Ground<'d>,
    data: &'d PassageData,
    index: usize,
}

/// The page that passages lie on.
#[derive(Clone, Copy)]
pub(in crate::markdown) struct Ground<'d> {
    /// Its text.
    pub source: &'d str,
    /// Its blocks.
    pub blocks: &'d [Block],
    /// Its language.
    pub language: &'d Language,
}

impl<'d> Passage<'d> {
    pub(super) fn new(prose: &'d Prose, page: Ground<'d>, index: usize) -> Self {
        Self { prose, page, data: &prose.passages[index], index }
    }

    /// What it is.
    pub fn kind(&self) -> PassageKind {
        self.data.kind
    }

    /// Its text without markup.
    pub fn text(&self) -> &'d str {
        &self.prose.text[self.data.text.start as usize..self.data.text.end as usize]
    }

    /// Its sentences, as byte ranges of [`Self::text`].
    pub fn sentences(&self) -> impl ExactSizeIterator<Item = Range<usize>> + DoubleEndedIterator + use<'d> {
        let range = self.data.sentences.start as usize..self.data.sentences.end as usize;
        self.prose.sentences[range].iter().map(|&(start, end)| start as usize..end as usize)
    }

    /// The inline markup in it, in order of its beginning.
    pub fn marks(&self) -> impl Iterator<Item = Mark> + use<'d> {
        let range = self.data.marks.start as usize..self.data.marks.end as usize;
        self.prose.marks[range].iter().map(|&(kind, start, end)| Mark { kind, range: start as usize..end as usize })
    }

    /// The inline markup that touches a byte range of [`Self::text`]: covers it, or begins or ends at its edge.
    pub fn marks_at(&self, range: Range<usize>) -> impl Iterator<Item = Mark> + use<'d> {
        /// Nobody nests deeper; the bound keeps a page of many marks and many questions linear.
        const DEPTH: usize = 32;
        let marks = &self.prose.marks[self.data.marks.start as usize..self.data.marks.end as usize];
        let after = marks.partition_point(|&(_, start, _)| start as usize <= range.end);
        let near = marks[..after].iter().rev().take(DEPTH).filter(move |&&(_, _, end)| end as usize >= range.start);
        near.map(|&(kind, start, end)| Mark { kind, range: start as usize..end as usize })
    }

    /// The source of a byte range of [`Self::text`].
    pub fn source(&self, range: Range<usize>) -> Span {
        let pieces = &self.prose.pieces[self.data.pieces.start as usize..self.data.pieces.end as usize];
        let base = self.data.text.start as usize;
        pieces::source(pieces, base + range.start..base + range.end).unwrap_or_else(|| self.block().span)
    }

    /// The source of the whole passage, from its first to its last character.
    pub fn span(&self) -> Span {
        self.source(0..self.text().len())
    }

    /// The block that it is, or, for a cell, the table that holds it.
    pub fn block(&self) -> &'d Block {
        &self.page.blocks[self.data.block as usize]
    }

    /// Blanks between its end, closing markup included, and the end of its last line; none where something else stands
    /// there. Two are a hard break that nothing follows; one is what a deleted word leaves.
    pub fn trailing_blanks(&self) -> usize {
        let end = match self.data.kind {
            PassageKind::Paragraph | PassageKind::Item | PassageKind::Heading => self.block().span.end(),
            PassageKind::Cell { .. } => self.span().end(),
        };
        let rest = &self.page.source.as_bytes()[end..];
        let blanks = rest.iter().take_while(|&&byte| byte == b' ').count();
        if rest.get(blanks).is_none_or(|byte| matches!(byte, b'\n' | b'\r')) { blanks } else { 0 }
    }

    /// True where it reads as text in the language of the page's rules, which other languages don't obey. A short text
    /// has too few words to tell; then the page answers. Looks at the whole passage, so it is the last thing to ask.
    pub fn is_in_language(&self) -> bool {
        language::reads_as(self.page.language, self.text())
            .unwrap_or_else(|| self.prose.is_in_language(self.page.language))
    }

    /// The block before it on the page, through list and quote ends. Comments are none: no reader sees them.
    pub fn previous(&self) -> Option<&'d Block> {
        let before = self.data.block.checked_sub(1)?;
        let seen = self.prose.comments_at(before).map_or(Some(before), |run| run.start.checked_sub(1))?;
        Some(&self.page.blocks[seen as usize])
    }

    /// The block after it on the page, through list and quote ends. Comments are none: no reader sees them.
    pub fn next(&self) -> Option<&'d Block> {
        let after = self.data.block + 1;
        let seen = self.prose.comments_at(after).map_or(after, |run| run.end);
        self.page.blocks.get(seen as usize)
    }

    /// The block before it, if that is a passage too.
    pub fn previous_passage(&self) -> Option<Self> {
        let before = self.index.checked_sub(1).map(|index| self.at(index))?;
        self.previous().is_some_and(|block| std::ptr::eq(block, before.block())).then_some(before)
    }

    /// The block after it, if that is a passage too.
    pub fn next_passage(&self) -> Option<Self> {
        let after = (self.index + 1 < self.prose.passages.len()).then(|| self.at(self.index + 1))?;
        self.next().is_some_and(|block| std::ptr::eq(block, after.block())).then_some(after)
    }

    /// The passages before it on the page, whatever stands between them, the nearest first.
    pub fn passages_before(&self) -> impl Iterator<Item = Self> + use<'d> {
        let passage = *self;
        (0..self.index).rev().map(move |index| passage.at(index))
    }

    /// The passages after it on the page, as [`Self::passages_before`].
    pub fn passages_after(&self) -> impl Iterator<Item = Self> + use<'d> {
        let passage = *self;
        (self.index + 1..self.prose.passages.len()).map(move |index| passage.at(index))
    }

    /// The items before it in its list, the nearest first; none where it is no item. An item without text of its own
    /// is passed over.
    pub fn siblings_before(&self) -> impl Iterator<Item = Self> + use<'d> {
        self.siblings(0)
    }

    /// The items after it in its list, as [`Self::siblings_before`].
    pub fn siblings_after(&self) -> impl Iterator<Item = Self> + use<'d> {
        self.siblings(1)
    }

    fn siblings(&self, side: usize) -> impl Iterator<Item = Self> + use<'d> {
        let sibling = move |passage: &Self| passage.data.siblings[side].map(|id| passage.at(id.get() as usize - 1));
        std::iter::successors(sibling(self), sibling)
    }

    fn at(&self, index: usize) -> Self {
        Self::new(self.prose, self.page, index)
    }
}
