//! Running text as people read it, with the way back to the source.
//!
//! Each paragraph, list item, heading and table cell becomes a [`Passage`]: its words without markup, inline code,
//! images and directives as one [`token`] each, and for every byte the place in the file that it comes from.

use std::ops::Range;

use super::block::{Block, BlockKind};
use super::document::Document;
use super::learn::LearnNode;
use super::node::{Node, NodeId, NodeKind};
use super::sentence;
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
    blocks: &'d [Block],
    data: &'d PassageData,
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
        &self.blocks[self.data.block as usize]
    }

    /// The block before it on the page, through list and quote ends.
    pub fn previous(&self) -> Option<&'d Block> {
        (self.data.block as usize).checked_sub(1).map(|index| &self.blocks[index])
    }

    /// The block after it on the page.
    pub fn next(&self) -> Option<&'d Block> {
        self.blocks.get(self.data.block as usize + 1)
    }
}

impl Prose {
    pub(super) fn passages<'d>(&'d self, blocks: &'d [Block]) -> impl Iterator<Item = Passage<'d>> {
        self.passages.iter().map(move |data| Passage { prose: self, blocks, data })
    }

    /// Builds the passages of a page.
    pub(super) fn build(doc: &Document<'_>) -> Self {
        let mut builder = Builder {
            source: doc.text(),
            nodes: doc.nodes(),
            links: doc,
            prose: Prose::default(),
            inline: doc.learn().iter().collect(),
            from: 0,
        };
        builder.prose.text.reserve(doc.text().len() / 2);
        for (index, block) in doc.blocks().iter().enumerate() {
            builder.block(index as u32, block);
        }
        builder.prose
    }
}

struct Builder<'d, 'a> {
    source: &'d str,
    nodes: &'d [Node],
    links: &'d Document<'a>,
    prose: Prose,
    inline: Vec<&'d LearnNode>,
    /// Start of the passage under way in the text.
    from: usize,
}

impl Builder<'_, '_> {
    fn block(&mut self, index: u32, block: &Block) {
        match block.kind {
            BlockKind::Paragraph => {
                let kind = if block.opens_item { PassageKind::Item } else { PassageKind::Paragraph };
                self.passage(kind, index, block.nodes.clone(), block.span);
            }
            BlockKind::Heading { .. } => self.passage(PassageKind::Heading, index, block.nodes.clone(), block.span),
            BlockKind::Table => self.cells(index, block.nodes.clone()),
            BlockKind::Tab | BlockKind::Code { .. } | BlockKind::Html | BlockKind::Rule | BlockKind::Learn(_) => {}
        }
    }

    fn cells(&mut self, index: u32, nodes: Range<NodeId>) {
        let mut header = false;
        for id in nodes {
            let node = self.nodes[id as usize];
            match node.kind {
                NodeKind::TableHead => header = true,
                NodeKind::TableRow => header = false,
                NodeKind::TableCell if id + 1 < node.next => {
                    self.passage(PassageKind::Cell { header }, index, id + 1..node.next, node.span);
                }
                _ => {}
            }
        }
    }

    fn passage(&mut self, kind: PassageKind, block: u32, nodes: Range<NodeId>, within: Span) {
        self.from = self.prose.text.len();
        let (pieces, marks, sentences) =
            (self.prose.pieces.len() as u32, self.prose.marks.len() as u32, self.prose.sentences.len() as u32);
        self.inlines(nodes, within);
        let text = &self.prose.text[self.from..];
        let found = &mut self.prose.sentences;
        sentence::sentences(text, |range| found.push((range.start as u32, range.end as u32)));
        self.prose.passages.push(PassageData {
            kind,
            block,
            text: self.from as u32..self.prose.text.len() as u32,
            pieces: pieces..self.prose.pieces.len() as u32,
            marks: marks..self.prose.marks.len() as u32,
            sentences: sentences..self.prose.sentences.len() as u32,
        });
    }

    fn inlines(&mut self, nodes: Range<NodeId>, within: Span) {
        let mut open: Vec<(NodeId, MarkKind, usize, usize)> = Vec::new();
        let mut learn = self.inline.partition_point(|node| node.span.end() <= within.start());
        let mut at = nodes.start;
        while at < nodes.end || !open.is_empty() {
            while let Some(&(next, kind, start, mark)) = open.last()
                && next <= at
            {
                open.pop();
                let end = self.prose.text.len() - self.from;
                self.prose.marks[mark] = (kind, start as u32, end as u32);
            }
            if at >= nodes.end {
                break;
            }
            let node = self.nodes[at as usize];
            if node.span.end() <= within.start() || node.span.start() >= within.end() {
                at = if node.span.end() <= within.start() { node.next.min(nodes.end) } else { nodes.end };
                continue;
            }
            while self.inline.get(learn).is_some_and(|found| found.span.end() <= node.span.start()) {
                learn += 1;
            }
            if let Some(found) =
                self.inline.get(learn).filter(|found| found.inline && found.span.start() < node.span.end())
            {
                let found = *found;
                at = self.around_directive(found, at, nodes.end);
                learn += 1;
                continue;
            }
            let mark = match node.kind {
                NodeKind::Link(_) => Some(MarkKind::Link),
                NodeKind::Emphasis => Some(MarkKind::Emphasis),
                NodeKind::Strong => Some(MarkKind::Strong),
                NodeKind::Strikethrough => Some(MarkKind::Strikethrough),
                _ => None,
            };
            if let Some(kind) = mark
                && !self.is_autolink(node.kind)
            {
                open.push((node.next, kind, self.prose.text.len() - self.from, self.prose.marks.len()));
                self.prose.marks.push((kind, 0, 0));
                at += 1;
            } else {
                at = self.inline_node(at, nodes.end);
            }
        }
    }

