//! Headings, and their text as the makers of anchors read it: each engine leaves out other things.

use std::borrow::Cow;

use super::block::Block;
use super::document::Document;
use super::learn::LearnNode;
use super::node::{Node, NodeId, NodeKind};
use super::xref;
use crate::text::Span;

/// What ends a heading's line without being part of it. The parser leaves some where a tab stands among them.
const BLANKS: [char; 2] = [' ', '\t'];

/// A heading; tab headings are none.
#[derive(Clone, Debug)]
pub struct Heading<'a> {
    /// 1 to 6.
    pub level: u8,
    /// Its line, from the first `#`; with an underline, both lines.
    pub span: Span,
    /// Its node.
    pub node: NodeId,
    /// Its index among [`Document::blocks`].
    pub block: usize,
    /// Its text as it reads: entities decoded, code and image descriptions kept, tags dropped.
    pub text: Cow<'a, str>,
    /// `{#id}`, where it has one.
    pub id: Option<String>,
}

/// What an engine takes `{...}` at the end of a heading for. The parser takes all of it for attributes, even where it
/// says `-Format {Text | Xml}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Braces {
    /// Text like any other.
    Text,
    /// Attributes where it begins with `#` or `.`, else text.
    Ids,
    /// Attributes always.
    Attributes,
}

/// What an engine takes for the text of a heading when it makes an anchor of it.
#[derive(Clone, Copy, Debug)]
pub struct HeadingReading {
    /// Descriptions of images count.
    pub images: bool,
    /// What `{...}` at the end is.
    pub braces: Braces,
    /// What an end of line within the heading counts as.
    pub line_break: Option<char>,
    /// `--` becomes a dash, which no anchor keeps.
    pub dashes: bool,
    /// A character that is written as its number, `&#9744;`, counts as it is written.
    pub numbers: bool,
    /// References to footnotes count, by their names.
    pub notes: bool,
    /// Learn's own inline constructs, cross references and emoji names are no text.
    pub learn: bool,
}

