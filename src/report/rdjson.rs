//! Format `rdjson`: what reviewdog reads. Columns count bytes from 1, and an end is exclusive.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::Presentation;
use super::json::value;
use super::quote::{HOME_PAGE, page_url, told};
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::engine::Report;
use crate::rule::Registry;
use crate::text::{SourceFile, Span};

/// Bytes that a suggestion replaces at most: nobody reads a longer one in a review.
const LONGEST: usize = 10_000;

pub(super) fn write(
    report: &Report,
    registry: &Registry,
    how: &Presentation<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    out.write_all(b"{\"source\":")?;
    value(&json!({ "name": env!("CARGO_PKG_NAME"), "url": HOME_PAGE }), out)?;
    out.write_all(b",\"diagnostics\":[")?;
    let mut separator = "\n";
    for file in &report.files {
        let path = how.home.path(file.source.path());
        for finding in &file.diagnostics {
            out.write_all(separator.as_bytes())?;
            separator = ",\n";
            value(&object(&file.source, &path, finding, registry), out)?;
        }
    }
    out.write_all(b"\n]}\n")
}

fn object(source: &SourceFile, path: &str, finding: &Diagnostic, registry: &Registry) -> Value {
    let severity = match finding.severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Info => "INFO",
    };
    let mut code = Map::from_iter([("value".to_owned(), json!(finding.rule))]);
    if let Some(page) = registry.find(finding.rule) {
        code.insert("url".to_owned(), json!(page_url(page)));
    }
    let mut out = json!({
        "message": told(finding),
        "location": { "path": path, "range": range(source, finding.span) },
        "severity": severity,
        "code": code,
    });
    if let Some(suggestion) = finding.fix.as_ref().and_then(|fix| suggestion(source, fix)) {
        out["suggestions"] = json!([suggestion]);
    }
    out
}

/// A repair as one replacement, for each suggestion is taken or left alone and the edits belong together.
fn suggestion(source: &SourceFile, fix: &Fix) -> Option<Value> {
    let (first, last) = (fix.edits().first()?, fix.edits().last()?);
    let whole = Span::new(first.span.start(), last.span.end());
    let mut text = String::new();
    let mut at = whole.start();
    for edit in fix.edits() {
        text.push_str(source.text().get(at..edit.span.start())?);
        text.push_str(&edit.text);
        at = edit.span.end();
    }
    (whole.len() <= LONGEST).then(|| json!({ "range": range(source, whole), "text": text }))
}

fn range(source: &SourceFile, span: Span) -> Value {
    let place = |offset: usize| {
        let line = source.line_index(offset);
        let column = offset - source.line_starts()[line] as usize;
        json!({ "line": line + 1, "column": column + 1 })
    };
    json!({ "start": place(span.start()), "end": place(span.end()) })
}
