//! What git remembers of files that a page still links to, and that its answer costs nothing else.

mod environment;

use environment::program;
use std::path::Path;
use std::process::Command;

fn git(folder: &Path, args: &[&str]) -> bool {
    let mut git = Command::new("git");
    git.current_dir(folder).args(["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgSign=false"]);
    git.args(args).output().is_ok_and(|output| output.status.success())
}

/// What is found in a folder, as JSON.
fn check(folder: &Path) -> serde_json::Value {
    let mut guidelint = program();
    guidelint.args(["check", "--select", "broken-link", "--output-format", "json"]).current_dir(folder);
    let output = guidelint.output().expect("the binary runs");
    serde_json::from_slice(&output.stdout).expect("the report is JSON")
}

/// A repository in which `docs/start.md` became `guides/begin.md` and then `guides/first-steps.md`. False without git.
fn repository(folder: &Path) -> bool {
    let write = |path: &str, text: &str| std::fs::write(folder.join(path), text).expect("a file can be written");
    std::fs::create_dir_all(folder.join("docs")).expect("a folder can be made");
    std::fs::create_dir_all(folder.join("guides")).expect("a folder can be made");
    write("docs/start.md", "# Start\n\nHow to begin, in many words, step by step.\n");
    write("docs/plan.md", "# Plan\n\nRead [the start](start.md#start).\n");
    let steps: [&[&str]; 7] = [
        &["init", "--quiet"],
        &["add", "."],
        &["commit", "--quiet", "-m", "One"],
        &["mv", "docs/start.md", "guides/begin.md"],
        &["commit", "--quiet", "-m", "Two"],
        &["mv", "guides/begin.md", "guides/first-steps.md"],
        &["commit", "--quiet", "-m", "Three"],
    ];
    steps.into_iter().all(|step| git(folder, step))
}

#[test]
fn a_renamed_file_is_named() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    if !repository(folder.path()) {
        return;
    }
    let report = check(folder.path());
    let finding = &report["findings"][0];
    assert_eq!(finding["help"], "git says that the file was renamed: did you mean `../guides/first-steps.md`?");
    assert_eq!(finding["fix"]["edits"][0]["text"], "../guides/first-steps.md");
    assert_eq!(finding["fix"]["applicability"], "unsafe");
}

#[test]
fn a_rename_that_is_not_committed_yet_is_known() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    if !(repository(folder.path()) && git(folder.path(), &["mv", "guides/first-steps.md", "docs/first.md"])) {
        return;
    }
    assert_eq!(check(folder.path())["findings"][0]["fix"]["edits"][0]["text"], "first.md");
}

#[test]
fn nothing_that_a_repository_names_is_run() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    if !repository(folder.path()) {
        return;
    }
    let trace = folder.path().join("trace");
    let touch = format!("touch '{}'", trace.display());
    for key in ["core.fsmonitor", "core.pager", "pager.log", "diff.external", "diff.evil.textconv", "gpg.program"] {
        assert!(git(folder.path(), &["config", key, &touch]), "{key}");
    }
    for (key, value) in [("log.showSignature", "true"), ("alias.log", &*format!("!{touch}"))] {
        assert!(git(folder.path(), &["config", key, value]), "{key}");
    }
    std::fs::write(folder.path().join(".gitattributes"), "*.md diff=evil\n").expect("a file can be written");
    let report = check(folder.path());
    assert_eq!(report["findings"].as_array().map(Vec::len), Some(1));
    assert!(!trace.exists());
}
