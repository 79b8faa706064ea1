//! Keeps the house in order: each floor imports only from those before it, each third-party library lives in one room,
//! only the command line prints, and every rule has its page and every page its rule.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use guidelint::rule::Scope;
use guidelint::rules::registry;

/// The floors, from the ground up.
const FLOORS: [&str; 11] =
    ["text", "diagnostic", "markdown", "site", "docset", "rule", "rules", "config", "engine", "report", "cli"];

/// Third-party libraries and the only places that may name them.
const ROOMS: [(&str, &[&str]); 13] = [
    ("pulldown_cmark", &["markdown/parse.rs"]),
    ("granit_parser", &["text/yaml.rs"]),
    ("unicode_normalization", &["text/normal.rs"]),
    ("html5gum", &["markdown/html.rs"]),
    ("codespan_reporting", &["report/"]),
    ("jsonc_parser", &["site/learn/"]),
    ("clap", &["cli/"]),
    ("clap_complete", &["cli/"]),
    ("indicatif", &["cli/"]),
    ("terminal_size", &["cli/"]),
    ("rayon", &["engine/"]),
    ("similar", &["report/diff.rs"]),
    ("tempfile", &["engine/", "cli/"]),
];

/// Words that write to the terminal or end the process.
const EFFECTS: [&str; 6] = ["println!", "eprintln!", "print!(", "eprint!(", "std::process::exit", "dbg!"];

fn source_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every source file: its path below `src` with `/`, and its text without comments.
fn sources() -> Vec<(String, String)> {
    let files = walk(&source_root(), "rs");
    assert!(files.len() > 40, "the walk finds the sources");
    files
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(source_root().join(&path)).expect("a source is readable");
            let code = text.lines().map(|line| line.split("//").next().unwrap_or_default());
            (path, code.collect::<Vec<_>>().join("\n"))
        })
        .collect()
}

/// Files below `root` with an extension, as sorted paths with `/`.
fn walk(root: &Path, extension: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder is readable") {
            let path = entry.expect("an entry is readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                let below = path.strip_prefix(root).expect("it lies below");
                found.push(below.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

fn floor_of(path: &str) -> Option<usize> {
    let first = path.split('/').next()?;
    FLOORS.iter().position(|floor| *floor == first)
}

#[test]
fn a_floor_imports_only_from_those_before_it() {
    let mut wrong = Vec::new();
    for (path, code) in sources() {
        let Some(here) = floor_of(&path) else { continue };
        for (index, floor) in FLOORS.iter().enumerate().filter(|(index, _)| *index > here) {
            let named = [format!("crate::{floor}::"), format!("crate::{floor};"), format!("use crate::{floor} ")];
            if named.iter().any(|name| code.contains(name.as_str())) {
                wrong.push(format!("{path}: floor {} names {floor}, which is floor {index}", FLOORS[here]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_source_stands_on_a_floor() {
    let strangers: Vec<String> =
        sources().into_iter().map(|(path, _)| path).filter(|path| floor_of(path).is_none()).collect();
    assert_eq!(strangers, ["lib.rs", "main.rs"]);
}

#[test]
fn a_third_party_lives_in_its_room() {
    let mut wrong = Vec::new();
    let mut used = BTreeSet::new();
    for (path, code) in sources() {
        for (library, rooms) in ROOMS {
            let named = [format!("use {library}"), format!("{library}::"), format!("{library}!")];
            if !named.iter().any(|name| code.contains(name.as_str())) {
                continue;
            }
            used.insert(library);
            if !rooms.iter().any(|room| path.starts_with(room)) {
                wrong.push(format!("{path} names {library}, which lives in {}", rooms.join(", ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(used.len(), ROOMS.len(), "a room is empty: only {used:?} are used");
}

#[test]
fn only_the_command_line_prints_and_exits() {
    let loud: Vec<String> = sources()
        .into_iter()
        .filter(|(path, _)| !path.starts_with("cli/") && path != "main.rs")
        .filter(|(_, code)| EFFECTS.iter().any(|effect| code.contains(effect)))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(loud, Vec::<String>::new());
}

#[test]
fn every_page_has_its_rule_and_every_rule_its_page() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let pages: BTreeSet<String> = walk(&root, "md").into_iter().collect();
    let registered: BTreeSet<String> =
        registry().pages().iter().map(|page| format!("{}/{}.md", page.family, page.id)).collect();
    assert_eq!(pages, registered);
    for page in registry().pages().iter().filter(|page| page.scope != Scope::Run) {
        let module = format!("rules/{}/{}", page.family.replace('-', "_"), page.id.replace('-', "_"));
        let sources = source_root();
        let stands =
            sources.join(format!("{module}.rs")).is_file() || sources.join(format!("{module}/mod.rs")).is_file();
        assert!(stands, "{} has no src/{module}.rs", page.id);
    }
}

#[test]
fn most_files_are_small() {
    let long: Vec<String> = sources()
        .into_iter()
        .filter(|(_, code)| code.lines().count() > 450)
        .map(|(path, code)| format!("{path}: {} lines", code.lines().count()))
        .collect();
    assert_eq!(long, Vec::<String>::new());
}
