//! The formats for services: their shape, their limits, and that no page speaks to a service through them. The expected
//! output lies in `tests/report/`; write it anew with `BLESS=1 cargo test --test formats`; read what changed.

mod golden;

use std::path::Path;

use golden::golden;
use guidelint::diagnostic::{Diagnostic, Edit, Fix, Severity};
use guidelint::engine::{FileReport, Report, SetAside, Why};
use guidelint::report::{Cause, Format, Gate, Home, Presentation, WIDEST, shielded, write, write_summary};
use guidelint::rules::registry;
use guidelint::text::{SourceFile, Span};
use proptest::prelude::*;
use serde_json::{Value, json};

const PLAIN: Presentation<'static> = Presentation {
    columns: WIDEST,
    color: true,
    collapse: true,
    quiet: true,
    statistics: false,
    elapsed: None,
    gate: Gate { failed: Some(Cause::Severity), fail_on: "error" },
    home: Home { root: "/repo", below: "docs" },
    has_job_summary: false,
};

/// The formats that services read.
const SERVICES: [Format; 9] = [
    Format::Sarif,
    Format::GitHub,
    Format::GitLab,
    Format::Azure,
    Format::JUnit,
    Format::Checkstyle,
    Format::RdJson,
    Format::Markdown,
    Format::Csv,
];

const TEXT: &str = "# Füße\r\n\r\nSee ☐ [the plan]() and [it]().\r\n| a\r\n";

/// A warning with a fix over two lines, two errors on one line, and one more in a file with an odd name.
fn report() -> Report {
    let at = |text: &str| TEXT.find(text).expect("stands in the text");
    let link = |rule: &'static str, text: &str| {
        let span = Span::new(at(text), at(text) + text.len());
        Diagnostic::new(rule, Severity::Error, span, format!("link has no destination: {}", text.replace("()", "")))
    };
    let mut first = link("empty-link", "[the plan]()");
    first.help("write 100%, or: take it away").note("said twice").also(Span::new(2, 8), "the heading");
    let mut row = Diagnostic::new("unclosed-row", Severity::Warning, Span::new(at("|"), TEXT.len()), "row is open");
    row.fix(Fix::safe([Edit::insert(at("| a") + 3, " |"), Edit::delete(Span::new(TEXT.len() - 2, TEXT.len()))]));
    let findings = vec![first, link("empty-link", "[it]()"), row];
    let mut report = of(vec![("a b,c.md", TEXT, findings)]);
    let info = Diagnostic::new("missing-box-space", Severity::Info, Span::at(0), "box touches its text");
    report.summary.count(&info);
    let source = SourceFile::new("../other.md", "x\n");
    report.files.push(FileReport { source, diagnostics: vec![info], set_aside: Vec::new() });
    report.summary.files = 7;
    report
}

fn of(files: Vec<(&str, &str, Vec<Diagnostic>)>) -> Report {
    let mut report = Report::default();
    for (path, text, diagnostics) in files {
        report.summary.files += 1;
        diagnostics.iter().for_each(|finding| report.summary.count(finding));
        report.files.push(FileReport { source: SourceFile::new(path, text), diagnostics, set_aside: Vec::new() });
    }
    report
}

fn shown(report: &Report, format: Format, how: &Presentation<'_>) -> String {
    let mut out = Vec::new();
    write(report, format, registry(), how, &mut out).expect("memory takes everything");
    String::from_utf8(out).expect("reports are UTF-8")
}

fn sarif(report: &Report, how: &Presentation<'_>) -> Value {
    serde_json::from_str(&shown(report, Format::Sarif, how)).expect("SARIF is JSON")
}

#[test]
fn every_format_has_its_shape() {
    for format in SERVICES.into_iter().filter(|format| *format != Format::Sarif) {
        golden(format.name(), &shown(&report(), format, &PLAIN).replace("\r\n", "␍\n"));
    }
}

