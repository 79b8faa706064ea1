//! The link inventory of a small doc set, read back: the JSON by its published schema, the CSV by RFC 4180, the graph by
//! its grammar. Names and destinations are chosen to break each of them.

mod environment;

use environment::program;
use std::collections::HashSet;
use std::iter::successors;
use std::path::Path;

use guidelint::docset::TargetKind;
use guidelint::site::Cause;
use serde_json::Value;

const INDEX: &str = "\
# Start, with \"quotes\"

[ok](guide.md#set-up) [case](Guide.md) [url](https://example.org/a?b=1&c=\"d\") [mail](mailto:a@example.org) [no]()
[old](old.md) [gone](<gone, \"really\".md>) [site](/azure/x) [slip](guide.md#setup) [up](../../x.md) [disk](C:/x.md)
[uid](xref:System.String) [formula](<=1+1>) [minus](-1.md) [hidden](<\u{1b}[31m\u{202e}.md>) [escape](<a\\\\N&lt;.md>)

![plan](plan.png) [!VIDEO 1d3846c0-f301]

[!INCLUDE [x](../dependency/x.md)]

<a href=\"guide.md\">x</a> <img src=\"plan.png\" alt=\"\">
";

fn docs() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        ("docs/docfx.json", r#"{"build": {"content": [{"files": ["**/*.md"]}]}}"#),
        (
            ".openpublishing.publish.config.json",
            r#"{"dependent_repositories": [{"path_to_root": "dependency", "url": "https://example.org/d"}]}"#,
        ),
        (
            ".openpublishing.redirection.json",
            r#"{"redirections": [{"source_path": "docs/old.md", "redirect_url": "/azure/new"}]}"#,
        ),
        ("docs/index.md", INDEX),
        ("docs/guide.md", "# Guide\n\n## Set up\n\n[start](index.md)\n"),
        ("docs/alone \"1\".md", "# Alone\n"),
        ("docs/plan.png", ""),
        (".git/HEAD", ""),
    ];
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

fn links(folder: &Path, args: &[&str]) -> String {
    let mut command = program();
    let output = command.arg("links").args(args).current_dir(folder).output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), [].as_slice()));
    String::from_utf8(output.stdout).unwrap()
}

fn json(folder: &Path, args: &[&str]) -> Value {
    serde_json::from_str(&links(folder, &[args, &["--output-format", "json"]].concat())).unwrap()
}

fn schema() -> jsonschema::Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("links.schema.json");
    let schema = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn json_keeps_to_its_schema_and_has_every_status() {
    let folder = docs();
    let schema = schema();
    let whole = json(folder.path(), &[]);
    let errors: Vec<String> = schema.iter_errors(&whole).map(|error| error.to_string()).collect();
    assert_eq!(errors, [""; 0], "{whole:#}");
    let seen: HashSet<&str> = whole["links"].as_array().unwrap().iter().filter_map(|l| l["status"].as_str()).collect();
    let known = guidelint::report::links::Status::ALL.map(|status| status.name());
    assert_eq!(seen, HashSet::from(known));
    for args in [&["--orphans"][..], &["--external"], &["--to", "docs/guide.md"]] {
        assert!(schema.is_valid(&json(folder.path(), args)), "{args:?}");
    }
}

/// The next of all kinds, and of all causes: a new one does not compile before it is listed here.
fn after(kind: TargetKind) -> Option<TargetKind> {
    match kind {
        TargetKind::Link => Some(TargetKind::Image),
        TargetKind::Image => Some(TargetKind::Include),
        TargetKind::Include => Some(TargetKind::CodeSource),
        TargetKind::CodeSource => Some(TargetKind::Video),
        TargetKind::Video => Some(TargetKind::Reference),
        TargetKind::Reference => Some(TargetKind::HtmlLink),
        TargetKind::HtmlLink => Some(TargetKind::HtmlSource),
        TargetKind::HtmlSource => Some(TargetKind::TocEntry),
        TargetKind::TocEntry => Some(TargetKind::YamlLink),
        TargetKind::YamlLink => None,
    }
}

