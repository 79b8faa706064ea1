//! Links, submodules, ignored files and repositories within the repository.

use crate::repo::{Repo, found};

const BROKEN: &str = "broken-link";

#[cfg(unix)]
fn link(repo: &Repo, to: &str, path: &str) {
    let path = repo.path().join(path);
    let _ = std::fs::remove_file(&path);
    std::os::unix::fs::symlink(to, path).unwrap();
}

#[cfg(unix)]
#[test]
fn what_is_named_through_a_link_is_judged_where_it_lies() {
    let repo = Repo::new();
    repo.write("real/a.md", "# A\n");
    link(&repo, "real", "docs");
    link(&repo, ".", "again");
    repo.commit();
    repo.write("real/a.md", "# A\n\n[x]()\n");
    let new = found(&[("real/a.md", 3, "empty-link")]);
    assert_eq!(repo.check(&["--since", "HEAD", "docs"]), new);
    assert_eq!(repo.check(&["--since", "HEAD", "again/real/a.md"]), new);
    repo.git(&["add", "--all"]);
    assert_eq!(repo.check(&["--staged", "docs"]), new);
    let elsewhere = tempfile::tempdir().unwrap();
    let output = repo.run(&["check", "--since", "HEAD", elsewhere.path().to_str().unwrap()]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(2) && said.contains("lies outside of the repository"), "{said}");
}

#[cfg(unix)]
#[test]
fn what_lies_behind_a_link_is_missed() {
    let repo = Repo::new();
    repo.write("v2/a.md", "# A\n\nText.\n");
    repo.write("v3/b.md", "# B\n\nText.\n");
    repo.write("c.md", "# C\n\nSee [a](current/a.md).\n");
    link(&repo, "v2", "current");
    repo.commit();
    let broken = found(&[("c.md", 3, BROKEN)]);
    link(&repo, "v3", "current");
    assert_eq!(repo.check(&["--since", "HEAD"]), broken, "led elsewhere");
    repo.git(&["add", "--all"]);
    assert_eq!(repo.check(&["--staged"]), broken, "led elsewhere, staged");
    repo.git(&["reset", "--quiet", "--hard"]);
    repo.remove("v2/a.md");
    assert_eq!(repo.check(&["--since", "HEAD"]), broken, "gone behind it");
    repo.git(&["reset", "--quiet", "--hard"]);
    repo.remove("current");
    assert_eq!(repo.check(&["--since", "HEAD"]), broken, "no link any more");
}

#[cfg(unix)]
#[test]
fn a_link_is_no_page() {
    let repo = Repo::new();
    repo.write("a.md", "# A\n\nText.\n");
    link(&repo, "a.md", "link.md");
    repo.commit();
    repo.remove("link.md");
    repo.write(".gitignore", "out/\n");
    repo.git(&["add", ".gitignore"]);
    assert_eq!(repo.check(&["--staged"]), found(&[]));
}

#[test]
fn a_submodule_that_goes_away_is_missed() {
    let (repo, other) = (Repo::new(), Repo::new());
    other.write("s.md", "# S\n\nText.\n");
    other.commit();
    let from = other.path().to_str().unwrap();
    repo.git(&["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", from, "sub"]);
    repo.write("a.md", "# A\n\nSee [s](sub/s.md).\n");
    repo.commit();
    assert_eq!(repo.check(&[]), found(&[]));
    repo.git(&["rm", "--quiet", "sub"]);
    assert_eq!(repo.check(&["--since", "HEAD"]), found(&[("a.md", 3, BROKEN)]));
    assert_eq!(repo.check(&["--staged"]), found(&[("a.md", 3, BROKEN)]));
}

#[test]
fn a_repository_within_the_repository_is_new() {
    let repo = Repo::new();
    repo.write("a.md", "# A\n");
    repo.commit();
    repo.write("sub/b.md", "# B\n\n[x]()\n");
    repo.git(&["init", "--quiet", "sub"]);
    assert_eq!(repo.check(&["--since", "HEAD"]), found(&[("sub/b.md", 3, "empty-link")]));
}

