//! Running text as people read it, with the way back to the source.
//!
//! Each paragraph, list item, heading and table cell becomes a [`Passage`]: its words without markup, inline code,
//! images, formulas and directives as one [`token`] each, and for every byte the place in the file that it comes from.

mod build;
mod formula;
mod language;
mod mask;
mod passage;
mod pieces;

use std::cell::OnceCell;
use std::ops::Range;

pub(super) use passage::Ground;
pub use passage::Passage;
use pieces::Piece;

use crate::text::Language;

/// Characters that stand for what is no word. Control characters, so that no text holds them by itself: those of the
/// source read as blanks.
pub mod token {
    /// Inline code, or what `<kbd>` and `<code>` hold.
    pub const CODE: char = '\u{1}';
    /// An image.
    pub const IMAGE: char = '\u{2}';
    /// A link that shows its address: `<https://...>`.
    pub const URL: char = '\u{3}';
    /// A directive or include amid text, or a tag of a template: `{{#include a.md}}`.
    pub const DIRECTIVE: char = '\u{4}';
    /// A footnote reference.
    pub const NOTE: char = '\u{5}';
    /// A formula: `$x^2$`, `$$x^2$$`, `\\(x^2\\)`, `\\[x^2\\]`.
    pub const MATH: char = '\u{6}';

    /// True for any of them.
    pub fn is_token(c: char) -> bool {
        ('\u{1}'..='\u{6}').contains(&c)
    }
}

/// What a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassageKind {
    /// A paragraph, or a further paragraph of a list item.
    Paragraph,
    /// The first text of a list item.
    Item,
    Heading,
    /// A table cell; `header` in the header row.
    Cell {
        header: bool,
    },
}

/// Inline markup around some words of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it is.
    pub kind: MarkKind,
    /// Bytes of the passage's text.
    pub range: Range<usize>,
}

/// The kinds of inline markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    Link,
    Emphasis,
    Strong,
    Strikethrough,
}

/// All passages of a page over one text, a blank before each, so that a page costs a handful of allocations.
#[derive(Debug, Default)]
pub(super) struct Prose {
    text: String,
    pieces: Vec<Piece>,
    marks: Vec<(MarkKind, u32, u32)>,
    sentences: Vec<(u32, u32)>,
    passages: Vec<PassageData>,
    /// Blocks that are comments: the stretches of them, so that many in a row are passed over at once.
    comments: Vec<Range<u32>>,
    /// Whether the page as a whole is in its language, once that is asked.
    in_language: OnceCell<bool>,
}

#[derive(Debug)]
struct PassageData {
    kind: PassageKind,
    block: u32,
    text: Range<u32>,
    pieces: Range<u32>,
    marks: Range<u32>,
    sentences: Range<u32>,
    /// The items before and after it in its list, as indices of passages.
    siblings: [Option<PassageId>; 2],
}

/// Index of a passage, plus one so that none of them takes no room.
type PassageId = std::num::NonZeroU32;

impl Prose {
    pub(super) fn passages<'d>(&'d self, page: Ground<'d>) -> impl Iterator<Item = Passage<'d>> {
        (0..self.passages.len()).map(move |index| Passage::new(self, page, index))
    }

    /// The passages that hold the beginning of what `find` finds. They lie in the text one after the other.
    pub(super) fn passages_with<'d>(
        &'d self,
        page: Ground<'d>,
        find: impl Fn(&str) -> Option<usize> + 'd,
    ) -> impl Iterator<Item = Passage<'d>> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let found = at + find(self.text.get(at..)?)?;
            let index = self.passages.partition_point(|data| data.text.end as usize <= found);
            at = self.passages.get(index)?.text.end as usize;
            Some(Passage::new(self, page, index))
        })
    }

    /// The stretch of comments that holds a block.
    fn comments_at(&self, block: u32) -> Option<&Range<u32>> {
        let after = self.comments.partition_point(|run| run.start <= block);
        self.comments[..after].last().filter(|run| run.contains(&block))
    }

    /// True where the page as a whole reads as text in its language.
    pub(super) fn is_in_language(&self, language: &Language) -> bool {
        *self.in_language.get_or_init(|| language::page_reads_as(language, &self.text))
    }
}

#[cfg(test)]
mod tests;
