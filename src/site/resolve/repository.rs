//! A repository on GitHub or GitLab: paths count from the page's folder, or with `/` from the root of the repository.

use std::sync::Arc;

use super::{Outcome, Trace};
use crate::site::destination::{Destination, Lead};
use crate::site::path::{folder_of, join};
use crate::site::tree::Tree;

/// Parts of a repository's site that pages reach as `../../issues`: no files, but right.
const PARTS: [&str; 12] = [
    "actions",
    "blob",
    "compare",
    "discussions",
    "issues",
    "labels",
    "milestones",
    "pull",
    "pulls",
    "releases",
    "tree",
    "wiki",
];

pub(super) fn resolve(from: &str, destination: &Destination<'_>, tree: &dyn Tree, trace: &mut Trace) -> Outcome {
    let folder = if destination.lead == Lead::Absolute { "" } else { folder_of(from) };
    let Some(path) = join(folder, &destination.path) else {
        return above(&destination.path, trace);
    };
    trace.step(|| format!("from the folder `{folder}/` it leads to `{path}`"));
    find(path, tree, trace)
}

/// Looks a path up.
pub(super) fn find(path: String, tree: &dyn Tree, trace: &mut Trace) -> Outcome {
    match tree.find(&path) {
        Some(entry) => {
            trace.step(|| match entry.exact {
                true => format!("`{}` is there", entry.path),
                false => format!("only `{}` is there, which differs in letter case", entry.path),
            });
            if entry.folder {
                Outcome::Folder { path: entry.path, exact: entry.exact }
            } else {
                Outcome::File { path: entry.path, exact: entry.exact }
            }
        }
        None => {
            trace.step(|| format!("`{path}` is not there"));
            Outcome::Missing { path: Arc::from(path) }
        }
    }
}

fn above(path: &str, trace: &mut Trace) -> Outcome {
    let part = path.split('/').find(|part| !matches!(*part, "" | "." | ".."));
    if part.is_some_and(|part| PARTS.contains(&part)) {
        trace.step(|| "it leads to a part of the repository's own site".to_owned());
        return Outcome::External;
    }
    trace.step(|| "it leads above the root".to_owned());
    Outcome::Outside
}
