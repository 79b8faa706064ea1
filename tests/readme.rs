//! Keeps the README true: its sample output is what the binary prints, and its rule table is the registry.
//! `BLESS=1 cargo test --test readme` rewrites both.

mod environment;

use environment::program;

use guidelint::rule::{DefaultState, FixKind};
use guidelint::rules::registry;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");

/// Compares what stands between two marks of the README, or writes it there.
fn between(name: &str, actual: &str) {
    let readme = std::fs::read_to_string(PATH).expect("the README is readable");
    let (open, close) = (format!("<!-- {name}:start -->\n"), format!("<!-- {name}:end -->"));
    let start = readme.find(&open).expect("the section opens") + open.len();
    let end = start + readme[start..].find(&close).expect("the section closes");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(PATH, format!("{}{actual}{}", &readme[..start], &readme[end..]))
            .expect("the README is writable");
        return;
    }
    assert!(&readme[start..end] == actual, "the README's {name} is not up to date; it should be\n{actual}");
}

/// One test, so that two writers never meet in one file.
#[test]
fn the_readme_is_true() {
    between("output", &format!("\n```text\n{}```\n\n", output()));
    between("rules", &rules());
}

/// The report on the draft, with the time taken, which is never the same, left out.
fn output() -> String {
    let mut command = program();
    command.args(["check", "fixtures/archive-draft"]).current_dir(env!("CARGO_MANIFEST_DIR"));
    let output = command.output().expect("the binary runs");
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stdout).expect("the report is UTF-8");
    let time = regex::Regex::new(r" in [\d.]+ m?s\b").expect("the pattern is right");
    assert!(time.is_match(&text), "the closing lines say how long it took");
    time.replace(&text, "").into_owned()
}

fn rules() -> String {
    let mut table = String::from("\n| Rule | Severity | On | Fix | What it finds |\n|---|---|---|---|---|\n");
    for page in registry().pages() {
        let on = match &page.default {
            DefaultState::On => "yes".to_owned(),
            DefaultState::Off => "no".to_owned(),
            DefaultState::Sites(sites) => sites.iter().map(|site| site.name()).collect::<Vec<_>>().join(", "),
        };
        let fix = match page.fix {
            FixKind::None => "",
            FixKind::Safe => "safe",
            FixKind::Unsafe => "unsafe",
        };
        let (family, id, summary) = (page.family, page.id, page.summary.replace('\n', " "));
        table += &format!("| [{id}](rules/{family}/{id}.md) | {} | {on} | {fix} | {summary} |\n", page.severity.name());
    }
    table + "\n"
}
