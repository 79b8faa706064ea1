//! The last lines for people: what was found, what was looked at and what was not, what to do next.

use std::collections::BTreeMap;
use std::io;
use std::time::Duration;

use super::style::{self, Painter};
use super::{Presentation, counted};
use crate::diagnostic::Severity;
use crate::engine::{Report, Summary};
use crate::rule::Registry;

const DOT: &str = " · ";

/// Writes the closing lines; the next command too where the rules are given.
pub(super) fn write(
    report: &Report,
    registry: Option<&Registry>,
    how: &Presentation,
    painter: &mut Painter<'_>,
) -> io::Result<()> {
    let summary = &report.summary;
    if report.files.is_empty() {
        return clean(summary, how, painter);
    }
    found(report, painter)?;
    painter.plain(&format!("\n{}\n", looked_at(summary, how.elapsed)))?;
    verdict(how, painter)?;
    if let Some(rule) = registry.and_then(|_| first_to_read(report)) {
        painter.plain(&format!("{DOT}next: guidelint explain {rule}"))?;
    }
    painter.plain("\n")
}

/// One friendly line.
fn clean(summary: &Summary, how: &Presentation, painter: &mut Painter<'_>) -> io::Result<()> {
    match (summary.files, summary.unfinished) {
        (0, 0) => painter.plain("Nothing to check: no file was given or found")?,
        (_, 0) => {
            painter.paint(style::GOOD, "All good")?;
            painter.plain(&format!(": {}", looked_at(summary, how.elapsed)))?;
        }
        (_, _) => painter.plain(&format!("Not finished: {}", looked_at(summary, how.elapsed)))?,
    }
    painter.plain("\n")
}

/// `9 errors, 1 warning in 1 file · 2 have a safe fix`
fn found(report: &Report, painter: &mut Painter<'_>) -> io::Result<()> {
    let summary = &report.summary;
    let counts = [
        (summary.errors, "error", Severity::Error),
        (summary.warnings, "warning", Severity::Warning),
        (summary.infos, "info", Severity::Info),
    ];
    for (at, (count, name, severity)) in counts.into_iter().filter(|(count, ..)| *count > 0).enumerate() {
        painter.plain(if at > 0 { ", " } else { "" })?;
        painter.paint(style::of_severity(severity), &counted(count, name))?;
    }
    painter.plain(&format!(" in {}", counted(report.files.len(), "file")))?;
    if summary.fixable > 0 {
        let have = if summary.fixable == 1 { "has" } else { "have" };
        painter.plain(&format!("{DOT}{} {have} a safe fix", super::thousands(summary.fixable)))?;
    }
    Ok(())
}

/// `1 file, 42 links in 4 ms · 0 links checked online · 3 suppressed`
fn looked_at(summary: &Summary, elapsed: Option<Duration>) -> String {
    let mut line = format!("{}, {}", counted(summary.files, "file"), counted(summary.links, "link"));
    if let Some(elapsed) = elapsed {
        line += &format!(" in {}", lasted(elapsed));
    }
    line += &format!("{DOT}0 links checked online");
    if summary.suppressed > 0 {
        line += &format!("{DOT}{} suppressed", super::thousands(summary.suppressed));
    }
    if summary.unfinished > 0 {
        let were = if summary.unfinished == 1 { "was" } else { "were" };
        line += &format!("{DOT}{} {were} not wholly checked", counted(summary.unfinished, "file"));
    }
    line
}

fn verdict(how: &Presentation, painter: &mut Painter<'_>) -> io::Result<()> {
    painter.plain("gate: ")?;
    if how.gate.failed {
        painter.paint(style::of_severity(Severity::Error), "FAILED")?;
    } else {
        painter.paint(style::GOOD, "passed")?;
    }
    painter.plain(&format!(" (--fail-on {})", how.gate.fail_on))
}

/// The rule to read about first: the gravest, then the one that finds most, then the first by name.
fn first_to_read(report: &Report) -> Option<&'static str> {
    let mut rules: BTreeMap<&'static str, (Severity, usize)> = BTreeMap::new();
    for finding in report.files.iter().flat_map(|file| &file.diagnostics) {
        let (severity, count) = rules.entry(finding.rule).or_insert((finding.severity, 0));
        *severity = finding.severity.max(*severity);
        *count += 1;
    }
    // `max_by_key` takes the last of equals.
    rules.into_iter().rev().max_by_key(|(_, weight)| *weight).map(|(rule, _)| rule)
}

/// A time as people say it: `4 ms`, `1.24 s`, `2 min 5 s`.
fn lasted(time: Duration) -> String {
    match time.as_millis() {
        0 => "under 1 ms".to_owned(),
        ms @ 1..1_000 => format!("{ms} ms"),
        1_000..60_000 => format!("{:.2} s", time.as_secs_f64()),
        _ => format!("{} min {} s", time.as_secs() / 60, time.as_secs() % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::lasted;
    use std::time::Duration;

    #[test]
    fn times_read_well() {
        let said = [200, 4_000, 1_240_000, 125_000_000].map(|micros| lasted(Duration::from_micros(micros)));
        assert_eq!(said, ["under 1 ms", "4 ms", "1.24 s", "2 min 5 s"]);
    }
}
