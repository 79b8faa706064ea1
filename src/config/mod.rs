//! Floor `config`: what `guidelint.toml` says, and what follows from it for a file.
//!
//! Owns the reading of a configuration ([`Config::load`], with `extends`), the selection of rules ([`Selection`]), the
//! globs, and the [`Resolver`], which gives each file its rules and says where every setting came from. Texts come in
//! through a reader that the caller gives; this floor opens no file.

mod choices;
mod error;
mod file;
mod globs;
mod load;
mod paths;
mod read;
mod resolve;
mod schema;
mod selection;

pub use choices::{Choices, Chosen, Origin};
pub use error::ConfigError;
pub use file::{ConfigFile, Level, Override, RuleEntry, SiteChoice};
pub use globs::{Globs, Include};
pub use load::{Config, ReadText};
pub use paths::{below, from, normal, unshown};
pub use resolve::{Resolved, Resolver};
pub use schema::json_schema;
pub use selection::{Breadth, Selection, Selector};

/// The names under which a folder's configuration is looked for; the first that exists counts.
pub const FILE_NAMES: [&str; 3] = ["guidelint.toml", ".guidelint.toml", ".config/guidelint.toml"];