#[test]
fn what_git_ignores_is_judged_as_it_is_to_be() {
    let repo = Repo::new();
    repo.write("a.md", "# A\n\nSee [b](b.md).\n");
    repo.write("b.md", "# B\n\nText.\n");
    repo.commit();
    repo.write(".git/info/exclude", "b.md\ngen/\n");
    repo.git(&["rm", "--quiet", "--cached", "b.md"]);
    assert_eq!(repo.check(&["--staged"]), found(&[("a.md", 3, BROKEN)]), "a commit deletes it");
    repo.write("gen/g.md", "# G\n\n[x]()\n");
    assert_eq!(repo.check(&["--since", "HEAD", "gen/g.md"]), found(&[("gen/g.md", 3, "empty-link")]), "it was named");
}

#[test]
fn what_was_named_may_be_gone() {
    let repo = Repo::new();
    repo.write("docs/a.md", "# A\n\nSee [b](b.md).\n");
    repo.write("docs/b.md", "# B\n\n[x]()\n");
    repo.commit();
    repo.remove("docs/b.md");
    assert_eq!(repo.check(&["--since", "HEAD", "docs/b.md", "docs/a.md"]), found(&[("docs/a.md", 3, BROKEN)]));
    repo.write("docs/b.md", "# B\n\n[x]() [y]()\n");
    repo.git(&["add", "--all"]);
    std::fs::remove_dir_all(repo.path().join("docs")).unwrap();
    assert_eq!(repo.check(&["--staged", "docs"]), found(&[("docs/b.md", 3, "empty-link")]));
    let output = repo.run(&["check", "--since", "HEAD", "nowhere"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_redirection_file_may_lie_anywhere() {
    let repo = Repo::new();
    let redirections = r#"{"redirections": [{"source_path_from_root": "/docs/old.md", "redirect_url": "/x/new"}]}"#;
    let publish =
        r#"{"docsets_to_publish": [{"build_source_folder": "docs"}], "redirection_files": [".redirs/a.json"]}"#;
    repo.write(".openpublishing.publish.config.json", publish);
    repo.write(".redirs/a.json", redirections);
    repo.write("docs/docfx.json", r#"{"build": {"content": [{"files": ["**/*.md"]}]}}"#);
    repo.write("docs/a.md", "# A\n\nSee [the old page](old.md).\n");
    repo.commit();
    repo.write(".redirs/a.json", r#"{"redirections": []}"#);
    let args = ["--select", BROKEN, "--since", "HEAD"];
    assert_eq!(repo.check(&args), found(&[("docs/a.md", 3, BROKEN)]));
}

#[test]
fn includes_are_followed_however_many() {
    let repo = Repo::new();
    repo.write("docs/docfx.json", r#"{"build": {"content": [{"files": ["*.md"]}]}}"#);
    for number in 1..12 {
        repo.write(&format!("docs/in/i{number}.md"), &format!("[!INCLUDE [next](i{}.md)]\n", number + 1));
    }
    repo.write("docs/in/i12.md", "## Steps\n\nText.\n");
    repo.write("docs/p.md", "# P\n\n[!INCLUDE [first](in/i1.md)]\n\nSee [steps](#steps).\n");
    repo.commit();
    repo.edit("docs/in/i12.md", "## Steps", "## Stages");
    let args = ["--select", "broken-anchor", "--since", "HEAD"];
    assert_eq!(repo.check(&args), found(&[("docs/p.md", 5, "broken-anchor")]));
}

#[test]
fn a_folder_is_linked_to_without_its_name() {
    let repo = Repo::new();
    repo.write("guide/README.md", "# Guide\n\n## Install\n\nText.\n");
    repo.write("guide/sub/a.md", "# A\n\nSee [up](../#install).\n");
    repo.write("guide/b.md", "# B\n\nSee [home](./#install).\n");
    repo.write("c.md", "# C\n\nSee [it](guide/#install).\n");
    repo.commit();
    repo.edit("guide/README.md", "## Install", "## Setup");
    let broken = ["c.md", "guide/b.md", "guide/sub/a.md"].map(|path| (path, 3, "broken-anchor"));
    assert_eq!(repo.check(&["--since", "HEAD"]), found(&broken));
}

#[test]
fn an_index_that_is_not_the_repositorys_is_refused() {
    let (repo, other) = (Repo::new(), Repo::new());
    repo.write("a.md", "# A\n");
    repo.commit();
    let index = other.path().join("index");
    std::fs::copy(repo.path().join(".git/index"), &index).unwrap();
    let mut check = crate::environment::program();
    check.args(["check", "--staged"]).current_dir(repo.path()).env("GIT_INDEX_FILE", &index);
    let output = check.output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(2) && said.contains("is no index of this repository"), "{said}");
}
