//! The one pass of pulldown-cmark over a file. No other room of the house knows that parser.

use std::borrow::Cow;
use std::collections::HashMap;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag};

use super::link::{Definition, Link, LinkKind, Unresolved, normal_label};
use super::node::{Node, NodeId, NodeKind};
use crate::text::Span;

/// Math stays off: `$5-$10 per user` is a price. Front matter is split off by ourselves, before the parse.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_HEADING_ATTRIBUTES);

/// What one pass gives.
pub(super) struct Parsed<'a> {
    /// The arena, in pre-order.
    pub nodes: Vec<Node>,
    /// Links and images, in the order of the text.
    pub links: Vec<Link<'a>>,
    /// Definitions, in the order of the text.
    pub definitions: Vec<Definition<'a>>,
    /// References without a definition, in the order of the text.
    pub unresolved: Vec<Unresolved<'a>>,
    /// `{#id}` of headings, by node.
    pub heading_ids: Vec<(NodeId, Cow<'a, str>)>,
}

/// Parses `text` from byte `base` on. All spans count from the start of `text`.
pub(super) fn parse(text: &str, base: usize) -> Parsed<'_> {
    let body = &text[base..];
    let mut unresolved = Vec::new();
    let note = |link: BrokenLink<'_>| {
        unresolved.push(Unresolved {
            span: shifted(link.span, base),
            kind: kind_of(link.link_type),
            label: Cow::Owned(link.reference.to_string()),
        });
        None
    };
    let mut arena = Arena::new(text, base);
    let mut events = Parser::new_with_broken_link_callback(body, OPTIONS, Some(note)).into_offset_iter();
    for (mut event, range) in events.by_ref() {
        arena.take(&mut event, shifted(range, base));
    }
    let mut definitions: Vec<Definition<'_>> = events
        .reference_definitions()
        .iter()
        .map(|(label, definition)| Definition {
            label: Cow::Owned(label.to_owned()),
            destination: Some(Cow::Owned(definition.dest.to_string())),
            span: shifted(definition.span.clone(), base),
            repeats: None,
        })
        .collect();
    drop(events);
    definitions.sort_by_key(|definition| definition.span);
    unresolved.sort_by_key(|reference| reference.span);
    unresolved.dedup_by_key(|reference| reference.span);
    arena.nodes[0].next = arena.nodes.len() as NodeId;
    Parsed { nodes: arena.nodes, links: arena.links, definitions, unresolved, heading_ids: arena.heading_ids }
}

fn shifted(range: std::ops::Range<usize>, base: usize) -> Span {
    Span::new(range.start + base, range.end + base)
}

fn kind_of(kind: LinkType) -> LinkKind {
    match kind {
        LinkType::Inline | LinkType::WikiLink { .. } => LinkKind::Inline,
        LinkType::Reference | LinkType::ReferenceUnknown => LinkKind::Reference,
        LinkType::Collapsed | LinkType::CollapsedUnknown => LinkKind::Collapsed,
        LinkType::Shortcut | LinkType::ShortcutUnknown => LinkKind::Shortcut,
        LinkType::Autolink => LinkKind::Autolink,
        LinkType::Email => LinkKind::Email,
    }
}

/// The arena while it grows.
struct Arena<'a> {
    text: &'a str,
    nodes: Vec<Node>,
    links: Vec<Link<'a>>,
    heading_ids: Vec<(NodeId, Cow<'a, str>)>,
    open: Vec<NodeId>,
    /// Set inside code and HTML blocks, whose lines are no nodes.
    opaque: bool,
}

impl<'a> Arena<'a> {
    fn new(text: &'a str, base: usize) -> Self {
        let mut nodes = Vec::with_capacity((text.len() - base) / 24 + 1);
        nodes.push(Node { kind: NodeKind::Document, span: Span::new(base, text.len()), parent: 0, next: 0 });
        Self { text, nodes, links: Vec::new(), heading_ids: Vec::new(), open: vec![0], opaque: false }
    }

