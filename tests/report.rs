//! Every format over reports made by hand. The expected output lies in `tests/report/`; write it anew with
//! `BLESS=1 cargo test --test report`; read what changed.

mod golden;

use std::path::Path;
use std::time::Duration;

use golden::golden;
use guidelint::diagnostic::{Diagnostic, Edit, Fix, Severity};
use guidelint::engine::{FileReport, Report};
use guidelint::report::{Cause, Format, Gate, Home, Presentation, WIDEST, is_hidden, write};
use guidelint::rules::registry;
use guidelint::text::{SourceFile, Span};
use proptest::prelude::*;
use serde_json::Value;

const PLAIN: Presentation<'static> = Presentation {
    columns: WIDEST,
    color: false,
    collapse: true,
    quiet: true,
    statistics: false,
    elapsed: None,
    gate: Gate { failed: Some(Cause::Severity), fail_on: "error" },
    home: Home { root: "/repo", below: "" },
    has_job_summary: false,
};

/// An error of `empty-link` on the first place where `wanted` stands, or at the end of the text where it is empty.
fn finding(text: &str, wanted: &str) -> Diagnostic {
    let start = if wanted.is_empty() { text.len() } else { text.find(wanted).expect("stands in the text") };
    let span = Span::new(start, start + wanted.len());
    let mut finding =
        Diagnostic::new("empty-link", Severity::Error, span, format!("link has no destination: {wanted}"));
    finding.label("the parentheses are empty");
    finding
}

fn report(files: Vec<(&str, &str, Vec<Diagnostic>)>) -> Report {
    let mut report = Report::default();
    for (path, text, diagnostics) in files {
        report.summary.files += 1;
        diagnostics.iter().for_each(|finding| report.summary.count(finding));
        let source = SourceFile::new(path, text);
        report.files.push(FileReport { source, diagnostics, set_aside: Vec::new() });
    }
    report
}

fn one(text: &str, wanted: &str) -> Report {
    let unmarked = text.trim_start_matches('\u{FEFF}');
    report(vec![("docs/guide.md", text, vec![finding(unmarked, wanted)])])
}

fn shown(report: &Report, format: Format, how: &Presentation<'_>) -> String {
    let mut out = Vec::new();
    write(report, format, registry(), how, &mut out).expect("memory takes everything");
    String::from_utf8(out).expect("reports are UTF-8")
}

fn golden_full(name: &str, report: &Report) {
    golden(name, &shown(report, Format::Full, &PLAIN));
}

#[test]
fn short_lines_are_shown_whole() {
    golden_full("short-line", &one("# Guide\n\nSee [the plan]() first.\n", "[the plan]()"));
}

#[test]
fn long_lines_are_cut_around_the_place() {
    let text = format!("{}[Secure AI models](){}", "The process has seven steps. ".repeat(20), " and more".repeat(99));
    golden_full("long-line", &one(&text, "[Secure AI models]()"));
}

#[test]
fn long_marks_are_cut_too() {
    let mark = "every word of this sentence is marked ".repeat(9);
    golden_full("long-mark", &one(&format!("Before it. {mark}"), &mark));
}

#[test]
fn a_message_that_fits_beside_no_mark_stands_below() {
    let mut report = one("See [the plan]() first.\n", "[the plan]()");
    report.files[0].diagnostics[0].label("it says more than fits into a line, and ".repeat(4));
    golden_full("long-label", &report);
}

#[test]
fn tabs_keep_the_caret_in_its_column() {
    golden_full("tab", &one("a\tb\t[x]()\tc\n", "[x]()"));
}

#[test]
fn wide_characters_keep_the_caret_in_its_column() {
    golden_full("wide", &one("日本語の 🚀 [計画]() を見る\n", "[計画]()"));
}

#[test]
fn line_ends_of_windows_are_no_text() {
    golden_full("crlf", &one("# Guide\r\n\r\nSee [the plan]()\r\nfirst.\r\n", "[the plan]()\r\nfirst"));
}

