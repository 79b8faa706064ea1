//! The baseline, end to end: the binary over real trees, and real git where branches meet.

mod environment;

use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;

const FILE: &str = ".guidelint-baseline.json";
/// A page without findings.
const FIXED: &str = "# Fixed\n\nAll is well here.\n";

struct Repo {
    folder: tempfile::TempDir,
}

/// What a check came to.
#[derive(Debug, PartialEq)]
struct Checked {
    status: i32,
    /// `path:line rule`
    shown: Vec<String>,
    baselined: u64,
    fixed: u64,
}

fn checked(status: i32, shown: &[&str], baselined: u64, fixed: u64) -> Checked {
    Checked { status, shown: shown.iter().map(|line| (*line).to_owned()).collect(), baselined, fixed }
}

impl Repo {
    fn new(files: &[(&str, &str)]) -> Self {
        let repo = Self { folder: tempfile::tempdir().unwrap() };
        std::fs::create_dir(repo.path(".git")).unwrap();
        files.iter().for_each(|(path, text)| repo.write(path, text));
        repo
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        std::fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        std::fs::write(self.path(path), text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap()
    }

    fn run_in(&self, folder: &str, args: &[&str]) -> Output {
        let mut command = environment::program();
        command.args(args).current_dir(self.path(folder)).env("HOME", self.path(".git")).output().unwrap()
    }

    /// Runs `guidelint baseline` and gives what it says.
    fn baseline(&self, args: &[&str]) -> String {
        let output = self.run_in("", &[&["baseline"], args].concat());
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        text(&output.stdout)
    }

    /// Runs `guidelint baseline` where it must fail, and gives what it says.
    fn refused(&self, args: &[&str]) -> String {
        let output = self.run_in("", &[&["baseline"], args].concat());
        assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(2), ""));
        text(&output.stderr)
    }

    fn check(&self, args: &[&str]) -> Checked {
        let output = self.run_in("", &[&["check", "--output-format", "json"], args].concat());
        let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
        let place = |finding: &Value| {
            let word = |name: &str| finding[name].as_str().unwrap().to_owned();
            format!("{}:{} {}", word("path"), finding["start"]["line"], word("rule"))
        };
        let summary = &report["summary"];
        let shown: Vec<String> = report["findings"].as_array().unwrap().iter().map(place).collect();
        let counted: u64 = ["errors", "warnings", "infos"].iter().map(|name| summary[name].as_u64().unwrap()).sum();
        assert_eq!(counted, shown.len() as u64, "only what is shown counts");
        Checked {
            status: output.status.code().unwrap(),
            shown,
            baselined: summary["baselined"].as_u64().unwrap(),
            fixed: summary["fixed"].as_u64().unwrap(),
        }
    }

    fn git(&self, args: &[&str]) -> Output {
        let mut command = Command::new("git");
        command.args(args).current_dir(self.folder.path());
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        for name in ["GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"] {
            command.env(name, "someone");
        }
        command.output().expect("git runs")
    }

    /// Commits everything on a new branch that leaves the first commit.
    fn branch(&self, name: &str, change: impl Fn()) {
        assert!(self.git(&["checkout", "-q", "-b", name, "start"]).status.success());
        change();
        self.commit();
    }

    fn commit(&self) {
        assert!(self.git(&["add", "-A"]).status.success());
        let output = self.git(&["commit", "-q", "-m", "change"]);
        assert!(output.status.success(), "{output:?}");
    }

    /// A repository with a first commit named `start`, and a baseline of what is in it.
    fn started(files: &[(&str, &str)]) -> Self {
        let repo = Self::new(&[]);
        std::fs::remove_dir(repo.path(".git")).unwrap();
        assert!(repo.git(&["init", "-q"]).status.success());
        files.iter().for_each(|(path, text)| repo.write(path, text));
        repo.baseline(&[]);
        repo.commit();
        assert!(repo.git(&["branch", "start"]).status.success());
        repo
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A page with empty links of these texts.
fn page(links: &[&str]) -> String {
    let links: Vec<String> = links.iter().map(|link| format!("See [{link}]().\n\n")).collect();
    format!("# Page\n\n{}", links.concat())
}

/// The listed rows without brackets, commas and hashes: `path rule count text`.
fn rows(baseline: &str) -> Vec<String> {
    let baseline: Value = serde_json::from_str(baseline).unwrap();
    let row = |row: &Value| {
        let word = |index: usize| row[index].as_str().unwrap().to_owned();
        format!("{} {} {} {}", word(0), word(1), row[3], word(4))
    };
    baseline["findings"].as_array().unwrap()[1..].iter().map(row).collect()
}

#[test]
fn what_is_listed_is_not_shown_and_what_is_new_is() {
    let repo = Repo::new(&[("docs/a.md", &page(&["one", "two"])), ("docs/b.md", &page(&["one"]))]);
    assert_eq!(repo.check(&[]).shown.len(), 3);
    assert_eq!(repo.baseline(&[]), format!("wrote {FILE}: 3 findings in 2 files (3 added, 0 removed)\n"));
    assert_eq!(repo.check(&["--fail-on", "info"]), checked(0, &[], 3, 0));
    let said = text(&repo.run_in("", &["check", "--statistics"]).stdout);
    assert!(said.ends_with(" · 3 links\n3 in the baseline not shown\n"), "{said}");
    assert_eq!(repo.check(&["--ignore-baseline"]).shown.len(), 3);
    assert_eq!(repo.baseline(&[]), format!("{FILE} is up to date: 3 findings in 2 files\n"));

    repo.write("docs/a.md", &page(&["one", "new", "two"]));
    assert_eq!(repo.check(&[]), checked(1, &["docs/a.md:5 empty-link"], 3, 0));
    let moved = format!("# Page\n\n{}{}", "A line of text.\n\n".repeat(20), page(&["two", "one"]));
    repo.write("docs/a.md", &moved);
    assert_eq!(repo.check(&[]), checked(0, &[], 3, 0));
}

#[test]
fn of_equal_findings_the_last_ones_are_new() {
    let repo = Repo::new(&[("a.md", &page(&["one", "one"]))]);
    repo.baseline(&[]);
    assert_eq!(rows(&repo.read(FILE)), ["a.md empty-link 2 [one]()"]);
    repo.write("a.md", &page(&["one", "one", "one"]));
    assert_eq!(repo.check(&[]), checked(1, &["a.md:7 empty-link"], 2, 0));
}

#[test]
fn only_what_is_shown_decides_how_a_run_ends() {
    let repo = Repo::new(&[("a.md", "# A\n\nThe the plan is here.\n")]);
    assert_eq!(repo.check(&["--max-warnings", "0"]).status, 1);
    repo.baseline(&[]);
    assert_eq!(repo.check(&["--max-warnings", "0", "--fail-on", "warning"]), checked(0, &[], 1, 0));
}

#[test]
fn what_is_fixed_is_counted_and_pruned() {
    let repo = Repo::new(&[("a.md", &page(&["one", "one", "two"])), ("b.md", &page(&["one"]))]);
    repo.baseline(&[]);
    repo.write("a.md", &page(&["one", "new"]));
    std::fs::remove_file(repo.path("b.md")).unwrap();
    assert_eq!(repo.check(&[]), checked(1, &["a.md:5 empty-link"], 1, 3));
    let said = text(&repo.run_in("", &["check"]).stdout);
    assert!(said.contains("\n1 in the baseline not shown · 3 fixed since: guidelint baseline --prune\n"), "{said}");

    assert_eq!(repo.baseline(&["--prune"]), format!("wrote {FILE}: 1 finding in 1 file (0 added, 3 removed)\n"));
    assert_eq!(rows(&repo.read(FILE)), ["a.md empty-link 1 [one]()"]);
    assert_eq!(repo.check(&[]), checked(1, &["a.md:5 empty-link"], 1, 0));
    assert_eq!(repo.baseline(&["--prune"]), format!("{FILE} is up to date: 1 finding in 1 file\n"));
    assert_eq!(repo.baseline(&[]), format!("wrote {FILE}: 2 findings in 1 file (1 added, 0 removed)\n"));
}

#[test]
fn a_renamed_page_keeps_its_findings() {
    let repo = Repo::new(&[("old.md", &page(&["one", "one"])), ("other.md", &page(&["one"]))]);
    repo.baseline(&[]);
    std::fs::create_dir(repo.path("guide")).unwrap();
    std::fs::rename(repo.path("old.md"), repo.path("guide/new.md")).unwrap();
    assert_eq!(repo.check(&[]), checked(0, &[], 3, 0));
    repo.write("guide/new.md", &page(&["one", "one", "one"]));
    assert_eq!(repo.check(&[]), checked(1, &["guide/new.md:7 empty-link"], 3, 0));
    assert_eq!(repo.baseline(&["--prune"]), format!("wrote {FILE}: 3 findings in 2 files (0 added, 0 removed)\n"));
    assert_eq!(rows(&repo.read(FILE)), ["guide/new.md empty-link 2 [one]()", "other.md empty-link 1 [one]()"]);
    // Now nothing is left for a page that looks like it.
    repo.write("newer.md", &page(&["one"]));
    assert_eq!(repo.check(&["newer.md"]), checked(1, &["newer.md:3 empty-link"], 0, 0));
}

#[cfg(unix)]
#[test]
fn a_page_whose_name_is_not_unicode_keeps_its_findings() {
    use std::os::unix::ffi::OsStrExt;
    let repo = Repo::new(&[("b.md", "# B\n\nText.\n")]);
    let name = std::ffi::OsStr::from_bytes(b"\xE9t\xE9.md");
    std::fs::write(repo.folder.path().join(name), page(&["one"])).unwrap();
    repo.baseline(&[]);
    // It was not renamed to this page, which was not looked at before.
    repo.write("c.md", &page(&["one"]));
    assert_eq!(repo.check(&["b.md", "c.md"]), checked(1, &["c.md:3 empty-link"], 0, 0));
    repo.baseline(&["b.md"]);
    std::fs::remove_file(repo.path("c.md")).unwrap();
    assert_eq!(repo.check(&[]), checked(0, &[], 1, 0));
}

#[test]
fn a_run_on_some_files_speaks_of_those_alone() {
    let files = [("docs/a.md", page(&["one"])), ("docs/gone.md", page(&["two"])), ("src/b.md", page(&["three"]))];
    let repo = Repo::new(&files.each_ref().map(|(path, text)| (*path, text.as_str())));
    repo.baseline(&[]);
    repo.write("docs/a.md", &page(&["four"]));
    repo.write("src/b.md", FIXED);
    std::fs::remove_file(repo.path("docs/gone.md")).unwrap();
    assert_eq!(repo.check(&["docs"]), checked(1, &["docs/a.md:3 empty-link"], 0, 2));
    repo.baseline(&["docs"]);
    assert_eq!(rows(&repo.read(FILE)), ["docs/a.md empty-link 1 [four]()", "src/b.md empty-link 1 [three]()"]);
    assert_eq!(
        repo.run_in("docs", &["baseline"]).stdout,
        b"../.guidelint-baseline.json is up to date: 2 findings in 2 files\n"
    );
}

#[test]
fn a_rule_that_is_off_says_nothing_of_its_entries() {
    let repo = Repo::new(&[("a.md", "# A\n\nThe the plan: [one]().\n"), ("b.md", &page(&["two"]))]);
    repo.baseline(&[]);
    let all = repo.read(FILE);
    repo.write("b.md", FIXED);
    assert_eq!(repo.check(&["--ignore", "empty-link"]), checked(0, &[], 1, 0));
    assert_eq!(repo.check(&["--select", "empty-link"]), checked(0, &[], 1, 1));
    repo.baseline(&["--ignore", "empty-link"]);
    assert_eq!(repo.read(FILE), all);
    repo.baseline(&["--prune", "--select", "empty-link"]);
    assert_eq!(rows(&repo.read(FILE)), ["a.md empty-link 1 [one]()", "a.md repeated-word 1 The the"]);
}

#[test]
fn what_only_all_files_tell_is_not_fixed_where_some_were_checked() {
    let repo = Repo::new(&[("a.md", "---\ntitle: T\n---\n\n# T\n"), ("b.md", "---\ntitle: T\n---\n\n# T\n")]);
    let rules = ["--select", "duplicate-title"];
    repo.baseline(&rules);
    assert_eq!(repo.check(&rules), checked(0, &[], 1, 0));
    assert_eq!(repo.check(&["b.md", "--select", "duplicate-title"]), checked(0, &[], 0, 0));
    let listed = repo.read(FILE);
    repo.baseline(&["b.md", "--select", "duplicate-title"]);
    assert_eq!(repo.read(FILE), listed);
}

#[test]
fn pages_that_lead_to_a_named_one_are_set_aside_too() {
    let repo = Repo::new(&[("a.md", "# A\n\n[b](b.md#gone) and [x]().\n"), ("b.md", FIXED)]);
    repo.baseline(&[]);
    assert_eq!(repo.check(&["b.md", "--ignore-baseline"]).shown, ["a.md:3 broken-anchor"]);
    assert_eq!(repo.check(&["b.md"]), checked(0, &[], 1, 0));
    repo.baseline(&["b.md"]);
    assert_eq!(rows(&repo.read(FILE)).len(), 2);
}

#[test]
fn the_nearest_baseline_counts_and_is_written() {
    let repo = Repo::new(&[("a.md", &page(&["one"])), ("packages/b/docs/b.md", &page(&["one"]))]);
    let inner = "packages/b/.guidelint-baseline.json";
    repo.baseline(&["--baseline", inner, "packages/b"]);
    assert_eq!(rows(&repo.read(inner)), ["docs/b.md empty-link 1 [one]()"]);
    assert_eq!(repo.check(&[]), checked(1, &["a.md:3 empty-link"], 1, 0));

    let said = repo.baseline(&[]);
    let both =
        format!("wrote {FILE}: 1 finding in 1 file (1 added, 0 removed)\n{inner} is up to date: 1 finding in 1 file\n");
    assert_eq!(said, both);
    assert_eq!(rows(&repo.read(FILE)), ["a.md empty-link 1 [one]()"]);
    assert_eq!(repo.check(&[]), checked(0, &[], 2, 0));
    assert_eq!(repo.run_in("packages/b/docs", &["check", "-q"]).status.code(), Some(0));

    // Above the root of its own repository nobody looks.
    std::fs::remove_file(repo.path(inner)).unwrap();
    std::fs::create_dir(repo.path("packages/b/.git")).unwrap();
    assert_eq!(repo.check(&[]), checked(1, &["packages/b/docs/b.md:3 empty-link"], 1, 0));
    repo.baseline(&[]);
    assert_eq!(rows(&repo.read(inner)), ["docs/b.md empty-link 1 [one]()"]);
}

#[test]
fn a_named_baseline_counts_for_every_file() {
    let repo = Repo::new(&[("a.md", &page(&["one"])), ("docs/b.md", &page(&["two"]))]);
    repo.write(FILE, "not even JSON");
    let named = ["--baseline", "docs/known.json"];
    assert_eq!(repo.baseline(&named), "wrote docs/known.json: 2 findings in 2 files (2 added, 0 removed)\n");
    assert_eq!(rows(&repo.read("docs/known.json")), ["../a.md empty-link 1 [one]()", "b.md empty-link 1 [two]()"]);
    assert_eq!(repo.check(&named), checked(0, &[], 2, 0));
    std::fs::remove_file(repo.path("a.md")).unwrap();
    assert_eq!(repo.check(&named), checked(0, &[], 1, 1));
}

#[test]
fn without_a_repository_the_working_directory_holds_it() {
    let repo = Repo::new(&[("docs/a.md", &page(&["one"]))]);
    std::fs::remove_dir(repo.path(".git")).unwrap();
    assert_eq!(
        repo.baseline(&["--isolated", "docs"]),
        format!("wrote {FILE}: 1 finding in 1 file (1 added, 0 removed)\n")
    );
    assert_eq!(repo.check(&["--isolated", "docs"]), checked(0, &[], 1, 0));
}

#[test]
fn work_that_was_not_done_is_never_listed_nor_hidden() {
    let repo = Repo::new(&[("a.md", &page(&["one"]))]);
    repo.baseline(&[]);
    let before = repo.read(FILE);
    std::fs::write(repo.path("b.md"), b"# B\n\n[two]() \xFF\n").unwrap();
    let said = repo.refused(&[]);
    assert!(
        said.starts_with("guidelint: nothing was written, because not everything could be checked\n  b.md: "),
        "{said}"
    );
    assert_eq!(repo.read(FILE), before);

    // Not even where a hand wrote it.
    let hash = |rule: &str| {
        let output = repo.run_in("", &["check", "--ignore-baseline", "--output-format", "json"]);
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let of = report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .find(|finding| finding["path"] == "b.md" && finding["rule"] == rule);
        of.unwrap()["fingerprint"].as_str().unwrap().split(':').next().unwrap().to_owned()
    };
    let row = |rule: &str| format!("    ,[\"b.md\", \"{rule}\", \"{}\", 1, \"\"]\n", hash(rule));
    let rows = row("empty-link") + &row("invalid-utf8");
    repo.write(FILE, &before.replace("\n\n  ]", &format!("\n{rows}\n  ]")));
    assert_eq!(repo.check(&[]), checked(2, &["b.md:3 invalid-utf8"], 2, 0));
}

#[test]
fn what_a_comment_switches_off_is_not_listed() {
    let repo = Repo::new(&[("a.md", "# A\n\n<!-- guidelint-disable-next-line empty-link -->\n[x]()\n")]);
    assert_eq!(repo.baseline(&[]), format!("wrote {FILE}: 0 findings in 0 files (0 added, 0 removed)\n"));
    assert_eq!(repo.check(&[]), checked(0, &[], 0, 0));
}

#[test]
fn the_thread_count_changes_no_byte() {
    let repo = Repo::new(&[]);
    for number in 0..60 {
        repo.write(&format!("{}.md", number * 7919 % 60), &page(&["one", "two", "one"][..1 + number % 3]));
    }
    let written = |threads: &str| {
        let mut command = environment::program();
        command.args(["baseline", "--baseline", threads]).current_dir(repo.folder.path());
        assert!(command.env("RAYON_NUM_THREADS", threads).output().unwrap().status.success());
        repo.read(threads)
    };
    assert_eq!(written("1"), written("8"));
}

#[test]
fn what_can_not_be_used_is_refused() {
    let repo = Repo::new(&[("a.md", &page(&["one"]))]);
    assert!(repo.refused(&["--prune"]).contains("there is no baseline to prune"));
    assert!(repo.refused(&["-"]).contains("standard input is none"));
    assert!(repo.refused(&["--exclude", "*.md"]).contains("nothing was written: no pages found here"));
    assert!(!repo.path(FILE).exists());
    let huge = std::fs::File::create(repo.path(FILE)).unwrap();
    huge.set_len((1 << 28) + 1).unwrap();
    let output = repo.run_in("", &["check"]);
    let told = format!("guidelint: {FILE}: can't be read: it is larger than 256 MiB, which no baseline is\n");
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(2), told));
}

