//! Hugo: a path names a page or a file, from the page's folder, its section or the content folder; what names none is
//! left to the browser as a URL. Themes may ask for more, so what is there in either way is right.

use super::find::{extension, is_markdown, missing, seek, seek_file, to, unsure};
use super::mdbook::url_path;
use super::{Cause, Outcome, Trace, repository};
use crate::site::destination::{Destination, Lead};
use crate::site::hugo::Hugo;
use crate::site::path::{child, folder_of, join, name, within};
use crate::site::tree::Tree;
use crate::site::{Entry, Site};

pub(super) fn resolve(
    site: &Hugo,
    from: &str,
    destination: &Destination<'_>,
    tree: &dyn Tree,
    trace: &mut Trace,
) -> Outcome {
    let Some(content) = site.content_of(from) else {
        trace.step(|| "the page lies outside the content folders: it is read where it lies".to_owned());
        return repository::resolve((Site::GitHub, true), from, destination, tree, trace);
    };
    let look = Look { site, content, from, tree };
    match destination.lead {
        Lead::Absolute => look.absolute(destination.path.trim_start_matches(['/', '\\']), trace),
        Lead::Relative | Lead::Same | Lead::External | Lead::Xref | Lead::LocalFile => {
            look.relative(&destination.path, trace)
        }
    }
}

/// Where a `ref` or `relref` leads; `path` is what it names, up to `#`. Hugo fails where it leads nowhere.
pub fn resolve_ref(site: &Hugo, from: &str, path: &str, tree: &dyn Tree, trace: &mut Trace) -> Outcome {
    if path.is_empty() {
        trace.step(|| "it has no path: it leads to the page itself".to_owned());
        return Outcome::Same;
    }
    let Some(content) = site.content_of(from) else {
        return unsure(Cause::Template, trace, "the page lies outside the content folders");
    };
    let look = Look { site, content, from, tree };
    let target = match path.strip_prefix('/') {
        Some(rest) => look.at_roots(rest, trace).ok_or_else(|| join(content, rest)),
        None => look.page(path, trace).ok_or_else(|| join(folder_of(from), path)),
    };
    match target {
        Ok(entry) => to(entry),
        Err(_) if !path.contains('/') => unsure(Cause::Template, trace, "Hugo looks a mere name up among all pages"),
        Err(path) => look.absent(path, trace),
    }
}

/// A path without what may follow the name of a page: `docs` for `docs/_index.md`.
fn stem_of(path: &str) -> &str {
    let stem = path.strip_suffix(".md").unwrap_or(path);
    match name(stem) {
        "index" | "_index" => folder_of(stem),
        _ => stem,
    }
}

fn climbs(written: &str) -> bool {
    written.starts_with("../") || matches!(written, "." | "./" | "..")
}

/// Two paths joined, where climbing above the first of all folders leads nowhere else.
fn clamped(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// A page, and what it is looked up with.
struct Look<'a> {
    site: &'a Hugo,
    content: &'a str,
    from: &'a str,
    tree: &'a dyn Tree,
}

