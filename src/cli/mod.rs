//! Floor `cli`: arguments -> [`Session`](crate::engine::Session) -> reporter -> exit status. The only floor that prints.

mod args;
mod baseline;
mod check;
mod config;
mod dump;
pub mod explain;
mod explain_link;
mod fix;
mod host;
mod init;
mod links;
mod outputs;
mod progress;
mod replace;
pub mod rules;
mod setup;

use std::ffi::OsString;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use self::args::{Cli, ColorChoice, Command};
use crate::report;
use crate::rule::Registry;
use crate::rules::registry;

/// Nothing at or above the failing severity.
const CLEAN: u8 = 0;
/// Findings.
const FINDINGS: u8 = 1;
/// Could not do the job.
const FAILED: u8 = 2;

/// Why a command gave up.
pub(crate) enum Failure {
    /// Said to the user; the status is 2.
    Message(String),
    /// The output could not be written.
    Output(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// A command's exit status, or why it gave up.
type Outcome = Result<u8, Failure>;

/// Runs the program with its arguments, its own name first.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            // Help that nobody reads to its end is no failure.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(FAILED));
        }
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let outcome = dispatch(cli, &mut out).and_then(|status| Ok(out.flush().map(|()| status)?));
    let status = match outcome {
        Ok(status) => status,
        Err(Failure::Output(error)) if error.kind() == ErrorKind::BrokenPipe => CLEAN,
        Err(Failure::Output(error)) => fail(&format!("the output can't be written: {error}")),
        Err(Failure::Message(message)) => fail(&message),
    };
    // What is still buffered was written above or has no reader.
    let (_, _) = out.into_parts();
    ExitCode::from(status)
}

fn dispatch(cli: Cli, out: &mut dyn Write) -> Outcome {
    let color = use_color(cli.color);
    match cli.command {
        // Of its reports some are commands.
        command @ Command::Check(_) => answer(command, color, out),
        command => host::shielded(out, |out| answer(command, color, out)),
    }
}

fn answer(command: Command, color: bool, out: &mut dyn Write) -> Outcome {
    match command {
        Command::Check(args) => return check::run(args, color, out),
        Command::Baseline(args) => return baseline::run(args, out),
        Command::Links(args) => return links::run(args, color, out),
        Command::ExplainLink(args) => return explain_link::run(args, color, out),
        Command::Rules { json } if json => rules::json(registry(), out)?,
        Command::Rules { .. } => rules::table(registry(), color, width(), out)?,
        Command::Explain { rule } => match registry().find(&rule) {
            Some(page) => explain::explain(page, color, width(), out)?,
            None => {
                let pages = registry().select(&rule).map_err(Failure::Message)?;
                rules::members(&rule, &pages, color, width(), out)?;
            }
        },
        Command::Init => init::run(out)?,
        Command::Config(args) => config::run(args, out)?,
        Command::Schema => schema(registry(), out)?,
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Cli::command(), "guidelint", &mut &mut *out);
        }
        Command::Dump { file } => dump::run(&file, out)?,
    }
    Ok(CLEAN)
}

fn schema(registry: &Registry, out: &mut dyn Write) -> io::Result<()> {
    let schema = crate::config::json_schema(registry);
    serde_json::to_writer_pretty(&mut *out, &schema)?;
    writeln!(out)
}

fn fail(message: &str) -> u8 {
    say(message);
    FAILED
}

/// Tells the user something that is no finding.
fn say(message: &str) {
    // With stderr gone there is nobody left to tell.
    let _ = writeln!(io::stderr(), "guidelint: {}", harmless(&visible_lines(message)));
}

/// A text of several lines without anything that a terminal would obey or hide.
fn visible_lines(text: &str) -> String {
    text.split('\n').map(report::visible).collect::<Vec<_>>().join("\n")
}

/// Services read commands out of standard error too.
fn harmless(text: &str) -> String {
    if !host::takes_commands() {
        return text.to_owned();
    }
    text.split('\n').map(report::shielded).collect::<Vec<_>>().join("\n")
}

fn use_color(choice: ColorChoice) -> bool {
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
    }
}

/// Columns to fill: what COLUMNS says, else those of the terminal, else as many as read well.
fn width() -> usize {
    columns().unwrap_or(report::WIDEST)
}

/// Columns that there are: what COLUMNS says, else those of the terminal, if there is one.
fn columns() -> Option<usize> {
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let seen = || terminal_size::terminal_size_of(io::stdout()).map(|(columns, _)| usize::from(columns.0));
    told.or_else(seen)
}