#[cfg(unix)]
#[test]
fn a_baseline_that_is_a_link_stays_one() {
    let repo = Repo::new(&[("a.md", &page(&["one"]))]);
    repo.write(
        "known/all.json",
        "{\"version\": 1, \"findings\": [[\"path\", \"rule\", \"hash\", \"count\", \"text\"]]}",
    );
    std::os::unix::fs::symlink("known/all.json", repo.path(FILE)).unwrap();
    repo.baseline(&[]);
    assert_eq!(rows(&repo.read("known/all.json")), ["a.md empty-link 1 [one]()"]);
    assert!(repo.path(FILE).is_symlink());
}

#[test]
fn a_change_is_judged_with_the_baseline_that_it_holds() {
    let repo = Repo::started(&[("a.md", &page(&["one"])), ("b.md", &page(&["two"]))]);
    let since = ["--since", "start"];
    repo.write("a.md", &page(&["new", "one"]));
    // What is older is in its page still, so nothing of the baseline is fixed.
    assert_eq!(repo.check(&since), checked(1, &["a.md:3 empty-link"], 0, 0));
    repo.baseline(&[]);
    assert_eq!(repo.check(&since), checked(0, &[], 1, 0));
    // The baseline is not in the commit that would be made.
    assert!(repo.git(&["add", "a.md"]).status.success());
    assert_eq!(repo.check(&["--staged"]), checked(1, &["a.md:3 empty-link"], 0, 0));
    assert!(repo.git(&["add", FILE]).status.success());
    assert_eq!(repo.check(&["--staged"]), checked(0, &[], 1, 0));
    std::fs::remove_file(repo.path(FILE)).unwrap();
    assert_eq!(repo.check(&["--staged"]), checked(0, &[], 1, 0));
    assert_eq!(repo.check(&since), checked(1, &["a.md:3 empty-link"], 0, 0));
}

