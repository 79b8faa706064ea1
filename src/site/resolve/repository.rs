//! A repository on GitHub or GitLab: paths count from the page's folder, or with `/` from the root of the repository.

use super::find::{below, extension, missing, page_of_folder, seek, to, unsure};
use super::{Cause, Outcome, Trace};
use crate::site::Site;
use crate::site::destination::{Destination, Lead};
use crate::site::path::{folder_of, join};
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
    site: Site,
    from: &str,
    destination: &Destination<'_>,
    tree: &dyn Tree,
    trace: &mut Trace,
) -> Outcome {
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
    match absolute {
        true => absent(site, from, path, tree, trace),
        false => missing(path),
    }
}

/// A path from the root at which nothing lies. Pages of a repository may be the sources of some site, whose root is
/// another than the repository's.
fn absent(site: Site, from: &str, path: String, tree: &dyn Tree, trace: &mut Trace) -> Outcome {
    let host = match site {
        Site::GitHub | Site::GitLab => true,
        Site::Learn | Site::MdBook | Site::MkDocs | Site::Docusaurus | Site::Hugo => false,
    };
    if !host {
        return unsure(Cause::SitePath, trace, "where the site has its root is not known");
    }
    let first = path.split('/').next().unwrap_or(&path);
    if site == Site::GitLab && (path.contains("/-/") || matches!(first, "-" | "uploads")) {
        trace.step(|| "GitLab answers it, not the repository's files".to_owned());
        return Outcome::External;
    }
    if counts_from_elsewhere(from, &path, tree) {
        return unsure(Cause::SitePath, trace, "it is there when counted from a folder above the page: a site's root");
    }
    if extension(&path).is_none() && tree.find(first).is_none() {
        return unsure(Cause::SitePath, trace, "no folder of the root has its first name: it counts from another root");
    }
    missing(path)
}

/// Whether the path is there from a folder above the page, as a file or as the page of a route.
fn counts_from_elsewhere(from: &str, path: &str, tree: &dyn Tree) -> bool {
    let mut folder = folder_of(from);
    while !folder.is_empty() {
        let root = [folder, "public", "static"];
        let bases = [root[0].to_owned(), below(folder, root[1]), below(folder, root[2])];
        let there = |base: &String| {
            tree.find(&below(base, path)).is_some() || tree.find(&format!("{}.md", below(base, path))).is_some()
        };
        if bases.iter().any(there) {
            return true;
        }
        folder = folder_of(folder);
    }
    false
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
