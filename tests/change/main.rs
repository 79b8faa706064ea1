//! What a change caused, told on real repositories.

mod drill;
mod elsewhere;
#[path = "../environment/mod.rs"]
mod environment;
mod formats;
#[path = "../seeded/random.rs"]
mod random;
mod reach;
mod repo;
mod sparse;

use repo::{Repo, found};

#[test]
fn what_is_staged_is_judged_as_a_commit_would_hold_it() {
    let repo = Repo::new();
    repo.write("a.md", "# A\n\nOld [x]().\n");
    repo.write("b.md", "# B\n\nSee [a](a.md#a).\n");
    repo.commit();
    repo.write("a.md", "# New\n\nOld [x]().\n\nText.\n");
    repo.git(&["add", "a.md"]);
    repo.write("a.md", "# A\n\nOld [x](). And [y]().\n");
    repo.write("c.md", "# C\n\n[z]()\n");
    assert_eq!(repo.check(&["--staged"]), found(&[("b.md", 3, "broken-anchor")]));
    assert_eq!(repo.check(&["--since", "HEAD"]), found(&[("a.md", 3, "empty-link"), ("c.md", 3, "empty-link")]));
}

#[test]
fn a_link_to_what_is_not_staged_leads_nowhere() {
    let repo = Repo::new();
    repo.write("a.md", "# A\n\nText.\n");
    repo.commit();
    repo.write("a.md", "# A\n\nSee [b](b.md).\n");
    repo.write("b.md", "# B\n\nText.\n");
    repo.git(&["add", "a.md"]);
    assert_eq!(repo.check(&["--staged"]), found(&[("a.md", 3, "broken-link")]));
    repo.git(&["add", "b.md"]);
    assert_eq!(repo.check(&["--staged"]), found(&[]));
}

#[test]
fn the_first_commit_has_nothing_before_it() {
    let repo = Repo::new();
    repo.write("a.md", "# A\n\n[x]()\n");
    repo.git(&["add", "a.md"]);
    assert_eq!(repo.check(&["--staged"]), found(&[("a.md", 3, "empty-link")]));
}

#[test]
fn pages_images_and_folders_that_go_away_are_missed() {
    let repo = Repo::new();
    repo.write("docs/a.md", "# A\n\n[g](guide/) ![p](img/plan.png) [o](old.md)\n");
    repo.write("docs/guide/one.md", "# One\n");
    repo.write("docs/img/plan.png", "");
    repo.write("docs/old.md", "# Old\n");
    repo.commit();
    ["docs/guide/one.md", "docs/img/plan.png", "docs/old.md"].iter().for_each(|path| repo.remove(path));
    std::fs::remove_dir(repo.path().join("docs/guide")).unwrap();
    let broken = [("docs/a.md", 3, "broken-link"), ("docs/a.md", 3, "broken-image"), ("docs/a.md", 3, "broken-link")];
    assert_eq!(repo.check(&["--since", "HEAD"]), found(&broken));
    assert_eq!(repo.check(&["--since", "HEAD", "docs"]), found(&broken));
    repo.git(&["add", "--all"]);
    assert_eq!(repo.check(&["--staged"]), found(&broken));
}

