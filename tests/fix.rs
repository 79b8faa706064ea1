//! Mends files with the real program and looks at what became of them; and mends random pages, which must be better for it.

#[path = "fix/comments.rs"]
mod comments;
mod environment;
#[cfg(unix)]
#[path = "fix/killed.rs"]
mod killed;
#[path = "fix/properties.rs"]
mod properties;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A repository with these files.
fn repository(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join(".git")).unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = environment::program();
    command.arg("check").args(args).current_dir(folder).stdin(Stdio::piped());
    command
}

fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    seen(&command(folder, args).output().unwrap())
}

fn seen(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap()
}

const OPEN_ROW: &str = "# T\n\n| a | b |\n|---|---|\n| c | d\n";
const CLOSED_ROW: &str = "# T\n\n| a | b |\n|---|---|\n| c | d |\n";

#[test]
fn fixes_then_reports_what_is_left() {
    let folder = repository(&[("a.md", &format!("{OPEN_ROW}\n[x]()\n")), ("b.md", OPEN_ROW)]);
    let (status, out, err) = run(folder.path(), &["--fix", "--output-format", "concise", "-q"]);
    assert_eq!(
        (status, out.as_str(), err.as_str()),
        (1, "a.md:7:1: error[empty-link] link has no destination: [x]\n", "")
    );
    assert_eq!(read(folder.path(), "a.md"), format!("{CLOSED_ROW}\n[x]()\n"));
    assert_eq!(read(folder.path(), "b.md"), CLOSED_ROW);
    std::fs::write(folder.path().join("b.md"), OPEN_ROW).unwrap();
    let (status, out, err) = run(folder.path(), &["--fix-only"]);
    assert_eq!((status, out.as_str(), err.as_str()), (0, "", "guidelint: 1 finding fixed in 1 file\n"));
    assert_eq!(read(folder.path(), "b.md"), CLOSED_ROW);
}

#[test]
fn line_ends_a_mark_and_a_missing_last_line_end_stay() {
    let text = "\u{FEFF}# Tür\r\n\r\n> [!NOTE] Sei auf der Hut.\r\n\r\nOne line,, then\none more.\r\n\r\n| a |\r\n|---|\r\n| c";
    let folder = repository(&[("a.md", text)]);
    run(folder.path(), &["--fix"]);
    let fixed = "\u{FEFF}# Tür\r\n\r\n> [!NOTE]\r\n> Sei auf der Hut.\r\n\r\nOne line, then\none more.\r\n\r\n| a |\r\n|---|\r\n| c |";
    assert_eq!(read(folder.path(), "a.md"), fixed);
}

#[test]
fn rules_that_look_at_all_files_are_heeded() {
    let files = [("docs/a.md", "# A\n\nSee [b](B.md) and [c](c.md).\n"), ("docs/b.md", "# B\n\nText.\n")];
    let folder = repository(&files);
    let (status, out, _) = run(folder.path(), &["--fix", "-q", "--output-format", "concise"]);
    assert_eq!(read(folder.path(), "docs/a.md"), "# A\n\nSee [b](b.md) and [c](c.md).\n");
    assert_eq!((status, out.lines().count()), (1, 1), "{out}");
}

#[test]
fn a_fix_that_makes_a_page_worse_is_not_made() {
    // Once it is a link, it leads nowhere.
    let text = "# A\n\nSee (the plan)[plan.md] and (the page)[b.md].\n";
    let folder = repository(&[("a.md", text), ("b.md", "# B\n\nText.\n")]);
    let (_, out, err) = run(folder.path(), &["--fix", "--output-format", "concise"]);
    assert_eq!(read(folder.path(), "a.md"), "# A\n\nSee (the plan)[plan.md] and [the page](b.md).\n", "{out}{err}");
    let said = "guidelint: a.md:3: reversed-link not fixed: `broken-link` would be found then\n";
    assert!(err.contains(said), "{err}");
}

