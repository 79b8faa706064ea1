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
    /// Where the value is written, without quotes.
    pub value_span: Span,
}

impl HtmlTag {
    /// The value of the attribute with this name.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|attribute| attribute.name == name).map(|attribute| attribute.value.as_str())
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
            value_span: value_span(html, base, value.span.start, value.span.end),
            name: String::from_utf8_lossy(&name).into_owned(),
            value: String::from_utf8_lossy(&value.value).into_owned(),
        });
        tags.push(HtmlTag {
            name: String::from_utf8_lossy(&tag.name).into_owned(),
            span: Span::new(base + tag.span.start, base + tag.span.end),
            attributes: attributes.collect(),
        });
    }
}

/// Where in an attribute `name = "value"` the value stands.
fn value_span(html: &str, base: usize, start: usize, end: usize) -> Span {
    let written = html.get(start..end).unwrap_or_default();
    let value = written.split_once('=').map_or("", |(_, value)| value.trim());
    let bare = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let inside = &value[1..];
            inside.strip_suffix(quote).unwrap_or(inside)
        }
        // The tokenizer counts the end of the tag in.
        Some(_) | None => value.split(|c: char| c == '>' || c.is_whitespace()).next().unwrap_or_default(),
    };
    // `bare` is a part of `html`, or the empty text of an attribute without a value.
    let at = (bare.as_ptr() as usize).checked_sub(html.as_ptr() as usize).filter(|at| at + bare.len() <= html.len());
    at.map_or(Span::at(base + end), |at| Span::new(base + at, base + at + bare.len()))
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
        let values: Vec<_> = doc
            .html_tags()
            .iter()
            .flat_map(|tag| &tag.attributes)
            .map(|attribute| (attribute.name.as_str(), attribute.value_span.of(doc.text())))
            .collect();
        assert_eq!(values, [("href", ""), ("id", "x"), ("alt", "a &amp; b")]);
    }
}
