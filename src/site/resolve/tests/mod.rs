//! Tables of traps: a page, a destination, and where it leads.

mod docusaurus;
mod hugo;
mod mdbook;
mod mkdocs;
mod repository;

use std::sync::Arc;

use super::{Layout, Outcome, Trace};
use crate::site::docusaurus::Docusaurus;
use crate::site::hugo::Hugo;
use crate::site::mdbook::Book;
use crate::site::mkdocs::MkDocs;
use crate::site::tree::FakeTree;
use crate::site::{Destination, Site};

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

/// Destinations are written by anyone: none makes it panic, and a long one costs what it weighs.
#[test]
fn any_destination_has_an_outcome() {
    let layouts = [
        Layout::Repository { site: Site::GitHub, known: false },
        Layout::Repository { site: Site::GitLab, known: false },
        Layout::MdBook(Arc::new(Book::plain(""))),
        Layout::MkDocs(Arc::new(MkDocs::plain(""))),
        Layout::Docusaurus(Arc::new(Docusaurus::plain(""))),
        Layout::Hugo(Arc::new(Hugo::plain(""))),
    ];
    let long = ["a/", "../", "a.", "%20", "é/", "index.html/"].map(|unit| unit.repeat(20_000));
    let short = [
        "/",
        "//",
        "\\",
        ".",
        "..",
        "./",
        "../..",
        "/..",
        "/.",
        ".md",
        "/.md",
        ".html",
        "index",
        "é",
        "/é.é",
        "a.é/",
        "@site",
        "@site/",
        "@site/..",
        "-/",
        "/-/",
        "blob",
        "../../blob",
        "../../blob/",
        "../../tree/x/..",
        "%2F",
        "~",
        "a..",
        "a./",
        "?",
        "\u{0}",
        "index.html",
        "/index/",
        ".a/.b",
    ];
    let tree = FakeTree::of(&["docs/é/a.md", "src/é/a.md", "content/é/a.md", "README.md", "static/é.é"]);
    for layout in &layouts {
        for from in ["docs/é/a.md", "src/é/a.md", "content/é/a.md", "README.md", "é"] {
            for written in short.iter().copied().chain(long.iter().map(String::as_str)) {
                layout.resolve(from, &Destination::read(written), &tree, &mut Trace::off());
            }
        }
    }
}
