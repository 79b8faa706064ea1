//! Docusaurus: `.md` paths name sources, paths with another extension name assets, the rest are URLs of pages.

use super::find::{extension, is_markdown, missing, seek_file, to, unsure};
use super::mdbook::url_path;
use super::{Cause, Outcome, Trace, repository};
use crate::site::Site;
use crate::site::destination::{Destination, Lead};
use crate::site::docusaurus::{Docusaurus, resolved};
use crate::site::path::{child, folder_of, join, within};
use crate::site::tree::Tree;

/// Kinds of files that no plugin makes: what is not there is missing.
const MEDIA: [&str; 12] = ["avif", "bmp", "gif", "ico", "jpeg", "jpg", "mov", "mp4", "pdf", "png", "svg", "webp"];

/// Kinds of sources that become a page of its own below `src/pages`.
const PAGE_KINDS: [&str; 6] = ["js", "jsx", "ts", "tsx", "md", "mdx"];

pub(super) fn resolve(
    site: &Docusaurus,
    from: &str,
    destination: &Destination<'_>,
    tree: &dyn Tree,
    trace: &mut Trace,
) -> Outcome {
    if !holds(site, from) {
        trace.step(|| "the page is none of the site's: it is read where it lies".to_owned());
        return repository::resolve((Site::GitHub, true), from, destination, tree, trace);
    }
    let link = Link { site, from, written: &destination.path, absolute: destination.lead == Lead::Absolute, tree };
    match extension(&destination.path) {
        Some(_) if is_markdown(&destination.path) => link.source(trace),
        Some("html") | None if !destination.path.starts_with("@site/") => link.route(trace),
        Some(_) | None => link.asset(trace),
    }
}

/// Whether a file is one of the site's: its docs may lie beside its folder, and plugins may take in any folder below.
pub(super) fn holds(site: &Docusaurus, path: &str) -> bool {
    site.content_of(path).is_some() || within(site.folder(), path).is_some_and(|below| below.contains('/'))
}

struct Link<'a> {
    site: &'a Docusaurus,
    from: &'a str,
    written: &'a str,
    absolute: bool,
    tree: &'a dyn Tree,
}

