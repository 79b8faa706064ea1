use serde_json::{Map, Value, json};

use super::places::location;
use super::{fixes, level};
use crate::diagnostic::{Diagnostic, Fingerprint, Label};
use crate::engine::{FileReport, Report, Why};
use crate::report::quote::{BY_GRAVITY, prints, told};
use crate::report::{Presentation, sanitize};
use crate::text::SourceFile;

/// Further places of a result that GitHub takes.
const PLACES: usize = 100;

/// A finding that becomes a result.
pub(super) struct Found<'r> {
    pub source: &'r SourceFile,
    pub finding: &'r Diagnostic,
    pub print: Fingerprint,
    /// Why it is not shown elsewhere.
    pub why: Option<Why>,
}

/// At most so many findings, and how many there are: the gravest first, those that are set aside last. What was there
/// before the change that is judged is no part of the report.
pub(super) fn choose(report: &Report, most: usize) -> (Vec<Found<'_>>, usize) {
    let mut found: Vec<Found<'_>> = Vec::new();
    let mut total = 0;
    for (shown, severity) in [true, false].into_iter().flat_map(|shown| BY_GRAVITY.map(|severity| (shown, severity))) {
        let files: Vec<&FileReport> = if shown { report.files.iter().collect() } else { all(report) };
        for file in files {
            let fits = |finding: &&(usize, Option<Why>, &Diagnostic)| finding.2.severity == severity;
            let of_file = if shown { in_sight(file) } else { out_of_sight(file) };
            let of_file: Vec<_> = of_file.iter().filter(fits).collect();
            total += of_file.len();
            if of_file.is_empty() || found.len() >= most {
                continue;
            }
            let (own, aside) = prints(file);
            let prints = if shown { own } else { aside };
            let room = most - found.len();
            found.extend(of_file.into_iter().take(room).map(|&(index, why, finding)| Found {
                source: &file.source,
                finding,
                print: prints[index],
                why,
            }));
        }
    }
    (found, total)
}

type Indexed<'r> = Vec<(usize, Option<Why>, &'r Diagnostic)>;

fn in_sight(file: &FileReport) -> Indexed<'_> {
    file.diagnostics.iter().enumerate().map(|(index, finding)| (index, None, finding)).collect()
}

fn out_of_sight(file: &FileReport) -> Indexed<'_> {
    let aside = file.set_aside.iter().enumerate().filter(|(_, aside)| aside.why != Why::Older);
    aside.map(|(index, aside)| (index, Some(aside.why), &aside.diagnostic)).collect()
}

/// The files with findings and those whose findings are all set aside, by path.
fn all(report: &Report) -> Vec<&FileReport> {
    let mut files: Vec<&FileReport> = report.files.iter().chain(&report.quiet).collect();
    files.sort_by_key(|file| file.source.path());
    files
}

/// A result; `rule` is the index of its rule, and `compared` says whether known findings are told from new ones.
pub(super) fn object(found: &Found<'_>, rule: Option<usize>, compared: bool, how: &Presentation<'_>) -> Value {
    let Found { source, finding, print, why } = found;
    let fingerprint = format!("{print}:{}", print.occurrence + 1);
    let mut out = Map::new();
    let mut put = |name: &str, value: Value| drop(out.insert(name.to_owned(), value));
    put("ruleId", json!(finding.rule));
    rule.into_iter().for_each(|rule| put("ruleIndex", json!(rule)));
    put("level", json!(level(finding.severity)));
    put("message", json!({ "text": message(&told(finding)) }));
    put("locations", json!([location(source, finding.span, &how.home)]));
    if !finding.labels.is_empty() {
        let related: Vec<Value> = finding.labels.iter().take(PLACES).map(|label| place(source, label, how)).collect();
        put("relatedLocations", json!(related));
    }
    put("partialFingerprints", json!({ "primaryLocationLineHash": fingerprint, "guidelint/v1": fingerprint }));
    finding.fix.iter().for_each(|fix| put("fixes", json!([fixes::object(source, fix, &how.home)])));
    if compared {
        put("baselineState", json!(if *why == Some(Why::Baseline) { "unchanged" } else { "new" }));
    }
    let kind = match why {
        Some(Why::Comment) => Some("inSource"),
        Some(Why::Baseline) => Some("external"),
        Some(Why::Older) | None => None,
    };
    kind.into_iter().for_each(|kind| put("suppressions", json!([{ "kind": kind, "status": "accepted" }])));
    Value::Object(out)
}

fn place(source: &SourceFile, label: &Label, how: &Presentation<'_>) -> Value {
    let mut place = location(source, label.span, &how.home);
    if !label.message.is_empty() {
        place["message"] = json!({ "text": message(&sanitize(&label.message)) });
    }
    place
}

/// A text in which `[text](destination)` is no link.
fn message(text: &str) -> String {
    match text.contains("](") {
        true => text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]"),
        false => text.to_owned(),
    }
}
