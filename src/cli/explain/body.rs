//! Markdown as text for the terminal.

use std::io;

use anstyle::{AnsiColor, Style};

use super::flow::Flow;
use crate::markdown::{Document, NodeId, NodeKind};
use crate::report::{FAINT, Painter, STRONG, visible};
use crate::text::Span;

const CODE: Style = AnsiColor::Cyan.on_default();

/// Writes the blocks of a page.
pub(super) struct Body<'d, 'w> {
    pub doc: &'d Document<'d>,
    pub width: usize,
    pub painter: Painter<'w>,
}

impl Body<'_, '_> {
    /// Writes blocks, each after an empty line.
    pub fn blocks(&mut self, blocks: &[NodeId], indent: usize) -> io::Result<()> {
        for &id in blocks {
            if !matches!(self.doc.node(id).kind, NodeKind::Heading { .. }) {
                self.painter.plain("\n")?;
            }
            self.block(id, indent)?;
        }
        Ok(())
    }

    /// Writes a heading after an empty line.
    pub fn heading(&mut self, text: &str) -> io::Result<()> {
        self.painter.plain("\n")?;
        self.painter.paint(STRONG, text)?;
        self.painter.plain("\n")
    }

    /// Writes one block.
    pub fn block(&mut self, id: NodeId, indent: usize) -> io::Result<()> {
        let node = self.doc.node(id);
        match node.kind {
            NodeKind::Heading { .. } => self.heading(&self.doc.plain_text(id + 1..node.next)),
            NodeKind::CodeBlock { fenced } => self.code_block(node.span, fenced, indent),
            NodeKind::List { ordered } => self.list(id, ordered, indent),
            NodeKind::BlockQuote { .. } => {
                let inside: Vec<_> = self.doc.children(id).collect();
                inside.iter().try_for_each(|&child| self.block(child, indent + 2))
            }
            NodeKind::Table | NodeKind::HtmlBlock | NodeKind::Rule => self.raw(node.span, indent),
            _ => {
                let mut flow = Flow::default();
                self.inlines(id, Style::new(), &mut flow);
                self.painter.plain(&" ".repeat(indent))?;
                flow.write(indent, self.width, &mut self.painter)
            }
        }
    }

    fn list(&mut self, id: NodeId, ordered: bool, indent: usize) -> io::Result<()> {
        let items: Vec<_> = self.doc.children(id).collect();
        for (index, &item) in items.iter().enumerate() {
            let marker = if ordered { format!("{}. ", index + 1) } else { "- ".to_owned() };
            self.painter.plain(&format!("{}{marker}", " ".repeat(indent)))?;
            self.item(item, indent + marker.len())?;
        }
        Ok(())
    }

    /// The text of an item, then the blocks in it.
    fn item(&mut self, item: NodeId, indent: usize) -> io::Result<()> {
        let mut flow = Flow::default();
        let mut blocks = Vec::new();
        let children: Vec<_> = self.doc.children(item).collect();
        for &child in &children {
            match self.doc.node(child).kind {
                NodeKind::Paragraph if flow.is_empty() => self.inlines(child, Style::new(), &mut flow),
                kind if is_block(kind) => blocks.push(child),
                _ => self.inline(child, Style::new(), &mut flow),
            }
        }
        flow.write(indent, self.width, &mut self.painter)?;
        for &block in &blocks {
            if matches!(self.doc.node(block).kind, NodeKind::List { .. }) {
                self.block(block, indent)?;
            } else {
                self.blocks(&[block], indent)?;
            }
        }
        Ok(())
    }

    fn inlines(&self, parent: NodeId, style: Style, flow: &mut Flow) {
        for child in self.doc.children(parent) {
            self.inline(child, style, flow);
        }
    }

    fn inline(&self, id: NodeId, style: Style, flow: &mut Flow) {
        let node = self.doc.node(id);
        let source = node.span.of(self.doc.text());
        match node.kind {
            NodeKind::Entity(c) => flow.text(style, &visible(&c.to_string())),
            NodeKind::Code => flow.unbroken(CODE, &visible(if self.painter.color { bare(source) } else { source })),
            NodeKind::SoftBreak | NodeKind::HardBreak => flow.blank(),
            NodeKind::Emphasis => self.inlines(id, style.underline(), flow),
            NodeKind::Strong => self.inlines(id, style.bold(), flow),
            NodeKind::Link(index) => {
                self.inlines(id, style, flow);
                let destination = &self.doc.links()[index as usize].destination;
                if destination.starts_with("http") && !source.starts_with('<') {
                    flow.text(FAINT, &format!(" ({})", visible(destination)));
                }
            }
            _ if node.next > id + 1 => self.inlines(id, style, flow),
            _ => flow.text(style, &visible(source)),
        }
    }

    fn code_block(&mut self, span: Span, fenced: bool, indent: usize) -> io::Result<()> {
        let text = span.of(self.doc.text());
        let mut lines: Vec<&str> = text.lines().collect();
        if fenced {
            let info = lines.remove(0).trim_start_matches(['`', '~']).trim();
            if lines.last().is_some_and(|line| line.trim_start().starts_with(['`', '~'])) {
                lines.pop();
            }
            if let Some(caption) = caption(info) {
                self.painter.paint(FAINT, &format!("{}{caption}", " ".repeat(indent)))?;
                self.painter.plain("\n")?;
            }
        }
        // In a list item the lines begin as far in as the block does.
        let start = self.doc.source().line_column(span.start()).column - 1;
        for line in lines {
            let blanks = line.bytes().take(start).take_while(|byte| *byte == b' ').count();
            let line = visible(&line[blanks..]);
            self.painter.plain(if line.is_empty() { "" } else { "    " })?;
            self.painter.plain(&format!("{}{line}\n", " ".repeat(if line.is_empty() { 0 } else { indent })))?;
        }
        Ok(())
    }

    fn raw(&mut self, span: Span, indent: usize) -> io::Result<()> {
        for line in span.of(self.doc.text()).lines() {
            self.painter.plain(&format!("{}{}\n", " ".repeat(indent), visible(line)))?;
        }
        Ok(())
    }
}

/// What an example is for, in words; other code blocks have no caption.
fn caption(info: &str) -> Option<String> {
    let mut words = info.split_whitespace();
    let role = match (words.next()?, words.next()?) {
        ("markdown" | "yaml" | "json", "bad") => "reported",
        ("markdown" | "yaml" | "json", "good") => "not reported",
        ("markdown" | "yaml" | "json", "fixed") => "after the fix",
        (_, "with") => "with",
        ("toml", "config") => "with this configuration",
        _ => return None,
    };
    let keys: Vec<(&str, &str)> = words.filter_map(|word| word.split_once('=')).collect();
    let value = |name: &str| keys.iter().find(|(key, _)| *key == name).map(|(_, value)| *value);
    let site = value("site").map(|site| format!(" (site {site})")).unwrap_or_default();
    let place = if role == "with" { "" } else { "in " };
    let file = value("file").map(|file| format!(" {place}`{file}`")).unwrap_or_default();
    Some(format!("  {role}{file}{site}:"))
}

/// Inline code without its backticks.
fn bare(code: &str) -> &str {
    code.trim_matches('`').trim()
}

fn is_block(kind: NodeKind) -> bool {
    matches!(
        kind,
        NodeKind::Paragraph
            | NodeKind::List { .. }
            | NodeKind::CodeBlock { .. }
            | NodeKind::BlockQuote { .. }
            | NodeKind::Table
            | NodeKind::HtmlBlock
            | NodeKind::Heading { .. }
            | NodeKind::Rule
    )
}
