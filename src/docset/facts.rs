use serde::Serialize;

use crate::markdown::{Document, HtmlAttribute, HtmlTag, LearnKind, LinkKind};
use crate::text::Span;

/// What one file defines and uses. All spans are byte ranges of its text.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FileFacts {
    /// The path as the user is shown it.
    pub path: String,
    /// The `title` of the header, else the first heading of level 1.
    pub title: Option<String>,
    /// Scalar fields of the header, in order.
    pub front_matter: Vec<(String, String)>,
    /// Headings in order; each site makes its own anchors of them.
    pub headings: Vec<HeadingFact>,
    /// Explicit anchors: every `id` and `name` of an HTML tag.
    pub anchors: Vec<Anchor>,
    /// Where it leads, in order: links, images, sources, includes.
    pub targets: Vec<Target>,
}

/// A heading as the maker of anchors needs it.
#[derive(Clone, Debug, Serialize)]
pub struct HeadingFact {
    /// 1 to 6.
    pub level: u8,
    /// Its text as it reads.
    pub text: String,
    /// `{#id}`, where it has one.
    pub id: Option<String>,
    /// Its place.
    #[serde(skip)]
    pub span: Span,
}

/// An `id` or `name` of an HTML tag.
#[derive(Clone, Debug, Serialize)]
pub struct Anchor {
    /// Its value.
    pub name: String,
    /// The value; the tag where it is empty.
    #[serde(skip)]
    pub span: Span,
}

/// A destination that the file names.
#[derive(Clone, Debug, Serialize)]
pub struct Target {
    /// As written, after entities and escapes.
    pub destination: String,
    /// What asks for it.
    pub kind: TargetKind,
    /// The place to report it at.
    #[serde(skip)]
    pub span: Span,
}

/// What asks for a destination.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TargetKind {
    Link,
    Image,
    /// `[!INCLUDE]`.
    Include,
    /// `[!code]` and `:::code`.
    CodeSource,
    /// `[!VIDEO]` and `:::video`.
    Video,
    /// `href`, `src` and `poster` of HTML.
    Html,
}

impl FileFacts {
    /// Reads the facts of a page.
    pub fn of(doc: &Document<'_>) -> Self {
        let front_matter: Vec<(String, String)> = doc
            .front_matter()
            .fields
            .iter()
            .filter_map(|field| Some((field.key.clone(), field.value.scalar()?.to_owned())))
            .collect();
        let headings: Vec<HeadingFact> = doc
            .headings()
            .iter()
            .map(|h| HeadingFact { level: h.level, text: h.text.to_string(), id: h.id.clone(), span: h.span })
            .collect();
        let named = front_matter.iter().find(|(key, _)| key == "title").map(|(_, title)| title.clone());
        let title = named.or_else(|| headings.iter().find(|h| h.level == 1).map(|h| h.text.clone()));
        let mut targets = targets(doc);
        targets.sort_by_key(|target| target.span);
        Self { path: doc.source().path().to_owned(), title, front_matter, headings, anchors: anchors(doc), targets }
    }
}

fn anchors(doc: &Document<'_>) -> Vec<Anchor> {
    let tags = doc.html_tags().iter();
    tags.flat_map(|tag| ["id", "name"].into_iter().filter_map(move |key| Some((tag, tag.named(key)?))))
        .map(|(tag, attribute)| Anchor { name: attribute.value.clone(), span: place(tag, attribute) })
        .collect()
}

/// An empty value has no bytes to point at.
fn place(tag: &HtmlTag, attribute: &HtmlAttribute) -> Span {
    if attribute.value_span.is_empty() { tag.span } else { attribute.value_span }
}

fn targets(doc: &Document<'_>) -> Vec<Target> {
    let mut targets = Vec::new();
    for link in doc.links().iter().filter(|link| link.kind != LinkKind::Email) {
        if doc.learn_at(link.span).is_some_and(|node| node.kind == LearnKind::Directive || node.target.is_some()) {
            continue;
        }
        let kind = if link.image { TargetKind::Image } else { TargetKind::Link };
        let span = doc.destination_span(link).unwrap_or(link.span);
        targets.push(Target { destination: link.destination.to_string(), kind, span });
    }
    for node in doc.learn() {
        let kind = match node.kind {
            LearnKind::Include => TargetKind::Include,
            LearnKind::Snippet => TargetKind::CodeSource,
            LearnKind::Video => TargetKind::Video,
            LearnKind::Directive if node.is_directive("code") => TargetKind::CodeSource,
            LearnKind::Directive if node.is_directive("video") => TargetKind::Video,
            LearnKind::Directive if node.is_directive("image") => TargetKind::Image,
            LearnKind::Directive | LearnKind::Alert | LearnKind::Div => continue,
        };
        let attributes = ["source", "lightbox", "link"].into_iter().filter_map(|name| node.attribute(name));
        for span in node.target.into_iter().chain(attributes.map(|attribute| attribute.value)) {
            targets.push(Target { destination: span.of(doc.text()).to_owned(), kind, span });
        }
    }
    for tag in doc.html_tags() {
        for attribute in ["href", "src", "poster"].into_iter().filter_map(|name| tag.named(name)) {
            let (destination, span) = (attribute.value.clone(), place(tag, attribute));
            targets.push(Target { destination, kind: TargetKind::Html, span });
        }
    }
    targets
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceFile;

    #[test]
    fn facts_name_what_a_page_defines_and_uses() {
        let text = "---\ntitle: T\n---\n# Head {#top}\n\n<a name=\"here\"></a> [x](a.md#b) ![i](i.png)\n\n[!INCLUDE [t](inc.md)]\n\n:::image source=\"c.png\" alt-text=\"[n](no.md)\" lightbox=\"d.png\":::\n";
        let source = SourceFile::new("a.md", text);
        let facts = FileFacts::of(&Document::new(&source));
        let targets: Vec<_> = facts.targets.iter().map(|t| (t.destination.as_str(), t.kind)).collect();
        assert_eq!(
            targets,
            [
                ("a.md#b", TargetKind::Link),
                ("i.png", TargetKind::Image),
                ("inc.md", TargetKind::Include),
                ("c.png", TargetKind::Image),
                ("d.png", TargetKind::Image),
            ]
        );
        assert_eq!(facts.title.as_deref(), Some("T"));
        assert_eq!(facts.anchors[0].name, "here");
        assert_eq!(facts.headings[0].id.as_deref(), Some("top"));
    }
}