    fn is_autolink(&self, kind: NodeKind) -> bool {
        let NodeKind::Link(index) = kind else { return false };
        matches!(self.links.links()[index as usize].kind, super::LinkKind::Autolink | super::LinkKind::Email)
    }

    /// Writes the text before an inline directive, its token, and the text behind it in the same node. Returns the
    /// next node that is not covered by it.
    fn around_directive(&mut self, found: &LearnNode, at: NodeId, end: NodeId) -> NodeId {
        let node = self.nodes[at as usize];
        if node.kind == NodeKind::Text && node.span.start() < found.span.start() {
            self.verbatim(Span::new(node.span.start(), found.span.start()));
        }
        self.token(token::DIRECTIVE, found.span);
        let mut next = at;
        while next < end && self.nodes[next as usize].span.end() <= found.span.end() {
            next += 1;
        }
        if next < end {
            let rest = self.nodes[next as usize];
            if rest.kind == NodeKind::Text && rest.span.start() < found.span.end() {
                self.verbatim(Span::new(found.span.end(), rest.span.end()));
                return rest.next;
            }
        }
        next.max(at + 1)
    }

    /// Writes one node without markup of its own; returns the node after it.
    fn inline_node(&mut self, at: NodeId, end: NodeId) -> NodeId {
        let node = self.nodes[at as usize];
        match node.kind {
            NodeKind::Text => self.verbatim(node.span),
            NodeKind::Entity(c) => self.token(c, node.span),
            NodeKind::Code => self.token(token::CODE, node.span),
            NodeKind::Image(_) => self.token(token::IMAGE, node.span),
            NodeKind::Link(_) => self.token(token::URL, node.span),
            NodeKind::FootnoteReference => self.token(token::NOTE, node.span),
            NodeKind::SoftBreak => self.token(' ', node.span),
            NodeKind::HardBreak => self.token('\n', node.span),
            NodeKind::InlineHtml => return self.tag(at, end),
            _ => {}
        }
        node.next
    }

    /// `<br>` breaks the line; keys and code in HTML are tokens as their Markdown twins are; other tags are nothing.
    fn tag(&mut self, at: NodeId, end: NodeId) -> NodeId {
        let node = self.nodes[at as usize];
        let name = tag_name(node.span.of(self.source));
        if name.eq_ignore_ascii_case("br") {
            self.token('\n', node.span);
        }
        let is_code = ["kbd", "code", "samp", "var"].iter().any(|code| name.eq_ignore_ascii_case(code));
        if is_code && let Some(close) = self.closing(at, end, name) {
            let last = self.nodes[close as usize].span;
            self.token(token::CODE, Span::new(node.span.start(), last.end()));
            return close + 1;
        }
        node.next
    }

    fn closing(&self, at: NodeId, end: NodeId, name: &str) -> Option<NodeId> {
        // Keys and code are short: looking a few nodes ahead keeps a page of unclosed tags linear.
        (at + 1..end.min(at + 12)).find(|&id| {
            let node = self.nodes[id as usize];
            let text = node.span.of(self.source);
            node.kind == NodeKind::InlineHtml
                && text
                    .strip_prefix("</")
                    .is_some_and(|rest| rest.trim_end_matches('>').trim().eq_ignore_ascii_case(name))
        })
    }

    fn verbatim(&mut self, span: Span) {
        let text = span.of(self.source);
        if text.is_empty() {
            return;
        }
        self.prose.pieces.push(Piece { at: self.prose.text.len() as u32, source: span, verbatim: true });
        if text.bytes().any(|byte| byte < b' ') {
            // Same length in bytes, so that the piece stays verbatim.
            self.prose.text.extend(text.chars().map(|c| if c < ' ' { ' ' } else { c }));
        } else {
            self.prose.text.push_str(text);
        }
    }

    fn token(&mut self, c: char, source: Span) {
        self.prose.pieces.push(Piece { at: self.prose.text.len() as u32, source, verbatim: false });
        self.prose.text.push(c);
    }
}

fn tag_name(tag: &str) -> &str {
    let name = tag.trim_start_matches('<');
    &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())]
}

#[cfg(test)]
mod tests {
    use super::*;
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
    fn cells_and_items_are_passages() {
        let got = passages("- one\n\n  two\n\n| a | b |\n|---|---|\n| c | |\n");
        let kinds: Vec<PassageKind> = got.iter().map(|(kind, _)| *kind).collect();
        let cell = |header| PassageKind::Cell { header };
        assert_eq!(kinds, [PassageKind::Item, PassageKind::Paragraph, cell(true), cell(true), cell(false)]);
    }
}
