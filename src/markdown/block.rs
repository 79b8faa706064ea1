//! The blocks of a page in a row: what precedes and what follows a paragraph, through list and quote ends.

use std::ops::Range;

use super::learn::{self, LearnNode};
use super::node::{Node, NodeId, NodeKind};
use crate::text::Span;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Running text: a paragraph, or the text of a tight list item.
    Paragraph,
    Heading {
        level: u8,
    },
    /// A heading that is a tab: `# [Azure CLI](#tab/cli)`.
    Tab,
    Code {
        fenced: bool,
    },
    Html,
    Table,
    /// A thematic break.
    Rule,
    /// A construct of Learn's dialect; the index leads into [`super::Document::learn`].
    Learn(u32),
}

/// A block without blocks inside.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its bytes; without its line end where it is running text.
    pub span: Span,
    /// Its nodes in the arena: for running text the inline nodes, which may reach over the span on both sides.
    pub nodes: Range<NodeId>,
    /// How many lists hold it.
    pub list_depth: u32,
    /// The innermost of them; the document where there is none.
    pub list: NodeId,
    /// How many quotes hold it.
    pub quote_depth: u32,
    /// True for the first block of a list item.
    pub opens_item: bool,
}

/// All blocks of a page, and the constructs of Learn's dialect met on the way.
pub(super) struct Blocks {
    pub blocks: Vec<Block>,
    pub learn: Vec<LearnNode>,
}

/// Lays the arena out as a row of blocks.
pub(super) fn lay_out(text: &str, base: usize, nodes: &[Node]) -> Blocks {
    let mut layout = Layout {
        text,
        nodes,
        candidates: learn::candidates(text, base),
        out: Blocks { blocks: Vec::new(), learn: Vec::new() },
        open: Vec::new(),
        lists: Vec::new(),
        quote_depth: 0,
        opens_item: false,
    };
    layout.run();
    layout.out
}

struct Layout<'n> {
    text: &'n str,
    nodes: &'n [Node],
    candidates: Vec<u32>,
    out: Blocks,
    /// Containers that hold the current node.
    open: Vec<NodeId>,
    /// Those of them that are lists.
    lists: Vec<NodeId>,
    quote_depth: u32,
    opens_item: bool,
}

