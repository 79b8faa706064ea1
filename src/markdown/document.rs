use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;

use super::block::{self, Block, BlockKind};
use super::front_matter::{self, FrontMatter, Header};
use super::heading::{Braces, Heading};
use super::html::{self, HtmlTag};
use super::learn::LearnNode;
use super::link::{Definition, Link, Unresolved, normal_label};
use super::node::{Node, NodeId, NodeKind};
use super::parse;
use super::prose::{Ground, Passage, Prose};
use super::suppression::{self, Suppression};
use super::table::{self, Table};
use crate::text::{Language, SourceFile, Span};

/// One page: parsed once, asked many times. Views that cost something are built when first asked for.
pub struct Document<'a> {
    source: &'a SourceFile,
    language: &'a Language,
    header: Option<Header>,
    parsed: parse::Parsed<'a>,
    blocks: block::Blocks,
    front_matter: OnceCell<FrontMatter>,
    headings: OnceCell<Vec<Heading<'a>>>,
    tables: OnceCell<Vec<Table>>,
    html_tags: OnceCell<Vec<HtmlTag>>,
    labels: OnceCell<HashMap<String, usize>>,
    prose: OnceCell<Prose>,
}

impl<'a> Document<'a> {
    /// Parses a file in English.
    pub fn new(source: &'a SourceFile) -> Self {
        Self::in_language(source, Language::english())
    }

    /// Parses a file whose sentences are in a language.
    pub fn in_language(source: &'a SourceFile, language: &'a Language) -> Self {
        let text = source.text();
        let header = front_matter::split(text);
        // An unclosed header is text to every parser, so the whole of it is parsed as such.
        let base = header.filter(|header| header.closed).map_or(0, |header| header.span.end());
        let mut parsed = parse::parse(text, base);
        let blocks = block::lay_out(text, base, &parsed.nodes);
        let covered = |at: usize| block_at(&blocks.blocks, at).is_some();
        parse::add_repeated(text, &mut parsed.definitions, covered);
        Self {
            source,
            language,
            header,
            parsed,
            blocks,
            front_matter: OnceCell::new(),
            headings: OnceCell::new(),
            tables: OnceCell::new(),
            html_tags: OnceCell::new(),
            labels: OnceCell::new(),
            prose: OnceCell::new(),
        }
    }