#[test]
fn a_byte_order_mark_counts_in_offsets_only() {
    let report = one("\u{FEFF}[x]()\n", "[x]()");
    golden_full("bom", &report);
    let json: Value = serde_json::from_str(&shown(&report, Format::Json, &PLAIN)).unwrap();
    let start = &json["findings"][0]["start"];
    assert_eq!(*start, serde_json::json!({"line": 1, "column": 1, "offset": 3}));
}

#[test]
fn hidden_characters_are_shown() {
    let text = "a\u{1b}[31m \u{202e}x\u{200b}y\u{9b} [p\u{2066}l\u{0}an]() \u{feff}z\u{7f}\n";
    golden_full("hidden", &one(text, "[p\u{2066}l\u{0}an]()"));
}

#[test]
fn the_end_of_a_file_is_a_place() {
    golden_full("end-of-file", &one("The last word", ""));
}

#[test]
fn files_without_text_have_no_snippet() {
    golden_full("empty-file", &one("", ""));
}

#[test]
fn marks_over_several_lines_are_cut_to_the_first() {
    golden_full("several-lines", &one("a\n```sh\nls\n\nThe end\n", "```sh\nls\n\nThe end"));
}

#[test]
fn blanks_at_the_ends_of_a_mark_are_dots() {
    golden_full("blanks", &one("are foundational.   process with \n", "   process with "));
}

#[test]
fn two_places_on_one_long_line_have_a_window_each() {
    let text = format!("The [plan]() {}and the [plan]() again", "goes on and ".repeat(30));
    let mut report = one(&text, "[plan]()");
    report.files[0].diagnostics[0].also(Span::new(text.rfind("[plan]").unwrap(), text.len() - 6), "here too");
    golden_full("two-places", &report);
}

/// Six findings of one rule and one of another, with everything that a finding can say.
fn page() -> Report {
    let text = "# Guide\n\nFirst [a]() and [b]().\n[c]()\n\nThen [d]() and [e]()\n\nlast [f]()\nThe end";
    let mut findings: Vec<Diagnostic> =
        ["[a]()", "[b]()", "[c]()", "[d]()", "[e]()", "[f]()"].map(|wanted| finding(text, wanted)).into();
    findings[0].help("./plan.md has a heading \"a\": write [a](./plan.md#a) or take the link away, whichever is meant, and look at its neighbours too");
    let end = text.rfind("end").unwrap();
    let mut other = Diagnostic::new("ragged-row", Severity::Warning, Span::new(end, text.len()), "row is short");
    other.note("the header has 3 cells").also(Span::new(2, 7), "the header").also(Span::new(end - 4, end - 1), "");
    other.fix(Fix::safe([Edit::insert(text.len(), " |"), Edit::replace(Span::new(end, end + 1), "E")]));
    findings.push(other);
    findings.iter_mut().for_each(|finding| finding.section = Some("Guide".into()));
    let mut report = report(vec![("docs/guide.md", text, findings)]);
    let text = "# Other\n";
    let info = Diagnostic::new("missing-box-space", Severity::Info, Span::at(2), "box touches its text");
    report.summary.count(&info);
    report.files.push(FileReport {
        source: SourceFile::new("docs/other.md", text),
        diagnostics: vec![info],
        set_aside: Vec::new(),
    });
    (report.summary.files, report.summary.links, report.summary.suppressed) = (1_204, 31, 2);
    report
}

#[test]
fn repeats_are_counted_and_the_run_is_summed_up() {
    let how = Presentation { quiet: false, elapsed: Some(Duration::from_micros(4_200)), ..PLAIN };
    golden("collapsed", &shown(&page(), Format::Full, &how));
    golden("not-collapsed", &shown(&page(), Format::Full, &Presentation { collapse: false, ..PLAIN }));
}

/// Findings of `missing-field`, one for each name.
fn lacking(names: &[&str]) -> Report {
    let finding = |name: &&str| {
        let message = format!("front matter lacks `{name}`");
        Diagnostic::new("missing-field", Severity::Warning, Span::new(0, 3), message)
    };
    report(vec![("docs/guide.md", "---\ntitle: T\n---\n", names.iter().map(finding).collect())])
}

