use serde::Serialize;

use super::arena::{Arena, Kept};
use super::targets;
use crate::markdown::Document;
use crate::site::Site;
use crate::site::anchors::heading_text;
use crate::site::learn::{PivotGroup, Problem, is_toc};
use crate::site::mkdocs::attribute_ids;
use crate::site::path;
use crate::text::Span;

/// What one file defines and uses. All spans are byte ranges of the file. The texts are kept together in one piece:
/// a doc set has a hundred thousand of them.
#[derive(Clone, Debug, Default)]
pub struct FileFacts {
    /// What kind of file it is.
    pub kind: FileKind,
    pub(super) arena: Arena,
    /// Bytes of the file, to tell whether it is still the same when a finding is shown.
    pub length: usize,
    /// The `title` of the header, else the first heading of level 1.
    pub title: Option<Kept>,
    /// Where the title stands.
    pub title_span: Span,
    /// Scalar fields of the header, in order, with the places of their values.
    pub front_matter: Vec<(Kept, Kept, Span)>,
    /// Headings in order; each site makes its own anchors of them.
    pub headings: Vec<HeadingFact>,
    /// Explicit anchors: every `id` and `name` of an HTML tag.
    pub anchors: Vec<Anchor>,
    /// Where it leads, in order: links, images, sources, includes, entries of a table of contents.
    pub targets: Vec<Target>,
    /// The pivots that its zones are for, each with its place.
    pub zone_pivots: Vec<(Kept, Span)>,
    /// The groups of pivots that it defines.
    pub pivot_groups: Vec<PivotGroup>,
    /// What is wrong in a file that is no Markdown.
    pub problems: Vec<Problem>,
}

/// The kinds of files that a doc set is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileKind {
    /// A page of Markdown.
    #[default]
    Page,
    /// A table of contents: Learn's `toc.yml` and `TOC.md`, mdBook's `SUMMARY.md`, the `nav` of MkDocs.
    Toc,
    /// A page written in YAML: a landing page, a hub.
    YamlPage,
    /// A list of redirections.
    Redirections,
    /// Learn's definition of zone pivots.
    ZonePivots,
    /// Learn's `docfx.json`.
    Docset,
}

impl FileKind {
    /// Whether links can stand in such a file.
    pub fn holds_links(self) -> bool {
        match self {
            FileKind::Page | FileKind::Toc | FileKind::YamlPage => true,
            FileKind::Redirections | FileKind::ZonePivots | FileKind::Docset => false,
        }
    }
}

/// A heading as the maker of anchors needs it.
#[derive(Clone, Debug)]
pub struct HeadingFact {
    /// 1 to 6.
    pub level: u8,
    /// Its text as it reads.
    pub text: Kept,
    /// Its text as the site makes an anchor of it.
    pub anchor: Kept,
    /// The name of an `<a name="x"></a>` that it begins with.
    pub leading_anchor: Option<Kept>,
    /// `{#id}`, where it has one.
    pub id: Option<Kept>,
    /// Its place.
    pub span: Span,
}

/// An `id` or `name` of an HTML tag.
#[derive(Clone, Debug)]
pub struct Anchor {
    /// Its value.
    pub name: Kept,
    /// The value's place.
    pub span: Span,
}

/// A destination that the file names.
#[derive(Clone, Debug)]
pub struct Target {
    /// As written, after entities and escapes.
    pub destination: Kept,
    /// What asks for it.
    pub kind: TargetKind,
    /// The place to report it at: the destination's own bytes, where it has any.
    pub span: Span,
    /// Whether the destination stands there letter for letter, so that a part of it can be pointed at and replaced.
    pub literal: bool,
    /// Which part of a source it asks for.
    pub part: Option<Box<CodePart>>,
    /// Links that lead there: more than one where several use one definition.
    pub uses: u32,
}

/// The part of a source file that a page shows.
#[derive(Clone, Debug)]
pub struct CodePart {
    /// The name of a region, and where it is written.
    pub region: Option<(Kept, Span)>,
    /// Lines such as `1-3,8`, and where they are written.
    pub lines: Option<(Kept, Span)>,
}

/// What asks for a destination.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TargetKind {
    Link,
    Image,
    /// `[!INCLUDE]`, and mdBook's `{{#include}}`.
    Include,
    /// `[!code]` and `:::code`.
    CodeSource,
    /// `[!VIDEO]` and `:::video`.
    Video,
    /// `ref` and `relref` of Hugo.
    Reference,
    /// `href` of HTML.
    HtmlLink,
    /// `src` and `poster` of HTML.
    HtmlSource,
    /// An entry of a table of contents.
    TocEntry,
    /// A destination in a page written in YAML.
    YamlLink,
}

impl TargetKind {
    /// Whether a reader follows it.
    pub fn is_link(self) -> bool {
        matches!(self, TargetKind::Link | TargetKind::HtmlLink | TargetKind::Reference | TargetKind::YamlLink)
    }

    /// Whether a reader gets there: by a link, or by an entry of a table of contents.
    pub fn is_followed(self) -> bool {
        self.is_link() || self == TargetKind::TocEntry
    }

    /// Whether it shows a picture.
    pub fn is_image(self) -> bool {
        matches!(self, TargetKind::Image | TargetKind::HtmlSource)
    }
}

impl FileFacts {
    /// Reads the facts of a page of Markdown.
    pub fn of(doc: &Document<'_>, site: Site) -> Self {
        let mut facts = Self { kind: kind_of(doc, site), length: doc.text().len(), ..Self::default() };
        facts.add_front_matter(doc);
        facts.add_headings(doc, site);
        facts.add_title(doc);
        facts.add_anchors(doc, site);
        facts.add_zone_pivots(doc);
        targets::add(&mut facts, doc, site);
        facts.arena.shrink();
        facts
    }

