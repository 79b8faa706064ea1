//! Floor `engine`: the run. Walks the tree, reads the files, checks them in parallel, joins what was found.
//!
//! The only floor below the command line that touches the disk and the clock.

mod inspect;
mod report;
mod suppress;

pub use inspect::{Inspection, Inspector};
pub use report::{FileReport, Report, Summary};
