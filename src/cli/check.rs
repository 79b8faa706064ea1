use std::any::Any;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use super::args::{CheckArgs, FailOn};
use super::fix::{self, Next};
use super::host::{self, Place};
use super::outputs::Outputs;
use super::progress::Progress;
use super::{CLEAN, FAILED, FINDINGS, Failure, Outcome, say, setup};
use crate::engine::{Against, Change, Report, RunError, Session, Summary, panic_message};
use crate::report::{self, Cause, Gate, Presentation};
use crate::rules::registry;

pub(super) fn run(args: CheckArgs, color: bool, out: &mut dyn Write) -> Outcome {
    let started = Instant::now();
    let outputs = Outputs::new(&args.output_format, args.quiet, args.statistics)?;
    let files = setup::files(&args.files)?;
    let settings = setup::settings(&args.rules, files)?;
    let settings = setup::with_baselines(settings, args.baseline.as_deref(), args.ignore_baseline);
    let session = Session {
        registry: registry(),
        settings,
        inputs: setup::inputs(&args.paths, args.files.stdin_filename.as_deref())?,
        today: setup::today()?,
    };
    if args.show_files {
        let files = session.files().map_err(explain)?;
        host::shielded(out, |out| Ok(files.iter().try_for_each(|file| writeln!(out, "{}", report::visible(file)))?))?;
        return Ok(CLEAN);
    }
    let change = change(&args, &session)?;
    let (report, aside, unfixed) = match fix::wanted(&args.fixes)? {
        None => (judged(&session, change.as_ref())?, false, false),
        Some(repairs) => match fix::run(&session, change.as_ref(), repairs, &args, out)? {
            Next::End(status) => return Ok(status),
            Next::Report { report, aside, unfixed } => (*report, aside, unfixed),
        },
    };
    let mut stderr = std::io::stderr();
    let out: &mut dyn Write = if aside { &mut stderr } else { out };
    let nothing = report.summary.files + report.summary.unfinished == 0;
    if nothing && change.is_none() && !args.quiet && !args.files.force_exclude {
        say("no pages found here");
    }
    let gate = gate(&args, &report.summary, unfixed);
    let status = match gate.failed {
        None => CLEAN,
        Some(Cause::Severity | Cause::MaxWarnings(_)) => FINDINGS,
        Some(Cause::Unfinished | Cause::Unfixed | Cause::Unwritten) => FAILED,
    };
    let place = Place::of(&session.settings.cwd);
    let how = Presentation {
        columns: super::width(),
        color,
        collapse: !args.no_collapse,
        quiet: args.quiet,
        statistics: args.statistics,
        elapsed: Some(started.elapsed()),
        gate,
        home: place.home(),
        has_job_summary: false,
    };
    outputs.write(&report, &how, out)?;
    if let Some(most) = args.max_warnings.filter(|most| report.summary.warnings > *most) {
        out.flush()?;
        let warnings = report::counted(report.summary.warnings, "warning");
        say(&format!("{warnings}, and --max-warnings allows {most}"));
    }
    Ok(status)
}

/// Checks everything, or what a change can give other findings.
pub(super) fn judged(session: &Session, change: Option<&Change>) -> Result<Report, Failure> {
    watched(|progress| match change {
        Some(change) => session.check_change(change, progress),
        None => session.check(progress),
    })
}

/// The change to judge, where one is asked for.
pub(super) fn change(args: &CheckArgs, session: &Session) -> Result<Option<Change>, Failure> {
    let (flag, against) = match (&args.since, args.staged) {
        (Some(name), _) => ("--since", Against::Since(name.clone())),
        (None, true) => ("--staged", Against::Staged),
        (None, false) => return Ok(None),
    };
    let fail = |why: String| Failure::Message(format!("{flag}: {why}"));
    Change::read(&session.settings.cwd, &session.inputs, &against).map(Some).map_err(fail)
}

/// Does long work with a bar. A rule that panics becomes a finding there, so the hook that prints panics is put aside.
pub(super) fn watched<T>(work: impl FnOnce(&Progress) -> Result<T, RunError>) -> Result<T, Failure> {
    let progress = Progress::new();
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let done = catch_unwind(AssertUnwindSafe(|| work(&progress)));
    std::panic::set_hook(hook);
    progress.finish();
    done.map_err(|panic| bug(&panic))?.map_err(explain)
}

fn bug(panic: &Box<dyn Any + Send>) -> Failure {
    Failure::Message(format!("this is a bug of guidelint's, please report it: {}", panic_message(panic)))
}

fn explain(error: RunError) -> Failure {
    Failure::Message(match &error {
        RunError::Config(error) => error.to_string(),
        // A path is one line, whatever its name holds.
        RunError::Missing { .. } => report::visible(&error.to_string()).into_owned(),
    })
}

fn gate(args: &CheckArgs, found: &Summary, unfixed: bool) -> Gate {
    let (fail_on, failing) = match args.fail_on {
        _ if args.exit_zero => ("never", 0),
        FailOn::Error => ("error", found.errors),
        FailOn::Warning => ("warning", found.errors + found.warnings),
        FailOn::Info => ("info", found.errors + found.warnings + found.infos),
        FailOn::Never => ("never", 0),
    };
    let too_many = args.max_warnings.filter(|most| found.warnings > *most && !args.exit_zero);
    let failed = match (found.unfinished, failing, too_many) {
        (1.., ..) => Some(Cause::Unfinished),
        (0, ..) if unfixed => Some(Cause::Unfixed),
        (0, 1.., _) => Some(Cause::Severity),
        (0, 0, Some(most)) => Some(Cause::MaxWarnings(most)),
        (0, 0, None) => None,
    };
    Gate { fail_on, failed }
}