#[test]
fn repeats_are_told_apart() {
    golden_full("repeats-differ", &lacking(&["description", "author", "ms.author", "ms.date", "ms.topic", "author"]));
    let long = "a name that is rather long for a field, even for those who like their names long";
    golden_full("repeats-differ-much", &lacking(&["description", &["a"; 30].join("."), "a\u{202e}b", long, "ms.date"]));
    let same = shown(&lacking(&["description", "description"]), Format::Full, &PLAIN);
    assert!(same.contains("1 more like this on line 1 (show"), "{same}");
}

#[test]
fn a_long_section_gives_way_to_the_place_and_a_long_path_is_cut() {
    let mut report = one("[x]()\n", "[x]()");
    report.files[0].diagnostics[0].section = Some("A heading that never ends ".repeat(9).into());
    let path = format!("{}guide.md", "docs/".repeat(30));
    report.files.push(FileReport {
        source: SourceFile::new(path, "[x]()\n"),
        diagnostics: vec![finding("[x]()", "[x]()")],
        set_aside: Vec::new(),
    });
    report.files[1].diagnostics[0].section = Some("Gone".into());
    golden("long-locus", &shown(&report, Format::Full, &Presentation { columns: 80, ..PLAIN }));
}

/// Many files: an error in six of them, warnings in all, twice in each third.
fn many() -> Report {
    let text = "# T\n\n[x]()\n\nend\n";
    let paths: Vec<String> = (0..40).map(|number| format!("docs/folder-{number:02}/page.md")).collect();
    let files = paths.iter().enumerate().map(|(number, path)| {
        let warning = |at| Diagnostic::new("ragged-row", Severity::Warning, Span::at(at), "row is short");
        let mut findings: Vec<Diagnostic> =
            [2, 5].map(warning).into_iter().take(1 + usize::from(number % 3 == 0)).collect();
        findings.extend((number % 7 == 0).then(|| finding(text, "[x]()")));
        (path.as_str(), text, findings)
    });
    report(files.collect())
}

#[test]
fn further_files_are_listed_at_the_end() {
    let how = Presentation { quiet: false, columns: 80, ..PLAIN };
    golden("many-files", &shown(&many(), Format::Full, &how));
    let all = shown(&many(), Format::Full, &Presentation { collapse: false, ..how });
    assert_eq!(all.matches("row is short").count(), 54);
    assert!(!all.contains("show with"), "{all}");
}

#[test]
fn the_gate_says_why_it_failed() {
    let said = |cause| {
        let gate = Gate { failed: cause, fail_on: "never" };
        let out = shown(&page(), Format::Full, &Presentation { quiet: false, gate, ..PLAIN });
        out.lines().last().unwrap_or_default().split(" · ").next().unwrap_or_default().to_owned()
    };
    assert_eq!(said(None), "gate: passed (--fail-on never)");
    assert_eq!(said(Some(Cause::MaxWarnings(0))), "gate: FAILED (--max-warnings 0)");
    assert_eq!(said(Some(Cause::Unfinished)), "gate: FAILED (not everything could be checked)");
}

#[test]
fn colours_are_there_when_wanted() {
    let how = Presentation { quiet: false, color: true, ..PLAIN };
    golden("colour", &shown(&page(), Format::Full, &how).replace('\u{1b}', "ESC"));
}

#[test]
fn narrow_terminals_get_narrow_lines() {
    let text = format!("{}[Secure AI models](){}", "The process has seven steps. ".repeat(20), " and more".repeat(99));
    let mut out = Vec::new();
    let mut report = one(&text, "[Secure AI models]()");
    report.files[0].diagnostics[0].help("this page has a heading \"Secure AI models\" to lead to; write its anchor");
    write(&report, Format::Full, registry(), &Presentation { columns: 72, ..PLAIN }, &mut out).unwrap();
    golden("narrow", &String::from_utf8(out).unwrap());
}