/// The pages of the rules are long, and stand elsewhere.
#[test]
fn sarif_has_its_shape() {
    let mut report = report();
    let aside = |text: &str, why| {
        let start = TEXT.find(text).unwrap();
        let finding = Diagnostic::new("repeated-space", Severity::Info, Span::new(start, start + 3), "two spaces");
        SetAside { diagnostic: finding, why }
    };
    report.files[0].set_aside = vec![aside("See", Why::Comment), aside("and", Why::Older)];
    report.quiet.push(FileReport {
        source: SourceFile::new("quiet.md", TEXT),
        diagnostics: Vec::new(),
        set_aside: vec![aside("and", Why::Baseline)],
    });
    report.has_baseline = true;
    let mut sarif = sarif(&report, &PLAIN);
    for rule in sarif["runs"][0]["tool"]["driver"]["rules"].as_array_mut().unwrap() {
        let page = registry().find(rule["id"].as_str().unwrap()).unwrap();
        assert_eq!(rule["help"]["markdown"], page.body.trim_end());
        assert!(rule["help"]["text"].as_str().unwrap().starts_with(&format!("# {}", page.title)));
        rule.as_object_mut().unwrap().remove("help");
    }
    sarif["runs"][0]["tool"]["driver"]["semanticVersion"] = json!("VERSION");
    golden("sarif", &format!("{sarif:#}\n"));
}

#[test]
fn a_clean_run_is_a_report_too() {
    let mut report = Report::default();
    report.summary.files = 3;
    let how = Presentation { gate: Gate { failed: None, fail_on: "error" }, ..PLAIN };
    let clean = SERVICES.map(|format| (format, shown(&report, format, &how)));
    for (format, out) in &clean {
        match format {
            Format::Sarif => assert_eq!(sarif(&report, &how)["runs"][0]["results"], json!([])),
            Format::GitLab => assert_eq!(out, "[]\n"),
            Format::RdJson => assert!(out.ends_with("\"diagnostics\":[\n]}\n"), "{out}"),
            Format::JUnit => assert!(out.contains("<testcase name=\"nothing found in 3 files\""), "{out}"),
            Format::Checkstyle => assert!(out.ends_with("<checkstyle version=\"4.3\">\n</checkstyle>\n"), "{out}"),
            Format::Markdown => assert_eq!(out, "## guidelint: passed, nothing found in 3 files\n\n"),
            Format::Csv => assert_eq!(out.lines().count(), 1),
            Format::GitHub | Format::Azure => assert_eq!(out, ""),
            Format::Full | Format::Concise | Format::Grouped | Format::Json | Format::JsonLines => unreachable!(),
        }
    }
}

#[test]
fn json_for_services_keeps_to_its_schema() {
    for format in [Format::GitLab, Format::RdJson] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/schemas/{}.schema.json", format.name()));
        let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let schema = jsonschema::validator_for(&schema).expect("a schema");
        for report in [report(), Report::default()] {
            let value: Value = serde_json::from_str(&shown(&report, format, &PLAIN)).unwrap();
            let wrong: Vec<String> = schema.iter_errors(&value).map(|error| error.to_string()).collect();
            assert!(wrong.is_empty(), "{format:?}: {wrong:?}");
        }
    }
}

/// So many findings, each seventh an error and each second of the others worth knowing only.
fn many(count: usize) -> Report {
    let text = "x\n".repeat(count);
    let finding = |number: usize| {
        let severity = match (number.is_multiple_of(7), number.is_multiple_of(2)) {
            (true, _) => Severity::Error,
            (false, true) => Severity::Warning,
            (false, false) => Severity::Info,
        };
        let message = format!("number {number}");
        Diagnostic::new("empty-link", severity, Span::new(2 * number, 2 * number + 1), message)
    };
    let (one, two): (Vec<_>, Vec<_>) = (0..count).map(finding).partition(|finding| finding.span.start < 20);
    of(vec![("a.md", &text, one), ("b.md", &text, two)])
}

