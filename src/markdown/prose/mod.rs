//! Running text as people read it, with the way back to the source.
//!
//! Each paragraph, list item, heading and table cell becomes a [`Passage`]: its words without markup, inline code,
//! images and directives as one [`token`] each, and for every byte the place in the file that it comes from.

mod build;

use std::ops::Range;

use super::block::Block;
use crate::text::Span;

/// Characters that stand for what is no word. Control characters, so that no text holds them by itself: those of the
/// source read as blanks.
pub mod token {
    /// Inline code, or what `<kbd>` and `<code>` hold.
    pub const CODE: char = '\u{1}';
    /// An image.
    pub const IMAGE: char = '\u{2}';
    /// A link that shows its address: `<https://...>`.
    pub const URL: char = '\u{3}';
    /// A directive or include amid text.
    pub const DIRECTIVE: char = '\u{4}';
    /// A footnote reference.
    pub const NOTE: char = '\u{5}';

    /// True for any of them.
    pub fn is_token(c: char) -> bool {
        ('\u{1}'..='\u{5}').contains(&c)
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

/// All passages of a page over one text, so that a page costs a handful of allocations.
#[derive(Debug, Default)]
pub(super) struct Prose {
    text: String,
    pieces: Vec<Piece>,
    marks: Vec<(MarkKind, u32, u32)>,
    sentences: Vec<(u32, u32)>,
    passages: Vec<PassageData>,
}

/// A run of the masked text and the source that it comes from.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Where it begins in the masked text.
    at: u32,
    /// The source; as long as the piece where the text stands there as it reads, else the whole of what a token stands for.
    source: Span,
    verbatim: bool,
}

#[derive(Debug)]
struct PassageData {
    kind: PassageKind,
    block: u32,
    text: Range<u32>,
    pieces: Range<u32>,
    marks: Range<u32>,
    sentences: Range<u32>,
}

/// One stretch of running text.
#[derive(Clone, Copy)]
pub struct Passage<'d> {
    prose: &'d Prose,
    page: Ground<'d>,
    data: &'d PassageData,
}

/// The page that passages lie on.
#[derive(Clone, Copy)]
pub(super) struct Ground<'d> {
    /// Its text.
    pub source: &'d str,
    /// Its blocks.
    pub blocks: &'d [Block],
}

impl<'d> Passage<'d> {
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
        let Some(first) = pieces.first() else { return self.block().span };
        let base = self.data.text.start as usize;
        let piece_at = |offset: usize| {
            let index = pieces.partition_point(|piece| piece.at as usize <= base + offset);
            pieces[index.saturating_sub(1)]
        };
        let begin = piece_at(range.start);
        let start = match begin.verbatim {
            true => begin.source.start() + (base + range.start).saturating_sub(begin.at as usize),
            false => begin.source.start(),
        };
        if range.is_empty() {
            return Span::at(start.max(first.source.start()));
        }
        let end = piece_at(range.end - 1);
        let end = match end.verbatim {
            true => end.source.start() + (base + range.end) - end.at as usize,
            false => end.source.end(),
        };
        Span::new(start, end)
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

    /// The block before it on the page, through list and quote ends.
    pub fn previous(&self) -> Option<&'d Block> {
        (self.data.block as usize).checked_sub(1).map(|index| &self.page.blocks[index])
    }

    /// The block after it on the page.
    pub fn next(&self) -> Option<&'d Block> {
        self.page.blocks.get(self.data.block as usize + 1)
    }
}

impl Prose {
    pub(super) fn passages<'d>(&'d self, page: Ground<'d>) -> impl Iterator<Item = Passage<'d>> {
        self.passages.iter().map(move |data| Passage { prose: self, page, data })
    }

