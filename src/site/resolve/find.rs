//! Looking paths up: what every kind of site does at the end.

use std::sync::Arc;

use super::{Cause, Outcome, Trace};
use crate::site::path::{child, folder_of};
use crate::site::tree::{Entry, Tree};
use crate::text::nfc;

/// What lies at a path, and the step that says so.
pub(super) fn seek(path: &str, tree: &dyn Tree, trace: &mut Trace) -> Option<Entry> {
    let entry = tree.find(path);
    trace.step(|| match &entry {
        None => format!("`{path}` is not there"),
        Some(entry) if entry.exact => format!("`{}` is there", entry.path),
        Some(entry) => {
            let how = if nfc(path) == nfc(&entry.path) { "the Unicode form of its letters" } else { "letter case" };
            format!("only `{}` is there, which differs in {how}", entry.path)
        }
    });
    entry
}

/// The same for files alone.
pub(super) fn seek_file(path: &str, tree: &dyn Tree, trace: &mut Trace) -> Option<Entry> {
    seek(path, tree, trace).filter(|entry| !entry.folder)
}

/// Where a link leads that has been found to mean this entry.
pub(super) fn to(entry: Entry) -> Outcome {
    match entry.folder {
        true => Outcome::Folder { path: entry.path, exact: entry.exact },
        false => Outcome::File { path: entry.path, exact: entry.exact },
    }
}

/// A path at which nothing lies.
pub(super) fn missing(path: String) -> Outcome {
    Outcome::Missing { path: Arc::from(path) }
}

/// Nobody can tell, and the step that says why.
pub(super) fn unsure(cause: Cause, trace: &mut Trace, why: &'static str) -> Outcome {
    trace.step(|| why.to_owned());
    Outcome::Unverifiable(cause)
}

/// The page that readers of a folder are shown: the first of these names that lies in it. It counts as written letter
/// for letter where the folder is.
pub(super) fn page_of_folder(folder: &Entry, names: &[&str], tree: &dyn Tree, trace: &mut Trace) -> Option<Entry> {
    let page = names.iter().find_map(|name| tree.find(&child(&folder.path, name)).filter(|entry| !entry.folder))?;
    trace.step(|| format!("it is a folder, read as `{}`", page.path));
    Some(Entry { exact: folder.exact, ..page })
}

/// The extension of the last name, without its dot; none where what follows the last dot is a number, as in `v1.2`.
pub(super) fn extension(path: &str) -> Option<&str> {
    let name = &path[folder_of(path).len()..];
    let (stem, extension) = name.trim_end_matches('/').rsplit_once('.')?;
    let real = !matches!(stem, "" | "/") && !extension.is_empty() && extension.bytes().any(|b| b.is_ascii_alphabetic());
    real.then_some(extension)
}

/// True for a path to a Markdown source.
pub(super) fn is_markdown(path: &str) -> bool {
    extension(path).is_some_and(|found| ["md", "mdx", "markdown"].iter().any(|e| found.eq_ignore_ascii_case(e)))
}
