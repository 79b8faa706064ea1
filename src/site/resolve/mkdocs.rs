//! MkDocs: a relative path names a source below the docs folder; what names none is left to the browser as a URL.

use std::sync::Arc;

use super::find::{extension, missing, seek, seek_file, to, unsure};
use super::mdbook::url_path;
use super::{Cause, Outcome, Trace, repository};
use crate::site::destination::{Destination, Lead};
use crate::site::mkdocs::MkDocs;
use crate::site::path::{child, folder_of, join, name, within};
use crate::site::tree::Tree;
use crate::site::{Entry, Site};

pub(super) fn resolve(
    site: &MkDocs,
    from: &str,
    destination: &Destination<'_>,
    tree: &dyn Tree,
    trace: &mut Trace,
) -> Outcome {
    let Some(source) = within(site.docs(), from) else {
        trace.step(|| format!("the page lies outside the docs folder `{}`: it is read where it lies", site.docs()));
        return repository::resolve((Site::GitHub, true), from, destination, tree, trace);
    };
    let written = destination.path.as_ref();
    if destination.lead == Lead::Absolute {
        let rest = written.trim_start_matches('/');
        return match site.absolute_from_docs() && !rest.starts_with('\\') {
            true => counted(site, site.docs(), source, rest, tree, trace),
            false => from_site_root(site, rest, tree, trace),
        };
    }
    counted(site, folder_of(from), source, written, tree, trace)
}

/// Where an entry of `nav` leads. Its path counts from the docs folder and is no URL: nothing in it is decoded.
pub fn resolve_nav(site: &MkDocs, written: &str, tree: &dyn Tree, trace: &mut Trace) -> Outcome {
    if matches!(Destination::read(written).lead, Lead::External | Lead::LocalFile | Lead::Xref) {
        trace.step(|| "it has a scheme or a host: it leads out of the docs".to_owned());
        return Outcome::External;
    }
    let own = site.has_own_nav() || written.starts_with('!') || written.contains('*');
    if !own && written.starts_with('/') && !site.absolute_from_docs() {
        return unsure(Cause::SitePath, trace, "it counts from the root of the whole site");
    }
    let Some(path) = join(site.docs(), written) else {
        trace.step(|| "it leads above the root".to_owned());
        return Outcome::Outside;
    };
    match seek(&path, tree, trace) {
        Some(entry) if !entry.folder => to(entry),
        Some(_) | None if own || site.makes_pages() => unsure(Cause::Template, trace, "a plugin reads the navigation"),
        Some(_) | None => missing(path),
    }
}

/// A path that counts from `folder`, first as that of a source, then as a URL.
fn counted(site: &MkDocs, folder: &str, source: &str, written: &str, tree: &dyn Tree, trace: &mut Trace) -> Outcome {
    let path = join(folder, written);
    if let Some(path) = &path {
        trace.step(|| format!("from the folder `{folder}/` it leads to the source `{path}`"));
        if let Some(entry) = seek_file(path, tree, trace) {
            return to(entry);
        }
    }
    let url = join(site.url_folder(source), written);
    if let Some(url) = &url {
        trace.step(|| format!("as a URL of the page it leads to `/{url}`"));
        if let Some(entry) = page_at(site, url, tree, trace) {
            return to(entry);
        }
    }
    if url.as_deref().is_some_and(is_made) {
        trace.step(|| "it is made with the site".to_owned());
        return Outcome::Generated;
    }
    if let Some(sent_on) = path.as_deref().and_then(|path| moved(site, path, trace)) {
        return sent_on;
    }
    let Some(path) = path.filter(|_| url.is_some() || extension(written).is_some()) else {
        if extension(written).is_none() {
            return unsure(Cause::SitePath, trace, "it leads out of the docs, to what is served beside them");
        }
        trace.step(|| "it leads above the root".to_owned());
        return Outcome::Outside;
    };
    if site.makes_pages() {
        return unsure(Cause::Template, trace, "a plugin or hook of the site may make it");
    }
    missing(path)
}

fn from_site_root(site: &MkDocs, rest: &str, tree: &dyn Tree, trace: &mut Trace) -> Outcome {
    let base = url_path(site.site_url().unwrap_or("/"));
    let url = within(base, rest).and_then(|rest| join("", rest));
    // MkDocs leaves such a path as it is, so a source that it names is not shown there.
    let entry = url.filter(|url| !url.ends_with(".md")).and_then(|url| page_at(site, &url, tree, trace));
    entry.map_or_else(|| unsure(Cause::SitePath, trace, "it counts from the root of the whole site"), to)
}

/// The source that is shown at a URL below the site.
fn page_at(site: &MkDocs, url: &str, tree: &dyn Tree, trace: &mut Trace) -> Option<Entry> {
    let themed = site.theme().map(|theme| child(theme, url)).filter(|_| extension(url).is_some());
    if let Some(entry) = themed.and_then(|path| seek_file(&path, tree, trace)) {
        return Some(entry);
    }
    let path = child(site.docs(), url);
    let path = path.trim_end_matches('/');
    let stem = path.strip_suffix(".html");
    if extension(path).is_some() && stem.is_none() {
        // A source is not shown under its own name.
        return seek_file(path, tree, trace).filter(|_| !path.ends_with(".md"));
    }
    if stem.is_some_and(|stem| site.uses_directory_urls() && name(stem) != "index") {
        // `a.md` is shown at `a/` alone.
        return seek_file(path, tree, trace);
    }
    let stem = stem.unwrap_or(path);
    let folder = match stem.strip_suffix("index") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder.trim_end_matches('/'),
        Some(_) | None => stem,
    };
    // `a/index.html` is made from `a.md` where each page has a folder of its own.
    let own = if folder.is_empty() || !site.uses_directory_urls() { stem } else { folder };
    let made = [format!("{stem}.md"), format!("{own}.md"), child(folder, "index.md"), child(folder, "README.md")];
    let kept = [path.to_owned(), child(folder, "index.html")];
    made.iter().chain(&kept).find_map(|name| seek_file(name, tree, trace))
}

/// Files at the root of a site that MkDocs and its plugins make.
fn is_made(url: &str) -> bool {
    matches!(url, "sitemap.xml" | "404.html" | "objects.inv") || url.starts_with("feed_") && !url.contains('/')
}

/// Where the `redirects` plugin sends readers of a source on to.
fn moved(site: &MkDocs, path: &str, trace: &mut Trace) -> Option<Outcome> {
    let source = within(site.docs(), path)?;
    let redirect = site.redirect(source)?;
    trace.step(|| format!("`redirect_maps` sends its readers on to `{}`", redirect.to.text));
    Some(Outcome::Redirected { from: Arc::from(path), to: Arc::from(redirect.to.text.as_str()) })
}