    /// A text that the facts keep.
    pub fn text(&self, kept: Kept) -> &str {
        self.arena.get(kept)
    }

    /// Where a target leads, as written.
    pub fn destination(&self, target: &Target) -> &str {
        self.text(target.destination)
    }

    /// The value of a scalar field of the header.
    pub fn field(&self, name: &str) -> Option<&str> {
        let named = self.front_matter.iter().rev().find(|(key, ..)| self.text(*key) == name);
        named.map(|(_, value, _)| self.text(*value))
    }

    /// Text of the last heading before a byte.
    pub fn section_at(&self, at: usize) -> Option<&str> {
        let after = self.headings.partition_point(|heading| heading.span.start() <= at);
        self.headings[..after].last().map(|heading| self.text(heading.text))
    }

    fn add_front_matter(&mut self, doc: &Document<'_>) {
        for field in &doc.front_matter().fields {
            if let Some(value) = field.value.scalar() {
                let kept = (self.arena.keep(&field.key), self.arena.keep(value), field.value.span);
                self.front_matter.push(kept);
            }
        }
    }

    fn add_headings(&mut self, doc: &Document<'_>, site: Site) {
        for heading in doc.headings() {
            let text = self.arena.keep(&heading.text);
            let anchor = heading_text(site, doc, heading);
            let anchor = if anchor == heading.text { text } else { self.arena.keep(&anchor) };
            let mut keep = |text: Option<&str>| text.map(|text| self.arena.keep(text));
            let (id, leading_anchor) = (keep(heading.id.as_deref()), keep(doc.leading_anchor(heading)));
            let (level, span) = (heading.level, heading.span);
            self.headings.push(HeadingFact { level, text, anchor, leading_anchor, id, span });
        }
    }

    fn add_zone_pivots(&mut self, doc: &Document<'_>) {
        for zone in doc.learn().iter().filter(|node| node.is_directive("zone")) {
            let Some(list) = zone.attribute("pivot").map(|attribute| attribute.value) else { continue };
            let mut at = list.start();
            for written in list.of(doc.text()).split(',') {
                let span = Span::new(at, at + written.len()).trimmed(doc.text());
                at += written.len() + 1;
                if !span.is_empty() {
                    self.zone_pivots.push((self.arena.keep(span.of(doc.text())), span));
                }
            }
        }
    }

    fn add_title(&mut self, doc: &Document<'_>) {
        let named = self.front_matter.iter().find(|(key, ..)| self.arena.get(*key) == "title");
        let heading =
            || self.headings.iter().find(|heading| heading.level == 1).map(|heading| (heading.text, heading.span));
        if let Some((title, span)) = named.map(|(_, title, span)| (*title, *span)).or_else(heading) {
            self.title = Some(title);
            self.title_span = span.trimmed(doc.text());
        }
    }

    fn add_anchors(&mut self, doc: &Document<'_>, site: Site) {
        for tag in doc.html_tags() {
            for attribute in ["id", "name"].into_iter().filter_map(|key| tag.named(key)) {
                self.anchors.push(Anchor { name: self.arena.keep(&attribute.value), span: tag.place(attribute) });
            }
        }
        match site {
            Site::MkDocs | Site::Hugo => {
                for span in attribute_ids(doc.text(), doc.body()) {
                    self.anchors.push(Anchor { name: self.arena.keep(span.of(doc.text())), span });
                }
            }
            Site::Learn | Site::GitHub | Site::GitLab | Site::MdBook | Site::Docusaurus => {}
        }
    }
}

/// Tables of contents may be written in Markdown: their links are its entries.
fn kind_of(doc: &Document<'_>, site: Site) -> FileKind {
    let name = path::name(doc.source().path());
    match site {
        Site::Learn if is_toc(name) => FileKind::Toc,
        Site::MdBook if name == "SUMMARY.md" => FileKind::Toc,
        Site::Learn | Site::MdBook | Site::GitHub | Site::GitLab | Site::MkDocs | Site::Docusaurus | Site::Hugo => {
            FileKind::Page
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceFile;

    #[test]
    fn facts_name_what_a_page_defines_and_uses() {
        let text = "---\ntitle: T\n---\n# Head {#top}\n\n<a name=\"here\"></a> [x](a.md#b) ![i](i.png) [r][l]\n\n[!INCLUDE [t](inc.md)]\n\n:::image source=\"c.png\" alt-text=\"[n](no.md)\" lightbox=\"d.png\":::\n\n[l]: ref.md\n";
        let source = SourceFile::new("a.md", text);
        let facts = FileFacts::of(&Document::new(&source), Site::Learn);
        let targets: Vec<_> = facts.targets.iter().map(|t| (facts.destination(t), t.kind, t.span.of(text))).collect();
        assert_eq!(
            targets,
            [
                ("a.md#b", TargetKind::Link, "a.md#b"),
                ("i.png", TargetKind::Image, "i.png"),
                ("inc.md", TargetKind::Include, "inc.md"),
                ("c.png", TargetKind::Image, "c.png"),
                ("d.png", TargetKind::Image, "d.png"),
                ("ref.md", TargetKind::Link, "ref.md"),
            ]
        );
        assert_eq!(facts.title.map(|title| facts.text(title)), Some("T"));
        assert_eq!(facts.text(facts.anchors[0].name), "here");
        assert_eq!(facts.headings[0].id.map(|id| facts.text(id)), Some("top"));
    }
}
