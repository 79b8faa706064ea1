//! Format `sarif`: SARIF 2.1.0 for code scanning, within the limits of GitHub: 25,000 results, of which it shows 5,000.

mod fixes;
mod places;
mod results;
mod rules;

use std::io::{self, Write};

use serde_json::{Value, json};

use self::results::Found;
use super::json::value;
use super::quote::HOME_PAGE;
use super::{Presentation, counted, thousands};
use crate::diagnostic::Severity;
use crate::engine::Report;
use crate::rule::Registry;

/// Results that a run may have; with more, GitHub refuses the file.
const MOST: usize = 25_000;
/// Results that GitHub shows.
const SHOWN: usize = 5_000;

pub(super) fn write(
    report: &Report,
    registry: &Registry,
    how: &Presentation<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (found, total) = results::choose(report, MOST);
    let rules = rules::occurring(registry, &found);
    out.write_all(
        b"{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{\n",
    )?;
    let rule_objects: Vec<Value> = rules.iter().map(|page| rules::object(page)).collect();
    let driver = json!({
        "name": env!("CARGO_PKG_NAME"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "informationUri": HOME_PAGE,
        "rules": rule_objects,
    });
    let members = [
        ("tool", json!({ "driver": driver })),
        ("invocations", json!([invocation(report, found.len(), total)])),
        ("automationDetails", json!({ "id": concat!(env!("CARGO_PKG_NAME"), "/") })),
        ("originalUriBaseIds", json!({ places::ROOT: { "description": { "text": "The root of the repository." } } })),
        ("columnKind", json!("unicodeCodePoints")),
    ];
    for (name, member) in members {
        write!(out, "\"{name}\":")?;
        value(&member, out)?;
        out.write_all(b",\n")?;
    }
    out.write_all(b"\"results\":[")?;
    for (index, found) in found.iter().enumerate() {
        out.write_all(if index > 0 { b",\n" } else { b"\n" })?;
        let rule = rules.binary_search_by_key(&found.finding.rule, |page| page.id).ok();
        value(&results::object(found, rule, report.is_compared(), how), out)?;
    }
    out.write_all(b"\n]}]}\n")
}

/// What is to be said of the run itself.
fn invocation(report: &Report, written: usize, total: usize) -> Value {
    let mut notes = Vec::new();
    let unfinished = report.summary.unfinished;
    if unfinished > 0 {
        notes.push(note("error", format!("Not wholly checked: {}.", counted(unfinished, "file"))));
    }
    if written < total {
        let kept = format!("The gravest {} of {} are in this file.", thousands(written), counted(total, "result"));
        notes.push(note("warning", kept));
    }
    if total > SHOWN {
        let shown = format!("GitHub shows {} of {}.", thousands(SHOWN), counted(total, "result"));
        notes.push(note("note", shown));
    }
    json!({ "executionSuccessful": unfinished == 0, "toolExecutionNotifications": notes })
}

fn note(level: &str, text: String) -> Value {
    json!({ "level": level, "message": { "text": text } })
}

/// SARIF's name of a severity.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}
