//! Where a destination leads, by the rules of each kind of site.

mod docusaurus;
mod find;
mod hugo;
mod learn;
mod mdbook;
mod mkdocs;
mod repository;

pub use hugo::resolve_ref;
pub use mdbook::resolve_include;
pub use mkdocs::resolve_nav;

use std::sync::Arc;

pub use learn::LearnLayout;
use serde::Serialize;

use super::Site;
use super::destination::{Destination, Lead};
use super::docusaurus::Docusaurus;
use super::hugo::Hugo;
use super::mdbook::Book;
use super::mkdocs::MkDocs;
use super::path::within;
use super::tree::Tree;

/// Where a destination leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Out of the docs, or to mail: judged elsewhere.
    External,
    /// The page itself.
    Same,
    /// To a file of the tree; `exact` is false where only the letter case differs.
    File { path: Arc<str>, exact: bool },
    /// To a folder of the tree.
    Folder { path: Arc<str>, exact: bool },
    /// To a file that is no more, whose readers are sent on to a URL.
    Redirected { from: Arc<str>, to: Arc<str> },
    /// To a page that the site makes by itself: a print page, a list of tags.
    Generated,
    /// Nobody can tell from the files at hand.
    Unverifiable(Cause),
    /// To no file: the path from the root at which one should lie.
    Missing { path: Arc<str> },
    /// Above the root.
    Outside,
}

/// Why nobody can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// It lies in a repository that is fetched when the site is built.
    Dependency,
    /// A path from the root of the whole site, of which these docs are a part.
    SitePath,
    /// The page takes in text that is not at hand.
    ForeignInclude,
    /// An `xref:` whose target docfx looks up elsewhere.
    Xref,
    /// The site's own code decides: a shortcode, a template, a plugin.
    Template,
    /// The target, or its anchors, are made when the site is built.
    Generated,
    /// The page stands in no repository and in no folder that was named: what lies around it is not known to be its docs.
    Alone,
}

impl Cause {
    /// What such links are called in a summary: `12 links ...`.
    pub fn phrase(self) -> &'static str {
        match self {
            Cause::Dependency => "into repositories that are fetched when the site is built",
            Cause::SitePath => "to paths of the whole site",
            Cause::ForeignInclude => "to pages that include text from elsewhere",
            Cause::Xref => "by xref",
            Cause::Template => "through templates of the site",
            Cause::Generated => "to pages that are made when the site is built",
            Cause::Alone => "from pages that were named without their folder",
        }
    }
}

/// Where a site keeps its files, as its configuration says.
#[derive(Clone, Debug)]
pub enum Layout {
    /// A repository whose pages are read where they lie: GitHub, GitLab, and every site whose configuration is not known.
    /// `known` where somebody says what kind of site it is: then nothing but its files answers a link.
    Repository { site: Site, known: bool },
    /// A doc set of Microsoft Learn.
    Learn(LearnLayout),
    /// A page of which nobody knows where it belongs.
    Alone,
    /// An mdBook.
    MdBook(Arc<Book>),
    /// A MkDocs site.
    MkDocs(Arc<MkDocs>),
    /// A Docusaurus site.
    Docusaurus(Arc<Docusaurus>),
    /// A Hugo site.
    Hugo(Arc<Hugo>),
}

impl Layout {
    /// Whether a link to a folder shows something.
    pub fn opens_folders(&self) -> bool {
        match self {
            Layout::Repository { .. } => true,
            Layout::Learn(layout) => layout.beside,
            Layout::Alone | Layout::MdBook(_) | Layout::MkDocs(_) | Layout::Docusaurus(_) | Layout::Hugo(_) => true,
        }
    }

    /// Whether a file, by its path from the root, is one of the site's pages or lies among them. They may lie elsewhere
    /// than the site's configuration. What no site holds is read where it lies.
    pub fn holds(&self, path: &str) -> bool {
        match self {
            Layout::Repository { .. } | Layout::Learn(_) | Layout::Alone => true,
            Layout::MdBook(book) => within(book.source(), path).is_some(),
            Layout::MkDocs(site) => within(site.docs(), path).is_some(),
            Layout::Docusaurus(site) => docusaurus::holds(site, path),
            Layout::Hugo(site) => site.content_of(path).is_some(),
        }
    }

    /// Resolves a destination that stands in the file at `from`, a path from the root.
    pub fn resolve(&self, from: &str, destination: &Destination<'_>, tree: &dyn Tree, trace: &mut Trace) -> Outcome {
        match destination.lead {
            Lead::External | Lead::LocalFile => {
                trace.step(|| "it has a scheme or a host: it leads out of the docs".to_owned());
                Outcome::External
            }
            Lead::Xref => {
                trace.step(|| "`xref:` names a thing that is looked up when the site is built".to_owned());
                Outcome::Unverifiable(Cause::Xref)
            }
            Lead::Same => {
                trace.step(|| "it has no path: it leads to the page itself".to_owned());
                Outcome::Same
            }
            Lead::Absolute | Lead::Relative if is_template(&destination.path) => {
                find::unsure(Cause::Template, trace, "it holds code that the site runs when it is built")
            }
            Lead::Absolute | Lead::Relative => match self {
                Layout::Learn(layout) => layout.resolve(from, destination, tree, trace),
                Layout::Alone => {
                    trace.step(|| "the page stands in no repository, and no folder that holds it was named".to_owned());
                    Outcome::Unverifiable(Cause::Alone)
                }
                Layout::Repository { site, known } => {
                    repository::resolve((*site, *known), from, destination, tree, trace)
                }
                Layout::MdBook(book) => mdbook::resolve(book, from, destination, tree, trace),
                Layout::MkDocs(site) => mkdocs::resolve(site, from, destination, tree, trace),
                Layout::Docusaurus(site) => docusaurus::resolve(site, from, destination, tree, trace),
                Layout::Hugo(site) => hugo::resolve(site, from, destination, tree, trace),
            },
        }
    }
}

/// True where a destination is made of another language's code: `{{ page.url }}`, `{% link %}`, `<%= %>`, `{base}/x`.
fn is_template(path: &str) -> bool {
    path.split_once('{').is_some_and(|(_, rest)| rest.contains('}')) || path.contains("<%")
}

/// How a destination was resolved, step by step, for whoever asks. Costs nothing where nobody does.
#[derive(Default)]
pub struct Trace {
    steps: Option<Vec<String>>,
}

impl Trace {
    /// Writes nothing down.
    pub fn off() -> Self {
        Self::default()
    }

    /// Writes every step down.
    pub fn on() -> Self {
        Self { steps: Some(Vec::new()) }
    }

    /// Notes a step: a sentence without capital and full stop.
    pub fn step(&mut self, say: impl FnOnce() -> String) {
        if let Some(steps) = &mut self.steps {
            steps.push(say());
        }
    }

    /// What was written down.
    pub fn into_steps(self) -> Vec<String> {
        self.steps.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