#[test]
fn github_has_ten_of_each_kind_and_counts_the_rest() {
    let how = Presentation { has_job_summary: true, ..PLAIN };
    let out = shown(&many(200), Format::GitHub, &how);
    for (command, first) in [("error", 0), ("warning", 2), ("notice", 1)] {
        let lines: Vec<&str> = out.lines().filter(|line| line.starts_with(&format!("::{command} "))).collect();
        assert_eq!((lines.len(), lines[0].ends_with(&format!("::number {first}"))), (10, true), "{out}");
    }
    assert!(out.starts_with("::error ") && out.ends_with("\nand 170 more: see the job summary\n"), "{out}");
    assert!(shown(&many(200), Format::GitHub, &PLAIN).ends_with("\nand 170 more\n"));
    assert_eq!(shown(&many(10), Format::GitHub, &PLAIN).lines().count(), 10);
}

#[test]
fn azure_has_ten_of_each_type_and_warnings_before_the_rest() {
    let out = shown(&many(24), Format::Azure, &PLAIN);
    let count = |part: &str| out.matches(part).count();
    // Four errors; of ten warnings all, and none of ten that are worth knowing.
    assert_eq!((count("type=error;"), count("type=warning;"), count("(info) ")), (4, 10, 0), "{out}");
    assert!(out.ends_with("\nand 10 more\n"));
}

#[test]
fn sarif_keeps_within_the_limits_of_github() {
    let some = sarif(&many(5_001), &PLAIN);
    let notes = |value: &Value| value["runs"][0]["invocations"][0]["toolExecutionNotifications"].to_string();
    assert!(notes(&some).contains("GitHub shows 5,000 of 5,001 results.") && !notes(&some).contains("gravest"));
    assert_eq!(notes(&sarif(&many(5_000), &PLAIN)), "[]");

    let mut report = many(30_000);
    report.summary.unfinished = 1;
    let cut = sarif(&report, &PLAIN);
    let results = cut["runs"][0]["results"].as_array().unwrap();
    let of = |level: &str| results.iter().filter(|result| result["level"] == level).count();
    assert_eq!((results.len(), of("error"), of("warning")), (25_000, 4_286, 12_857));
    let levels: Vec<&str> = results.iter().map(|result| result["level"].as_str().unwrap()).collect();
    assert!(levels.is_sorted_by_key(|level| ["error", "warning", "note"].iter().position(|known| known == level)));
    assert!(notes(&cut).contains("The gravest 25,000 of 30,000 results are in this file."), "{}", notes(&cut));
    assert_eq!(cut["runs"][0]["invocations"][0]["executionSuccessful"], false);
}