    /// The passages that hold the beginning of what `find` finds. They lie in the text one right after the other.
    pub(super) fn passages_with<'d>(
        &'d self,
        page: Ground<'d>,
        find: impl Fn(&str) -> Option<usize> + 'd,
    ) -> impl Iterator<Item = Passage<'d>> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let found = at + find(self.text.get(at..)?)?;
            let index = self.passages.partition_point(|data| data.text.end as usize <= found);
            let data = self.passages.get(index)?;
            at = data.text.end as usize;
            Some(Passage { prose: self, page, data })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::Document;
    use crate::text::SourceFile;

    fn passages(text: &str) -> Vec<(PassageKind, String)> {
        let source = SourceFile::new("a.md", text);
        let doc = Document::new(&source);
        doc.passages().map(|passage| (passage.kind(), passage.text().to_owned())).collect()
    }

    #[test]
    fn markup_goes_and_words_stay() {
        let text = "See **the *big* [plan](a.md)** and `code` at <https://x.y> &amp; ![pic](p.png).\nMore<br>text <kbd>Ctrl</kbd>.\n";
        assert_eq!(passages(text)[0].1, "See the big plan and \u{1} at \u{3} & \u{2}. More\ntext \u{1}.");
    }

    #[test]
    fn what_is_sought_in_all_passages_leads_to_those_that_hold_it() {
        let source = SourceFile::new("a.md", "# One *\n\n\\* two\n\n- a ** b ** c\n- d\n\n| **x |\n|---|\n|  |\n");
        let doc = Document::new(&source);
        let stars = |text: &str| text.find("**");
        let found: Vec<&str> = doc.passages_with(stars).map(|passage| passage.text()).collect();
        assert_eq!(found, ["One *", "a ** b ** c", "**x"]);
        assert_eq!(doc.passages_with(|_| None).count(), 0);
    }

    #[test]
    fn every_byte_leads_back_to_the_source() {
        let text = "# Head\n\n> - A **bold** &#9744; word\n>   and `more` text.\n";
        let source = SourceFile::new("a.md", text);
        let doc = Document::new(&source);
        let passage = doc.passages().nth(1).unwrap();
        let masked = passage.text();
        assert_eq!(masked, "A bold ☐ word and \u{1} text.");
        let at = |word: &str| masked.find(word).unwrap()..masked.find(word).unwrap() + word.len();
        for word in ["A", "bold", "word", "and", "text."] {
            assert_eq!(passage.source(at(word)).of(text), word);
        }
        assert_eq!(passage.source(at("☐")).of(text), "&#9744;");
        assert_eq!(passage.source(at("\u{1}")).of(text), "`more`");
    }

    #[test]
    fn learn_constructs_part_a_paragraph_or_are_tokens() {
        let text = ":::image source=\"a.png\" alt-text=\"See [x](y)\":::\n*Figure 1.*\n\nUse :::no-loc text=\"Az\"::: and [!INCLUDE [t](i.md)] here.\n\n> [!div class=\"x\"]\n> [Next](n.md)\n";
        let got: Vec<String> = passages(text).into_iter().map(|(_, text)| text).collect();
        assert_eq!(got, ["Figure 1.", "Use \u{4} and \u{4} here.", "Next"]);
    }

    #[test]
    fn blanks_behind_the_end_are_counted_through_closing_markup() {
        let blanks = |text: &str| {
            let source = SourceFile::new("a.md", text);
            Document::new(&source).passages().map(|passage| passage.trailing_blanks()).collect::<Vec<_>>()
        };
        assert_eq!(blanks("The checklist \n\nOne  \ntwo  \n\n- the **plan** \n> a `b` <!-- c --> \n"), [1, 2, 1, 1]);
        assert_eq!(blanks("Full.\n\nThe \r\n\r\nlast "), [0, 1, 1]);
        assert_eq!(blanks("> a <!-- c\n"), [0]);
    }

    #[test]
    fn cells_and_items_are_passages() {
        let got = passages("- one\n\n  two\n\n| a | b |\n|---|---|\n| c | |\n");
        let kinds: Vec<PassageKind> = got.iter().map(|(kind, _)| *kind).collect();
        let cell = |header| PassageKind::Cell { header };
        assert_eq!(kinds, [PassageKind::Item, PassageKind::Paragraph, cell(true), cell(true), cell(false)]);
    }
}
