//! What each format says was found, read back from its text.

use regex::Regex;
use serde_json::Value;

use crate::repo::Found;

/// The formats in which a line, or the line below the name of its file, tells of a finding.
const LINES: [(&str, &str, &str); 9] = [
    ("full", "", r"^(?:error|warning|info)\[(?<rule>[a-z-]+)\](?s:.*?)┌─ (?<path>[^:]+):(?<line>\d+)"),
    ("concise", "", r"^(?<path>[^:]+):(?<line>\d+):\d+: \w+\[(?<rule>[a-z-]+)\]"),
    ("grouped", r"^(?<path>\S+)$", r"^  (?<line>\d+):\d+ +\w+\[(?<rule>[a-z-]+)\]"),
    ("github", "", r"^::\w+ file=(?<path>[^,]+),line=(?<line>\d+),.*title=(?<rule>[a-z-]+)::"),
    ("azure", "", r"sourcepath=[^;]*/(?<path>docs/[^;]+);linenumber=(?<line>\d+);.*code=(?<rule>[a-z-]+);"),
    ("junit", "", r#"<testcase name="(?<rule>[a-z-]+), line \d+".* file="(?<path>[^"]+)" line="(?<line>\d+)""#),
    (
        "checkstyle",
        r#"<file name="(?<path>[^"]+)">"#,
        r#"<error line="(?<line>\d+)" .*source="guidelint\.(?<rule>[a-z-]+)""#,
    ),
    ("markdown", r"^### (?<path>\S+)$", r"^- Line (?<line>\d+), Column \d+: \*\*\[\w+: (?<rule>[a-z-]+) "),
    ("csv", "", r"^(?<path>docs/[^,]+),(?<line>\d+),\d+,\d+,\d+,\w+,(?<rule>[a-z-]+),"),
];

/// The formats of JSON: where the findings stand, and where in each its path, line and rule.
const OBJECTS: [(&str, &str, [&str; 3]); 4] = [
    ("json", "/findings", ["/path", "/start/line", "/rule"]),
    (
        "sarif",
        "/runs/0/results",
        [
            "/locations/0/physicalLocation/artifactLocation/uri",
            "/locations/0/physicalLocation/region/startLine",
            "/ruleId",
        ],
    ),
    ("gitlab", "", ["/location/path", "/location/lines/begin", "/check_name"]),
    ("rdjson", "/diagnostics", ["/location/path", "/location/range/start/line", "/code/value"]),
];

/// A format, and what reads the findings from its text.
type Reader = (&'static str, Box<dyn Fn(&str) -> Vec<Found>>);

/// Every format with a reader of it.
pub fn readers() -> Vec<Reader> {
    let mut readers: Vec<Reader> = Vec::new();
    for (format, heading, line) in LINES {
        readers.push((format, Box::new(move |text| lines(text, heading, line))));
    }
    for (format, list, places) in OBJECTS {
        readers.push((format, Box::new(move |text| objects(text, list, places))));
    }
    let json_lines = |text: &str| {
        let lines = text.lines().filter(|line| line.contains("\"rule\""));
        objects(&format!("[{}]", lines.collect::<Vec<_>>().join(",")), "", OBJECTS[0].2)
    };
    readers.push(("json-lines", Box::new(json_lines)));
    readers
}

fn lines(text: &str, heading: &str, line: &str) -> Vec<Found> {
    let pattern = |pattern: &str| Regex::new(&format!("(?m){pattern}")).expect("a pattern");
    let headings: Vec<(usize, String)> = match heading {
        "" => Vec::new(),
        heading => pattern(heading)
            .captures_iter(text)
            .map(|found| (found.get(0).expect("the whole").start(), found["path"].to_owned()))
            .collect(),
    };
    let found = |found: regex::Captures<'_>| {
        let at = found.get(0).expect("the whole").start();
        let above = || headings.iter().rev().find(|(start, _)| *start < at).map(|(_, path)| path.clone());
        let path = found.name("path").map(|path| path.as_str().to_owned()).or_else(above).expect("a path");
        (path, found["line"].parse().expect("a number"), found["rule"].to_owned())
    };
    pattern(line).captures_iter(text).map(found).collect()
}

fn objects(text: &str, list: &str, places: [&str; 3]) -> Vec<Found> {
    let report: Value = serde_json::from_str(text).expect("JSON");
    let found = |finding: &Value| {
        let [path, line, rule] = places.map(|place| finding.pointer(place).expect("a part of a finding"));
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        (text(path), line.as_u64().expect("a number") as usize, text(rule))
    };
    report.pointer(list).and_then(Value::as_array).expect("a list").iter().map(found).collect()
}
