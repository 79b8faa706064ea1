//! One walk over the inline nodes of a page: masks what is no word and remembers where every byte comes from.

use std::ops::Range;

use super::super::block::{Block, BlockKind};
use super::super::document::Document;
use super::super::learn::LearnNode;
use super::super::link::LinkKind;
use super::super::node::{Node, NodeId, NodeKind};
use super::super::sentence::{self, Stops};
use super::pieces::{Piece, piece_at};
use super::{MarkKind, PassageData, PassageId, PassageKind, Prose, formula, token};
use crate::text::{Language, Span};

impl Prose {
    /// Builds the passages of a page.
    pub(in crate::markdown) fn build(doc: &Document<'_>) -> Self {
        let mut builder = Builder {
            source: doc.text(),
            nodes: doc.nodes(),
            page: doc,
            prose: Prose::default(),
            inline: doc.learn().iter().collect(),
            from: 0,
            items: Vec::new(),
            sign: 0,
        };
        builder.prose.text.reserve(doc.text().len() / 2);
        builder.prose.pieces.reserve(doc.nodes().len() / 2);
        for (index, block) in doc.blocks().iter().enumerate() {
            builder.block(index as u32, block);
        }
        builder.prose.part(doc.language());
        builder.prose
    }

    /// Parts the passages into sentences.
    fn part(&mut self, language: &Language) {
        let Self { text, sentences, passages, .. } = self;
        let mut stops = Stops::new(text);
        for passage in passages {
            let from = sentences.len() as u32;
            let range = passage.text.start as usize..passage.text.end as usize;
            let out = |range: Range<usize>| sentences.push((range.start as u32, range.end as u32));
            sentence::sentences(language, &mut stops, range, out);
            passage.sentences = from..sentences.len() as u32;
        }
    }
}

struct Builder<'d, 'a> {
    source: &'d str,
    nodes: &'d [Node],
    page: &'d Document<'a>,
    prose: Prose,
    inline: Vec<&'d LearnNode>,
    /// Start of the passage under way in the text.
    from: usize,
    /// The last item of each list that holds the block under way: how deep the list lies, the list, the passage.
    items: Vec<(u32, NodeId, PassageId)>,
    /// The next byte of the source that a formula or a tag of a template begins with, as far as was looked.
    sign: usize,
}

impl Builder<'_, '_> {
    fn block(&mut self, index: u32, block: &Block) {
        match block.kind {
            BlockKind::Paragraph => {
                let kind = if block.opens_item { PassageKind::Item } else { PassageKind::Paragraph };
                self.passage(kind, index, block.nodes.clone(), block.span);
                if block.opens_item {
                    self.link_item(block);
                }
            }
            BlockKind::Heading { .. } => self.passage(PassageKind::Heading, index, block.nodes.clone(), block.span),
            BlockKind::Table => self.cells(index, block.nodes.clone()),
            BlockKind::Html if self.page.is_comment(block) => self.comment(index),
            BlockKind::Tab | BlockKind::Code { .. } | BlockKind::Html | BlockKind::Rule | BlockKind::Learn(_) => {}
        }
    }

    fn comment(&mut self, index: u32) {
        match self.prose.comments.last_mut().filter(|run| run.end == index) {
            Some(run) => run.end += 1,
            None => self.prose.comments.push(index..index + 1),
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
        // What is sought over all passages at once meets no word that begins in one and ends in the next.
        self.prose.text.push(' ');
        self.from = self.prose.text.len();
        let (pieces, marks) = (self.prose.pieces.len() as u32, self.prose.marks.len() as u32);
        self.inlines(nodes, within);
        if self.has_sign(within) {
            self.mask(pieces as usize, marks as usize);
        }
        self.prose.passages.push(PassageData {
            kind,
            block,
            text: self.from as u32..self.prose.text.len() as u32,
            pieces: pieces..self.prose.pieces.len() as u32,
            marks: marks..self.prose.marks.len() as u32,
            // Parted when all passages stand.
            sentences: 0..0,
            siblings: [None; 2],
        });
    }

    /// Joins the item that was just written to the one before it in its list.
    fn link_item(&mut self, block: &Block) {
        let passages = &mut self.prose.passages;
        let Some(here) = PassageId::new(passages.len() as u32) else { return };
        while self.items.last().is_some_and(|&(depth, list, _)| depth >= block.list_depth && list != block.list) {
            self.items.pop();
        }
        match self.items.last_mut().filter(|(_, list, _)| *list == block.list) {
            Some((_, _, before)) => {
                passages[before.get() as usize - 1].siblings[1] = Some(here);
                passages[here.get() as usize - 1].siblings[0] = Some(*before);
                *before = here;
            }
            None => self.items.push((block.list_depth, block.list, here)),
        }
    }

    /// True where a formula or a tag of a template may stand in a part of the source. The search goes on from part to
    /// part: most are shorter than what it takes to set one up.
    fn has_sign(&mut self, within: Span) -> bool {
        if self.sign < within.start() {
            let rest = &self.source.as_bytes()[within.start()..];
            let found = memchr::memchr3(b'$', b'\\', b'{', rest);
            self.sign = found.map_or(self.source.len(), |found| within.start() + found);
        }
        self.sign < within.end()
    }

    /// Puts tokens in the place of formulas and tags of templates.
    fn mask(&mut self, first_piece: usize, first_mark: usize) {
        let text = &self.prose.text[self.from..];
        let pieces = &self.prose.pieces[first_piece..];
        let masked = formula::find(text, |at| {
            let piece = piece_at(pieces, self.from + at);
            let source = piece.part(self.from + at..self.from + at + 1);
            !piece.verbatim || self.source[..source.start()].ends_with('\\')
        });
        if !masked.is_empty() {
            self.prose.mask(self.from, first_piece, first_mark, &masked);
        }
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
        matches!(self.page.links()[index as usize].kind, LinkKind::Autolink | LinkKind::Email)
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
        if has_control(text.as_bytes()) {
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

/// True where a byte is a control character. Asked of every piece of text, so it looks at eight bytes at once: taking
/// 0x20 from a byte borrows into its highest bit, unless the bit is that of the byte itself. A borrow from a byte below
/// only follows where that one is a control character.
fn has_control(bytes: &[u8]) -> bool {
    const HIGHEST: u64 = 0x8080_8080_8080_8080;
    const BLANKS: u64 = 0x2020_2020_2020_2020;
    let (words, rest) = bytes.as_chunks::<8>();
    let any = |word: u64| word.wrapping_sub(BLANKS) & !word & HIGHEST != 0;
    words.iter().any(|word| any(u64::from_le_bytes(*word))) || rest.iter().any(|byte| *byte < b' ')
}

fn tag_name(tag: &str) -> &str {
    let name = tag.trim_start_matches('<');
    &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())]
}
