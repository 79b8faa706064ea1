//! The last lines for people: what was found, what was looked at and what was not, what to do next.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;
use std::time::Duration;

use super::style::{self, Painter};
use super::{Cause, Presentation, counted, thousands, width};
use crate::diagnostic::{Applicability, Severity};
use crate::engine::{Report, Summary, Targets};

const DOT: &str = " · ";
/// Files with findings that are told apart without counts by rule.
const FEW: usize = 10;

/// Writes the closing lines; where columns are given, they also name the rules that found most and the next command.
pub(super) fn write(
    report: &Report,
    columns: Option<usize>,
    how: &Presentation,
    painter: &mut Painter<'_>,
) -> io::Result<()> {
    if report.files.is_empty() {
        return clean(report, how, painter);
    }
    found(report, painter)?;
    let rules = if columns.is_some() { by_weight(report) } else { Vec::new() };
    if let Some(columns) = columns.filter(|_| report.files.len() > FEW) {
        painter.plain(&format!("\n{}", by_rule(&rules, columns)))?;
    }
    painter.plain(&format!("\n{}\n", looked_at(report, how.elapsed)))?;
    verdict(how, painter)?;
    if let Some((rule, _)) = rules.first() {
        painter.plain(&format!("{DOT}next: guidelint explain {rule}"))?;
    }
    painter.plain("\n")
}

/// One friendly line.
fn clean(report: &Report, how: &Presentation<'_>, painter: &mut Painter<'_>) -> io::Result<()> {
    let summary = &report.summary;
    match (summary.files, summary.unfinished) {
        (0, 0) if report.judges_change => painter.plain("All good: the change touches nothing that is checked")?,
        (0, 0) => painter.plain("Nothing to check: no file was given or found")?,
        (_, 0) => {
            painter.paint(style::GOOD, "All good")?;
            painter.plain(&format!(": {}", looked_at(report, how.elapsed)))?;
        }
        (_, _) => painter.plain(&format!("Not finished: {}", looked_at(report, how.elapsed)))?,
    }
    painter.plain("\n")
}

/// `9 errors, 1 warning in 1 file`
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
    painter.plain(&format!(" in {}{}", counted(report.files.len(), "file"), fixable(report)))
}

/// ` · 2 fixable with --fix, 1 more with --unsafe-fixes`
fn fixable(report: &Report) -> String {
    let fixes = report.files.iter().flat_map(|file| &file.diagnostics).filter_map(|finding| finding.fix.as_ref());
    let more = fixes.filter(|fix| fix.applicability() == Applicability::Unsafe).count();
    match (report.summary.fixable, more) {
        (0, 0) => String::new(),
        (safe, 0) => format!("{DOT}{} fixable with --fix", thousands(safe)),
        (0, more) => format!("{DOT}{} fixable with --fix --unsafe-fixes", thousands(more)),
        (safe, more) => {
            format!("{DOT}{} fixable with --fix, {} more with --unsafe-fixes", thousands(safe), thousands(more))
        }
    }
}

/// `1 file in 4 ms · 42 links, their targets not checked · 3 suppressed`
fn looked_at(report: &Report, elapsed: Option<Duration>) -> String {
    let summary = &report.summary;
    let mut line = counted(summary.files, "file");
    if let Some(elapsed) = elapsed {
        line += &format!(" in {}", lasted(elapsed));
    }
    line += &format!("{DOT}{}", counted(summary.links, "link"));
    line += match (summary.links, summary.targets.checked) {
        (0, _) | (_, 1..) => "",
        (1, 0) => ", its target not checked",
        (_, 0) => ", their targets not checked",
    };
    if summary.suppressed > 0 {
        line += &format!("{DOT}{} suppressed", thousands(summary.suppressed));
    }
    if summary.unfinished > 0 {
        line += &format!("{DOT}{}", unfinished(summary));
    }
    line + &led(&summary.targets) + &not_shown(report)
}

