//! Where reports go: standard output, files, and the pages of the service that runs the job.

use std::fs::OpenOptions;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::Failure;
use super::args::Output;
use super::host::{Host, shielded};
use super::replace::{target, write_whole};
use crate::engine::Report;
use crate::report::{self, Cause, Format, Gate, Presentation};
use crate::rules::registry;

/// Bytes that the summaries of one step may have; GitHub drops a file of more than 1 MiB.
const LONGEST_SUMMARY: usize = 900_000;
/// Summaries of one job that find a free name.
const SUMMARIES: usize = 1_000;

/// What is written where.
pub(super) struct Outputs {
    console: Console,
    /// Formats and the files that they go to.
    files: Vec<(Format, PathBuf)>,
}

/// What goes to standard output.
enum Console {
    /// Nothing.
    Silent,
    /// What was asked for.
    Format(Format),
    /// What suits people, and the service that runs the job.
    Default(Option<Host>),
}

impl Outputs {
    /// Plans the outputs, and refuses what can't be written before any work is done.
    pub fn new(wanted: &[Output], quiet: bool, statistics: bool) -> Result<Self, Failure> {
        let files: Vec<_> = wanted.iter().filter_map(|output| Some((output.format, output.file.clone()?))).collect();
        let shown: Vec<Format> =
            wanted.iter().filter(|output| output.file.is_none()).map(|output| output.format).collect();
        let console = match shown[..] {
            [] if quiet && !files.is_empty() => Console::Silent,
            [] => Console::Default(Host::detect()),
            [format] => Console::Format(format),
            [one, two, ..] => return Err(both(one, two)),
        };
        if let Some(output) = wanted.iter().find(|output| statistics && !output.format.has_statistics()) {
            let name = output.format.name();
            return Err(Failure::Message(format!("--statistics: the format `{name}` has none")));
        }
        let mut targets = Vec::new();
        for (_, file) in &files {
            let target = target(file)?;
            if targets.contains(&target) {
                return Err(Failure::Message(format!("--output-format: {} is to be written twice", file.display())));
            }
            targets.push(target);
        }
        Ok(Self { console, files })
    }

    /// Writes everything: the files first, so that a reader of standard output that leaves takes nothing away.
    pub fn write(&self, report: &Report, how: &Presentation<'_>, out: &mut dyn Write) -> Result<(), Failure> {
        let write = |(format, file): &(Format, PathBuf)| {
            let how = Presentation { color: false, ..*how };
            write_whole(file, |out| report::write(report, *format, registry(), &how, out))
        };
        // One that fails keeps none of the others from being written.
        let written: Vec<Result<(), Failure>> = self.files.iter().map(write).collect();
        let unwritten = written.iter().any(Result::is_err).then_some(Cause::Unwritten);
        let how = &Presentation { gate: Gate { failed: unwritten.or(how.gate.failed), ..how.gate }, ..*how };
        let shown = match &self.console {
            Console::Silent => Ok(()),
            Console::Format(format) => show(report, *format, how, out),
            Console::Default(host) => for_people(report, host.as_ref().filter(|_| !how.statistics), how, out),
        };
        written.into_iter().collect::<Result<(), Failure>>()?;
        shown
    }
}

fn both(one: Format, two: Format) -> Failure {
    Failure::Message(format!(
        "--output-format: `{}` and `{}` both go to standard output; send one to a file: {}=FILE",
        one.name(),
        two.name(),
        two.name(),
    ))
}

fn show(report: &Report, format: Format, how: &Presentation<'_>, out: &mut dyn Write) -> Result<(), Failure> {
    let write = |out: &mut dyn Write| Ok(report::write(report, format, registry(), how, out)?);
    if format.is_commands() { write(out) } else { shielded(out, write) }
}

/// The text, and what the service shows beside it.
fn for_people(
    report: &Report,
    host: Option<&Host>,
    how: &Presentation<'_>,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let summary = host.map_or(Ok(Summary::None), |host| summarize(report, host, how));
    show(report, Format::Full, how, out)?;
    let how = Presentation { has_job_summary: !matches!(summary, Ok(Summary::None)), ..*how };
    match host {
        Some(Host::GitHub { .. }) => show(report, Format::GitHub, &how, out)?,
        Some(Host::Azure { .. }) => show(report, Format::Azure, &how, out)?,
        Some(Host::GitLab) | None => {}
    }
    if let Summary::Upload(path) = summary? {
        writeln!(out, "{}", report::azure_summary(&path.to_string_lossy()))?;
    }
    Ok(())
}

/// What became of the summary of a job.
enum Summary {
    /// The service takes none.
    None,
    /// It stands in the service's own file.
    Written,
    /// It lies in a file that the service is still to be told of.
    Upload(PathBuf),
}

/// Writes the summary of a job, before anything is printed: whoever reads that may leave.
fn summarize(report: &Report, host: &Host, how: &Presentation<'_>) -> Result<Summary, Failure> {
    let write = |out: &mut dyn Write, room: usize| report::write_summary(report, registry(), how, room, out);
    let failed = |path: &Path, error: io::Error| {
        Failure::Message(format!("the summary can't be written to {}: {error}", path.display()))
    };
    match host {
        Host::GitHub { summary: Some(path) } => match append(path, write) {
            Ok(()) => Ok(Summary::Written),
            Err(error) => Err(failed(path, error)),
        },
        Host::Azure { temp: Some(temp) } => match temp_summary(temp, |out| write(out, LONGEST_SUMMARY)) {
            Ok(path) => Ok(Summary::Upload(path)),
            Err(error) => Err(failed(temp, error)),
        },
        Host::GitHub { summary: None } | Host::Azure { temp: None } | Host::GitLab => Ok(Summary::None),
    }
}

/// Adds to the end of a file as much as it may still take.
fn append(path: &Path, write: impl FnOnce(&mut dyn Write, usize) -> io::Result<()>) -> io::Result<()> {
    let mut file = OpenOptions::new().append(true).create(true).open(path)?;
    let taken = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
    write(&mut file, LONGEST_SUMMARY.saturating_sub(taken))
}

/// Writes a file under the first free name: the service reads that of a run before when its job ends.
fn temp_summary(folder: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<PathBuf> {
    let mut names = (1..SUMMARIES).map(|number| folder.join(format!("guidelint-summary-{number}.md")));
    let taken = |path: &PathBuf| path.symlink_metadata().is_ok();
    let path = names.find(|path| !taken(path)).ok_or(io::ErrorKind::AlreadyExists)?;
    let mut out = BufWriter::new(OpenOptions::new().write(true).create_new(true).open(&path)?);
    write(&mut out)?;
    out.flush()?;
    std::path::absolute(path)
}
