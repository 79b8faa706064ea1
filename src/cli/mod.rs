//! Floor `cli`: the command line.

pub mod explain;
pub mod rules;