impl Look<'_> {
    fn relative(&self, written: &str, trace: &mut Trace) -> Outcome {
        let path = join(folder_of(self.from), written);
        let at_root = join(self.content, written).filter(|_| !climbs(written));
        if [&path, &at_root].into_iter().flatten().any(|path| self.is_list(path)) {
            trace.step(|| "Hugo makes the list of a section".to_owned());
            return Outcome::Generated;
        }
        if let Some(entry) = self.page(written, trace) {
            return to(entry);
        }
        let url = within(self.content, self.site.url_folder(self.from)).and_then(|folder| join(folder, written));
        if let Some(entry) = url.as_deref().and_then(|url| self.served(url, trace)) {
            return to(entry);
        }
        let named = extension(written).is_some();
        if let Some(entry) = self.asset(written, trace).filter(|_| named) {
            return to(entry);
        }
        match (named, url) {
            (true, _) => self.absent(path, trace),
            (false, Some(url)) => self.route(&url, trace),
            (false, None) => unsure(Cause::SitePath, trace, "it leads out of the site, to what is served beside it"),
        }
    }

    fn absolute(&self, rest: &str, trace: &mut Trace) -> Outcome {
        let base = url_path(self.site.base_url().unwrap_or("/"));
        let stripped = within(base, rest).filter(|_| !base.is_empty());
        for rest in [Some(rest), stripped].into_iter().flatten() {
            let page = self.at_roots(rest, trace).or_else(|| self.served(rest, trace));
            let found = page.or_else(|| self.asset(rest, trace));
            if let Some(entry) = found {
                return to(entry);
            }
        }
        if extension(rest).is_none() {
            return self.route(rest, trace);
        }
        if !is_markdown(rest) && self.site.has_theme() {
            return unsure(Cause::Template, trace, "the theme may hold it");
        }
        let folder =
            if is_markdown(rest) { Some(self.content) } else { self.site.statics().first().map(String::as_str) };
        self.absent(join(folder.unwrap_or_default(), rest), trace)
    }

    /// What a path names from the folder of the page, then from that of a bundle, then from the content folders. One
    /// that climbs counts from the page alone, and climbs no higher than the content folder.
    fn page(&self, written: &str, trace: &mut Trace) -> Option<Entry> {
        let folder = folder_of(self.from);
        let own = join(folder, written).and_then(|path| self.source(&path, trace));
        if own.is_some() {
            return own;
        }
        if climbs(written) {
            return self.at_roots(&clamped(within(self.content, folder)?, written), trace);
        }
        let is_bundle = name(self.from).starts_with("index.");
        let section = is_bundle.then(|| folder_of(folder)).filter(|section| within(self.content, section).is_some());
        let beside = section.and_then(|section| self.source(&join(section, written)?, trace));
        beside.or_else(|| self.at_roots(written, trace))
    }

    fn at_roots(&self, path: &str, trace: &mut Trace) -> Option<Entry> {
        let first = std::iter::once(self.content);
        let others = self.site.contents().iter().map(String::as_str).filter(|other| *other != self.content);
        first.chain(others).find_map(|root| self.source(&join(root, path)?, trace))
    }

    /// The file of a page or beside pages that a path names. Pages are named with or without what follows their name,
    /// in any letter case.
    fn source(&self, path: &str, trace: &mut Trace) -> Option<Entry> {
        self.site.content_of(path)?;
        if let Some(entry) = seek_file(path, self.tree, trace) {
            let exact = entry.exact || is_markdown(&entry.path);
            return Some(Entry { exact, ..entry });
        }
        let stem = stem_of(path);
        let names = ["md", "html"].into_iter().flat_map(|kind| {
            [format!("{stem}.{kind}"), child(stem, &format!("index.{kind}")), child(stem, &format!("_index.{kind}"))]
        });
        let languages = self.site.languages().iter().flat_map(|language| {
            let [page, bundle, section] = ["", "/index", "/_index"].map(|name| format!("{stem}{name}.{language}.md"));
            [page, bundle, section]
        });
        let entry = names.chain(languages).find_map(|name| self.tree.find(&name).filter(|entry| !entry.folder))?;
        trace.step(|| format!("it names the page `{}`", entry.path));
        Some(Entry { exact: true, ..entry })
    }

    /// What is served at a URL path: a page, a file beside pages, a file of the static folders.
    fn served(&self, url: &str, trace: &mut Trace) -> Option<Entry> {
        trace.step(|| format!("as a URL it is `/{url}`"));
        let page = url.strip_suffix(".html").filter(|_| self.site.ugly_urls()).unwrap_or(url);
        // A source is not served under its own name.
        let page = if is_markdown(page) { None } else { self.at_roots(page, trace) };
        page.or_else(|| self.site.statics().iter().find_map(|root| self.kept(root, url, trace))).or_else(|| {
            let (language, rest) = url.split_once('/').unwrap_or((url, ""));
            let known = self.site.languages().iter().any(|known| known.eq_ignore_ascii_case(language));
            if known { self.at_roots(rest, trace) } else { None }
        })
    }

    fn asset(&self, path: &str, trace: &mut Trace) -> Option<Entry> {
        self.site.assets().iter().find_map(|root| self.kept(root, path, trace))
    }

    fn kept(&self, root: &str, path: &str, trace: &mut Trace) -> Option<Entry> {
        let path = join(root, path)?;
        within(root, &path)?;
        let index = |entry: &Entry| self.tree.find(&child(&entry.path, "index.html"));
        match seek(&path, self.tree, trace)? {
            entry if entry.folder => index(&entry),
            entry => Some(entry),
        }
    }

    /// A URL path at which no page of its own name is shown. Slugs, aliases, permalinks, lists of terms decide there.
    fn route(&self, url: &str, trace: &mut Trace) -> Outcome {
        if self.site.contents().iter().any(|root| join(root, url).is_some_and(|path| self.is_list(&path))) {
            trace.step(|| "Hugo makes the list of a section".to_owned());
            return Outcome::Generated;
        }
        unsure(Cause::Template, trace, "no page has this name, but slugs, aliases and permalinks may give one this URL")
    }

    /// Whether a path names a section of the site that has no page of its own.
    fn is_list(&self, path: &str) -> bool {
        let path = stem_of(path);
        let root = folder_of(path);
        let is_section = self.site.contents().iter().any(|content| content == root) && path != self.content;
        is_section
            && self.tree.find(path).is_some_and(|entry| entry.folder)
            && !["md", "html"].iter().any(|kind| {
                let names = ["_index", "index"].map(|name| child(path, &format!("{name}.{kind}")));
                names.iter().any(|name| self.tree.find(name).is_some())
            })
    }

    fn absent(&self, path: Option<String>, trace: &mut Trace) -> Outcome {
        let Some(path) = path else {
            trace.step(|| "it leads above the root".to_owned());
            return Outcome::Outside;
        };
        if let Some(entry) = seek(&path, self.tree, trace) {
            return to(entry);
        }
        if self.site.imports() {
            return unsure(Cause::Template, trace, "modules of the site may hold it");
        }
        if matches!(extension(&path), Some("html" | "xml" | "json" | "txt")) {
            return unsure(Cause::Template, trace, "Hugo makes files of such kinds");
        }
        if self.has_adapter(&path) {
            return unsure(Cause::Template, trace, "a content adapter of the folder makes pages");
        }
        missing(path)
    }

    /// Whether a folder above the path makes its pages by `_content.gotmpl`. Goes down no further than folders are
    /// there, for a path may be as long as its writer likes.
    fn has_adapter(&self, path: &str) -> bool {
        let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
        let mut there = folders.take_while(|folder| self.tree.find(folder).is_some());
        there.any(|folder| self.tree.find(&child(folder, "_content.gotmpl")).is_some())
    }
}
