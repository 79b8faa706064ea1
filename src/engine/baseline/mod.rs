//! The baseline: the findings that a team knows of and has not yet got to, so that a check shows the new ones alone.
//!
//! A run finds everything; then [`apply`] sets aside what the nearest baseline of each file lists, or [`update`] writes
//! anew what it lists. Findings are told by their fingerprints, so lines may move and pages be renamed.

mod apply;
mod entries;
mod file;
mod share;
mod update;

pub use update::{NotUpdated, Update, Updated, update};

pub(super) use apply::{apply, is_asked};

use std::path::PathBuf;

/// The name under which the baseline of a folder is looked for.
pub const BASELINE_FILE: &str = ".guidelint-baseline.json";

/// Which baseline counts for the files of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Baselines {
    /// For each file the nearest at or above its folder, up to the root of its repository.
    #[default]
    Nearest,
    /// This one for all files, wherever they lie.
    Named(PathBuf),
    /// None.
    Ignored,
}
