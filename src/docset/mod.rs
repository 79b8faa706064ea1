//! Floor `docset`: what each file defines and uses, and all files taken together.
//!
//! Owns [`FileFacts`], plain data and a pure function of one file, so that files can be read in any order and on any
//! number of machines. It judges nothing and opens nothing.

mod facts;

pub use facts::{Anchor, FileFacts, HeadingFact, Target, TargetKind};
