//! HTML tags in Markdown, blocks and inline, with their attributes and places.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};

use super::document::Document;
use super::node::NodeKind;
use crate::text::Span;

/// An opening tag.
#[derive(Clone, Debug)]
pub struct HtmlTag {
    /// Its name in lower case.
    pub name: String,
    /// From `<` to `>`.
    pub span: Span,
    /// Its attributes, sorted by name.
    pub attributes: Vec<HtmlAttribute>,
}

/// An attribute of a tag.
#[derive(Clone, Debug)]
pub struct HtmlAttribute {
    /// Its name in lower case.
    pub name: String,
    /// Its value after entities; empty where it has none.
    pub value: String,
    /// Where the value stands, without its quotes; after the name where it has none.
    pub value_span: Span,
}

impl HtmlTag {
    /// The attribute with this name.
    pub fn named(&self, name: &str) -> Option<&HtmlAttribute> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }

    /// Where to point for an attribute: at its value, or at the tag where that has no bytes.
    pub fn place(&self, attribute: &HtmlAttribute) -> Span {
        if attribute.value_span.is_empty() { self.span } else { attribute.value_span }
    }

    /// The value of the attribute with this name.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.named(name).map(|attribute| attribute.value.as_str())
    }
}

/// Every opening tag of a page, in order. What stands in comments, code and front matter is none.
pub(super) fn tags(doc: &Document<'_>) -> Vec<HtmlTag> {
    let mut tags = Vec::new();
    for node in doc.nodes() {
        if matches!(node.kind, NodeKind::HtmlBlock | NodeKind::InlineHtml) {
            read(node.span.of(doc.text()), node.span.start(), &mut tags);
        }
    }
    tags
}

fn read(html: &str, base: usize, tags: &mut Vec<HtmlTag>) {
    for token in Tokenizer::new_with_emitter(html, DefaultEmitter::<usize>::new_with_span()) {
        let Ok(Token::StartTag(tag)) = token else { continue };
        let attributes = tag.attributes.into_iter().map(|(name, value)| HtmlAttribute {
            name: String::from_utf8_lossy(&name).into_owned(),
            value: String::from_utf8_lossy(&value.value).into_owned(),
            value_span: value_span(html, value.span.start, tag.span.end, base),
        });
        tags.push(HtmlTag {
            name: String::from_utf8_lossy(&tag.name).into_owned(),
            span: Span::new(base + tag.span.start, base + tag.span.end),
            attributes: attributes.collect(),
        });
    }
}

/// Where the value of the attribute stands whose name begins at `name`. The tokenizer tells only that much.
fn value_span(html: &str, name: usize, tag_end: usize, base: usize) -> Span {
    let bytes = &html.as_bytes()[..tag_end.min(html.len())];
    let skip = |from: usize, part: fn(&u8) -> bool| {
        bytes.len().min(from + bytes[from.min(bytes.len())..].iter().take_while(|byte| part(byte)).count())
    };
    let name_end = skip(name + 1, |byte| !matches!(byte, b'=' | b'/' | b'>') && !byte.is_ascii_whitespace());
    let equals = skip(name_end, u8::is_ascii_whitespace);
    if bytes.get(equals) != Some(&b'=') {
        return Span::at(base + name_end);
    }
    let open = skip(equals + 1, u8::is_ascii_whitespace);
    let (start, end) = match bytes.get(open) {
        Some(b'"') => (open + 1, skip(open + 1, |byte| *byte != b'"')),
        Some(b'\'') => (open + 1, skip(open + 1, |byte| *byte != b'\'')),
        _ => (open, skip(open, |byte| *byte != b'>' && !byte.is_ascii_whitespace())),
    };
    Span::new(base + start, base + end)
}

/// True for HTML of comments alone, of which a reader sees nothing. A comment of the server's own (`<!--#include`)
/// becomes text; one without an end hides what follows it.
pub(super) fn is_comment(html: &str) -> bool {
    let mut html = html.trim();
    while let Some(comment) = html.strip_prefix("<!--").filter(|comment| !comment.starts_with('#')) {
        match comment.split_once("-->") {
            Some((_, rest)) => html = rest.trim_start(),
            None => return true,
        }
    }
    html.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceFile;

    #[test]
    fn tags_have_places_and_values() {
        let source = SourceFile::new(
            "a.md",
            "Text <a HREF=\"\" id=x>y</a>\n\n<!-- <a href=\"\"> -->\n\n<div>\n<img alt='a &amp; b'>\n</div>\n",
        );
        let doc = Document::new(&source);
        let seen: Vec<_> = doc.html_tags().iter().map(|tag| (tag.name.as_str(), tag.span.of(doc.text()))).collect();
        assert_eq!(seen, [("a", "<a HREF=\"\" id=x>"), ("div", "<div>"), ("img", "<img alt='a &amp; b'>")]);
        assert_eq!(doc.html_tags()[0].attribute("href"), Some(""));
        assert_eq!(doc.html_tags()[2].attribute("alt"), Some("a & b"));
    }

    #[test]
    fn values_stand_where_the_source_has_them() {
        let text = "é <a title='é' rel=x>\r\n\r\n<div é='ö' HREF = \"x&amp;y\"\r\n id=z hidden name=''>\r\né <img\r\nsrc='a\r\nb' alt>\r\n";
        let source = SourceFile::new("a.md", text);
        let doc = Document::new(&source);
        let seen = doc.html_tags().iter().flat_map(|tag| &tag.attributes);
        let seen: Vec<_> = seen.map(|found| (found.name.as_str(), found.value_span.of(text))).collect();
        assert_eq!(seen[..2], [("rel", "x"), ("title", "é")]);
        assert_eq!(seen[2..7], [("hidden", ""), ("href", "x&amp;y"), ("id", "z"), ("name", ""), ("é", "ö")]);
        assert_eq!(seen[7..], [("alt", ""), ("src", "a\r\nb")]);
    }
}