impl Layout<'_> {
    fn run(&mut self) {
        let mut at: NodeId = 1;
        while (at as usize) < self.nodes.len() {
            self.leave(at);
            at = self.step(at);
        }
    }

    /// Leaves the containers that end before a node.
    fn leave(&mut self, at: NodeId) {
        while let Some(&container) = self.open.last() {
            if self.nodes[container as usize].next > at {
                break;
            }
            self.open.pop();
            match self.nodes[container as usize].kind {
                NodeKind::List { .. } => drop(self.lists.pop()),
                NodeKind::BlockQuote { .. } => self.quote_depth -= 1,
                _ => {}
            }
            self.opens_item = false;
        }
    }

    /// Takes the node at `at`; returns the next one to look at.
    fn step(&mut self, at: NodeId) -> NodeId {
        let node = self.nodes[at as usize];
        match node.kind {
            NodeKind::List { .. } => {
                self.lists.push(at);
                self.open.push(at);
                at + 1
            }
            NodeKind::BlockQuote { .. } => {
                self.quote_depth += 1;
                self.open.push(at);
                at + 1
            }
            NodeKind::Item | NodeKind::FootnoteDefinition => {
                self.opens_item = node.kind == NodeKind::Item;
                self.open.push(at);
                at + 1
            }
            NodeKind::Paragraph => {
                self.running_text(at + 1..node.next);
                node.next
            }
            NodeKind::Heading { level } => {
                let kind = if self.is_tab(at) { BlockKind::Tab } else { BlockKind::Heading { level } };
                self.inline_constructs(node.span, &(at + 1..node.next));
                self.push(kind, node.span.trimmed(self.text), at + 1..node.next);
                node.next
            }
            NodeKind::CodeBlock { fenced } => self.leaf(at, BlockKind::Code { fenced }),
            NodeKind::HtmlBlock => self.leaf(at, BlockKind::Html),
            NodeKind::Rule => self.leaf(at, BlockKind::Rule),
            NodeKind::Table => {
                self.inline_constructs(node.span, &(at + 1..node.next));
                self.leaf(at, BlockKind::Table)
            }
            _ => self.tight_text(at),
        }
    }

    fn leaf(&mut self, at: NodeId, kind: BlockKind) -> NodeId {
        let node = self.nodes[at as usize];
        self.push(kind, node.span, at..node.next);
        node.next
    }

    fn push(&mut self, kind: BlockKind, span: Span, nodes: Range<NodeId>) {
        let (list_depth, quote_depth) = (self.lists.len() as u32, self.quote_depth);
        let list = self.lists.last().copied().unwrap_or_default();
        let opens_item = std::mem::take(&mut self.opens_item);
        self.out.blocks.push(Block { kind, span, nodes, list_depth, list, quote_depth, opens_item });
    }

    /// The inline nodes that stand in a tight list item without a paragraph around them.
    fn tight_text(&mut self, at: NodeId) -> NodeId {
        let end = self.open.last().map_or(self.nodes.len() as NodeId, |&open| self.nodes[open as usize].next);
        let mut next = at;
        while next < end && is_inline(self.nodes[next as usize].kind) {
            next = self.nodes[next as usize].next;
        }
        let next = next.max(at + 1);
        self.running_text(at..next);
        next
    }

    fn is_tab(&self, heading: NodeId) -> bool {
        let node = self.nodes[heading as usize];
        let child = heading + 1;
        child < node.next
            && matches!(self.nodes[child as usize].kind, NodeKind::Link(_))
            && self.nodes[child as usize].next == node.next
            && self.nodes[child as usize].span.of(self.text).contains("](#tab/")
    }

    /// A run of inline nodes: one block, or several where Learn's constructs have lines of their own in it.
    fn running_text(&mut self, nodes: Range<NodeId>) {
        let Some(last) = self.last_top(&nodes) else { return };
        let whole = Span::new(self.nodes[nodes.start as usize].span.start(), self.nodes[last as usize].span.end());
        let mut from = whole.start();
        let mut skip_to = 0;
        let mut rest = nodes.clone();
        for candidate in self.candidates_in(whole) {
            if candidate < skip_to || self.in_code(&nodes, candidate) {
                continue;
            }
            let line_start = self.opens_line(candidate, whole.start());
            let Some(node) = learn::read(self.text, candidate, line_start, whole.end()) else { continue };
            skip_to = node.span.end();
            let (inline, span) = (node.inline, node.span);
            self.out.learn.push(node);
            if !inline {
                self.piece(Span::new(from, candidate), &mut rest, from == whole.start());
                let index = self.out.learn.len() as u32 - 1;
                self.push(BlockKind::Learn(index), span, rest.clone());
                from = span.end();
            }
        }
        self.piece(Span::new(from, whole.end()), &mut rest, from == whole.start());
    }

    /// Constructs amid the text of a heading or a table. A `:::` line right below a table is taken into it by the
    /// Markdown parser; here it is the block that Learn makes of it.
    fn inline_constructs(&mut self, span: Span, nodes: &Range<NodeId>) {
        let mut skip_to = 0;
        for candidate in self.candidates_in(span) {
            if candidate < skip_to || self.in_code(nodes, candidate) {
                continue;
            }
            let line_start = self.opens_line(candidate, span.start());
            let Some(node) = learn::read(self.text, candidate, line_start, span.end()) else { continue };
            skip_to = node.span.end();
            self.out.learn.push(node);
        }
    }

    /// A stretch of text between constructs. `nodes` is what is left of its paragraph: nodes that end before the
    /// stretch are dropped from it, so that many stretches cost no more than one.
    fn piece(&mut self, span: Span, nodes: &mut Range<NodeId>, first_piece: bool) {
        while nodes.start < nodes.end && self.nodes[nodes.start as usize].span.end() <= span.start() {
            nodes.start = self.nodes[nodes.start as usize].next;
        }
        let start = if first_piece {
            span.start()
        } else {
            // Quote marks that lead up to a construct are no text of their own.
            let text = span.of(self.text);
            span.end() - text.trim_start_matches([' ', '\t', '\n', '\r', '>']).len()
        };
        let span = Span::new(start, span.end()).trimmed(self.text);
        if span.of(self.text).chars().any(|c| c != '>' && !c.is_whitespace()) {
            self.push(BlockKind::Paragraph, span, nodes.clone());
        }
    }

    fn last_top(&self, nodes: &Range<NodeId>) -> Option<NodeId> {
        let mut last = None;
        let mut at = nodes.start;
        while at < nodes.end {
            last = Some(at);
            at = self.nodes[at as usize].next;
        }
        last
    }

    fn candidates_in(&self, span: Span) -> Vec<usize> {
        let from = self.candidates.partition_point(|&at| at < span.start);
        self.candidates[from..].iter().take_while(|&&at| at < span.end).map(|&at| at as usize).collect()
    }

    fn in_code(&self, nodes: &Range<NodeId>, at: usize) -> bool {
        let range = &self.nodes[nodes.start as usize..nodes.end as usize];
        let before = range.partition_point(|node| node.span.start() <= at);
        range[..before]
            .iter()
            .rev()
            .take(4)
            .any(|node| matches!(node.kind, NodeKind::Code | NodeKind::InlineHtml) && node.span.contains(at))
    }

    fn opens_line(&self, at: usize, block_start: usize) -> bool {
        let before = &self.text[block_start..at];
        let blank = before.trim_end_matches([' ', '\t', '>']);
        blank.is_empty() || blank.ends_with(['\n', '\r'])
    }
}

fn is_inline(kind: NodeKind) -> bool {
    match kind {
        NodeKind::Emphasis
        | NodeKind::Strong
        | NodeKind::Strikethrough
        | NodeKind::Link(_)
        | NodeKind::Image(_)
        | NodeKind::Text
        | NodeKind::Entity(_)
        | NodeKind::Code
        | NodeKind::InlineHtml
        | NodeKind::FootnoteReference
        | NodeKind::SoftBreak
        | NodeKind::HardBreak
        | NodeKind::TaskMarker { .. } => true,
        NodeKind::Document
        | NodeKind::Paragraph
        | NodeKind::Heading { .. }
        | NodeKind::BlockQuote { .. }
        | NodeKind::CodeBlock { .. }
        | NodeKind::HtmlBlock
        | NodeKind::List { .. }
        | NodeKind::Item
        | NodeKind::Table
        | NodeKind::TableHead
        | NodeKind::TableRow
        | NodeKind::TableCell
        | NodeKind::FootnoteDefinition
        | NodeKind::Rule => false,
    }
}