#[test]
fn every_format_has_its_shape() {
    for format in [Format::Concise, Format::Grouped, Format::Json, Format::JsonLines] {
        golden(format.name(), &shown(&page(), format, &Presentation { quiet: false, ..PLAIN }));
    }
}

#[test]
fn statistics_count_by_rule() {
    let how = Presentation { statistics: true, quiet: false, ..PLAIN };
    golden("statistics", &shown(&page(), Format::Full, &how));
    golden("statistics-json", &shown(&page(), Format::Json, &how));
    golden("statistics-json-lines", &shown(&page(), Format::JsonLines, &how));
}

#[test]
fn a_clean_run_says_so_in_a_line() {
    let passed = Gate { failed: None, fail_on: "error" };
    let how = Presentation { quiet: false, elapsed: Some(Duration::from_millis(1_240)), gate: passed, ..PLAIN };
    let mut report = Report::default();
    let nothing = shown(&report, Format::Full, &how);
    (report.summary.files, report.summary.links, report.summary.suppressed) = (3_316, 41_002, 1);
    golden("clean", &(nothing + &shown(&report, Format::Full, &how)));
    assert_eq!(shown(&report, Format::Concise, &how), "");
}

/// The schema of a part of the report.
fn schema(part: &str) -> jsonschema::Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("report.schema.json");
    let mut schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    if !part.is_empty() {
        schema.as_object_mut().unwrap().remove("oneOf");
        schema["$ref"] = format!("#/$defs/{part}").into();
    }
    jsonschema::validator_for(&schema).expect("a schema")
}

fn json(format: Format, statistics: bool) -> Vec<Value> {
    let out = shown(&page(), format, &Presentation { statistics, ..PLAIN });
    serde_json::Deserializer::from_str(&out).into_iter().map(|value| value.expect("JSON")).collect()
}

#[test]
fn json_keeps_to_its_schema() {
    for value in json(Format::Json, false).iter().chain(&json(Format::Json, true)) {
        assert!(schema("").is_valid(value), "{value:#}");
    }
    for (statistics, part) in [(false, "finding"), (true, "ruleCount")] {
        let lines = json(Format::JsonLines, statistics);
        let (last, lines) = lines.split_last().unwrap();
        assert!(lines.iter().all(|line| schema(part).is_valid(line)) && schema("closing").is_valid(last));
    }
}

