//! Tables of traps: a page, a destination, and where it leads.

mod docusaurus;
mod hugo;
mod mdbook;
mod mkdocs;
mod repository;

use super::{Layout, Outcome, Trace};
use crate::site::Destination;
use crate::site::tree::FakeTree;

/// Checks a table for pages of one layout.
fn check(layout: &Layout, files: &[&str], table: &[(&str, &str, &str)]) {
    let tree = FakeTree::of(files);
    for (from, written, expected) in table {
        let mut trace = Trace::on();
        let outcome = layout.resolve(from, &Destination::read(written), &tree, &mut trace);
        let steps = trace.into_steps();
        assert_eq!(shown(&outcome), *expected, "{written} in {from}: {steps:#?}");
        assert!(!steps.is_empty(), "{written} in {from} says nothing");
    }
}

/// An outcome in a few words; `~` where only the letter case differs.
fn shown(outcome: &Outcome) -> String {
    let case = |exact: &bool| if *exact { "" } else { "~" };
    match outcome {
        Outcome::External => "external".to_owned(),
        Outcome::Same => "same".to_owned(),
        Outcome::File { path, exact } => format!("{}{path}", case(exact)),
        Outcome::Folder { path, exact } => format!("{}{path}/", case(exact)),
        Outcome::Redirected { from, to } => format!("{from} -> {to}"),
        Outcome::Generated => "generated".to_owned(),
        Outcome::Unverifiable(cause) => format!("? {cause:?}"),
        Outcome::Missing { path } => format!("! {path}"),
        Outcome::Outside => "outside".to_owned(),
    }
}
