//! Formats `json` and `json-lines`, for machines; `report.schema.json` in the repository says what they hold.
//!
//! Written finding by finding, so that a report of any length takes no memory of its own.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use super::is_hidden;
use super::quote::prints;
use super::shield::begins_command;
use super::statistics::{RuleCount, counts};
use crate::diagnostic::{Applicability, Diagnostic, Fingerprint, Severity};
use crate::engine::{Report, Summary, Targets};
use crate::rule::{Registry, RulePage};
use crate::site::Cause;
use crate::text::{SourceFile, Span};

/// Version of the shape; a change that breaks a reader gives a new one.
const VERSION: u32 = 1;

pub(super) const TOOL: Tool = Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") };

#[derive(Serialize)]
pub(super) struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'static str,
    aliases: &'a [&'static str],
    family: &'a str,
    severity: Severity,
    path: &'a str,
    start: Place,
    end: Place,
    message: &'a str,
    help: Option<&'a str>,
    labels: Vec<FurtherPlace<'a>>,
    section: Option<&'a str>,
    fix: Option<Repair<'a>>,
    fingerprint: String,
}

#[derive(Serialize)]
struct Place {
    line: usize,
    column: usize,
    offset: usize,
}

#[derive(Serialize)]
struct FurtherPlace<'a> {
    start: Place,
    end: Place,
    message: &'a str,
}

#[derive(Serialize)]
struct Repair<'a> {
    applicability: Applicability,
    edits: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
struct Replacement<'a> {
    start: Place,
    end: Place,
    text: &'a str,
}

#[derive(Serialize)]
struct Counts {
    files: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    suppressed: usize,
    baselined: usize,
    older: usize,
    fixed: usize,
    fixable: usize,
    links: usize,
    targets: TargetCounts,
    unfinished: usize,
}

#[derive(Serialize)]
struct TargetCounts {
    checked: usize,
    miscased: usize,
    redirected: usize,
    unverifiable: BTreeMap<Cause, usize>,
}

impl From<&Summary> for Counts {
    fn from(summary: &Summary) -> Self {
        let Summary { files, links, errors, warnings, infos, fixable, suppressed, .. } = *summary;
        let Summary { baselined, older, fixed, unfinished, ref targets, .. } = *summary;
        let Targets { checked, miscased, redirected, ref unverifiable } = *targets;
        let targets = TargetCounts { checked, miscased, redirected, unverifiable: unverifiable.clone() };
        Self {
            files,
            errors,
            warnings,
            infos,
            suppressed,
            baselined,
            older,
            fixed,
            fixable,
            links,
            targets,
            unfinished,
        }
    }
}

/// The last line of `json-lines`, and what frames the findings of `json`.
#[derive(Serialize)]
struct Closing {
    version: u32,
    tool: Tool,
    summary: Counts,
}

#[derive(Serialize)]
struct Statistics {
    version: u32,
    tool: Tool,
    statistics: Vec<RuleCount>,
    summary: Counts,
}

/// One object.
pub(super) fn write(report: &Report, registry: &Registry, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\"version\":{VERSION},\"tool\":")?;
    value(&TOOL, out)?;
    out.write_all(b",\"findings\":[")?;
    let mut separator = "\n";
    each(report, registry, |finding| {
        out.write_all(separator.as_bytes())?;
        separator = ",\n";
        value(&finding, out)
    })?;
    out.write_all(b"\n],\"summary\":")?;
    value(&Counts::from(&report.summary), out)?;
    out.write_all(b"}\n")
}

/// One object for each finding, then one for the counts.
pub(super) fn write_lines(report: &Report, registry: &Registry, out: &mut dyn Write) -> io::Result<()> {
    each(report, registry, |finding| line(&finding, out))?;
    line(&Closing { version: VERSION, tool: TOOL, summary: Counts::from(&report.summary) }, out)
}

/// One object with the counts by rule.
pub(super) fn write_statistics(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let summary = Counts::from(&report.summary);
    line(&Statistics { version: VERSION, tool: TOOL, statistics: counts(report), summary }, out)
}

/// One object for each rule, then one for the counts.
pub(super) fn write_statistics_lines(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for rule in counts(report) {
        line(&rule, out)?;
    }
    line(&Closing { version: VERSION, tool: TOOL, summary: Counts::from(&report.summary) }, out)
}

fn each(report: &Report, registry: &Registry, mut take: impl FnMut(Finding<'_>) -> io::Result<()>) -> io::Result<()> {
    let pages: HashMap<&str, &RulePage> = registry.pages().iter().map(|page| (page.id, page)).collect();
    for file in &report.files {
        for (diagnostic, print) in file.diagnostics.iter().zip(prints(file).0) {
            take(finding(&file.source, diagnostic, print, pages.get(diagnostic.rule).copied()))?;
        }
    }
    Ok(())
}

fn finding<'a>(
    source: &'a SourceFile,
    diagnostic: &'a Diagnostic,
    print: Fingerprint,
    page: Option<&'a RulePage>,
) -> Finding<'a> {
    let labels = diagnostic.labels.iter().map(|label| {
        let (start, end) = places(source, label.span);
        FurtherPlace { start, end, message: &label.message }
    });
    let fix = diagnostic.fix.as_ref().map(|fix| Repair {
        applicability: fix.applicability(),
        edits: fix.edits().iter().map(|edit| replacement(source, edit.span, &edit.text)).collect(),
    });
    let (start, end) = places(source, diagnostic.span);
    Finding {
        rule: diagnostic.rule,
        aliases: page.map_or(&[], |page| &page.aliases),
        family: page.map_or("", |page| page.family),
        severity: diagnostic.severity,
        path: source.path(),
        start,
        end,
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
        labels: labels.collect(),
        section: diagnostic.section.as_deref(),
        fix,
        fingerprint: format!("{print}:{}", print.occurrence + 1),
    }
}

fn replacement<'a>(source: &SourceFile, span: Span, text: &'a str) -> Replacement<'a> {
    let (start, end) = places(source, span);
    Replacement { start, end, text }
}

fn places(source: &SourceFile, span: Span) -> (Place, Place) {
    let place = |offset: usize| {
        let at = source.line_column(offset);
        Place { line: at.line, column: at.column, offset: source.file_offset(offset) }
    };
    (place(span.start()), place(span.end()))
}

fn line(object: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    value(object, out)?;
    out.write_all(b"\n")
}

/// Writes a value as JSON on one line.
pub(super) fn value(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(out, Visible)).map_err(io::Error::from)
}

/// Compact JSON in which hidden characters and commands to a service are escaped too: a log that is printed stays
/// harmless.
struct Visible;

impl Formatter for Visible {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        let gives_orders = |at: usize, c: char, text: &str| c == '#' && begins_command(text, at);
        let odd = |text: &str| text.char_indices().find(|&(at, c)| is_hidden(c) || gives_orders(at, c, text));
        while let Some((at, c)) = odd(rest) {
            out.write_all(&rest.as_bytes()[..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            rest = &rest[at + c.len_utf8()..];
        }
        out.write_all(rest.as_bytes())
    }
}
