//! Floor `docset`: what each file defines and uses, and all files taken together.
//!
//! Owns [`FileFacts`], plain data and a pure function of one file, so that files can be read in any order and on any
//! number of machines, and [`DocSet`], in which every link has been resolved. It reports nothing and opens nothing.

mod anchors;
mod arena;
mod circles;
mod facts;
mod facts_data;
mod places;
mod redirects;
mod set;
mod show;
mod sources;
mod suggest;
mod targets;
mod titles;
mod verdict;

pub use anchors::AnchorSet;
pub use arena::Kept;
pub use facts::{Anchor, CodePart, FileFacts, FileKind, HeadingFact, Target, TargetKind};
pub use redirects::{RedirectId, Redirects};
pub use set::{DocSet, File, FileId, Link, Member};
pub use suggest::{Suggestion, Why};
pub use verdict::{AnchorVerdict, Verdict};
