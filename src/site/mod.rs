//! Floor `site`: what kind of site the docs are for, and what follows from it for a page.
//!
//! Owns [`Site`], the [`anchors`] that it makes of headings, where its links lead ([`Layout`]), the role of a page in its
//! site and the metadata that the site's own configuration gives it. Config texts come in; this floor opens no file.

pub mod anchors;
mod config_error;
mod destination;
pub mod docusaurus;
pub mod hugo;
pub mod learn;
pub mod mdbook;
pub mod mkdocs;
pub mod path;
mod placed;
mod resolve;
mod tree;

pub use config_error::ConfigError;
pub use destination::{Destination, Lead, decoded};
pub use placed::{Placed, Redirect};
pub use resolve::{Cause, Layout, LearnLayout, Outcome, Trace, resolve_include, resolve_nav, resolve_ref};
#[cfg(test)]
pub(crate) use tree::FakeTree;
pub use tree::{Entry, Tree};

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// The kinds of sites. They differ in dialect, anchors, link resolution and the metadata they want.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Site {
    /// Microsoft Learn, built by docfx.
    Learn,
    /// Pages read on GitHub, and any other Markdown.
    GitHub,
    GitLab,
    MdBook,
    MkDocs,
    Docusaurus,
    Hugo,
}

impl Site {
    /// Every kind, in the order of the help.
    pub const ALL: [Site; 7] =
        [Site::Learn, Site::GitHub, Site::GitLab, Site::MdBook, Site::MkDocs, Site::Docusaurus, Site::Hugo];

    /// The name in the configuration and on rule pages.
    pub fn name(self) -> &'static str {
        match self {
            Site::Learn => "learn",
            Site::GitHub => "github",
            Site::GitLab => "gitlab",
            Site::MdBook => "mdbook",
            Site::MkDocs => "mkdocs",
            Site::Docusaurus => "docusaurus",
            Site::Hugo => "hugo",
        }
    }

    /// The kind with this name.
    pub fn from_name(name: &str) -> Option<Site> {
        Site::ALL.into_iter().find(|site| site.name() == name)
    }
}

/// What a page is to its site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Published on its own: its header must be complete.
    Article,
    /// Included by other pages: needs no header.
    Include,
    /// Outside what the site publishes: a README, a contributor's guide.
    Other,
}

/// What the site says of one page.
#[derive(Clone, Debug)]
pub struct PageSite {
    /// The kind of site.
    pub site: Site,
    /// What the page is to it.
    pub role: Role,
    /// The Learn doc set that publishes it, and its path from that doc set's folder, with `/`.
    pub docset: Option<(Arc<learn::Docset>, String)>,
}

impl PageSite {
    /// A page that stands alone.
    pub fn alone(site: Site) -> Self {
        Self { site, role: Role::Article, docset: None }
    }

    /// The value that the site's configuration gives a metadata field of this page, before its header is looked at.
    pub fn inherited(&self, field: &str) -> Option<Cow<'_, serde_json::Value>> {
        let (docset, path) = self.docset.as_ref()?;
        docset.metadata(path, field)
    }
}