#[test]
fn only_what_does_harm_is_taken_back() {
    // With its most likely target the first entry would repeat the last one.
    let toc = "- name: A\n  href: overview.md\n- name: B\n  href: GOOD.md\n- name: C\n  href: dsc/overview.md\n";
    let page = "---\ntitle: A page of the set\ndescription: Tells what it is about.\n---\n\n# T\n\nText.\n";
    let build = r#"{"build":{"content":[{"files":["**/*.md","**/*.yml"]}]}}"#;
    let files = [("toc.yml", toc), ("good.md", page), ("dsc/overview.md", page), ("docfx.json", build)];
    let folder = repository(&files);
    let (_, _, err) = run(folder.path(), &["--fix", "--unsafe-fixes", "--output-format", "concise"]);
    assert_eq!(read(folder.path(), "toc.yml"), toc.replace("GOOD", "good"), "{err}");
    let said = "guidelint: toc.yml:2: broken-toc-entry not fixed: `duplicate-toc-entry` would be found then\n";
    assert!(err.contains(said), "{err}");
}

#[test]
fn harm_in_another_file_takes_back_the_unsafe_repairs() {
    // The entry that is mended repeats one of the table of contents that takes this one in.
    let outer = "- name: A\n  href: dsc/overview.md\n- name: B\n  href: dsc/toc.yml\n";
    let inner = "- name: C\n  href: overwiew.md\n- name: D\n  href: GOOD.md\n";
    let page = "---\ntitle: A page of the set\ndescription: Tells what it is about.\n---\n\n# T\n\nText.\n";
    let build = r#"{"build":{"content":[{"files":["**/*.md","**/*.yml"]}]}}"#;
    let files = [("toc.yml", outer), ("dsc/toc.yml", inner), ("dsc/good.md", page), ("dsc/overview.md", page)];
    let folder = repository(&[&files[..], &[("docfx.json", build)]].concat());
    let (_, out, err) = run(folder.path(), &["--fix", "--unsafe-fixes", "--output-format", "concise"]);
    assert_eq!(read(folder.path(), "dsc/toc.yml"), inner.replace("GOOD", "good"), "{out}{err}");
    let said = "dsc/toc.yml:2: broken-toc-entry not fixed: `duplicate-toc-entry` would be found in another file then\n";
    assert!(err.contains(said), "{err}");
}

#[test]
fn what_a_comment_switches_off_is_not_fixed() {
    let text = OPEN_ROW.replace("| d\n", "| d <!-- guidelint-disable-line unclosed-row -->\n");
    let folder = repository(&[("a.md", &text)]);
    assert_eq!(run(folder.path(), &["--diff"]), (0, String::new(), String::new()));
}

#[test]
fn only_what_was_named_is_edited() {
    let folder = repository(&[("a.md", "# A\n\nText.\n"), ("b.md", "# B\n\nSee [a](A.md).\n")]);
    run(folder.path(), &["--fix", "a.md"]);
    assert_eq!(read(folder.path(), "b.md"), "# B\n\nSee [a](A.md).\n");
    run(folder.path(), &["--fix", "b.md"]);
    assert_eq!(read(folder.path(), "b.md"), "# B\n\nSee [a](a.md).\n");
}

#[cfg(unix)]
#[test]
fn a_file_that_two_paths_lead_to_is_mended_once() {
    let folder = repository(&[("real.md", OPEN_ROW)]);
    std::os::unix::fs::symlink("real.md", folder.path().join("link.md")).unwrap();
    for paths in [["link.md", "real.md"], ["real.md", "link.md"]] {
        std::fs::write(folder.path().join("real.md"), OPEN_ROW).unwrap();
        let (status, out, err) =
            run(folder.path(), &[&["--fix", "-q", "--output-format", "concise"], &paths[..]].concat());
        assert_eq!((status, out.as_str(), err.as_str()), (0, "", ""), "{paths:?}");
        assert_eq!(read(folder.path(), "real.md"), CLOSED_ROW);
    }
    assert!(folder.path().join("link.md").is_symlink());
}