/// Two branches, each made from the start; what `git merge` says when the second takes in the first.
fn merged(repo: &Repo, one: impl Fn(&Repo), other: impl Fn(&Repo)) -> bool {
    let record = |change: &dyn Fn(&Repo)| {
        change(repo);
        repo.baseline(&[]);
    };
    repo.branch("one", || record(&one));
    repo.branch("other", || record(&other));
    repo.git(&["merge", "-q", "-m", "merge", "one"]).status.success()
}

#[test]
fn branches_that_touch_different_pages_merge() {
    let start = [("a.md", page(&["a", "b"])), ("b.md", page(&["c", "d"])), ("c.md", page(&["e"]))];
    let start = start.each_ref().map(|(path, text)| (*path, text.as_str()));
    let more = |path: &'static str, links: &'static [&str]| move |repo: &Repo| repo.write(path, &page(links));
    // Neighbours in the file; entries come, go, and are the last ones of all.
    for (one, other) in [
        (more("a.md", &["a", "b", "x", "y", "z"]), more("b.md", &["c", "d", "x", "y", "z"])),
        (more("a.md", &["a"]), more("b.md", &["d"])),
        (more("a.md", &["b"]), more("b.md", &["c"])),
        (more("b.md", &["x"]), more("c.md", &["y"])),
        (more("b.md", &[]), more("z.md", &["x", "y"])),
        (more("c.md", &["e", "f", "g", "h"]), more("z.md", &["x", "y"])),
    ] {
        let repo = Repo::started(&start);
        assert!(merged(&repo, one, other), "{}", repo.read(FILE));
        let seen = repo.check(&[]);
        assert_eq!((seen.status, seen.fixed), (0, 0), "{}", repo.read(FILE));
        assert!(repo.baseline(&[]).contains("is up to date"), "the merge is what a run would write");
    }
}

