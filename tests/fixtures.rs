//! Runs the binary on every set below `fixtures/` and compares with the `expected.txt` that lies in it: the findings,
//! one a line, and the exit status. `BLESS=1 cargo test --test fixtures` writes what is found now; read the diff.

mod environment;

use environment::program;
use std::path::{Path, PathBuf};

fn sets() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let entries = std::fs::read_dir(root).expect("the fixtures are there");
    let mut sets: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry is readable").path()).collect();
    sets.retain(|path| path.is_dir());
    sets.sort();
    assert!(sets.len() >= 3, "there are sets to run");
    sets
}

/// Lays a set out as a repository of its own: what lies above it is not its business.
fn repository(set: &Path) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    copy(set, folder.path());
    std::fs::create_dir(folder.path().join(".git")).expect("it can be marked as a repository");
    folder
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).expect("a set can be read") {
        let entry = entry.expect("an entry is readable");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            std::fs::create_dir(&target).expect("a folder can be made");
            copy(&entry.path(), &target);
        } else if entry.file_name() != "expected.txt" {
            std::fs::copy(entry.path(), &target).expect("a file can be copied");
        }
    }
}

fn run(folder: &Path, threads: &str, args: &[&str]) -> (String, Option<i32>) {
    let mut command = program();
    let output = command.args(args).current_dir(folder).env("RAYON_NUM_THREADS", threads).output();
    let output = output.expect("the binary runs");
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    (String::from_utf8(output.stdout).expect("the output is UTF-8"), output.status.code())
}

fn guidelint(set: &Path, args: &[&str]) -> (String, Option<i32>) {
    run(repository(set).path(), "2", &[&["check"], args].concat())
}

#[test]
fn every_set_gives_what_is_expected() {
    for set in sets() {
        let (found, status) = guidelint(&set, &["--output-format", "concise", "--quiet"]);
        let actual = format!("{found}exit status {}\n", status.expect("it ends by itself"));
        let path = set.join("expected.txt");
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&path, &actual).expect("the expected report can be written");
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(expected == actual, "{} differs; it is now\n{actual}", path.display());
    }
}

#[test]
fn a_finished_set_is_clean_with_every_severity() {
    let set = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/archive-finished");
    let (found, status) = guidelint(&set, &["--fail-on", "info", "--output-format", "concise", "--quiet"]);
    assert_eq!((found.as_str(), status), ("", Some(0)));
}

#[test]
fn every_family_of_rules_speaks_somewhere() {
    let said: String = sets().iter().map(|set| guidelint(set, &["--output-format", "json"]).0).collect();
    let families: std::collections::BTreeSet<&str> =
        guidelint::rules::registry().pages().iter().map(|page| page.family).collect();
    for family in families {
        assert!(said.contains(&format!("\"family\":\"{family}\"")), "no set has a finding of {family}");
    }
}

/// The files of a repository, as a user names them.
fn files(folder: &Path) -> Vec<String> {
    let (listed, _) = run(folder, "1", &["check", "--show-files"]);
    listed.lines().map(str::to_owned).collect()
}

#[test]
fn a_report_is_the_same_however_the_files_are_named() {
    const ARGS: [&str; 4] = ["check", "--output-format", "concise", "--no-collapse"];
    for set in sets() {
        let folder = repository(&set);
        let whole = run(folder.path(), "1", &ARGS);
        assert_eq!(whole, run(folder.path(), "4", &ARGS), "{}: on more threads", set.display());

        let mut named = files(folder.path());
        named.reverse();
        let middle = named.len() / 2;
        named.rotate_left(middle);
        let one_by_one: Vec<&str> = ARGS.into_iter().chain(named.iter().map(String::as_str)).collect();
        assert_eq!(whole, run(folder.path(), "4", &one_by_one), "{}: named one by one", set.display());

        let below = folder.path().join("somewhere");
        std::fs::create_dir(&below).expect("a folder can be made");
        let from_there = run(&below, "4", &[&ARGS[..], &[".."]].concat());
        let shown: String = whole.0.lines().map(|line| elsewhere(line) + "\n").collect();
        assert_eq!((shown, whole.1), from_there, "{}: from another folder", set.display());
    }
}

/// A line of a report as it reads from a folder below.
fn elsewhere(line: &str) -> String {
    let is_place = line.split(": ").next().is_some_and(|place| place.split(':').count() == 3);
    if is_place { format!("../{line}") } else { line.to_owned() }
}
