//! What a page of Markdown leads to.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::facts::{CodePart, FileFacts, FileKind, Target, TargetKind};
use crate::markdown::{Document, LearnKind, LearnNode, Link, LinkKind};
use crate::site::mdbook::{self, IncludeKind, Part};
use crate::site::path::has_extension;
use crate::site::{Site, hugo};
use crate::text::Span;

/// Adds the targets of a page in the order of their places.
pub(super) fn add(facts: &mut FileFacts, doc: &Document<'_>, site: Site) {
    let mut targets = Targets { facts, doc, defined: HashMap::new() };
    targets.links();
    if site == Site::Learn || !doc.learn().is_empty() {
        targets.learn();
    }
    targets.html();
    match site {
        Site::MdBook => targets.book(),
        Site::Hugo => targets.references(),
        Site::Learn | Site::GitHub | Site::GitLab | Site::MkDocs | Site::Docusaurus => {}
    }
    facts.targets.sort_by_key(|target| target.span);
    facts.targets.shrink_to_fit();
}

struct Targets<'t, 'd> {
    facts: &'t mut FileFacts,
    doc: &'t Document<'d>,
    /// Where the destinations of the definitions stand that were met -> the index of the target.
    defined: HashMap<Span, usize>,
}

impl Targets<'_, '_> {
    fn push(&mut self, destination: &str, kind: TargetKind, span: Span) {
        let literal = span.of(self.doc.text()) == destination;
        let destination = self.facts.arena.keep(destination);
        self.facts.targets.push(Target { destination, kind, span, literal, part: None, uses: 1 });
    }

    fn links(&mut self) {
        for link in self.doc.links().iter().filter(|link| link.kind != LinkKind::Email) {
            let of_learn = self.doc.learn_at(link.span);
            if of_learn.is_some_and(|node| node.kind == LearnKind::Directive || node.target.is_some()) {
                continue;
            }
            let kind = match self.facts.kind {
                _ if link.image => TargetKind::Image,
                FileKind::Toc => TargetKind::TocEntry,
                FileKind::Page
                | FileKind::YamlPage
                | FileKind::Redirections
                | FileKind::ZonePivots
                | FileKind::Docset => TargetKind::Link,
            };
            match self.doc.destination_span(link) {
                Some(span) => self.push(&link.destination, kind, span),
                None => self.reference(link, kind),
            }
        }
    }

    /// A definition leads where it leads once, however many links use it, and there it is to be mended.
    fn reference(&mut self, link: &Link<'_>, kind: TargetKind) {
        let span = self.doc.reference_destination(link).unwrap_or(link.span);
        match self.defined.entry(span) {
            Entry::Occupied(known) => self.facts.targets[*known.get()].uses += 1,
            Entry::Vacant(place) => {
                place.insert(self.facts.targets.len());
                self.push(&link.destination, kind, span);
            }
        }
    }

    fn learn(&mut self) {
        let doc = self.doc;
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
            let part = if kind == TargetKind::CodeSource { self.part(node) } else { None };
            for (name, kind) in [("source", kind), ("lightbox", kind), ("link", TargetKind::Link)] {
                if let Some(attribute) = node.attribute(name) {
                    self.push(attribute.value.of(doc.text()), kind, attribute.value);
                }
            }
            if let Some(span) = node.target {
                self.push(span.of(doc.text()), kind, span);
            }
            if let (Some(part), Some(target)) = (part, self.facts.targets.last_mut()) {
                target.part = Some(part);
            }
        }
    }

    /// The part that `:::code` asks for by its attributes; `[!code]` says it in its destination.
    fn part(&mut self, node: &LearnNode) -> Option<Box<CodePart>> {
        let text = self.doc.text();
        let mut value = |name: &str| {
            let span = node.attribute(name)?.value;
            Some((self.facts.arena.keep(span.of(text)), span))
        };
        let part = CodePart { region: value("id"), lines: value("range") };
        (part.region.is_some() || part.lines.is_some()).then(|| Box::new(part))
    }

    /// What mdBook takes in: pages as text of their own, all else as the code of a block.
    fn book(&mut self) {
        for include in mdbook::includes(self.doc.text(), self.doc.body()) {
            let page = include.kind == IncludeKind::Include && has_extension(include.path, ".md");
            let kind = if page { TargetKind::Include } else { TargetKind::CodeSource };
            self.push(include.path, kind, include.path_span);
            if let (Part::Anchor(name), Some(target)) = (include.part, self.facts.targets.last_mut()) {
                let start = name.as_ptr() as usize - self.doc.text().as_ptr() as usize;
                let region = (self.facts.arena.keep(name), Span::new(start, start + name.len()));
                target.part = Some(Box::new(CodePart { region: Some(region), lines: None }));
            }
        }
    }

    fn references(&mut self) {
        for reference in hugo::references(self.doc.text(), self.doc.body()) {
            self.push(reference.target, TargetKind::Reference, reference.span);
        }
    }

    fn html(&mut self) {
        let kinds =
            [("href", TargetKind::HtmlLink), ("src", TargetKind::HtmlSource), ("poster", TargetKind::HtmlSource)];
        for tag in self.doc.html_tags() {
            for (name, kind) in kinds {
                if let Some(attribute) = tag.named(name) {
                    self.push(&attribute.value, kind, tag.place(attribute));
                }
            }
        }
    }
}
