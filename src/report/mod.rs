//! Floor `report`: one [`Report`], shown in one of several formats, one file each.
//!
//! A reporter changes nothing in what was found and reads no clock, terminal or environment: how the report is to look
//! comes in as a [`Presentation`]. Whatever a report quotes from a file is made visible first, or escaped.

mod azure;
mod cells;
mod checkstyle;
mod closing;
mod concise;
mod csv;
mod diff;
mod differences;
mod drawing;
mod elsewhere;
mod format;
mod full;
mod github;
mod gitlab;
mod grouped;
mod home;
mod json;
mod junit;
pub mod links;
mod markdown;
mod quote;
mod rdjson;
mod repeats;
mod sanitize;
mod sarif;
mod shield;
mod statistics;
mod style;
mod text;
mod window;
mod wrap;
mod xml;

use std::io::{self, BufWriter, Write};
use std::time::Duration;

use crate::engine::Report;
use crate::rule::Registry;

pub use azure::azure_summary;
pub use diff::write_diff;
pub use format::Format;
pub use home::Home;
pub use sanitize::{is_hidden, sanitize, visible};
pub use shield::{Shield, shielded};
pub use style::{FAINT, Painter, STRONG, of_label};
pub use wrap::{counted, cut, cut_start, padded, thousands, width, wrap};

/// Columns that the format for people fills at most: the eye finds a caret no better in a wider line.
pub const WIDEST: usize = 100;
/// Columns that it fills at least; a narrower terminal breaks the lines itself.
const NARROWEST: usize = 40;

/// How a report is shown. Nothing in it changes what was found.
#[derive(Clone, Copy, Debug)]
pub struct Presentation<'a> {
    /// Columns of the terminal; the text is kept within them, and never wider than [`WIDEST`].
    pub columns: usize,
    /// Whether to use colour.
    pub color: bool,
    /// Whether repeats of one rule, in one file and in many, are counted instead of shown.
    pub collapse: bool,
    /// Whether to leave out the closing lines.
    pub quiet: bool,
    /// Whether to show a count for each rule instead of the findings.
    pub statistics: bool,
    /// How long the run took; shown by [`Format::Full`] only, so that the other formats stay the same for each run.
    pub elapsed: Option<Duration>,
    /// What the run comes to.
    pub gate: Gate,
    /// Where the files lie, for services that show the report beside them.
    pub home: Home<'a>,
    /// Whether a summary of the whole report goes to the page of the job too, where annotations can point.
    pub has_job_summary: bool,
}

/// Whether the findings fail the run.
#[derive(Clone, Copy, Debug)]
pub struct Gate {
    /// The severity from which on a finding fails the run: `error`, `warning`, `info` or `never`.
    pub fail_on: &'static str,
    /// What failed it, where something did.
    pub failed: Option<Cause>,
}

/// Why a run fails.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cause {
    /// A finding at or above the failing severity.
    Severity,
    /// More warnings than this.
    MaxWarnings(usize),
    /// Something could not be read or not wholly be checked.
    Unfinished,
    /// A file that was to be mended could not be.
    Unfixed,
    /// A report that was to be written to a file could not be.
    Unwritten,
}

/// Writes a report.
///
/// # Errors
/// What `out` refuses to take, or statistics in a format that has none ([`Format::has_statistics`]).
pub fn write(
    report: &Report,
    format: Format,
    registry: &Registry,
    how: &Presentation<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let out = &mut BufWriter::new(out);
    let columns = how.columns.clamp(NARROWEST, WIDEST);
    // The time makes two runs differ, so only the format that nobody compares shows it.
    let elapsed = how.elapsed.filter(|_| format == Format::Full);
    let how = &Presentation { elapsed, color: how.color && format.is_for_people(), ..*how };
    match (how.statistics, format) {
        (false, Format::Full) => full::write(columns, report, how, out)?,
        (false, Format::Concise) => concise::write(report, how, out)?,
        (false, Format::Grouped) => grouped::write(report, how, out)?,
        (false, Format::Json) => json::write(report, registry, out)?,
        (false, Format::JsonLines) => json::write_lines(report, registry, out)?,
        (false, Format::Sarif) => sarif::write(report, registry, how, out)?,
        (false, Format::GitHub) => github::write(report, how, out)?,
        (false, Format::GitLab) => gitlab::write(report, how, out)?,
        (false, Format::Azure) => azure::write(report, how, out)?,
        (false, Format::JUnit) => junit::write(report, how, out)?,
        (false, Format::Checkstyle) => checkstyle::write(report, how, out)?,
        (false, Format::RdJson) => rdjson::write(report, registry, how, out)?,
        (false, Format::Markdown) => markdown::write(report, registry, how, usize::MAX, out)?,
        (false, Format::Csv) => csv::write(report, out)?,
        (true, Format::Full | Format::Concise | Format::Grouped) => statistics::write(report, how, out)?,
        (true, Format::Json) => json::write_statistics(report, out)?,
        (true, Format::JsonLines) => json::write_statistics_lines(report, out)?,
        (
            true,
            Format::Sarif
            | Format::GitHub
            | Format::GitLab
            | Format::Azure
            | Format::JUnit
            | Format::Checkstyle
            | Format::RdJson
            | Format::Markdown
            | Format::Csv,
        ) => return Err(io::Error::new(io::ErrorKind::Unsupported, "this format has no statistics")),
    }
    out.flush()
}

/// Writes the summary of a job in at most `limit` bytes: [`Format::Markdown`], with a line that says how much was left
/// out.
///
/// # Errors
/// What `out` refuses to take.
pub fn write_summary(
    report: &Report,
    registry: &Registry,
    how: &Presentation<'_>,
    limit: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let out = &mut BufWriter::new(out);
    markdown::write(report, registry, how, limit, out)?;
    out.flush()
}