    /// The file it was parsed from.
    pub fn source(&self) -> &'a SourceFile {
        self.source
    }

    /// The language of its sentences.
    pub fn language(&self) -> &'a Language {
        self.language
    }

    /// The file's text; all spans are ranges of it.
    pub fn text(&self) -> &'a str {
        self.source.text()
    }

    /// Where the header stands.
    pub fn header(&self) -> Option<Header> {
        self.header
    }

    /// Offset of the first byte after the header.
    pub fn body(&self) -> usize {
        self.parsed.nodes[0].span.start()
    }

    /// What the header says; empty without one.
    pub fn front_matter(&self) -> &FrontMatter {
        self.front_matter.get_or_init(|| match self.header {
            Some(header) => front_matter::read(self.text(), header),
            None => FrontMatter::default(),
        })
    }

    /// The arena in pre-order.
    pub fn nodes(&self) -> &[Node] {
        &self.parsed.nodes
    }

    /// A node of the arena.
    pub fn node(&self, id: NodeId) -> Node {
        self.parsed.nodes[id as usize]
    }

    /// The children of a node, in order.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let end = self.node(id).next;
        let mut at = id + 1;
        std::iter::from_fn(move || {
            let child = (at < end).then_some(at)?;
            at = self.node(child).next;
            Some(child)
        })
    }

    /// The last child of a node.
    pub fn last_child(&self, id: NodeId) -> Option<NodeId> {
        self.children(id).last()
    }

    /// Links and images, in order; autolinks too, links that a directive's attribute shows are none.
    pub fn links(&self) -> &[Link<'a>] {
        &self.parsed.links
    }

    /// Link reference definitions: those that count in order of the text, then the repeated ones.
    pub fn definitions(&self) -> &[Definition<'a>] {
        &self.parsed.definitions
    }

    /// The definition that counts for a label, as an index of [`Self::definitions`].
    pub(super) fn defined_at(&self, label: &str) -> Option<usize> {
        let labels = self.labels.get_or_init(|| {
            let counting = self.definitions().iter().enumerate().filter(|(_, definition)| definition.repeats.is_none());
            counting.map(|(index, definition)| (normal_label(&definition.label), index)).collect()
        });
        labels.get(&normal_label(label)).copied()
    }

    /// References that nothing defines, in order.
    pub fn unresolved(&self) -> &[Unresolved<'a>] {
        &self.parsed.unresolved
    }

    /// The blocks in a row.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks.blocks
    }

    /// The block that holds a byte.
    pub fn block_at(&self, at: usize) -> Option<&Block> {
        block_at(&self.blocks.blocks, at)
    }

    /// The inline node without children that holds a byte: text, code, an HTML tag.
    pub fn inline_at(&self, at: usize) -> Option<Node> {
        let nodes = &self.parsed.nodes;
        let after = nodes.partition_point(|node| node.span.start() <= at);
        nodes[..after].last().copied().filter(|node| node.span.contains(at))
    }

    /// True for a block of comments alone, of which a reader sees nothing.
    pub fn is_comment(&self, block: &Block) -> bool {
        block.kind == BlockKind::Html && html::is_comment(block.span.of(self.text()))
    }

    /// The constructs of Learn's dialect, in order.
    pub fn learn(&self) -> &[LearnNode] {
        &self.blocks.learn
    }

    /// The construct of Learn's dialect that covers a span.
    pub fn learn_at(&self, span: Span) -> Option<&LearnNode> {
        let after = self.blocks.learn.partition_point(|node| node.span.start <= span.start);
        self.blocks.learn[..after].last().filter(|node| node.span.covers(span))
    }

    /// The headings, in order.
    pub fn headings(&self) -> &[Heading<'a>] {
        self.headings.get_or_init(|| {
            let blocks = self.blocks.blocks.iter().enumerate();
            blocks.filter_map(|(index, block)| self.heading(index, block)).collect()
        })
    }

    fn heading(&self, index: usize, block: &Block) -> Option<Heading<'a>> {
        let BlockKind::Heading { level } = block.kind else { return None };
        let node = block.nodes.start - 1;
        let ids = &self.parsed.heading_ids;
        let id = ids.binary_search_by_key(&node, |(owner, _)| *owner).ok().map(|found| ids[found].1.to_string());
        let text = self.heading_text(block);
        Some(Heading { level, span: block.span, node, block: index, text, id })
    }

    /// Most headings are one run of plain text, which is borrowed.
    fn heading_text(&self, block: &Block) -> Cow<'a, str> {
        let first = block.nodes.start;
        let braces = self.braces_read(block, Braces::Ids);
        if braces.is_none() && block.nodes.len() == 1 && self.node(first).kind == NodeKind::Text {
            return Cow::Borrowed(self.node(first).span.of(self.text()).trim());
        }
        let mut text = self.plain_text(block.nodes.clone());
        if let Some(braces) = braces {
            text.push_str(braces.of(self.text()));
        }
        Cow::Owned(text.trim().to_owned())
    }

    /// Text of the last heading before a byte.
    pub fn section_at(&self, at: usize) -> Option<&str> {
        let headings = self.headings();
        let after = headings.partition_point(|heading| heading.span.start() <= at);
        headings[..after].last().map(|heading| heading.text.as_ref())
    }

    /// The text of a run of inline nodes as it reads: entities decoded, code and image descriptions kept, tags dropped.
    pub fn plain_text(&self, nodes: std::ops::Range<NodeId>) -> String {
        let mut out = String::new();
        for id in nodes {
            let node = self.node(id);
            match node.kind {
                NodeKind::Text => out.push_str(node.span.of(self.text())),
                NodeKind::Entity(c) => out.push(c),
                NodeKind::Code => out.push_str(node.span.of(self.text()).trim_matches('`').trim()),
                NodeKind::SoftBreak | NodeKind::HardBreak => out.push(' '),
                _ => {}
            }
        }
        out
    }

    /// The text of a link or image as it reads. Of more than a thousand nodes only the first are read: images nest
    /// in images without end, and each would be read again for every one that holds it.
    pub fn link_text(&self, link: &Link) -> Cow<'a, str> {
        const NODES: NodeId = 1_000;
        let first = link.node + 1;
        Cow::Owned(self.plain_text(first..self.node(link.node).next.min(first + NODES)))
    }

    /// The tables, in order.
    pub fn tables(&self) -> &[Table] {
        self.tables.get_or_init(|| table::tables(self))
    }

    /// Opening HTML tags, in order.
    pub fn html_tags(&self) -> &[HtmlTag] {
        self.html_tags.get_or_init(|| html::tags(self))
    }

    /// Running text, in order.
    pub fn passages(&self) -> impl Iterator<Item = Passage<'_>> {
        self.prose().passages(self.ground())
    }

    /// The passages in which `find` finds something, each once; where it seeks several words, at times one that only
    /// ends in the first of them.
    /// `find` is asked for the first place in the text of all passages that are left, not passage by passage: most are
    /// a few words long, and a search costs as much to begin as it takes for a page of them.
    pub fn passages_with<'d>(&'d self, find: impl Fn(&str) -> Option<usize> + 'd) -> impl Iterator<Item = Passage<'d>> {
        self.prose().passages_with(self.ground(), find)
    }

    /// True where the page as a whole reads as text in the language of its rules.
    pub fn is_in_language(&self) -> bool {
        self.prose().is_in_language(self.language())
    }

    fn ground(&self) -> Ground<'_> {
        Ground { source: self.text(), blocks: &self.blocks.blocks, language: self.language() }
    }

    fn prose(&self) -> &Prose {
        self.prose.get_or_init(|| Prose::build(self))
    }

    /// Suppression comments, in order.
    pub fn suppressions(&self) -> Vec<Suppression> {
        suppression::read(self)
    }
}

fn block_at(blocks: &[Block], at: usize) -> Option<&Block> {
    let after = blocks.partition_point(|block| block.span.start() <= at);
    blocks[..after].last().filter(|block| block.span.contains(at))
}
