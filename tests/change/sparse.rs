//! Sparse checkouts: what they leave out is in the repository all the same.

use crate::repo::{Repo, found};

/// A repository whose work tree holds `docs` alone.
fn sparse() -> Repo {
    let repo = Repo::new();
    repo.write("docs/a.md", "# A\n\nText.\n");
    repo.write("other/b.md", "# B\n\nText.\n");
    repo.commit();
    repo.git(&["sparse-checkout", "set", "docs"]);
    assert!(!repo.path().join("other").exists());
    repo
}

#[test]
fn links_to_what_is_left_out_lead_somewhere() {
    let repo = sparse();
    repo.edit("docs/a.md", "Text.", "See [b](../other/b.md), [its top](../other/b.md#b) and [c](../other/c.md).");
    assert_eq!(repo.check(&["--since", "HEAD"]), found(&[("docs/a.md", 3, "broken-link")]));
    repo.git(&["add", "docs/a.md"]);
    assert_eq!(repo.check(&["--staged"]), found(&[("docs/a.md", 3, "broken-link")]));
    assert_eq!(repo.check(&["--staged", "docs"]), found(&[("docs/a.md", 3, "broken-link")]));
}

#[test]
fn anchors_of_what_is_left_out_are_known() {
    let repo = sparse();
    repo.edit("docs/a.md", "Text.", "See [b](../other/b.md#c).");
    repo.git(&["add", "docs/a.md"]);
    assert_eq!(repo.check(&["--staged"]), found(&[("docs/a.md", 3, "broken-anchor")]));
}

#[test]
fn a_change_of_what_is_left_out_is_a_change() {
    let repo = sparse();
    repo.edit("docs/a.md", "Text.", "See [b](../other/b.md).");
    repo.commit();
    repo.git(&["rm", "--quiet", "--cached", "--sparse", "other/b.md"]);
    assert_eq!(repo.check(&["--staged"]), found(&[("docs/a.md", 3, "broken-link")]));
    repo.git(&["commit", "--quiet", "--message", "Gone"]);
    assert_eq!(repo.check(&["--since", "HEAD~1"]), found(&[("docs/a.md", 3, "broken-link")]));
}

#[test]
fn what_git_has_not_fetched_is_taken_to_be_there() {
    let whole = Repo::new();
    whole.write("docs/a.md", "# A\n\nText.\n");
    whole.write("other/b.md", "# B\n\nText.\n");
    whole.commit();
    whole.git(&["config", "uploadpack.allowFilter", "true"]);
    let part = Repo::new();
    let from = format!("file://{}", whole.path().display());
    part.git(&["clone", "--quiet", "--filter=blob:none", "--sparse", &from, "part"]);
    part.git(&["-C", "part", "sparse-checkout", "set", "docs"]);
    part.edit("part/docs/a.md", "Text.", "See [b](../other/b.md) and [c](../other/c.md).");
    part.git(&["-C", "part", "add", "docs/a.md"]);
    let mut check = crate::environment::program();
    check.args(["check", "--staged", "--output-format", "concise", "-q"]).current_dir(part.path().join("part"));
    let output = check.output().expect("the binary runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(said.lines().count(), 1, "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.starts_with("docs/a.md:3:32: error[broken-link]"), "{said}");
}
