use crate::docset::Member;
use crate::rule::{Findings, NoOptions};
use crate::site::learn::Docset;
use crate::site::{Layout, LearnLayout, Outcome, Role};

/// Links from pages of a doc set to pages that are there and that docfx.json leaves out.
pub fn check(member: &Member, _: &NoOptions, out: &mut Findings) {
    let Layout::Learn(layout) = &*member.file.layout else { return };
    let (Some(docset), Some(folder)) = (&layout.docset, &layout.folder) else { return };
    if member.file.site.role == Role::Other {
        return;
    }
    for (target, link) in member.links() {
        let Outcome::File { path, .. } = &link.outcome else { continue };
        // An article is published; its globs were asked when it was read.
        if member.set.file(path).is_some_and(|file| file.site.role == Role::Article) {
            continue;
        }
        if !target.kind.is_link() || !leaves_out(layout, docset, folder, path) {
            continue;
        }
        let written = member.facts().destination(target);
        let finding = out.report(
            member.facts().path_span(target).unwrap_or(target.span),
            format!("link leads to a page that is not published: `{written}`"),
        );
        finding
            .label(format!("no content glob of docfx.json takes `{path}`"))
            .help("link to a page that is published, or add this one to `build.content`");
    }
}

/// Whether the build of the doc set makes nothing of a page of its own.
fn leaves_out(layout: &LearnLayout, docset: &Docset, folder: &str, path: &str) -> bool {
    let below =
        if folder.is_empty() { Some(path) } else { path.strip_prefix(folder).and_then(|p| p.strip_prefix('/')) };
    let published = layout.repository.publish.docsets.iter().find(|published| published.folder.text == folder);
    below.is_some_and(|path| docset.leaves_out(path, published.is_some_and(|published| published.maml)))
}
