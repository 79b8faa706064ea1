//! Floor `engine`: the run. Walks the tree, reads the files, checks them in parallel, joins what was found.
//!
//! The only floor below the command line that touches the disk.

mod docsets;
mod folders;
mod inspect;
mod read;
mod report;
mod session;
mod settings;
mod site;
mod suppress;
mod walk;

pub use folders::{Folder, Folders};
pub use inspect::{Inspection, Inspector, panic_message};
pub use read::bytes as read_file;
pub use report::{FileReport, Report, Summary};
pub use session::{Observer, RunError, Session};
pub use settings::{FileChoice, InForce, Settings};
pub use walk::Input;
