//! Runs the binary on every set below `fixtures/` and compares with the `expected.txt` that lies in it: the findings,
//! one a line, and the exit status. `BLESS=1 cargo test --test fixtures` writes what is found now; read the diff.

use std::path::{Path, PathBuf};
use std::process::Command;

fn sets() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let entries = std::fs::read_dir(root).expect("the fixtures are there");
    let mut sets: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry is readable").path()).collect();
    sets.retain(|path| path.is_dir());
    sets.sort();
    assert!(sets.len() >= 3, "there are sets to run");
    sets
}

fn guidelint(set: &Path, args: &[&str]) -> (String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guidelint"));
    let output = command.arg("check").args(args).current_dir(set).output().expect("the binary runs");
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    (String::from_utf8(output.stdout).expect("the output is UTF-8"), output.status.code())
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
