use super::problem::Spanned;
use super::toc::is_toc;
use crate::site::path;
use crate::text::clipped;

/// Where an entry of a table of contents leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TocLink {
    /// The key that it stands under.
    pub key: TocKey,
    /// What is written there.
    pub target: Spanned,
    /// What that is.
    pub kind: HrefKind,
}

/// The keys of an entry that lead somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TocKey {
    /// `href`: a page, or another table of contents that is taken in.
    Href,
    /// `topicHref`: the page of an entry.
    TopicHref,
    /// `tocHref`: the table of contents below an entry; in a breadcrumb, an address of the site.
    TocHref,
    /// `homepage`: the page of an entry, in older files.
    Homepage,
    /// `uid`: a page by its identifier.
    Uid,
}

/// What a link of a table of contents is (docfx v3 `TocLoader.GetHrefType`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HrefKind {
    /// Another table of contents, which is taken in here.
    TocFile,
    /// A folder: the entry leads to the first page of its table of contents.
    Folder,
    /// A file, from the folder of this one or, after `~/`, of the doc set.
    File,
    /// An address of the site that begins with `/`.
    Site,
    /// An address with a scheme or a host.
    External,
    /// A path of one computer: `C:\\x`.
    Drive,
    /// No path at all, but a query or a fragment.
    Itself,
    /// An identifier.
    Uid,
}

impl TocKey {
    /// Every key.
    pub const ALL: [TocKey; 5] = [TocKey::Href, TocKey::TopicHref, TocKey::TocHref, TocKey::Homepage, TocKey::Uid];

    /// The key as it is written.
    pub fn name(self) -> &'static str {
        match self {
            TocKey::Href => "href",
            TocKey::TopicHref => "topicHref",
            TocKey::TocHref => "tocHref",
            TocKey::Homepage => "homepage",
            TocKey::Uid => "uid",
        }
    }

    /// The key with this name, in any letter case.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.name().eq_ignore_ascii_case(name))
    }
}

impl HrefKind {
    /// What an `href` is.
    pub fn of(href: &str) -> Self {
        let href = href.trim();
        let sign = |c: char| c == '/' || c == '\\';
        if href.starts_with(sign) {
            return if href[1..].starts_with(sign) { HrefKind::External } else { HrefKind::Site };
        }
        let path = path_of(href);
        match scheme(path) {
            Some(scheme) if scheme.len() == 1 => return HrefKind::Drive,
            Some(_) => return HrefKind::External,
            None if path.is_empty() => return HrefKind::Itself,
            None => {}
        }
        if path.ends_with(sign) {
            HrefKind::Folder
        } else if is_toc(path::name(path)) {
            HrefKind::TocFile
        } else {
            HrefKind::File
        }
    }
}

impl TocLink {
    pub(super) fn new(key: TocKey, target: Spanned) -> Self {
        let kind = if key == TocKey::Uid { HrefKind::Uid } else { HrefKind::of(&target.text) };
        Self { key, target, kind }
    }

    /// The path without query and fragment.
    pub fn path(&self) -> &str {
        path_of(self.target.text.trim())
    }

    /// Why its key can't hold this link, and what to do (docfx v3 `invalid-toc-href`, `invalid-topic-href`).
    pub(super) fn misplaced(&self) -> Option<(String, &'static str)> {
        let included = matches!(self.kind, HrefKind::TocFile | HrefKind::Folder);
        let shown = clipped(&self.target.text);
        match self.key {
            TocKey::TocHref if !included && !matches!(self.kind, HrefKind::Site | HrefKind::External) => {
                Some((format!("`tocHref` leads to `{shown}`, which is no table of contents"), "use `href` for a page"))
            }
            TocKey::TopicHref if included => Some((
                format!("`topicHref` leads to a table of contents: `{shown}`"),
                "use `tocHref` for a table of contents",
            )),
            TocKey::Href | TocKey::TopicHref | TocKey::TocHref | TocKey::Homepage | TocKey::Uid => None,
        }
    }
}

/// The part of a link before its query and fragment.
fn path_of(href: &str) -> &str {
    href.split(['#', '?']).next().unwrap_or_default()
}

/// The scheme before the first `:`, where it is one. Only the first few bytes can be one.
fn scheme(path: &str) -> Option<&str> {
    let end = path.bytes().position(|b| !b.is_ascii_alphanumeric() && !matches!(b, b'+' | b'-' | b'.'))?;
    let scheme = &path[..end];
    (path[end..].starts_with(':') && scheme.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(scheme)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_told_apart_as_docfx_does() {
        for (href, kind) in [
            ("a.md", HrefKind::File),
            ("../a/b.yml?view=x#y", HrefKind::File),
            ("~/a.md", HrefKind::File),
            ("a", HrefKind::File),
            ("sub/toc.yml", HrefKind::TocFile),
            ("TOC.md#x", HrefKind::TocFile),
            ("mytoc.yml", HrefKind::File),
            ("toc.html", HrefKind::File),
            ("sub/", HrefKind::Folder),
            ("..\\sub\\?a", HrefKind::Folder),
            ("/azure/x/", HrefKind::Site),
            ("//host/x", HrefKind::External),
            ("https://x/toc.yml", HrefKind::External),
            ("mailto:x@y", HrefKind::External),
            ("c:\\x\\toc.yml", HrefKind::Drive),
            ("#a", HrefKind::Itself),
            ("?x", HrefKind::Itself),
            ("é.md", HrefKind::File),
            ("a/b:c.md", HrefKind::File),
        ] {
            assert_eq!(HrefKind::of(href), kind, "{href}");
        }
    }
}
