//! Where reports go: standard output, files, and the pages of the service that runs the job.

use std::fs::OpenOptions;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::Failure;
use super::args::Output;
use super::host::{Host, shielded};
use super::replace::{Replaced, target};
use crate::engine::Report;
use crate::report::{self, Format, Presentation};
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
            Replaced::write(file, |out| report::write(report, *format, registry(), &how, out))
        };
        // One that fails keeps none of the others from being written.
        let written: Vec<Result<(), Failure>> = self.files.iter().map(write).collect();
        match &self.console {
            Console::Silent => {}
            Console::Format(format) => show(report, *format, how, out)?,
            Console::Default(host) => {
                show(report, Format::Full, how, out)?;
                match host.as_ref().filter(|_| !how.statistics) {
                    Some(Host::GitHub { summary }) => for_github(report, summary.as_deref(), how, out)?,
                    Some(Host::Azure { temp }) => for_azure(report, temp.as_deref(), how, out)?,
                    Some(Host::GitLab) | None => {}
                }
            }
        }
        written.into_iter().collect()
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

fn for_github(
    report: &Report,
    summary: Option<&Path>,
    how: &Presentation<'_>,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let how = Presentation { has_job_summary: summary.is_some(), ..*how };
    show(report, Format::GitHub, &how, out)?;
    let Some(path) = summary else { return Ok(()) };
    append(path, |out, room| report::write_summary(report, registry(), &how, room, out))
        .map_err(|error| Failure::Message(format!("{} can't be written: {error}", path.display())))
}

/// Adds to the end of a file as much as it may still take.
fn append(path: &Path, write: impl FnOnce(&mut dyn Write, usize) -> io::Result<()>) -> io::Result<()> {
    let mut file = OpenOptions::new().append(true).create(true).open(path)?;
    let taken = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
    write(&mut file, LONGEST_SUMMARY.saturating_sub(taken))
}

fn for_azure(report: &Report, temp: Option<&Path>, how: &Presentation<'_>, out: &mut dyn Write) -> Result<(), Failure> {
    let how = Presentation { has_job_summary: temp.is_some(), ..*how };
    show(report, Format::Azure, &how, out)?;
    let Some(temp) = temp else { return Ok(()) };
    let fail = |error: io::Error| Failure::Message(format!("{} takes no file: {error}", temp.display()));
    let path = temp_summary(temp, |out| report::write_summary(report, registry(), &how, LONGEST_SUMMARY, out));
    let path = path.map_err(fail)?;
    Ok(writeln!(out, "{}", report::azure_summary(&path.to_string_lossy()))?)
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
