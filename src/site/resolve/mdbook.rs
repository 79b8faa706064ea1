//! An mdBook: `.md` becomes `.html`, paths count from the page's folder, and the book's source folder is its site.

use std::sync::Arc;

use super::find::{extension, is_markdown, missing, page_of_folder, seek, seek_file, to, unsure};
use super::{Cause, Outcome, Trace, repository};
use crate::site::Site;
use crate::site::destination::{Destination, Lead};
use crate::site::mdbook::Book;
use crate::site::path::{child, folder_of, join, name, within};
use crate::site::tree::Tree;

/// Sources that become a folder's `index.html`.
const FOLDER_PAGES: [&str; 2] = ["README.md", "index.md"];

pub(super) fn resolve(
    book: &Book,
    from: &str,
    destination: &Destination<'_>,
    tree: &dyn Tree,
    trace: &mut Trace,
) -> Outcome {
    if within(book.source(), from).is_none() {
        trace.step(|| format!("the page lies outside the book's `{}`: it is read where it lies", book.source()));
        return repository::resolve((Site::GitHub, true), from, destination, tree, trace);
    }
    if destination.lead == Lead::Absolute {
        return from_site_root(book, &destination.path, tree, trace);
    }
    let Some(path) = join(folder_of(from), &destination.path) else {
        return beside(&destination.path, None, tree, trace);
    };
    trace.step(|| format!("from the folder `{}/` it leads to `{path}`", folder_of(from)));
    match within(book.source(), &path) {
        Some(_) => page(book, &path, tree, trace).unwrap_or_else(|| missing(source_of(path))),
        None => beside(&destination.path, Some(path), tree, trace),
    }
}

/// Where a helper that takes a file in leads: a path of the disk, from the folder of the file that holds it.
pub fn resolve_include(from: &str, path: &str, tree: &dyn Tree, trace: &mut Trace) -> Outcome {
    let joined = if path.starts_with('/') { None } else { join(folder_of(from), path) };
    let Some(joined) = joined else {
        trace.step(|| "it leads above the root".to_owned());
        return Outcome::Outside;
    };
    seek_file(&joined, tree, trace).map_or_else(|| missing(joined), to)
}

/// A path out of the book. A book is often served beside others, so what is no source is not judged.
fn beside(written: &str, path: Option<String>, tree: &dyn Tree, trace: &mut Trace) -> Outcome {
    if let Some(entry) = path.as_deref().and_then(|path| seek(path, tree, trace)) {
        return to(entry);
    }
    match path {
        Some(path) if is_markdown(&path) => missing(path),
        None if is_markdown(written) => {
            trace.step(|| "it leads above the root".to_owned());
            Outcome::Outside
        }
        Some(_) | None => unsure(Cause::SitePath, trace, "it leads out of the book, to what is served beside it"),
    }
}

fn from_site_root(book: &Book, path: &str, tree: &dyn Tree, trace: &mut Trace) -> Outcome {
    let base = url_path(book.site_url().unwrap_or("/"));
    let rest = within(base, path.trim_start_matches(['/', '\\'])).and_then(|rest| join(book.source(), rest));
    let found = rest.and_then(|path| {
        trace.step(|| format!("below the book's URL it leads to `{path}`"));
        page(book, &path, tree, trace)
    });
    found.unwrap_or_else(|| unsure(Cause::SitePath, trace, "it counts from the root of the whole site"))
}

/// The path of a URL or of a path, without the slashes at its ends.
pub(super) fn url_path(url: &str) -> &str {
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => url,
    };
    path.trim_matches('/')
}

/// What the book shows at a path below its source folder.
fn page(book: &Book, path: &str, tree: &dyn Tree, trace: &mut Trace) -> Option<Outcome> {
    if let Some(entry) = seek(path, tree, trace) {
        return Some(in_book(book, entry, tree, trace));
    }
    let made_from = match extension(path) {
        Some("html") => path.strip_suffix(".html"),
        // `index.md` is read as `index.html`, which may come from `README.md`.
        Some(_) => path.strip_suffix(".md").filter(|stem| name(stem) == "index"),
        None => Some(path),
    };
    if let Some(stem) = made_from {
        trace.step(|| format!("`{stem}.html` is made from `{stem}.md`"));
        let readme = (name(stem) == "index").then(|| child(folder_of(stem), "README.md"));
        let sources = [Some(format!("{stem}.md")), readme];
        if let Some(entry) = sources.iter().flatten().find_map(|source| seek_file(source, tree, trace)) {
            return Some(to(entry));
        }
    }
    let below = within(book.source(), path)?;
    if is_made(book, below) {
        trace.step(|| "mdBook makes this page by itself".to_owned());
        return Some(Outcome::Generated);
    }
    let html = below.strip_suffix(".md").map(|stem| format!("{stem}.html"));
    let redirect = book.redirect(html.as_deref().unwrap_or(below))?;
    trace.step(|| format!("`book.toml` sends its readers on to `{}`", redirect.to.text));
    Some(Outcome::Redirected { from: Arc::from(path), to: Arc::from(redirect.to.text.as_str()) })
}

fn in_book(book: &Book, entry: crate::site::Entry, tree: &dyn Tree, trace: &mut Trace) -> Outcome {
    if !entry.folder {
        return to(entry);
    }
    if let Some(page) = page_of_folder(&entry, &FOLDER_PAGES, tree, trace) {
        return to(page);
    }
    if *entry.path == *book.source() {
        trace.step(|| "the first page of the book is its `index.html`".to_owned());
        return Outcome::Generated;
    }
    to(entry)
}

/// Pages without a source of their own.
fn is_made(book: &Book, below: &str) -> bool {
    match below {
        "print.html" => book.prints(),
        "index.html" | "toc.html" | "404.html" => true,
        _ => false,
    }
}

/// The source that would make a page.
fn source_of(path: String) -> String {
    match path.strip_suffix(".html") {
        Some(stem) => format!("{stem}.md"),
        None => path,
    }
}
