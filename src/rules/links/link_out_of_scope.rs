use crate::docset::{FileKind, Member, TargetKind};
use crate::rule::{Findings, NoOptions};
use crate::site::learn::Docset;
use crate::site::mdbook::Book;
use crate::site::mkdocs::MkDocs;
use crate::site::path::{is_page, join, within};
use crate::site::{Layout, LearnLayout, Outcome, Role};

/// Links from published pages to pages that are there and that the site does not publish.
pub fn check(member: &Member, _: &NoOptions, out: &mut Findings) {
    if member.file.site.role == Role::Other {
        return;
    }
    for (target, link) in member.links().filter(|(target, _)| target.kind.is_link()) {
        let Outcome::File { path, .. } = &link.outcome else { continue };
        let why = match &*member.file.layout {
            Layout::Learn(layout) => left_out_by_docfx(member, layout, path),
            Layout::MdBook(book) => left_out_by_summary(member, book, path),
            Layout::MkDocs(site) => outside_of_docs(site, path),
            Layout::Repository { .. } | Layout::Docusaurus(_) | Layout::Hugo(_) | Layout::Alone => None,
        };
        let Some((why, help)) = why else { continue };
        let written = member.facts().destination(target);
        let span = member.facts().path_span(target).unwrap_or(target.span);
        out.report(span, format!("link leads to a page that is not published: `{written}`")).label(why).help(help);
    }
}

/// What leaves a page out, and what to do.
type Why = Option<(String, &'static str)>;

fn left_out_by_docfx(member: &Member, layout: &LearnLayout, path: &str) -> Why {
    let (docset, folder) = (layout.docset.as_ref()?, layout.folder.as_ref()?);
    // An article is published; its globs were asked when it was read.
    if member.set.file(path).is_some_and(|file| file.site.role == Role::Article) {
        return None;
    }
    let help = "link to a page that is published, or add this one to `build.content`";
    leaves_out(layout, docset, folder, path).then(|| (format!("no content glob of docfx.json takes `{path}`"), help))
}

/// Whether the build of the doc set makes nothing of a page of its own.
fn leaves_out(layout: &LearnLayout, docset: &Docset, folder: &str, path: &str) -> bool {
    let published = layout.repository.publish.docsets.iter().find(|published| published.folder.text == folder);
    let maml = published.is_some_and(|published| published.maml);
    within(folder, path).is_some_and(|path| docset.leaves_out(path, maml))
}

/// mdBook makes pages of what `SUMMARY.md` names, and of nothing else.
fn left_out_by_summary(member: &Member, book: &Book, path: &str) -> Why {
    let set = member.set;
    let summary = set.id(&join(book.source(), "SUMMARY.md")?)?;
    let named = |path: &str| {
        let of_summary = |(from, target): &(usize, usize)| {
            *from == summary && set.files()[*from].facts.targets[*target].kind == TargetKind::TocEntry
        };
        set.id(path).is_none_or(|id| set.inbound(id).iter().any(of_summary))
    };
    // What is no page of the book itself is read elsewhere, or is taken in by one.
    if member.facts().kind != FileKind::Page || !named(&member.file.path) || book.in_scope(path, named) {
        return None;
    }
    let help = "add it to `SUMMARY.md`, or link to a page that stands there";
    is_page(path).then(|| (format!("`SUMMARY.md` does not name `{path}`"), help))
}

/// MkDocs makes pages of what lies in its docs folder.
fn outside_of_docs(site: &MkDocs, path: &str) -> Why {
    let outside = is_page(path) && within(site.docs(), path).is_none();
    let help = "move it into the docs folder, or link to where it is read";
    outside.then(|| (format!("it lies outside of `{}/`", site.docs()), help))
}