fn after_cause(cause: Cause) -> Option<Cause> {
    match cause {
        Cause::Dependency => Some(Cause::SitePath),
        Cause::SitePath => Some(Cause::ForeignInclude),
        Cause::ForeignInclude => Some(Cause::Xref),
        Cause::Xref => Some(Cause::Template),
        Cause::Template => Some(Cause::Generated),
        Cause::Generated => Some(Cause::Alone),
        Cause::Alone => None,
    }
}

#[test]
fn the_schema_knows_every_kind_and_every_cause() {
    let folder = docs();
    let (schema, whole) = (schema(), json(folder.path(), &[]));
    let with = |name: &str, value: Value| {
        let mut changed = whole.clone();
        changed["links"][0][name] = value;
        schema.is_valid(&changed)
    };
    for kind in successors(Some(TargetKind::Link), |kind| after(*kind)) {
        assert!(with("kind", serde_json::to_value(kind).unwrap()), "{kind:?}");
    }
    for cause in successors(Some(Cause::Dependency), |cause| after_cause(*cause)) {
        assert!(with("cause", serde_json::to_value(cause).unwrap()), "{cause:?}");
    }
    assert!(!with("kind", "unknown".into()) && !with("cause", "unknown".into()));
}

#[test]
fn a_member_more_or_less_breaks_the_schema() {
    let folder = docs();
    let schema = schema();
    let whole = json(folder.path(), &[]);
    for part in ["", "/tool", "/links/0", "/pages/0", "/summary"] {
        for name in whole.pointer(part).unwrap().as_object().unwrap().keys() {
            let mut less = whole.clone();
            less.pointer_mut(part).unwrap().as_object_mut().unwrap().remove(name);
            assert!(!schema.is_valid(&less), "{part} without {name}");
        }
        let mut more = whole.clone();
        more.pointer_mut(part).unwrap().as_object_mut().unwrap().insert("unknown".into(), Value::Null);
        assert!(!schema.is_valid(&more), "{part} with more");
    }
}

#[test]
fn csv_reads_back_as_the_json_has_it() {
    let folder = docs();
    let whole = json(folder.path(), &[]);
    let rows = records(&links(folder.path(), &["--output-format", "csv"]));
    let (head, rows) = rows.split_first().unwrap();
    let entries = whole["links"].as_array().unwrap();
    assert_eq!(rows.len(), entries.len());
    for (row, entry) in rows.iter().zip(entries) {
        assert_eq!(row.len(), head.len(), "{row:?}");
        for (cell, name) in row.iter().zip(head) {
            let value = &entry[name.as_str()];
            let plain = value.as_str().map_or_else(|| value.to_string().replace("null", ""), str::to_owned);
            let formula = plain.trim_start().starts_with(['=', '+', '-', '@']);
            let expected = format!("{}{plain}", if formula { "'" } else { "" });
            assert_eq!(*cell, expected.replace('\u{1b}', "␛").replace('\u{202e}', "⟨U+202E⟩"), "{name}");
        }
    }
}

/// RFC 4180, read strictly.
fn records(text: &str) -> Vec<Vec<String>> {
    let body = text.strip_suffix("\r\n").expect("the last record ends with a line end");
    body.split("\r\n").map(cells).collect()
}

fn cells(line: &str) -> Vec<String> {
    let mut cells = Vec::new();
    let mut rest = line;
    loop {
        let (cell, after) = match rest.strip_prefix('"') {
            None => {
                let end = rest.find(',').unwrap_or(rest.len());
                assert!(!rest[..end].contains('"'), "{line}");
                (rest[..end].to_owned(), &rest[end..])
            }
            Some(quoted) => {
                let mut end = 0;
                while !quoted[end..].starts_with('"') || quoted[end..].starts_with("\"\"") {
                    end += if quoted[end..].starts_with('"') {
                        2
                    } else {
                        quoted[end..].chars().next().unwrap().len_utf8()
                    };
                }
                (quoted[..end].replace("\"\"", "\""), &quoted[end + 1..])
            }
        };
        cells.push(cell);
        match after.strip_prefix(',') {
            Some(next) => rest = next,
            None => {
                assert_eq!(after, "", "{line}");
                return cells;
            }
        }
    }
}