#[test]
fn a_diff_is_shown_and_can_be_applied() {
    let files = [
        ("with blank.md", OPEN_ROW),
        ("sub/crlf.md", "# T\r\n\r\n| a |\r\n|---|\r\n| c\r\n"),
        ("no end.md", "# T\n\n| a |\n|---|\n| c"),
        ("cut.md", "# T\r\n\r\n| a |\r\n|---|\r\n| c\r"),
    ];
    let folder = repository(&files);
    std::fs::remove_dir(folder.path().join(".git")).unwrap();
    let git = |args: &[&str]| Command::new("git").args(args).current_dir(folder.path()).output().unwrap();
    assert!(git(&["init", "-q"]).status.success());
    let (status, diff, err) = run(folder.path(), &["--diff"]);
    assert_eq!((status, err.as_str()), (1, "guidelint: 4 findings would be fixed in 4 files\n"));
    for (name, text) in files {
        assert_eq!(read(folder.path(), name), text);
    }
    std::fs::write(folder.path().join("fix.patch"), diff).unwrap();
    let applied = git(&["apply", "fix.patch"]);
    assert!(applied.status.success(), "{}", String::from_utf8_lossy(&applied.stderr));
    assert_eq!(run(folder.path(), &["--diff"]), (0, String::new(), String::new()));
    assert_eq!(read(folder.path(), "sub/crlf.md"), "# T\r\n\r\n| a |\r\n|---|\r\n| c |\r\n");
}

#[test]
fn unsafe_fixes_are_made_on_request() {
    let folder = repository(&[("a.md", "# T\n\nOpen the the page.\n")]);
    assert_eq!(run(folder.path(), &["--diff"]).0, 0);
    run(folder.path(), &["--fix", "--unsafe-fixes"]);
    assert_eq!(read(folder.path(), "a.md"), "# T\n\nOpen the page.\n");
}

#[test]
fn standard_input_goes_to_standard_output() {
    let folder = repository(&[]);
    let pass = |text: &[u8]| {
        let mut child = command(folder.path(), &["--fix", "-", "--output-format", "concise", "-q"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(text).unwrap();
        child.wait_with_output().unwrap()
    };
    let text = format!("{OPEN_ROW}\n[x]()\n");
    let (status, out, err) = seen(&pass(text.as_bytes()));
    assert_eq!((status, out), (1, format!("{CLOSED_ROW}\n[x]()\n")));
    assert_eq!(err, "<stdin>:7:1: error[empty-link] link has no destination: [x]\n");
    // What can't be read goes through as it is.
    let bad = pass(b"# T\n\n\xFF\n");
    assert_eq!((bad.status.code(), bad.stdout.as_slice()), (Some(2), b"# T\n\n\xFF\n".as_slice()));
}

#[cfg(unix)]
#[test]
fn what_can_not_be_written_fails_the_run_and_stops_no_other() {
    use std::os::unix::fs::PermissionsExt;
    let folder = repository(&[("a.md", OPEN_ROW), ("b.md", OPEN_ROW)]);
    std::fs::set_permissions(folder.path().join("a.md"), std::fs::Permissions::from_mode(0o444)).unwrap();
    let (status, out, err) = run(folder.path(), &["--fix", "--output-format", "concise"]);
    assert_eq!(status, 2);
    assert!(out.contains("a.md:5:7: warning[unclosed-row]"), "{out}");
    assert_eq!(err, "guidelint: a.md: not written: it is read-only\nguidelint: 1 finding fixed in 1 file\n");
    assert_eq!((read(folder.path(), "a.md").as_str(), read(folder.path(), "b.md").as_str()), (OPEN_ROW, CLOSED_ROW));
    assert_eq!(run(folder.path(), &["--fix-only", "a.md"]).0, 2);
}

#[test]
fn flags_that_exclude_each_other_are_told() {
    let folder = repository(&[("a.md", OPEN_ROW)]);
    for args in
        [["--fix", "--diff"], ["--fix", "--fix-only"], ["--fix", "--add-suppressions"], ["--fix", "--show-files"]]
    {
        let (status, _, err) = run(folder.path(), &args);
        assert_eq!(status, 2);
        assert!(err.contains("cannot be used with"), "{err}");
    }
    let (status, _, err) = run(folder.path(), &["--unsafe-fixes"]);
    assert_eq!((status, err.as_str()), (2, "guidelint: --unsafe-fixes goes with --fix, --fix-only or --diff\n"));
    assert_eq!(read(folder.path(), "a.md"), OPEN_ROW);
}