impl<'a> Document<'a> {
    /// The text of a heading as an engine reads it; nothing is trimmed from it.
    pub fn heading_source(&self, heading: &Heading<'_>, reading: HeadingReading) -> Cow<'a, str> {
        let block = &self.blocks()[heading.block];
        let whole: &'a str = block.span.of(self.text());
        let marked = reading.learn && memchr::memchr3(b':', b'@', b'<', whole.as_bytes()).is_some();
        let braces = self.braces_read(block, reading.braces);
        let plain = !marked && braces.is_none() && !(reading.dashes && whole.contains("--"));
        let first = block.nodes.start;
        if plain && block.nodes.len() == 1 && self.node(first).kind == NodeKind::Text {
            return Cow::Borrowed(self.node(first).span.of(self.text()).trim_end_matches(BLANKS));
        }
        let learn = if marked { self.learn_within(block.span) } else { &[] };
        let mut reader = Reader { doc: self, reading, learn, run: Span::new(0, 0), out: String::new() };
        reader.read(block.nodes.clone());
        match braces {
            Some(braces) => reader.out.push_str(braces.of(self.text())),
            None if self.ends_in_text(block) => reader.out.truncate(reader.out.trim_end_matches(BLANKS).len()),
            None => {}
        }
        Cow::Owned(reader.out)
    }

    fn ends_in_text(&self, block: &Block) -> bool {
        let last = self.node(block.nodes.end - 1);
        last.kind == NodeKind::Text && last.parent == block.nodes.start - 1
    }

    /// The name in an `<a name="x"></a>` that a heading with more text begins with. Learn takes it for the heading's
    /// anchor.
    pub fn leading_anchor(&self, heading: &Heading<'_>) -> Option<&'a str> {
        let mut children = self.children(heading.node).map(|id| self.node(id));
        let open = children.next().filter(|node| node.kind == NodeKind::InlineHtml)?;
        let close = children.next().filter(|node| node.kind == NodeKind::InlineHtml)?;
        children.next()?;
        if close.span.of(self.text()) != "</a>" {
            return None;
        }
        let attribute = open.span.of(self.text()).strip_prefix("<a ")?.trim_start_matches(' ');
        let value = attribute.strip_prefix("name=\"").or_else(|| attribute.strip_prefix("id=\""))?;
        let (name, end) = value.split_once('"')?;
        let known = |c: char| c.is_alphanumeric() || matches!(c, '_' | ' ' | '-' | '.');
        (end.trim_start_matches(' ') == ">" && !name.is_empty() && name.chars().all(known)).then_some(name)
    }

    /// `{...}` at the end of a heading, with the blanks before it, where it is text to an engine.
    pub(super) fn braces_read(&self, block: &Block, reading: Braces) -> Option<Span> {
        if reading == Braces::Attributes || memchr::memchr(b'}', block.span.of(self.text()).as_bytes()).is_none() {
            return None;
        }
        let heading = block.nodes.start - 1;
        let text_end = self.last_child(heading).map(|last| self.node(last).span.end());
        let from = text_end.unwrap_or(block.span.start()).min(block.span.end());
        let line = self.text()[from..block.span.end()].lines().next()?;
        let (open, close) = (line.find('{')?, line.rfind('}')?);
        let inner = line.get(open + 1..close)?.trim_start_matches([':', ' ']);
        if reading == Braces::Ids && inner.starts_with(['#', '.']) {
            return None;
        }
        let start = if text_end.is_some() { from } else { from + open };
        Some(Span::new(start, from + close + 1))
    }

    fn learn_within(&self, span: Span) -> &[LearnNode] {
        let from = self.learn().partition_point(|node| node.span.start < span.start);
        let count = self.learn()[from..].iter().take_while(|node| node.span.start < span.end).count();
        &self.learn()[from..from + count]
    }
}

/// A heading's text while it is put together.
struct Reader<'d, 'a> {
    doc: &'d Document<'a>,
    reading: HeadingReading,
    learn: &'d [LearnNode],
    /// Text nodes that touch, not yet read: the parser cuts text at every sign that might have meant something.
    run: Span,
    out: String,
}

impl Reader<'_, '_> {
    fn read(&mut self, nodes: std::ops::Range<NodeId>) {
        let mut at = nodes.start;
        while at < nodes.end {
            let node = self.doc.node(at);
            if node.kind == NodeKind::Text {
                self.text(node.span);
                at += 1;
                continue;
            }
            self.flush();
            at = if self.skipped(node) { node.next } else { at + 1 };
            if !self.in_construct(node) {
                self.leaf(node);
            }
        }
        self.flush();
    }

    fn in_construct(&self, node: Node) -> bool {
        let after = self.learn.partition_point(|learn| learn.span.start <= node.span.start);
        self.learn[..after].last().is_some_and(|learn| learn.span.covers(node.span))
    }

    fn skipped(&self, node: Node) -> bool {
        match node.kind {
            NodeKind::Image(_) => !self.reading.images,
            NodeKind::Link(_) => self.reading.learn && node.span.of(self.doc.text()).starts_with("<xref:"),
            _ => false,
        }
    }

    fn leaf(&mut self, node: Node) {
        let source = node.span.of(self.doc.text());
        match node.kind {
            NodeKind::Entity(_) if self.reading.numbers && source.starts_with("&#") => self.out.push_str(source),
            NodeKind::Entity(c) => self.out.push(c),
            NodeKind::Code => self.out.push_str(&code_text(source)),
            NodeKind::SoftBreak | NodeKind::HardBreak => self.out.extend(self.reading.line_break),
            NodeKind::FootnoteReference if self.reading.notes => {
                self.out.push_str(source.trim_matches(['[', ']', '^']))
            }
            _ => {}
        }
    }

    fn text(&mut self, span: Span) {
        if self.run.end == span.start && !self.run.is_empty() {
            self.run = Span::new(self.run.start(), span.end());
        } else {
            self.flush();
            self.run = span;
        }
    }

    fn flush(&mut self) {
        let span = std::mem::replace(&mut self.run, Span::new(0, 0));
        let mut from = span.start();
        let learn = self.learn;
        let first = learn.partition_point(|learn| learn.span.end <= span.start);
        for construct in learn[first..].iter().take_while(|learn| learn.span.start < span.end) {
            self.stretch(Span::new(from, construct.span.start().max(from)));
            from = construct.span.end().min(span.end());
        }
        self.stretch(Span::new(from, span.end()));
    }

    fn stretch(&mut self, span: Span) {
        let text = span.of(self.doc.text());
        if self.reading.learn {
            xref::push_without_marks(self.doc.text(), span, &mut self.out);
        } else if self.reading.dashes && text.contains("--") {
            push_with_dashes(text, &mut self.out);
        } else {
            self.out.push_str(text);
        }
    }
}

/// What stands between the backticks; one blank on both sides is no part of it.
fn code_text(source: &str) -> Cow<'_, str> {
    let ticks = source.len() - source.trim_start_matches('`').len();
    let inner = source.get(ticks..source.len().saturating_sub(ticks)).unwrap_or_default();
    let padded = inner.len() > 2 && inner.starts_with(' ') && inner.ends_with(' ') && !inner.trim().is_empty();
    let inner = if padded { &inner[1..inner.len() - 1] } else { inner };
    if inner.contains(['\n', '\r']) {
        Cow::Owned(inner.replace("\r\n", " ").replace(['\n', '\r'], " "))
    } else {
        Cow::Borrowed(inner)
    }
}

fn push_with_dashes(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = memchr::memmem::find(rest.as_bytes(), b"--") {
        out.push_str(&rest[..at]);
        out.push('\u{2013}');
        rest = rest[at..].trim_start_matches('-');
    }
    out.push_str(rest);
}