/// Calls `take` with copies of `value`, each with one member more or one less somewhere.
fn broken(value: &Value, rebuild: &dyn Fn(Value) -> Value, take: &mut dyn FnMut(Value)) {
    match value {
        Value::Object(members) => {
            let mut more = members.clone();
            more.insert("unknown".into(), Value::Null);
            take(rebuild(more.into()));
            for (name, member) in members {
                let mut less = members.clone();
                less.remove(name);
                take(rebuild(less.into()));
                let inside = |changed: Value| {
                    let mut members = members.clone();
                    members.insert(name.clone(), changed);
                    rebuild(members.into())
                };
                broken(member, &inside, take);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let inside = |changed: Value| {
                    let mut items = items.clone();
                    items[index] = changed;
                    rebuild(items.into())
                };
                broken(item, &inside, take);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn a_member_more_or_less_breaks_the_schema() {
    let schema = schema("");
    for value in json(Format::Json, false).iter().chain(&json(Format::Json, true)) {
        let mut count = 0;
        broken(value, &|whole| whole, &mut |broken| {
            count += 1;
            assert!(!schema.is_valid(&broken), "{broken:#}");
        });
        assert!(count > 20, "{count}");
    }
}

#[test]
fn names_of_formats_lead_back() {
    for format in Format::ALL {
        assert_eq!(Format::from_name(format.name()), Some(format));
    }
}

/// The rows of CSV end with CR LF.
fn without_returns(format: Format, out: String) -> String {
    if format == Format::Csv { out.replace("\r\n", "\n") } else { out }
}

#[test]
fn nothing_hidden_gets_through_in_any_format() {
    let every: Vec<char> =
        ('\0'..=char::MAX).filter(|&c| c.is_control() || is_hidden(c) || (c as u32).is_multiple_of(499)).collect();
    for some in every.chunks(24) {
        let hostile: String = some.iter().collect();
        let text = format!("before {hostile} [x]() {hostile} after");
        let mut finding = finding(&text, "[x]()");
        finding.message.push_str(&hostile);
        finding.label(hostile.as_str()).note(hostile.as_str()).help(hostile.as_str());
        finding.also(Span::new(7, 7 + hostile.len()), hostile.as_str());
        finding.fix(Fix::safe([Edit::insert(0, hostile.as_str())]));
        finding.section = Some(hostile.as_str().into());
        let report = report(vec![(&format!("docs/{hostile}.md"), &text, vec![finding])]);
        for format in Format::ALL {
            let out = without_returns(format, shown(&report, format, &Presentation { quiet: false, ..PLAIN }));
            let through = out.chars().find(|&c| c != '\n' && (c.is_control() || is_hidden(c)));
            assert_eq!(through, None, "{format:?} lets it through");
            if format == Format::Json {
                let json: Value = serde_json::from_str(&out).expect("JSON");
                assert_eq!(json["findings"][0]["section"], hostile);
            }
        }
    }
}

fn hostile_char() -> impl Strategy<Value = char> {
    let odd = "\0\t\n\r\u{1b}\u{85}\u{a0}\u{301}\u{200b}\u{202e}\u{feff}☐日🚀é".chars().collect::<Vec<_>>();
    prop_oneof![prop::sample::select(odd), any::<char>(), Just(' '), Just('a')]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_place_of_any_text_is_shown(
        chars in prop::collection::vec(hostile_char(), 0..300),
        places in prop::array::uniform4(any::<prop::sample::Index>()),
        said in prop::collection::vec(hostile_char(), 0..60),
        columns in 0_usize..200,
    ) {
        let text: String = chars.iter().collect();
        let source = SourceFile::new("a.md", text);
        let bounds: Vec<usize> = source.text().char_indices().map(|(at, _)| at).chain([source.text().len()]).collect();
        let mut at = places.map(|place| bounds[place.index(bounds.len())]);
        at[..2].sort_unstable();
        at[2..].sort_unstable();
        let said: String = said.iter().collect();
        let mut finding = Diagnostic::new("empty-link", Severity::Error, Span::new(at[0], at[1]), "m");
        finding.label(said.as_str()).also(Span::new(at[2], at[3]), said);
        let report = Report { files: vec![FileReport { source, diagnostics: vec![finding], set_aside: Vec::new() }], ..Report::default() };
        for format in Format::ALL {
            let mut out = Vec::new();
            write(&report, format, registry(), &Presentation { columns, ..PLAIN }, &mut out).unwrap();
            let out = without_returns(format, String::from_utf8(out).unwrap());
            prop_assert!(!out.chars().any(|c| c != '\n' && (c.is_control() || is_hidden(c))), "{}", out);
        }
    }
}

#[test]
fn thousands_of_findings_on_one_line_are_shown_in_every_format() {
    let text = "é [x]() ☐ ".repeat(4_000);
    let places = text.match_indices("[x]()");
    let findings: Vec<Diagnostic> = places
        .map(|(at, link)| {
            let mut finding = Diagnostic::new("empty-link", Severity::Error, Span::new(at, at + link.len()), "empty");
            finding.also(Span::at(text.len()), "the end");
            finding
        })
        .collect();
    let report = report(vec![("a.md", &text, findings)]);
    for format in Format::ALL {
        let out = shown(&report, format, &Presentation { collapse: false, ..PLAIN });
        let (lines, last) = (out.lines().count(), out.contains("39993"));
        match format {
            Format::GitHub | Format::Azure => assert_eq!(lines, 11, "{format:?}"),
            // One case for the line.
            Format::JUnit => assert!(last && out.matches("empty&#10;column").count() == 3_999),
            // Without columns, or with those of bytes.
            Format::GitLab | Format::RdJson => assert!(lines >= 4_000, "{format:?}"),
            _ => assert!(lines >= 4_000 && last, "{format:?}"),
        }
    }
}