/// A line about the links that are neither right nor broken:
/// `links: 3 in other letter case, 2 redirected · can't be verified: 12 by xref, 1 to paths of the whole site`
fn led(targets: &Targets) -> String {
    let known = [(targets.miscased, "in other letter case"), (targets.redirected, "redirected")];
    let said = |(count, what): (usize, &str)| format!("{} {what}", thousands(count));
    let known: Vec<String> = known.into_iter().filter(|(count, _)| *count > 0).map(said).collect();
    let unsure: Vec<String> =
        targets.unverifiable.iter().map(|(cause, count)| said((*count, cause.phrase()))).collect();
    let known = (!known.is_empty()).then(|| known.join(", "));
    let unsure = (!unsure.is_empty()).then(|| format!("can't be verified: {}", unsure.join(", ")));
    let parts: Vec<String> = known.into_iter().chain(unsure).collect();
    if parts.is_empty() { String::new() } else { format!("\nlinks: {}", parts.join(DOT)) }
}

/// A line about findings that are known:
/// `12 older findings not shown · 1,030 in the baseline not shown · 3 fixed since: guidelint baseline --prune`
fn not_shown(report: &Report) -> String {
    let summary = &report.summary;
    let older = (summary.older > 0).then(|| format!("{} not shown", counted(summary.older, "older finding")));
    let listed = (summary.baselined > 0).then(|| format!("{} in the baseline not shown", thousands(summary.baselined)));
    let since = if report.judges_change { "" } else { " since: guidelint baseline --prune" };
    let fixed = (summary.fixed > 0).then(|| format!("{} fixed{since}", thousands(summary.fixed)));
    let parts: Vec<String> = older.into_iter().chain(listed).chain(fixed).collect();
    if parts.is_empty() { String::new() } else { format!("\n{}", parts.join(DOT)) }
}

fn unfinished(summary: &Summary) -> String {
    let were = if summary.unfinished == 1 { "was" } else { "were" };
    format!("{} {were} not wholly checked", counted(summary.unfinished, "file"))
}

/// `gate: FAILED (--fail-on error)`
fn verdict(how: &Presentation, painter: &mut Painter<'_>) -> io::Result<()> {
    painter.plain("gate: ")?;
    if how.gate.failed.is_some() {
        painter.paint(style::of_severity(Severity::Error), "FAILED")?;
    } else {
        painter.paint(style::GOOD, "passed")?;
    }
    let reason = match how.gate.failed {
        None | Some(Cause::Severity) => format!("--fail-on {}", how.gate.fail_on),
        Some(Cause::MaxWarnings(most)) => format!("--max-warnings {most}"),
        Some(Cause::Unfinished) => "not everything could be checked".to_owned(),
        Some(Cause::Unfixed) => "not everything could be fixed".to_owned(),
        Some(Cause::Unwritten) => "a report could not be written".to_owned(),
    };
    painter.plain(&format!(" ({reason})"))
}

/// The rules with their counts: the gravest first, then the one that finds most, then the first by name.
fn by_weight(report: &Report) -> Vec<(&'static str, usize)> {
    let mut rules: BTreeMap<&'static str, (Severity, usize)> = BTreeMap::new();
    for finding in report.files.iter().flat_map(|file| &file.diagnostics) {
        let (severity, count) = rules.entry(finding.rule).or_insert((finding.severity, 0));
        *severity = finding.severity.max(*severity);
        *count += 1;
    }
    let mut rules: Vec<_> = rules.into_iter().collect();
    rules.sort_by_key(|(_, weight)| Reverse(*weight));
    rules.into_iter().map(|(rule, (_, count))| (rule, count)).collect()
}

/// `by rule: unclosed-row 22, empty-link 7, …; see --statistics`, with as many rules as the line takes.
fn by_rule(rules: &[(&'static str, usize)], columns: usize) -> String {
    const END: &str = "; see --statistics";
    let mut line = "by rule:".to_owned();
    for (at, (rule, count)) in rules.iter().enumerate() {
        let entry = format!("{} {rule} {}", if at > 0 { "," } else { "" }, thousands(*count));
        let rest = if at + 1 < rules.len() { ", …" } else { "" };
        if at > 0 && width(&line) + width(&entry) + width(rest) + END.len() > columns {
            line += ", …";
            break;
        }
        line += &entry;
    }
    line + END
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
