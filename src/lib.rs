//! guidelint finds what is not fit to publish in a tree of Markdown documentation.
//!
//! The house has floors; each knows only those before it:
//!
//! [`text`] (places in a file) < [`diagnostic`] (what is said of a place) < [`markdown`] (a page, parsed once) <
//! [`site`] (what the docs are for) < [`docset`] (all pages together) < [`rule`] (what a rule is) < [`rules`] (the checks)
//! < `config` < `engine` (the run) < `report` (one file per format) < `cli`.
//!
//! The library never prints, never exits, and reads no clock, network or environment below `engine` and `cli`.

pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod docset;
pub mod engine;
pub mod markdown;
pub mod report;
pub mod rule;
pub mod rules;
pub mod site;
pub mod text;
