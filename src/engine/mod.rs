//! Floor `engine`: the run. Walks the tree, reads the files, checks them in parallel, joins what was found.
//!
//! The only floor below the command line that touches the disk.

mod baseline;
mod builders;
mod change;
mod checked;
mod coverage;
mod data;
mod disk;
mod docsets;
mod fix;
mod folders;
mod git;
mod inbound;
mod inspect;
mod join;
mod judge;
mod layouts;
mod names;
mod read;
mod report;
mod roots;
mod session;
mod settings;
mod site;
mod suppress;
mod survey;
mod walk;
mod write;

pub use baseline::{BASELINE_FILE, Baselines, NotUpdated, Update, Updated, update as update_baselines};
pub use coverage::Coverage;
pub use disk::{Disk, Other};
pub use fix::{Mended, MendedFile, Refused, Repairs};
pub use folders::{Folder, Folders};
pub use git::{Against, Change};
pub use inspect::{Inspection, Inspector, panic_message};
pub use read::bytes as read_file;
pub use report::{FileReport, Report, SetAside, Summary, Targets, Why};
pub use session::{Observer, RunError, Session};
pub use settings::{FileChoice, InForce, Settings};
pub use survey::{Surveyed, Unread};
pub use walk::Input;
pub use write::{Obstacle, Replacement, WriteError, replace};
