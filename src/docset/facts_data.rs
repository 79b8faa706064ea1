//! The facts of files that are no Markdown.

use super::facts::{FileFacts, FileKind, Target, TargetKind};
use super::targets;
use crate::markdown::Document;
use crate::site::Site;
use crate::site::learn::{MarkdownText, PivotGroups, Redirections, Spanned, Toc, TocKey, YamlPage};
use crate::text::{SourceFile, Span};

impl FileFacts {
    /// Reads the facts of a file that is no Markdown. `folder` is its own from the root: what a redirection file says
    /// counts from there.
    pub fn of_data(kind: FileKind, text: &str, folder: &str) -> Self {
        let mut facts = Self { kind, length: text.len(), ..Self::default() };
        match kind {
            FileKind::Toc => facts.add_toc(Toc::read(text), text),
            FileKind::YamlPage => facts.add_yaml_page(YamlPage::read(text), text),
            FileKind::Redirections => facts.problems = Redirections::read(text, folder).problems,
            FileKind::ZonePivots => {
                let read = PivotGroups::read(text);
                facts.problems = read.problems;
                facts.pivot_groups = read.groups;
            }
            // Pages come from their document; what docfx.json says is known to the site.
            FileKind::Page | FileKind::Docset => {}
        }
        facts.arena.shrink();
        facts
    }

    fn add_toc(&mut self, toc: Toc, source: &str) {
        for entry in toc.entries {
            // A page named by its `uid` is looked up when the site is built.
            for link in entry.links.into_iter().filter(|link| link.key != TocKey::Uid) {
                self.add_target(&link.target, TargetKind::TocEntry, source);
            }
        }
        self.targets.sort_by_key(|target| target.span);
        self.problems = toc.problems;
    }

    fn add_yaml_page(&mut self, page: YamlPage, source: &str) {
        let of_metadata = page.metadata.iter().find(|(key, _)| key.text == "title").map(|(_, title)| title);
        if let Some(title) = of_metadata.or(page.title.as_ref()) {
            self.title = Some(self.arena.keep(&title.text));
            self.title_span = title.span;
        }
        for (key, value) in &page.metadata {
            let kept = (self.arena.keep(&key.text), self.arena.keep(&value.text), value.span);
            self.front_matter.push(kept);
        }
        for link in &page.links {
            self.add_target(&link.target, if link.image { TargetKind::Image } else { TargetKind::YamlLink }, source);
        }
        for text in page.markdown.iter().filter(|text| may_lead_somewhere(text.text())) {
            self.add_markdown(text, source);
        }
        self.targets.sort_by_key(|target| target.span);
        self.problems = page.problems;
    }

    fn add_target(&mut self, target: &Spanned, kind: TargetKind, source: &str) {
        self.add_at(&target.text, kind, target.span, source);
    }

    fn add_at(&mut self, written: &str, kind: TargetKind, span: Span, source: &str) {
        let destination = self.arena.keep(written);
        let literal = span.of(source) == written;
        self.targets.push(Target { destination, kind, span, literal, part: None, uses: 1 });
    }

    /// The targets of a value that is Markdown, at their places in the file.
    fn add_markdown(&mut self, text: &MarkdownText, source: &str) {
        let markdown = SourceFile::new("", text.text());
        let mut inner = Self::default();
        targets::add(&mut inner, &Document::new(&markdown), Site::Learn);
        for target in &inner.targets {
            self.add_at(inner.destination(target), target.kind, text.place(target.span), source);
        }
    }
}

/// Whether Markdown can hold a link or a source at all: most values are plain words, and need no parser.
fn may_lead_somewhere(text: &str) -> bool {
    memchr::memchr3(b'[', b'<', b':', text.as_bytes()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets(kind: FileKind, text: &str) -> Vec<(TargetKind, String)> {
        let facts = FileFacts::of_data(kind, text, "");
        facts.targets.iter().map(|target| (target.kind, target.span.of(text).to_owned())).collect()
    }

    #[test]
    fn entries_of_a_toc_lead_where_their_keys_say() {
        let text = "- name: A\n  href: a.md\n  topicHref: 'b.md#x'\n- name: B\n  tocHref: sub/\n- uid: System.String\n";
        let entry = |place: &str| (TargetKind::TocEntry, place.to_owned());
        assert_eq!(targets(FileKind::Toc, text), [entry("a.md"), entry("b.md#x"), entry("sub/")]);
    }

    #[test]
    fn yaml_pages_lead_on_by_links_images_and_their_markdown() {
        let text = "### YamlMime:Landing\ntitle: T\nlandingContent:\n- url: a.md\n  imageSrc: i.png\n";
        let found = targets(FileKind::YamlPage, text);
        assert_eq!(found, [(TargetKind::YamlLink, "a.md".to_owned()), (TargetKind::Image, "i.png".to_owned())]);
        let text = "### YamlMime:FAQ\nsections:\n- questions:\n  - question: é?\n    answer: |\n      See é [x](b.md) and\n      ![i](c.png).\n";
        let found = targets(FileKind::YamlPage, text);
        assert_eq!(found, [(TargetKind::Link, "b.md".to_owned()), (TargetKind::Image, "c.png".to_owned())]);
    }

    #[test]
    fn what_is_wrong_is_kept() {
        let facts = FileFacts::of_data(FileKind::Redirections, "{ \"redirections\": [ {} ] }", "");
        assert_eq!(facts.problems.len(), 1);
        assert_eq!(FileFacts::of_data(FileKind::YamlPage, "### YamlMime:Hub\na: \"\n", "").problems.len(), 1);
    }
}
