//! A repository in a folder of its own, made with the real git.

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::environment::program;

pub struct Repo {
    folder: TempDir,
}

/// A finding: path, line, rule.
pub type Found = (String, usize, String);

impl Repo {
    /// An empty repository.
    pub fn new() -> Self {
        let repo = Self { folder: tempfile::tempdir().expect("a folder can be made") };
        repo.git(&["init", "--quiet", "--initial-branch=main"]);
        repo
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn git(&self, args: &[&str]) -> String {
        let output = self.ask(args);
        assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Whether git does as it is told.
    pub fn accepts(&self, args: &[&str]) -> bool {
        self.ask(args).status.success()
    }

    fn ask(&self, args: &[&str]) -> Output {
        let mut git = Command::new("git");
        git.current_dir(self.path()).args(["-c", "user.name=a", "-c", "user.email=a@example.org"]);
        git.args(["-c", "commit.gpgSign=false", "-c", "core.autocrlf=false"]).args(args);
        git.output().expect("git runs")
    }

    pub fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", "A step"]);
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder can be made");
        std::fs::write(path, text).expect("a file can be written");
    }

    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path().join(path)).expect("a file can be read")
    }

    /// Replaces the first `old` in a file.
    pub fn edit(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert!(text.contains(old), "{path} holds {old:?}");
        self.write(path, &text.replacen(old, new, 1));
    }

    pub fn remove(&self, path: &str) {
        std::fs::remove_file(self.path().join(path)).expect("a file can be removed");
    }

    pub fn run(&self, args: &[&str]) -> Output {
        program().args(args).current_dir(self.path()).output().expect("the binary runs")
    }

    /// What `check` finds with these arguments, as JSON.
    pub fn report(&self, args: &[&str]) -> serde_json::Value {
        let output = self.run(&[&["check", "--output-format", "json"], args].concat());
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code().is_some_and(|status| status < 2), "{said}");
        serde_json::from_slice(&output.stdout).expect("the report is JSON")
    }

    /// What `check` finds with these arguments.
    pub fn check(&self, args: &[&str]) -> Vec<Found> {
        let report = self.report(args);
        let word = |finding: &serde_json::Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
        let line = |finding: &serde_json::Value| finding["start"]["line"].as_u64().unwrap_or_default() as usize;
        let findings = report["findings"].as_array().expect("a list").iter();
        findings.map(|finding| (word(finding, "path"), line(finding), word(finding, "rule"))).collect()
    }
}

/// Findings as a test writes them down.
pub fn found(expected: &[(&str, usize, &str)]) -> Vec<Found> {
    expected.iter().map(|(path, line, rule)| (path.to_string(), *line, rule.to_string())).collect()
}
