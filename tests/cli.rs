//! Runs the cases of `tests/cli/`: each is a file with the arguments, the files to run on and, below `[expected]`, what
//! the user sees. `BLESS=1 cargo test --test cli` writes what is seen now into the cases; read the diff.

mod environment;

use environment::program;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde::Deserialize;

const MARK: &str = "[expected]\n";

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Case {
    args: Vec<String>,
    /// Folder to run in, from the root of the case's repository.
    #[serde(default)]
    run_in: String,
    #[serde(default)]
    stdin: String,
    /// Environment variables.
    #[serde(default)]
    env: BTreeMap<String, String>,
    /// Text files to make.
    #[serde(default)]
    files: BTreeMap<String, String>,
    /// Files of arbitrary bytes.
    #[serde(default)]
    bytes: BTreeMap<String, Vec<u8>>,
    /// Symbolic links and what they lead to.
    #[serde(default)]
    links: BTreeMap<String, String>,
    /// Named pipes.
    #[serde(default)]
    pipes: Vec<String>,
    /// Parts of the standard output, where the whole of it is not the point.
    stdout_has: Option<Vec<String>>,
    #[serde(default)]
    expected: Expected,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    status: i32,
    #[serde(default)]
    stdout: String,
    #[serde(default)]
    stderr: String,
    /// Files that must be there after the run, with this text.
    #[serde(default)]
    written: BTreeMap<String, String>,
}

#[test]
fn every_case_holds() {
    let mut wrong = Vec::new();
    let mut paths: Vec<PathBuf> = std::fs::read_dir("tests/cli").unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let case: Case = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        if cfg!(not(unix)) && !(case.links.is_empty() && case.pipes.is_empty()) {
            continue;
        }
        let folder = case.build();
        let seen = case.run(folder.path());
        if std::env::var_os("BLESS").is_some() {
            let head = text.split(MARK).next().unwrap().trim_end();
            std::fs::write(&path, format!("{head}\n\n{}", case.bless(&seen, folder.path()))).unwrap();
        } else if let Some(difference) = case.difference(&seen, folder.path()) {
            wrong.push(format!("{}: {difference}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{} cases do not hold:\n\n{}", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn the_thread_count_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join(".git")).unwrap();
    for number in 0..200 {
        let text = "# T\n\n[x]()\n\n<!-- guidelint-disable-line nothing -->\n".repeat(1 + number % 7);
        std::fs::write(folder.path().join(format!("{}.md", number * 7919 % 200)), text).unwrap();
    }
    let run = |threads: &str| {
        let mut command = program();
        command.args(["check", "--output-format", "concise", "-q"]).current_dir(folder.path());
        command.env("RAYON_NUM_THREADS", threads).output().unwrap().stdout
    };
    let one = run("1");
    assert!(!one.is_empty());
    assert_eq!(one, run("8"));
}

#[cfg(target_os = "linux")]
#[test]
fn files_whose_names_are_no_text_are_checked_each() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().unwrap();
    for name in [b"\xFE.md", b"\xFF.md"] {
        std::fs::write(folder.path().join(std::ffi::OsStr::from_bytes(name)), "[x]()\n").unwrap();
    }
    let mut command = program();
    command.args(["check", "--isolated", "--output-format", "concise", "-q"]).current_dir(folder.path());
    let seen = text(&command.output().unwrap().stdout);
    let paths: Vec<&str> = seen.lines().map(|line| line.split(':').next().unwrap()).collect();
    assert_eq!(paths, ["\\xFE.md", "\\xFF.md"], "{seen}");
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.md"), "[x]()\n\n".repeat(100_000)).unwrap();
    let mut command = program();
    command.args(["check", "--isolated", "--no-collapse", "--output-format", "concise", "."]);
    let mut child = command.current_dir(folder.path()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), [].as_slice()));
}

impl Case {
    fn build(&self) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let place = |name: &str| {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            path
        };
        std::fs::create_dir(place(".git")).unwrap();
        std::fs::create_dir_all(folder.path().join(&self.run_in)).unwrap();
        for (name, text) in &self.files {
            std::fs::write(place(name), text).unwrap();
        }
        for (name, bytes) in &self.bytes {
            std::fs::write(place(name), bytes).unwrap();
        }
        for (name, target) in &self.links {
            link(target, &place(name));
        }
        for name in &self.pipes {
            assert!(Command::new("mkfifo").arg(place(name)).status().unwrap().success());
        }
        folder
    }

    fn run(&self, folder: &Path) -> Output {
        let mut command = program();
        command.args(&self.args).current_dir(folder.join(&self.run_in));
        // Somebody's own global .gitignore must not decide what a test sees.
        command.env("HOME", folder.join(".git")).envs(&self.env);
        let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = pipes.spawn().unwrap();
        // A command that does not read its input may be gone already.
        let _ = child.stdin.take().unwrap().write_all(self.stdin.as_bytes());
        child.wait_with_output().unwrap()
    }

    fn difference(&self, seen: &Output, folder: &Path) -> Option<String> {
        let expected = &self.expected;
        let (stdout, stderr) = (text(&seen.stdout), text(&seen.stderr));
        if seen.status.code() != Some(expected.status) {
            return Some(format!("ends with {}, not {}\n{stdout}{stderr}", seen.status, expected.status));
        }
        let parts = self.stdout_has.iter().flatten();
        if let Some(part) = parts.into_iter().find(|part| !stdout.contains(part.as_str())) {
            return Some(format!("stdout lacks {part:?}:\n{stdout}"));
        }
        if self.stdout_has.is_none() && stdout != expected.stdout {
            return Some(format!("stdout is\n{stdout}and not\n{}", expected.stdout));
        }
        if stderr != expected.stderr {
            return Some(format!("stderr is\n{stderr}and not\n{}", expected.stderr));
        }
        let differs = |(name, text): (&String, &String)| {
            let written = std::fs::read_to_string(folder.join(name)).unwrap_or_default();
            (written != *text).then(|| format!("{name} is\n{written}and not\n{text}"))
        };
        expected.written.iter().find_map(differs)
    }

    fn bless(&self, seen: &Output, folder: &Path) -> String {
        let mut out = format!("{MARK}status = {}\n", seen.status.code().unwrap());
        if self.stdout_has.is_none() {
            out += &literal("stdout", &text(&seen.stdout));
        }
        out += &literal("stderr", &text(&seen.stderr));
        for name in self.expected.written.keys() {
            let written = std::fs::read_to_string(folder.join(name)).unwrap_or_default();
            out += &literal(&format!("written.{name:?}"), &written);
        }
        out
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("what is printed is UTF-8")
}

fn literal(key: &str, value: &str) -> String {
    match value {
        "" => String::new(),
        _ => format!("{key} = '''\n{value}'''\n"),
    }
}

#[cfg(unix)]
fn link(target: &str, path: &Path) {
    std::os::unix::fs::symlink(target, path).unwrap();
}

#[cfg(not(unix))]
fn link(_target: &str, _path: &Path) {
    unreachable!("cases with links are passed over here");
}
