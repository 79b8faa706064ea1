use super::check;
use crate::site::{Layout, Site};

const FILES: [&str; 11] = [
    "README.md",
    "LICENSE",
    "docs/README.md",
    "docs/a.md",
    "docs/b c.md",
    "docs/sub/readme.md",
    "docs/sub/Img.PNG",
    "docs/empty/x.txt",
    "docs/100%.md",
    "guide/public/logo.svg",
    "guide/start/page.md",
];

#[test]
fn a_repository_on_github() {
    check(
        &Layout::Repository { site: Site::GitHub, known: false },
        &FILES,
        &[
            ("docs/a.md", "b%20c.md#x", "docs/b c.md"),
            ("docs/a.md", "./sub/../../LICENSE", "LICENSE"),
            ("docs/a.md", "/docs/a.md?raw=true", "docs/a.md"),
            ("docs/a.md", "a.md/", "docs/a.md"),
            ("docs/a.md", "sub", "docs/sub/readme.md"),
            ("docs/a.md", "SUB/", "~docs/sub/readme.md"),
            ("docs/a.md", ".", "docs/README.md"),
            ("docs/a.md", "..", "README.md"),
            ("docs/a.md", "/", "README.md"),
            ("docs/a.md", "empty/", "docs/empty/"),
            ("docs/a.md", "sub/img.png", "~docs/sub/Img.PNG"),
            ("docs/a.md", "100%.md", "docs/100%.md"),
            ("docs/a.md", "100%25.md", "docs/100%.md"),
            ("docs/a.md", "none", "! docs/none"),
            ("docs/a.md", "none.html", "! docs/none.html"),
            ("docs/a.md", "sub%2FImg.PNG", "! docs/sub%2FImg.PNG"),
            ("docs/a.md", "none.md", "! docs/none.md"),
            ("docs/a.md", "../../../issues/1", "external"),
            ("docs/a.md", "../../../blob/main/docs/a.md", "docs/a.md"),
            ("docs/a.md", "../../../blob/v1/docs/old.md", "external"),
            ("docs/a.md", "../../../tree/main/docs", "docs/"),
            ("docs/a.md", "../../elsewhere/x.md", "outside"),
            ("docs/a.md", "{{ site.url }}/x.md", "? Template"),
            ("docs/a.md", "#x", "same"),
            ("docs/a.md", "/docs/none.md", "! docs/none.md"),
            ("docs/a.md", "/none.md", "! none.md"),
        ],
    );
}

/// Pages of a repository are often the sources of some site that has its root elsewhere.
#[test]
fn paths_of_a_site_that_is_not_known() {
    check(
        &Layout::Repository { site: Site::GitHub, known: false },
        &FILES,
        &[
            ("guide/start/page.md", "/start/page", "? SitePath"),
            ("guide/start/page.md", "/start/page.md", "? SitePath"),
            ("guide/start/page.md", "/logo.svg", "? SitePath"),
            ("guide/start/page.md", "/pricing", "? SitePath"),
            ("guide/start/page.md", "/img/x.png", "? SitePath"),
            ("guide/start/page.md", "/favicon.ico", "? SitePath"),
            ("docs/a.md", "/docs/none", "? SitePath"),
            ("docs/a.md", "b%20c", "? SitePath"),
            ("docs/a.md", "./b%20c.html", "? SitePath"),
            ("docs/a.md", "../b%20c/", "? SitePath"),
        ],
    );
    check(
        &Layout::Repository { site: Site::Hugo, known: false },
        &FILES,
        &[("docs/a.md", "/docs/none.md", "? SitePath")],
    );
}

#[test]
fn a_repository_on_gitlab() {
    check(
        &Layout::Repository { site: Site::GitLab, known: false },
        &FILES,
        &[
            ("docs/a.md", "/group/project/-/issues", "external"),
            ("docs/a.md", "/uploads/0a1b/x.png", "external"),
            ("docs/a.md", "../../../-/merge_requests/1", "external"),
            ("docs/a.md", "/LICENSE", "LICENSE"),
        ],
    );
}