#[test]
fn the_graph_is_one_that_graphviz_reads() {
    let folder = docs();
    let string = r#""(?:[^"\\]|\\.)*""#;
    let attributes = format!(r"\[\w+=(?:{string}|\w+)(?:, \w+=(?:{string}|\w+))*\]");
    let line = format!(r"^  (?:rankdir=LR|node {attributes}|n\d+ {attributes}|n\d+ -> n\d+ {attributes});$");
    let line = regex::Regex::new(&line).unwrap();
    let edge = regex::Regex::new(r"n(\d+) -> n(\d+)").unwrap();
    for args in [&["--output-format", "dot"][..], &["--output-format", "dot", "--orphans"]] {
        let text = links(folder.path(), args);
        let body = text.strip_prefix("digraph links {\n").and_then(|rest| rest.strip_suffix("}\n")).expect("a graph");
        let wrong: Vec<&str> = body.lines().filter(|text| !line.is_match(text)).collect();
        assert_eq!(wrong, [""; 0]);
        let nodes = body.lines().filter(|line| line.starts_with("  n") && line.contains("[label=")).count();
        for ends in edge.captures_iter(body) {
            assert!(ends[1].parse::<usize>().unwrap() < nodes && ends[2].parse::<usize>().unwrap() < nodes);
        }
    }
}

#[test]
fn a_page_that_only_other_kinds_of_links_reach_is_no_orphan() {
    let folder = docs();
    let orphans = json(folder.path(), &["--orphans"]);
    let paths: Vec<&str> =
        orphans["pages"].as_array().unwrap().iter().filter_map(|page| page["path"].as_str()).collect();
    assert_eq!((paths, orphans["links"].as_array().unwrap().len()), (vec!["docs/alone \"1\".md"], 0));
}

/// What is said of the link at a place.
fn explained(folder: &Path, place: &str) -> String {
    let mut command = program();
    let output = command.args(["explain-link", place]).current_dir(folder).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{place}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_inventory_the_explanation_and_the_check_agree() {
    let folder = docs();
    let whole = json(folder.path(), &[]);
    let mut broken = Vec::new();
    for link in whole["links"].as_array().unwrap() {
        let text = |name: &str| link[name].as_str().unwrap().to_owned();
        let place = format!("{}:{}:{}", text("path"), link["line"], link["column"]);
        let said = explained(folder.path(), &place);
        assert!(said.starts_with(&format!("{place}  {}\n", text("kind"))), "{place}: {said}");
        assert!(said.contains(&format!("\n  {}: ", text("status"))), "{place}: {said}");
        let is_link = text("kind") == "link" && !text("destination").is_empty();
        if is_link && ["broken", "broken-anchor"].contains(&text("status").as_str()) {
            assert!(said.contains(&format!("check: error[{}", text("status"))), "{place}: {said}");
            broken.push(format!("{}:{} {}", text("path"), link["line"], text("status")));
        }
    }
    let mut check = program();
    check.args(["check", "--select", "broken-link,broken-anchor", "--output-format", "concise", "-q", "--no-collapse"]);
    let found = String::from_utf8(check.current_dir(folder.path()).output().unwrap().stdout).unwrap();
    // Of a broken anchor the check marks the fragment, so its column is another.
    let finding = regex::Regex::new(r"(?m)^(.+?:\d+):\d+: error\[(broken-(?:anchor|link))\]").unwrap();
    let status = |rule: &str| if rule == "broken-link" { "broken".to_owned() } else { rule.to_owned() };
    let found: Vec<String> =
        finding.captures_iter(&found).map(|found| format!("{} {}", &found[1], status(&found[2]))).collect();
    assert_eq!(found, broken);
    assert!(found.len() > 3, "{found:?}");
}