#[test]
fn a_heading_lost_by_an_included_page_is_missed_through_it() {
    let repo = Repo::new();
    repo.write("docs/docfx.json", r#"{"build": {"content": [{"files": ["**/*.md"]}]}}"#);
    let head =
        "---\ntitle: T\ndescription: D\nauthor: a\nms.author: a\nms.date: 01/02/2026\nms.topic: article\n---\n\n";
    repo.write("docs/part.md", "## Steps\n\nOne after the other.\n");
    repo.write("docs/whole.md", &format!("{head}# Whole\n\n[!INCLUDE [part](part.md)]\n"));
    repo.write("docs/a.md", &format!("{head}# A\n\nSee [the steps](whole.md#steps).\n"));
    repo.commit();
    repo.edit("docs/part.md", "## Steps", "## Stages");
    let args = ["--since", "HEAD", "--select", "broken-anchor"];
    assert_eq!(repo.check(&args), found(&[("docs/a.md", 12, "broken-anchor")]));
}

#[test]
fn a_redirection_that_goes_away_is_missed_by_the_links_that_it_served() {
    let repo = Repo::new();
    let redirections = r#"{"redirections": [{"source_path": "docs/old.md", "redirect_url": "/x/new"}]}"#;
    repo.write(".openpublishing.publish.config.json", r#"{"docsets_to_publish": [{"build_source_folder": "docs"}]}"#);
    repo.write(".openpublishing.redirection.json", redirections);
    repo.write("docs/docfx.json", r#"{"build": {"content": [{"files": ["**/*.md"]}]}}"#);
    repo.write("docs/a.md", "# A\n\nSee [the old page](old.md) and [one more](gone.md).\n");
    repo.commit();
    repo.write(".openpublishing.redirection.json", r#"{"redirections": []}"#);
    let args = ["--select", "broken-link", "--since", "HEAD"];
    assert_eq!(repo.check(&args), found(&[("docs/a.md", 3, "broken-link")]));
    assert_eq!(repo.report(&args)["findings"][0]["start"]["column"], 20);
}

#[test]
fn a_rule_that_the_change_turns_on_speaks_of_what_the_change_wrote() {
    let repo = Repo::new();
    repo.write("a.md", "# A\n\nSee https://example.org/a for more.\n");
    repo.commit();
    repo.write("guidelint.toml", "extend-select = [\"bare-url\"]\n");
    assert_eq!(repo.check(&["--since", "HEAD"]), found(&[]));
    repo.edit("a.md", "more.\n", "more.\n\nSee https://example.org/b too.\n");
    assert_eq!(repo.check(&["--since", "HEAD"]), found(&[("a.md", 5, "bare-url")]));
}

#[test]
fn a_comment_that_goes_away_brings_its_finding_back() {
    let repo = Repo::new();
    repo.write("a.md", "# A\n\n<!-- guidelint-disable-next-line empty-link -->\n[x]()\n");
    repo.commit();
    repo.write("a.md", "# A\n\n[x]()\n");
    assert_eq!(repo.check(&["--since", "HEAD"]), found(&[("a.md", 3, "empty-link")]));
}

#[test]
fn what_can_t_be_judged_is_said() {
    let said = |repo: &Repo, args: &[&str]| {
        let output = repo.run(&[&["check"], args].concat());
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    let repo = Repo::new();
    repo.write("a.md", "# A\n");
    let gone = said(&repo, &["--since", "origin/main"]);
    assert!(gone.contains("--since: `origin/main` is no commit of this repository"), "{gone}");
    let option = said(&repo, &["--since=--output=x"]);
    assert!(option.contains("`--output=x` is no commit"), "{option}");
    repo.commit();
    repo.git(&["checkout", "--quiet", "--orphan", "other"]);
    repo.write("b.md", "# B\n");
    repo.commit();
    let strangers = said(&repo, &["--since", "main"]);
    assert!(strangers.contains("no commit in common here; a shallow clone lacks it"), "{strangers}");
    let piped = said(&repo, &["--staged", "-"]);
    assert!(piped.contains("--staged: standard input has no history"), "{piped}");
    std::fs::remove_dir_all(repo.path().join(".git")).unwrap();
    let no_repository = said(&repo, &["--staged"]);
    assert!(no_repository.contains("lies in no git repository"), "{no_repository}");
}

#[test]
fn nothing_that_the_repository_names_is_run() {
    let repo = Repo::new();
    repo.write("a.md", "# A\n");
    repo.write(".gitattributes", "*.md filter=own diff=own\na.md filter=a=b\n");
    repo.commit();
    let mark = repo.path().join("was-run");
    let command = format!("touch {}", mark.display());
    for name in [
        "filter.own.clean",
        "filter.a=b.clean",
        "filter.own.process",
        "diff.own.textconv",
        "diff.external",
        "core.fsmonitor",
    ] {
        repo.git(&["config", name, &command]);
    }
    repo.git(&["config", "filter.own.required", "true"]);
    repo.write("a.md", "# A\n\n[x]()\n");
    assert_eq!(repo.check(&["--since", "HEAD"]), found(&[("a.md", 3, "empty-link")]));
    assert!(!mark.exists());
}

#[cfg(unix)]
#[test]
fn a_hook_judges_the_index_that_git_hands_it() {
    use std::os::unix::fs::PermissionsExt;
    let repo = Repo::new();
    repo.write("a.md", "# A\n\nText.\n");
    repo.write("b.md", "# B\n\nText.\n");
    repo.commit();
    let hook = repo.path().join(".git/hooks/pre-commit");
    std::fs::write(&hook, format!("#!/bin/sh\nexec {} check --staged\n", env!("CARGO_BIN_EXE_guidelint"))).unwrap();
    std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).unwrap();
    repo.write("a.md", "# A\n\nMore text.\n");
    repo.write("b.md", "# B\n\nMore [x]() text.\n");
    repo.git(&["add", "b.md"]);
    // Of a part of what changed, git makes an index of its own.
    repo.git(&["commit", "--quiet", "--message", "A part", "--", "a.md"]);
    assert!(!repo.accepts(&["commit", "--quiet", "--message", "The rest"]));
    repo.git(&["commit", "--quiet", "--message", "The rest", "--no-verify"]);
}

#[test]
fn a_fix_mends_what_the_change_caused_and_nothing_older() {
    let repo = Repo::new();
    let open_row = "| a | b |\n|---|---|\n| c | d\n";
    repo.write("old.md", &format!("# Old\n\n{open_row}"));
    repo.write("a.md", &format!("# A\n\n{open_row}"));
    repo.commit();
    repo.write("a.md", &format!("# A\n\n{open_row}\nMore.\n\n{}", open_row.replace('c', "e")));
    let mended = format!("# A\n\n{open_row}\nMore.\n\n| a | b |\n|---|---|\n| e | d |\n");
    assert_eq!(repo.run(&["check", "--since", "HEAD", "--diff"]).status.code(), Some(1));
    assert_eq!(repo.run(&["check", "--since", "HEAD", "--fix"]).status.code(), Some(0));
    assert_eq!((repo.read("a.md"), repo.read("old.md")), (mended, format!("# Old\n\n{open_row}")));
    assert_eq!(repo.check(&["--since", "HEAD"]), found(&[]));
    repo.run(&["baseline"]);
    assert_eq!(repo.run(&["check", "--fix"]).status.code(), Some(0));
    assert_eq!(repo.read("old.md"), format!("# Old\n\n{open_row}"));
    repo.run(&["check", "--fix", "--ignore-baseline"]);
    assert_eq!(repo.read("old.md"), "# Old\n\n| a | b |\n|---|---|\n| c | d |\n");
}

#[test]
fn a_fix_of_what_is_staged_touches_no_file_that_holds_more() {
    let repo = Repo::new();
    repo.write("a.md", "# A\n");
    repo.commit();
    repo.write("a.md", "# A\n\n[x]().\n\n| a | b |\n|---|---|\n| c | d\n");
    repo.git(&["add", "a.md"]);
    let more = "# A\n\n[x]().\n\n| a | b |\n|---|---|\n| c | d\n\nMore.\n";
    repo.write("a.md", more);
    let output = repo.run(&["check", "--staged", "--fix", "--max-warnings", "0"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(repo.read("a.md"), more);
    let gate = String::from_utf8(output.stdout).unwrap();
    assert!(gate.contains("gate: FAILED (not everything could be fixed)"), "{gate}");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("a.md:7: unclosed-row not fixed: the file on the disk is not what was judged"), "{said}");
    let output = repo.run(&["check", "--staged", "--fix-only"]);
    assert_eq!(output.status.code(), Some(2));
    let only = String::from_utf8(output.stderr).unwrap();
    assert_eq!(only.lines().next(), said.lines().next());
    assert_eq!(only.lines().count(), 1, "what has a fix, and nothing else: {only}");
    repo.git(&["add", "a.md"]);
    let output = repo.run(&["check", "--staged", "--fix", "--max-warnings", "0"]);
    assert_eq!(output.status.code(), Some(1), "the index holds it still");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("stage the files to commit what was done"), "{said}");
    assert_eq!(repo.read("a.md"), more.replace("| c | d\n", "| c | d |\n"));
}

#[test]
fn what_is_not_merged_yet_is_no_clean_commit() {
    let repo = Repo::new();
    repo.write("a.md", "# A\n\nText.\n");
    repo.commit();
    repo.git(&["checkout", "--quiet", "-b", "topic"]);
    repo.write("a.md", "# A\n\nOne.\n");
    repo.commit();
    repo.git(&["checkout", "--quiet", "main"]);
    repo.write("a.md", "# A\n\nTwo.\n");
    repo.commit();
    assert!(!repo.accepts(&["merge", "topic"]));
    let output = repo.run(&["check", "--staged"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(2) && said.contains("a.md is not merged yet"), "{said}");
    assert_eq!(repo.check(&["--since", "HEAD"]).first().map(|found| found.2.as_str()), Some("merge-conflict-marker"));
}

#[test]
fn a_diff_can_be_applied_from_any_folder_and_gives_no_orders() {
    let repo = Repo::new();
    let open_row = "# A\n\n| a | b |\n|---|---|\n| c | d\n\n::error::pwned ##[error]z\n";
    repo.write("docs/a.md", open_row);
    repo.write("docs/deep/b.md", open_row);
    repo.commit();
    let diff = |service: Option<&str>| {
        let mut check = environment::program();
        check.envs(service.map(|name| (name, "true")));
        let output = check.args(["check", "--diff", "../../docs"]).current_dir(repo.path().join("docs/deep")).output();
        String::from_utf8(output.unwrap().stdout).unwrap()
    };
    repo.write("fix.patch", &diff(None));
    repo.git(&["apply", "fix.patch"]);
    let closed = open_row.replace("| c | d\n", "| c | d |\n");
    assert_eq!((repo.read("docs/a.md"), repo.read("docs/deep/b.md")), (closed.clone(), closed));
    repo.git(&["checkout", "--quiet", "."]);
    for service in ["GITHUB_ACTIONS", "TF_BUILD"] {
        let shown = diff(Some(service));
        assert!(shown.contains("pwned") && !shown.contains("##[") && !shown.contains(" ::error"), "{shown}");
    }
}

#[test]
fn what_is_wrong_with_a_page_as_a_whole_is_older_however_it_is_edited() {
    let repo = Repo::new();
    repo.write("docfx.json", r#"{"build": {"content": [{"files": ["**/*.md"]}]}}"#);
    let fields = "---\ntitle: T\n---\n\n";
    repo.write("a.md", "# Text one\n\nMore of it.\n");
    repo.write("b.md", &format!("{fields}First paragraph here.\n"));
    repo.commit();
    repo.write("a.md", "Something else\n\nMore of it.\n");
    repo.write("b.md", &format!("{fields}Another beginning now.\n"));
    let args = ["--since", "HEAD", "--select", "missing-front-matter,missing-title"];
    assert_eq!(repo.check(&args), found(&[("a.md", 1, "missing-title")]));
    repo.write("c.md", &format!("{fields}A page of its own.\n"));
    repo.remove("b.md");
    let new = found(&[("a.md", 1, "missing-title"), ("c.md", 5, "missing-title")]);
    assert_eq!(repo.check(&args), new, "a page that goes away leaves nothing to another");
}