impl Link<'_> {
    /// A source: from the page's folder, then, unless the path says `./` or `../`, from the folder of its docs and from
    /// that of the site.
    fn source(&self, trace: &mut Trace) -> Outcome {
        let own = folder_of(self.from);
        let dotted = self.written.starts_with("./") || self.written.starts_with("../");
        let content = self.site.content_of(self.from).filter(|_| !dotted);
        let root = Some(self.site.folder()).filter(|_| !dotted);
        let aliased = self.written.strip_prefix("@site/");
        let folders = match (aliased, self.absolute) {
            (Some(_), _) => [root, None, None],
            (None, true) => [content.as_deref(), root, None],
            (None, false) => [Some(own), content.as_deref(), root],
        };
        let written = aliased.unwrap_or(self.written);
        for folder in folders.into_iter().flatten() {
            trace.step(|| format!("as a source from the folder `{folder}/`"));
            if let Some(entry) = join(folder, written).and_then(|path| seek_file(&path, self.tree, trace)) {
                return to(entry);
            }
        }
        if self.site.is_translation(self.from) {
            return unsure(Cause::Template, trace, "a translation falls back on what is not translated");
        }
        if self.absolute
            && let Some(kept) = self.kept(self.written, trace)
        {
            return kept;
        }
        self.absent(folders.into_iter().flatten().next().unwrap_or(own), written, trace)
    }

    /// An asset: beside the page, or with `/` in a static folder.
    fn asset(&self, trace: &mut Trace) -> Outcome {
        if let Some(path) = self.written.strip_prefix("@site/") {
            let found = join(self.site.folder(), path).and_then(|path| self.tree.find(&path));
            trace.step(|| format!("`@site` is the folder of the site: it leads to `{path}` there"));
            return found.map_or_else(|| self.absent(self.site.folder(), path, trace), to);
        }
        if !self.absolute {
            let beside = join(folder_of(self.from), self.written).and_then(|path| seek_file(&path, self.tree, trace));
            if let Some(entry) = beside {
                return to(entry);
            }
        }
        let url = if self.absolute { Some(self.written.to_owned()) } else { self.url() };
        if let Some(found) = url.and_then(|url| self.kept(&url, trace)) {
            return found;
        }
        if self.site.is_translation(self.from) {
            return unsure(Cause::Template, trace, "a translation falls back on what is not translated");
        }
        let media =
            extension(self.written).is_some_and(|kind| MEDIA.iter().any(|known| kind.eq_ignore_ascii_case(known)));
        match (self.absolute, self.site.statics()) {
            (false, _) => self.absent(folder_of(self.from), self.written, trace),
            (true, Some([first, ..])) if media => self.absent(first, self.written, trace),
            (true, _) => unsure(Cause::Template, trace, "plugins of the site make files of such kinds"),
        }
    }

    /// The URL of a page. Slugs of categories, tags, blogs and plugins are made by code, so none is ever missing.
    fn route(&self, trace: &mut Trace) -> Outcome {
        if self.site.is_translation(self.from) {
            return unsure(Cause::Template, trace, "a URL in a translation leads to the pages of its language");
        }
        let url = if self.absolute { Some(self.written.to_owned()) } else { self.url() };
        let Some(url) = url else {
            return unsure(Cause::Template, trace, "the URL of the page is not known, and it counts from there");
        };
        trace.step(|| format!("as a URL it is `{url}`"));
        for url in [Some(url.as_str()), self.unbased(&url)].into_iter().flatten() {
            let url = resolved("/", url.strip_suffix(".html").unwrap_or(url));
            if let Some(path) = self.site.routes().file(&url) {
                trace.step(|| format!("it is the URL of `{path}`"));
                return Outcome::File { path: path.clone(), exact: true };
            }
            if let Some(found) = self.page(&url, trace) {
                return found;
            }
        }
        self.kept(&url, trace).unwrap_or_else(|| unsure(Cause::Template, trace, "no page of a known URL is there"))
    }

    /// A page of its own below `src/pages`.
    fn page(&self, url: &str, trace: &mut Trace) -> Option<Outcome> {
        let stem = child(&self.site.pages(), url.trim_matches('/'));
        let stem = stem.trim_end_matches('/');
        let names = PAGE_KINDS.iter().flat_map(|kind| [format!("{stem}.{kind}"), format!("{stem}/index.{kind}")]);
        let entry = names.into_iter().find_map(|name| self.tree.find(&name).filter(|entry| entry.exact))?;
        trace.step(|| format!("`{}` makes it", entry.path));
        Some(if is_markdown(&entry.path) { to(entry) } else { Outcome::Generated })
    }

    /// A file of a static folder.
    fn kept(&self, url: &str, trace: &mut Trace) -> Option<Outcome> {
        for url in [Some(url), self.unbased(url)].into_iter().flatten() {
            for folder in self.site.statics().unwrap_or_default() {
                let path = join(folder, url).filter(|path| within(folder, path).is_some_and(|rest| !rest.is_empty()));
                let names = path.map(|path| [format!("{path}/index.html"), path]);
                let found = names.iter().flatten().rev().find_map(|name| seek_file(name, self.tree, trace));
                if found.is_some() {
                    return found.map(to);
                }
            }
        }
        None
    }

    /// The path of a relative URL, as a browser reads it on the page.
    fn url(&self) -> Option<String> {
        let page = self.site.routes().url(self.from)?;
        let folder = match self.site.trailing_slash() {
            Some(true) => page,
            Some(false) => folder_of(page.trim_end_matches('/')),
            None => folder_of(page),
        };
        Some(resolved(folder, self.written))
    }

    /// A URL without the base of the site, where it begins with it.
    fn unbased<'u>(&self, url: &'u str) -> Option<&'u str> {
        let base = url_path(self.site.base_url()?);
        within(base, url.trim_start_matches('/')).filter(|_| !base.is_empty())
    }

    fn absent(&self, folder: &str, path: &str, trace: &mut Trace) -> Outcome {
        match join(folder, path) {
            Some(path) => missing(path),
            None => {
                trace.step(|| "it leads above the root".to_owned());
                Outcome::Outside
            }
        }
    }
}