#[test]
fn a_summary_is_cut_and_says_so() {
    let report = many(3_000);
    let summary = |limit: usize| {
        let mut out = Vec::new();
        write_summary(&report, registry(), &PLAIN, limit, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    for limit in [2_000, 30_000, 100_000] {
        let out = summary(limit);
        let told = out.lines().filter(|line| line.starts_with("- Line ")).count();
        let last = out.lines().last().unwrap().replace(',', "");
        assert!(out.len() <= limit && told > 0, "{} bytes", out.len());
        assert_eq!(last, format!("{} more findings are left out: the text would be too long.", 3_000 - told));
    }
    assert!(summary(0).ends_with("3,000 more findings are left out: the text would be too long.\n"));
    assert_eq!(summary(usize::MAX).lines().filter(|line| line.starts_with("- Line ")).count(), 3_000);
}

#[test]
fn findings_are_told_apart_by_their_fingerprints() {
    let report = many(50);
    let gitlab: Value = serde_json::from_str(&shown(&report, Format::GitLab, &PLAIN)).unwrap();
    let sarif = sarif(&report, &PLAIN);
    let mut prints: Vec<String> =
        gitlab.as_array().unwrap().iter().map(|issue| issue["fingerprint"].to_string()).collect();
    prints.sort();
    prints.dedup();
    assert_eq!(prints.len(), 50);
    let hashes = sarif["runs"][0]["results"].as_array().unwrap().iter().map(|result| {
        let path = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
        format!("{path}{}", result["partialFingerprints"]["primaryLocationLineHash"])
    });
    let hashes: std::collections::BTreeSet<String> = hashes.collect();
    assert_eq!(hashes.len(), 50);
}

/// What a page may hold to speak to a service that shows a report.
const ORDERS: [&str; 12] = [
    "::set-output name=x::y",
    "\n::stop-commands::x",
    "\r\n  ::error::x",
    "##vso[task.setvariable variable=x]y",
    "##[add-mask]x",
    "\u{1b}[31m",
    "<script>alert(1)</script>",
    "]]><x/>",
    "[a](https://evil.example)",
    "@everyone",
    "=HYPERLINK(\"x\")",
    "%0A::error::x;]",
];

#[test]
fn no_page_gives_orders_in_any_format() {
    for order in ORDERS {
        let text = format!("{order} [x]() {order}\n{order}\n");
        let start = text.find("[x]()").unwrap();
        // Long enough that lines are broken right before the order.
        for pad in 0..110 {
            let said = format!("{}{order}", "word ".repeat(pad / 5) + &"w".repeat(pad % 5) + " ");
            let mut finding =
                Diagnostic::new("empty-link", Severity::Error, Span::new(start, start + 5), said.as_str());
            finding.note(said.as_str()).help(said.as_str()).also(Span::at(start), order).label(order);
            finding.fix(Fix::safe([Edit::insert(0, order)]));
            let report = of(vec![(order, &text, vec![finding])]);
            for format in Format::ALL {
                let out = shown(&report, format, &Presentation { color: false, ..PLAIN });
                verify(format, order, &out);
            }
        }
    }
}

fn verify(format: Format, order: &str, out: &str) {
    assert!(!out.contains('\u{1b}'), "{format:?}: {out}");
    let commands = |line: &str| line.trim_start().starts_with("::") || line.contains("##vso[") || line.contains("##[");
    // The command line shields what goes to a service and holds no commands on purpose.
    let lines = out.lines().map(|line| if format.is_commands() { line.into() } else { shielded(line) });
    for line in lines {
        let own = match format {
            Format::GitHub => line.starts_with("::error file="),
            Format::Azure => line.starts_with("##vso[task.logissue type=error;"),
            Format::Full | Format::Concise | Format::Grouped | Format::Json | Format::JsonLines => false,
            Format::Sarif | Format::GitLab | Format::JUnit | Format::Checkstyle => false,
            Format::RdJson | Format::Markdown | Format::Csv => false,
        };
        let rest = line.get(2..).unwrap_or_default();
        assert!(if own { !commands(rest) } else { !commands(&line) }, "{format:?} passes {order:?} on: {line}");
    }
    match format {
        Format::GitHub | Format::Azure => {
            assert_eq!(out.lines().count(), 1, "{out}");
            assert!(!out.contains("%0A::") || out.contains("%250A::"), "{out}");
            assert_eq!(out.matches(']').count(), if format == Format::Azure { 1 } else { out.matches(']').count() });
        }
        Format::JUnit | Format::Checkstyle => assert!(!out.contains("<script") && !out.contains("<x/>"), "{out}"),
        Format::Markdown => {
            assert!(!out.contains("<script") && !out.contains("](https://evil") && !out.contains("@everyone"), "{out}");
        }
        Format::Csv => assert!(out.lines().all(|line| !line.starts_with('=') && !line.contains(",=")), "{out}"),
        // Lossless in JSON, and in the raw bytes no command.
        Format::Json | Format::JsonLines | Format::Sarif | Format::GitLab | Format::RdJson => {
            assert!(!out.contains("##vso[") && !out.contains("##["), "{out}");
        }
        Format::Full | Format::Concise | Format::Grouped => {}
    }
}

fn odd_char() -> impl Strategy<Value = char> {
    let odd = "\t\n\r\u{a0}\u{301}\u{200b}☐日🚀é".chars().collect::<Vec<_>>();
    prop_oneof![prop::sample::select(odd), Just(' '), Just('a')]
}

/// Where a line (from 1) and a column (from 1, in characters or bytes) lie in a file, whose mark is no part of it.
fn offset(text: &str, line: &Value, column: &Value, in_bytes: bool) -> usize {
    let text = text.trim_start_matches('\u{feff}');
    let (line, column) = (line.as_u64().unwrap() as usize, column.as_u64().unwrap() as usize);
    let mut starts = vec![0];
    let bytes = text.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        if byte == b'\n' || byte == b'\r' && bytes.get(at + 1) != Some(&b'\n') {
            starts.push(at + 1);
        }
    }
    let start = starts[line - 1];
    match in_bytes {
        true => start + column - 1,
        false => start + text[start..].chars().take(column - 1).map(char::len_utf8).sum::<usize>(),
    }
}

fn property(line: &str, name: &str) -> Option<Value> {
    let (_, rest) = line.split_once(&format!(",{name}="))?;
    Some(json!(rest.split([',', ':']).next()?.parse::<u64>().ok()?))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn lines_and_columns_lead_back_to_the_text(
        mark in any::<bool>(),
        chars in prop::collection::vec(odd_char(), 1..120),
        places in prop::array::uniform4(any::<prop::sample::Index>()),
    ) {
        let text: String = mark.then_some('\u{feff}').into_iter().chain(chars).collect();
        let source = SourceFile::new("a.md", text.as_str());
        let bounds: Vec<usize> = source.text().char_indices().map(|(at, _)| at).chain([source.text().len()]).collect();
        let mut at = places.map(|place| bounds[place.index(bounds.len())]);
        at.sort_unstable();
        let span = Span::new(at[0], at[3]);
        let mut finding = Diagnostic::new("empty-link", Severity::Error, span, "m");
        finding.fix(Fix::safe([Edit::replace(Span::new(at[1], at[2]), "é")]));
        let first = source.line_span(source.line_index(span.start()));
        let on_line = (span.start(), span.end().min(first.end()).max(span.start()));
        let report = Report { files: vec![FileReport { source, diagnostics: vec![finding], set_aside: Vec::new() }], ..Report::default() };

        let sarif = sarif(&report, &PLAIN);
        let result = &sarif["runs"][0]["results"][0];
        let region = |region: &Value| {
            (offset(&text, &region["startLine"], &region["startColumn"], false), offset(&text, &region["endLine"], &region["endColumn"], false))
        };
        let place = &result["locations"][0]["physicalLocation"]["region"];
        prop_assert_eq!(region(place), on_line);
        prop_assert_eq!(&place["startLine"], &place["endLine"]);
        let deleted = &result["fixes"][0]["artifactChanges"][0]["replacements"][0]["deletedRegion"];
        prop_assert_eq!(region(deleted), (at[1], at[2]));

        let rdjson: Value = serde_json::from_str(&shown(&report, Format::RdJson, &PLAIN)).unwrap();
        let range = |range: &Value| {
            let [start, end] = ["start", "end"].map(|name| offset(&text, &range[name]["line"], &range[name]["column"], true));
            (start, end)
        };
        prop_assert_eq!(range(&rdjson["diagnostics"][0]["location"]["range"]), (at[0], at[3]));
        prop_assert_eq!(range(&rdjson["diagnostics"][0]["suggestions"][0]["range"]), (at[1], at[2]));

        let github = shown(&report, Format::GitHub, &PLAIN);
        let named = |name: &str| property(&github, name);
        match (named("col"), named("endColumn")) {
            (Some(start), Some(end)) => {
                prop_assert_eq!(named("line"), named("endLine"));
                let line = named("line").unwrap();
                prop_assert_eq!((offset(&text, &line, &start, false), offset(&text, &line, &end, false)), on_line);
            }
            (None, None) => prop_assert!(named("line").unwrap().as_u64() < named("endLine").unwrap().as_u64()),
            (_, _) => prop_assert!(false, "{}", github),
        }
    }
}
