use std::borrow::Cow;

use super::{Document, NodeId};
use crate::text::Span;

/// How a link or image is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// `[text](destination)`
    Inline,
    /// `[text][label]`
    Reference,
    /// `[label][]`
    Collapsed,
    /// `[label]`
    Shortcut,
    /// `<https://...>` or `<xref:...>`
    Autolink,
    /// `<name@host>`
    Email,
}

/// A link or an image.
#[derive(Clone, Debug)]
pub struct Link<'a> {
    /// Its node.
    pub node: NodeId,
    /// The whole of it.
    pub span: Span,
    /// How it is written.
    pub kind: LinkKind,
    /// True for `![...]`.
    pub image: bool,
    /// Where it leads, after entities and escapes; for a reference, the destination of its definition.
    pub destination: Cow<'a, str>,
    /// Its title; empty without one.
    pub title: Cow<'a, str>,
    /// The label of a reference; empty for the other kinds.
    pub label: Cow<'a, str>,
}

/// `[label]: destination "title"`.
#[derive(Clone, Debug)]
pub struct Definition<'a> {
    /// The label as written.
    pub label: Cow<'a, str>,
    /// Where it leads; unknown (`None`) for a repeated definition, which no parser reads.
    pub destination: Option<Cow<'a, str>>,
    /// The whole of it.
    pub span: Span,
    /// For a repeated definition, the index of the one that counts.
    pub repeats: Option<usize>,
}

/// `[text][label]` or `[label]` without a definition: it renders as text.
#[derive(Clone, Debug)]
pub struct Unresolved<'a> {
    /// The brackets and what they hold.
    pub span: Span,
    /// How it would be written as a link.
    pub kind: LinkKind,
    /// The label that nothing defines.
    pub label: Cow<'a, str>,
}

/// Two labels mean the same definition when these are equal: white space folded, letters without case
/// (CommonMark, "matches").
pub fn normal_label(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

impl Document<'_> {
    /// Where the text of a link stands: the bytes between its square brackets. For an autolink, between `<` and `>`.
    pub fn link_text_span(&self, link: &Link) -> Span {
        if matches!(link.kind, LinkKind::Autolink | LinkKind::Email) {
            return Span::new(link.span.start() + 1, link.span.end().saturating_sub(1));
        }
        let open = link.span.start() + if link.image { 2 } else { 1 };
        let last = self.last_child(link.node).map_or(open, |child| self.node(child).span.end());
        let text = link.span.of(self.text());
        let from = last.max(open) - link.span.start();
        let close = text
            .get(from..)
            .and_then(|rest| rest.find(']'))
            .map_or(link.span.end(), |at| link.span.start() + from + at);
        Span::new(open, close)
    }

    /// Where the destination of an inline link stands, without `<` and `>`; empty between the parentheses of `[x]()`.
    /// `None` for references: their destination stands in the definition.
    pub fn destination_span(&self, link: &Link) -> Option<Span> {
        match link.kind {
            LinkKind::Autolink | LinkKind::Email => Some(self.link_text_span(link)),
            LinkKind::Reference | LinkKind::Collapsed | LinkKind::Shortcut => None,
            LinkKind::Inline => {
                let close = self.link_text_span(link).end();
                let open = close + self.text()[close..link.span.end()].find('(')? + 1;
                Some(destination_in(self.text(), open, link.span.end().saturating_sub(1)))
            }
        }
    }
}

impl<'a> Document<'a> {
    /// The definition that a reference link or image uses. `None` for the other kinds.
    pub fn reference_definition(&self, link: &Link) -> Option<&Definition<'a>> {
        match link.kind {
            LinkKind::Reference | LinkKind::Collapsed | LinkKind::Shortcut => {
                self.defined_at(&link.label).map(|index| &self.definitions()[index])
            }
            LinkKind::Inline | LinkKind::Autolink | LinkKind::Email => None,
        }
    }

    /// Where the destination of a reference link is written: in the definition it uses.
    pub fn reference_destination(&self, link: &Link) -> Option<Span> {
        self.reference_definition(link).map(|definition| self.definition_destination(definition))
    }
}

impl Document<'_> {
    /// Where the destination of a definition stands, without `<` and `>`; of a repeated one too.
    pub fn definition_destination(&self, definition: &Definition) -> Span {
        let colon = definition.span.start() + 1 + definition.label.len() + "]:".len();
        let end = definition.span.end();
        let text = self.text();
        // A label that is written over two lines or with escapes may be shorter than its source.
        let open = match text.get(colon - 2..colon) {
            Some("]:") => colon,
            _ => definition.span.of(text).find("]:").map_or(end, |at| definition.span.start() + at + 2),
        };
        destination_in(text, open, end)
    }
}

/// The destination in `text[open..close]`, which is the inside of a link's parentheses or the rest of a definition.
pub(super) fn destination_in(text: &str, open: usize, close: usize) -> Span {
    let close = close.max(open);
    let inside = &text[open..close];
    let start = open + (inside.len() - inside.trim_start().len());
    if let Some(rest) = text[start..close].strip_prefix('<') {
        let end = start + 1 + rest.find('>').unwrap_or(rest.len());
        return Span::new(start + 1, end);
    }
    let end = text[start..close].find(char::is_whitespace).map_or(close, |at| start + at);
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceFile;

    #[test]
    fn a_reference_leads_to_the_definition_it_uses() {
        let text = "[a][One\n two], [one  TWO], ![x][ü], [b](c) <xref:e>\n\n[one two]: first\n[ONE two]: second\n[Ü]: <third x> 't'\n";
        let source = SourceFile::new("a.md", text);
        let doc = Document::new(&source);
        let found = doc.links().iter().map(|link| doc.reference_destination(link).map(|span| span.of(text)));
        let expected = [Some("first"), Some("first"), Some("third x"), None, None];
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }
}
