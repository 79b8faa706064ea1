//! Microsoft Learn: what docfx.json and its neighbours say of the pages of a doc set.

mod code_source;
mod docfx;
mod glob;
mod json;
mod pivots;
mod problem;
mod publish;
mod redirect_chain;
mod redirection;
mod repository;
mod scope;
mod toc;
mod toc_link;
mod yaml;
mod yaml_markdown;
mod yaml_page;

pub use code_source::{CodeSource, Region};
pub use docfx::{Docset, DocsetError, ExtraFile, ExtraKind};
pub use pivots::{Pivot, PivotGroup, PivotGroups};
pub use problem::{Effect, Problem, Spanned};
pub use publish::{DependentRepository, PublishConfig, PublishedDocset};
pub use redirect_chain::{RedirectTarget, base_address, loops, normal_redirect_target};
pub use redirection::{Redirection, Redirections};
pub use repository::{RedirectionFile, Repository};
pub use scope::Scope;
pub use toc::{Toc, TocEntry, is_toc};
pub use toc_link::{HrefKind, TocKey, TocLink};
pub use yaml_markdown::MarkdownText;
pub use yaml_page::{YamlLink, YamlPage};
