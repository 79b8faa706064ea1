//! A repository on GitHub or GitLab: paths count from the page's folder, or with `/` from the root of the repository.

use super::find::{extension, is_markdown, missing, page_of_folder, seek, to, unsure};
use super::{Cause, Outcome, Trace};
use crate::site::Site;
use crate::site::destination::{Destination, Lead};
use crate::site::path::{child, folder_of, join};
use crate::site::tree::Tree;

/// What the host shows for a folder. Letter case does not matter to it.
const FOLDER_PAGES: [&str; 1] = ["README.md"];

/// Parts of a repository's site that pages reach as `../../issues`: no files, but right.
const PARTS: [&str; 31] = [
    "-",
    "actions",
    "activity",
    "archive",
    "blame",
    "branches",
    "commit",
    "commits",
    "compare",
    "contributors",
    "discussions",
    "edit",
    "fork",
    "graphs",
    "issues",
    "labels",
    "merge_requests",
    "milestone",
    "milestones",
    "new",
    "packages",
    "projects",
    "pull",
    "pulls",
    "releases",
    "security",
    "stargazers",
    "tags",
    "uploads",
    "watchers",
    "wiki",
];

/// Parts that show a file of a branch: `blob/main/docs/a.md`.
const BRANCH_PARTS: [&str; 3] = ["blob", "raw", "tree"];

pub(super) fn resolve(
    (site, known): (Site, bool),
    from: &str,
    destination: &Destination<'_>,
    tree: &dyn Tree,
    trace: &mut Trace,
) -> Outcome {
    if site == Site::Learn && ["~/", "~\\"].iter().any(|lead| destination.path.starts_with(lead)) {
        return unsure(Cause::SitePath, trace, "`~` is the folder of a doc set, and none is known here");
    }
    let absolute = destination.lead == Lead::Absolute;
    let folder = if absolute { "" } else { folder_of(from) };
    let Some(path) = join(folder, &destination.path) else {
        return above(&destination.path, tree, trace);
    };
    trace.step(|| match absolute {
        true => format!("from the root it leads to `{path}`"),
        false => format!("from the folder `{folder}/` it leads to `{path}`"),
    });
    if let Some(entry) = seek(&path, tree, trace) {
        let page = entry.folder.then(|| page_of_folder(&entry, &FOLDER_PAGES, tree, trace)).flatten();
        return to(page.unwrap_or(entry));
    }
    if absolute {
        return absent(site, from, path, tree, trace);
    }
    if !known && is_route(from, &destination.path, tree) {
        return unsure(Cause::SitePath, trace, "a page of this name is there: some site's URLs may lead to it");
    }
    missing(path)
}

/// A path from the root at which nothing lies. Pages of a repository may be the sources of some site, whose root is
/// another than the repository's and whose URLs are not its paths.
fn absent(site: Site, from: &str, path: String, tree: &dyn Tree, trace: &mut Trace) -> Outcome {
    let host = match site {
        Site::GitHub | Site::GitLab => true,
        Site::Learn | Site::MdBook | Site::MkDocs | Site::Docusaurus | Site::Hugo => false,
    };
    if !host {
        return unsure(Cause::SitePath, trace, "where the site has its root is not known");
    }
    let (first, rest) = path.split_once('/').unwrap_or((&path, ""));
    if site == Site::GitLab && (path.contains("/-/") || matches!(first, "-" | "uploads")) {
        trace.step(|| "GitLab answers it, not the repository's files".to_owned());
        return Outcome::External;
    }
    if extension(&path).is_none() {
        return unsure(Cause::SitePath, trace, "it is as the URLs of a site are, whose root is not known");
    }
    if counts_from_elsewhere(from, &path, tree) {
        return unsure(Cause::SitePath, trace, "it is there when counted from another folder: a site's root");
    }
    let of_repository = if rest.is_empty() { is_markdown(&path) } else { tree.find(first).is_some() };
    match of_repository {
        true => missing(path),
        false => unsure(Cause::SitePath, trace, "the root has no folder of its first name: it counts from another"),
    }
}

/// Whether a path without the extension of a source leads to one as the URLs of many sites do: `intro`, `intro/` and
/// `intro.html` to `intro.md`, counted from the folder of the page or from its own name.
fn is_route(from: &str, written: &str, tree: &dyn Tree) -> bool {
    if !matches!(extension(written), None | Some("html")) {
        return false;
    }
    let stem = from.rsplit_once('.').map_or(from, |(stem, _)| stem);
    let there = |folder: &str| {
        let path = join(folder, written).filter(|path| !path.is_empty());
        path.is_some_and(|path| source_of(path.strip_suffix(".html").unwrap_or(&path), tree))
    };
    there(folder_of(from)) || there(stem)
}

fn source_of(route: &str, tree: &dyn Tree) -> bool {
    ["md", "mdx"].iter().any(|kind| {
        [format!("{route}.{kind}"), format!("{route}/index.{kind}")].iter().any(|path| tree.find(path).is_some())
    })
}

/// Whether the path is there from the page's folder, one above it, or what such a folder serves as it is.
fn counts_from_elsewhere(from: &str, path: &str, tree: &dyn Tree) -> bool {
    let mut folder = folder_of(from);
    loop {
        let kept = ["public", "static"].map(|kept| child(&child(folder, kept), path));
        if tree.find(&child(folder, path)).is_some() || kept.iter().any(|path| tree.find(path).is_some()) {
            return true;
        }
        if folder.is_empty() {
            return false;
        }
        folder = folder_of(folder);
    }
}

fn above(path: &str, tree: &dyn Tree, trace: &mut Trace) -> Outcome {
    let mut parts = path.split('/').filter(|part| !matches!(*part, "" | "." | ".."));
    let Some(part) = parts.next() else {
        trace.step(|| "it leads above the root".to_owned());
        return Outcome::Outside;
    };
    if BRANCH_PARTS.contains(&part) {
        let file = parts.skip(1).collect::<Vec<_>>().join("/");
        trace.step(|| format!("it leads to a branch of the repository, there to `{file}`"));
        return seek(&file, tree, trace).map_or(Outcome::External, to);
    }
    if PARTS.contains(&part) {
        trace.step(|| "it leads to a part of the repository's own site".to_owned());
        return Outcome::External;
    }
    trace.step(|| "it leads above the root".to_owned());
    Outcome::Outside
}