#[test]
fn both_sides_of_a_conflict_and_a_prune_make_it_right() {
    let change = |links: &'static [&str]| move |repo: &Repo| repo.write("b.md", &page(links));
    let repo = Repo::started(&[("a.md", &page(&["a"])), ("b.md", &page(&["b", "b"])), ("c.md", &page(&["c"]))]);
    // The pages merge, their entries don't: one more of the same, and one less.
    let one = |repo: &Repo| repo.write("b.md", &format!("{}See [b]().\n", page(&["b", "b"])));
    let other = |repo: &Repo| repo.write("b.md", &page(&["b", "b"]).replacen("See [b]()", "See b", 1));
    assert!(!merged(&repo, one, other));
    let output = repo.run_in("", &["check"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("a merge left a conflict here; keep the lines of both sides"));
    assert!(repo.refused(&["--prune"]).contains("a merge left a conflict here"));

    change(&["b", "b"])(&repo);
    let marks = ["<<<<<<<", "=======", ">>>>>>>"];
    let both: Vec<String> = repo.read(FILE).lines().map(str::to_owned).collect();
    let both: Vec<String> = both.into_iter().filter(|line| !marks.iter().any(|mark| line.starts_with(mark))).collect();
    repo.write(FILE, &both.join("\n"));
    repo.baseline(&["--prune"]);
    assert_eq!(rows(&repo.read(FILE))[1], "b.md empty-link 2 [b]()");
    assert!(repo.baseline(&[]).contains("is up to date"));
}

#[test]
fn git_merges_anything_where_it_is_told_to_take_both_sides() {
    let repo = Repo::started(&[
        (".gitattributes", ".guidelint-baseline.json merge=union\n"),
        ("a.md", &page(&["a"])),
        ("b.md", &page(&["b"])),
    ]);
    // New pages that are neighbours, and neighbours that are fixed.
    let one = |repo: &Repo| {
        repo.write("c1.md", &page(&["x"]));
        repo.write("a.md", FIXED);
    };
    let other = |repo: &Repo| {
        repo.write("c2.md", &page(&["y", "z"]));
        repo.write("b.md", FIXED);
    };
    assert!(merged(&repo, one, other));
    assert_eq!(repo.check(&[]).status, 0);
    repo.baseline(&["--prune"]);
    let expected = ["c1.md empty-link 1 [x]()", "c2.md empty-link 1 [z]()", "c2.md empty-link 1 [y]()"];
    let mut seen = rows(&repo.read(FILE));
    seen.sort();
    let mut expected = expected.map(str::to_owned);
    expected.sort();
    assert_eq!(seen, expected);
}
