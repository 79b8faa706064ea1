use std::sync::Arc;

use super::check;
use crate::site::mdbook::Book;
use crate::site::tree::FakeTree;
use crate::site::{Layout, Trace, resolve_include};

const FILES: [&str; 10] = [
    "README.md",
    "book.toml",
    "listings/x.rs",
    "src/SUMMARY.md",
    "src/a b.md",
    "src/dir/README.md",
    "src/dir/a.md",
    "src/files/x.txt",
    "src/intro.md",
    "src/pic.png",
];

const CONFIG: &str =
    "[output.html]\nsite-url = \"/book/\"\n[output.html.redirect]\n\"/old/x.html\" = \"../intro.html\"\n";

#[test]
fn a_book() {
    let book = Layout::MdBook(Arc::new(Book::read("", CONFIG).unwrap()));
    check(
        &book,
        &FILES,
        &[
            ("src/dir/a.md", "../intro.md#x", "src/intro.md"),
            ("src/dir/a.md", "../intro.html", "src/intro.md"),
            ("src/dir/a.md", "../intro", "src/intro.md"),
            ("src/dir/a.md", "../a%20b.md", "src/a b.md"),
            ("src/dir/a.md", "../Intro.md", "~src/intro.md"),
            ("src/dir/a.md", "index.html", "src/dir/README.md"),
            ("src/dir/a.md", "index.md", "src/dir/README.md"),
            ("src/dir/a.md", "./", "src/dir/README.md"),
            ("src/intro.md", "dir", "src/dir/README.md"),
            ("src/intro.md", "files/", "src/files/"),
            ("src/intro.md", "./", "generated"),
            ("src/intro.md", "index.html", "generated"),
            ("src/intro.md", "print.html", "generated"),
            ("src/dir/a.md", "print.html", "! src/dir/print.md"),
            ("src/intro.md", "old/x.html", "src/old/x.html -> ../intro.html"),
            ("src/intro.md", "old/x.md#y", "src/old/x.md -> ../intro.html"),
            ("src/intro.md", "none.html", "! src/none.md"),
            ("src/intro.md", "none.md", "! src/none.md"),
            ("src/intro.md", "none.png", "! src/none.png"),
            ("src/intro.md", "../README.md", "README.md"),
            ("src/intro.md", "../none.md", "! none.md"),
            ("src/intro.md", "../std/index.html", "? SitePath"),
            ("src/intro.md", "../../std/index.html", "? SitePath"),
            ("src/intro.md", "../../x.md", "outside"),
            ("src/intro.md", "/book/dir/a.html", "src/dir/a.md"),
            ("src/intro.md", "/dir/a.html", "? SitePath"),
            ("src/intro.md", "/book/none.html", "? SitePath"),
            ("README.md", "src/intro.md", "src/intro.md"),
            ("README.md", "src/none.html", "! src/none.html"),
        ],
    );
}

#[test]
fn helpers_count_from_the_file_that_holds_them() {
    let tree = FakeTree::of(&FILES);
    for (from, path, expected) in [
        ("src/dir/a.md", "../../listings/x.rs", "listings/x.rs"),
        ("src/dir/a.md", "../a%20b.md", "! src/a%20b.md"),
        ("src/dir/a.md", "../a b.md", "src/a b.md"),
        ("src/dir/a.md", "../files", "! src/files"),
        ("src/dir/a.md", "/etc/passwd", "outside"),
        ("src/dir/a.md", "../../../x.rs", "outside"),
    ] {
        assert_eq!(super::shown(&resolve_include(from, path, &tree, &mut Trace::off())), expected, "{path}");
    }
}
