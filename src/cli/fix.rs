//! Mends instead of merely reporting: `--fix`, `--fix-only`, `--diff` and `--add-suppressions`.

use std::io::{self, IsTerminal, Write};

use super::args::{CheckArgs, FixArgs};
use super::check::{change as read_change, judged, watched};
use super::host::{self, Place};
use super::{CLEAN, FAILED, FINDINGS, Failure, say};
use crate::engine::{Change, Input, Mended, MendedFile, Repairs, Report, Session};
use crate::report;

/// What is left to do after mending.
pub(super) enum Next {
    /// Nothing: the run ends with this status.
    End(u8),
    /// The report of what is left; `aside` where the standard output holds a mended text, `unfixed` where files could not
    /// be mended.
    Report { report: Box<Report>, aside: bool, unfixed: bool },
}

/// What the arguments want done about findings, if anything.
pub(super) fn wanted(args: &FixArgs) -> Result<Option<Repairs>, Failure> {
    match args {
        FixArgs { add_suppressions: true, .. } => Ok(Some(Repairs::Comments)),
        FixArgs { fix: false, fix_only: false, diff: false, unsafe_fixes: true, .. } => {
            Err(Failure::Message("--unsafe-fixes goes with --fix, --fix-only or --diff".to_owned()))
        }
        FixArgs { fix: false, fix_only: false, diff: false, unsafe_fixes: false, .. } => Ok(None),
        FixArgs { unsafe_fixes: true, .. } => Ok(Some(Repairs::Unsafe)),
        FixArgs { unsafe_fixes: false, .. } => Ok(Some(Repairs::Safe)),
    }
}

/// Mends what is found, or shows what would be done.
pub(super) fn run(
    session: &Session,
    change: Option<&Change>,
    repairs: Repairs,
    args: &CheckArgs,
    out: &mut dyn Write,
) -> Result<Next, Failure> {
    let (all, quiet) = (args, args.quiet);
    let args = &all.fixes;
    let Mended { mut report, files, refused, untouchable } =
        watched(|progress| session.mend(repairs, change, progress))?;
    let not_done = if repairs == Repairs::Comments { "not suppressed" } else { "not fixed" };
    for refused in refused.iter().filter(|_| !quiet) {
        say(&format!("{}:{}: {} {not_done}: {}", refused.path, refused.line, refused.rule, refused.why));
    }
    if args.diff {
        write_diff(&files, &Place::of(&session.settings.cwd), out)?;
        summarize(repairs, "would be ", &files.iter().collect::<Vec<_>>(), quiet);
        return Ok(Next::End(match (report.summary.unfinished + untouchable, files.is_empty()) {
            (1.., _) => FAILED,
            (0, true) => CLEAN,
            (0, false) => FINDINGS,
        }));
    }
    let aside = write_streams(session, &files, out)?;
    let mut written = Vec::new();
    for file in &files {
        match file.write() {
            Ok(()) => written.push(file),
            Err(error) => say(&error.to_string()),
        }
    }
    let unwritten = files.len() - written.len();
    if unwritten > 0 || change.is_some() {
        // What is left may be more than was foreseen, may be older, and what is staged is not fixed yet.
        report = judged(session, read_change(all, session)?.as_ref())?;
    }
    let unfixed = unwritten + untouchable > 0;
    summarize(repairs, "", &written, quiet);
    if all.staged && !written.is_empty() && !quiet {
        say("what is staged is as it was; stage the files to commit what was done");
    }
    match (args.fix_only, unfixed || report.summary.unfinished > 0) {
        (true, false) => Ok(Next::End(CLEAN)),
        (true, true) => Ok(Next::End(FAILED)),
        (false, _) => Ok(Next::Report { report: Box::new(report), aside, unfixed }),
    }
}

/// Shows what would change. A file takes it as it is, to be applied; a service that reads its log does not get orders.
fn write_diff(files: &[MendedFile], place: &Place, out: &mut dyn Write) -> Result<(), Failure> {
    let write = |out: &mut dyn Write| Ok(report::write_diff(files, &place.home(), io::stdout().is_terminal(), out)?);
    if host::prints_to_file() { write(out) } else { host::shielded(out, write) }
}

/// What came by standard input goes on to standard output, mended or as it was. True where something did.
fn write_streams(session: &Session, files: &[MendedFile], out: &mut dyn Write) -> io::Result<bool> {
    let mut aside = false;
    for input in &session.inputs {
        let Input::Text { bytes, .. } = input else { continue };
        let mended = files.iter().find(|file| file.is_stream());
        out.write_all(mended.map_or(bytes, |file| &file.new))?;
        aside = true;
    }
    out.flush()?;
    Ok(aside)
}

/// `12 findings fixed in 4 files`
fn summarize(repairs: Repairs, would_be: &str, files: &[&MendedFile], quiet: bool) {
    if quiet || files.is_empty() {
        return;
    }
    let what = match repairs {
        Repairs::Safe | Repairs::Unsafe => "fixed",
        Repairs::Comments => "suppressed",
    };
    let findings = report::counted(files.iter().map(|file| file.done).sum(), "finding");
    say(&format!("{findings} {would_be}{what} in {}", report::counted(files.len(), "file")));
}