    /// Takes what it needs out of an event. Events are large, and moving each costs more than reading it.
    fn take(&mut self, event: &mut Event<'a>, span: Span) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(_) => self.end(),
            Event::Text(text) if !self.opaque => {
                let kind = self.text_kind(text, span);
                self.leaf(kind, span);
            }
            Event::Text(_) | Event::Html(_) => {}
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => self.leaf(NodeKind::Code, span),
            Event::InlineHtml(_) => self.leaf(NodeKind::InlineHtml, span),
            Event::FootnoteReference(_) => self.leaf(NodeKind::FootnoteReference, span),
            Event::SoftBreak => self.leaf(NodeKind::SoftBreak, span),
            Event::HardBreak => self.leaf(NodeKind::HardBreak, span),
            Event::Rule => self.leaf(NodeKind::Rule, span),
            Event::TaskListMarker(done) => self.leaf(NodeKind::TaskMarker { done: *done }, span),
        }
    }

    /// Entities are told from plain text by their source, which is longer than what it says.
    fn text_kind(&self, text: &str, span: Span) -> NodeKind {
        match text.chars().next() {
            Some(first) if text.len() != span.len() && self.text[span.start()..].starts_with('&') => {
                NodeKind::Entity(first)
            }
            _ => NodeKind::Text,
        }
    }

    fn start(&mut self, tag: &mut Tag<'a>, span: Span) {
        let id = self.nodes.len() as NodeId;
        let kind = match tag {
            Tag::Paragraph => NodeKind::Paragraph,
            Tag::Heading { level, id: explicit, .. } => {
                if let Some(explicit) = explicit.take() {
                    self.heading_ids.push((id, explicit.into()));
                }
                NodeKind::Heading { level: *level as u8 }
            }
            Tag::BlockQuote(alert) => NodeKind::BlockQuote { alert: alert.is_some() },
            Tag::CodeBlock(kind) => {
                self.opaque = true;
                NodeKind::CodeBlock { fenced: kind.is_fenced() }
            }
            Tag::HtmlBlock | Tag::MetadataBlock(_) => {
                self.opaque = true;
                NodeKind::HtmlBlock
            }
            Tag::List(first) => NodeKind::List { ordered: first.is_some() },
            Tag::Item | Tag::DefinitionList | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {
                NodeKind::Item
            }
            Tag::FootnoteDefinition(_) => NodeKind::FootnoteDefinition,
            Tag::Table(_) => NodeKind::Table,
            Tag::TableHead => NodeKind::TableHead,
            Tag::TableRow => NodeKind::TableRow,
            Tag::TableCell => NodeKind::TableCell,
            Tag::Emphasis | Tag::Superscript | Tag::Subscript => NodeKind::Emphasis,
            Tag::Strong => NodeKind::Strong,
            Tag::Strikethrough => NodeKind::Strikethrough,
            Tag::Link { link_type, dest_url, title, id: label } => {
                NodeKind::Link(self.link(id, span, *link_type, false, [dest_url, title, label]))
            }
            Tag::Image { link_type, dest_url, title, id: label } => {
                NodeKind::Image(self.link(id, span, *link_type, true, [dest_url, title, label]))
            }
        };
        self.push(kind, span);
        self.open.push(id);
    }

    fn link(&mut self, node: NodeId, span: Span, kind: LinkType, image: bool, texts: [&mut CowStr<'a>; 3]) -> u32 {
        let [destination, title, label] = texts.map(|text| std::mem::replace(text, CowStr::Borrowed("")).into());
        self.links.push(Link { node, span, kind: kind_of(kind), image, destination, title, label });
        self.links.len() as u32 - 1
    }

    fn end(&mut self) {
        let next = self.nodes.len() as NodeId;
        if let Some(id) = self.open.pop() {
            self.nodes[id as usize].next = next;
        }
        self.opaque = false;
    }

    fn leaf(&mut self, kind: NodeKind, span: Span) {
        let id = self.push(kind, span);
        self.nodes[id as usize].next = id + 1;
    }

    fn push(&mut self, kind: NodeKind, span: Span) -> NodeId {
        let id = self.nodes.len() as NodeId;
        let parent = self.open.last().copied().unwrap_or(0);
        self.nodes.push(Node { kind, span, parent, next: id + 1 });
        id
    }
}

/// A label may have 999 characters (CommonMark); nothing further back can open one.
const LABEL_REACH: usize = 4_096;

/// Adds the definitions that the parser drops because their label is taken. They are lines `[label]:` that belong
/// to no block; `covered` says whether a byte does.
pub(super) fn add_repeated<'a>(text: &'a str, definitions: &mut Vec<Definition<'a>>, covered: impl Fn(usize) -> bool) {
    if definitions.is_empty() {
        return;
    }
    // Made when the first look-alike is met: most pages repeat no label.
    let mut first: Option<HashMap<String, usize>> = None;
    let known: Vec<Span> = definitions.iter().map(|definition| definition.span).collect();
    let mut at = 0;
    for close in memchr::memmem::find_iter(text.as_bytes(), "]:") {
        let from = close.saturating_sub(LABEL_REACH).max(at);
        let Some(open) = label_open(&text.as_bytes()[from..close]).map(|open| from + open) else { continue };
        let label = &text[open + 1..close];
        let inside_known =
            known.partition_point(|span| span.start() <= open).checked_sub(1).is_some_and(|n| known[n].contains(open));
        if inside_known || label.starts_with('^') || covered(open) {
            continue;
        }
        let labels = first.get_or_insert_with(|| {
            definitions.iter().enumerate().map(|(index, definition)| (normal_label(&definition.label), index)).collect()
        });
        let Some(&first) = labels.get(&normal_label(label)) else { continue };
        let end = memchr::memchr2(b'\n', b'\r', &text.as_bytes()[close..]).map_or(text.len(), |end| close + end);
        at = end;
        let label = Cow::Borrowed(label);
        definitions.push(Definition { label, destination: None, span: Span::new(open, end), repeats: Some(first) });
    }
}

/// The `[` that opens a label, where nothing but blanks and the marks of quotes and lists stands before it on its line.
fn label_open(before: &[u8]) -> Option<usize> {
    let start = memchr::memrchr2(b'\n', b'\r', before).map_or(0, |at| at + 1);
    let open =
        start + before[start..].iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'>' | b'-' | b'*' | b'+'))?;
    (before[open] == b'[' && !before[open + 1..].contains(&b'[')).then_some(open)
}
