use std::io::Write;
use std::path::Path;

use super::args::BaselineArgs;
use super::check::watched;
use super::{CLEAN, Failure, Outcome, setup};
use crate::config::normal;
use crate::engine::{Baselines, NotUpdated, Report, Session, Update, Updated, update_baselines};
use crate::report::{counted, thousands, visible};
use crate::rules::registry;

/// Reasons that are shown at most.
const FEW: usize = 10;

/// Checks, and lists what was found in the baselines.
pub(super) fn run(args: BaselineArgs, out: &mut dyn Write) -> Outcome {
    if args.files.stdin_filename.is_some() || args.paths.iter().any(|path| path == Path::new("-")) {
        return Err(Failure::Message("a baseline lists findings of files; standard input is none".to_owned()));
    }
    let files = setup::files(&args.files)?;
    let settings = setup::settings(&args.rules, files)?.with_baselines(Baselines::Ignored);
    let named = args.baseline.as_deref().map(|path| normal(&settings.cwd.join(path)));
    let session =
        Session { registry: registry(), settings, inputs: setup::inputs(&args.paths, None)?, today: setup::today()? };
    let report = watched(|progress| session.check(progress))?;
    let how = if args.prune { Update::Prune } else { Update::Record };
    let updated = update_baselines(&report, &session.settings, how, named.as_deref())
        .map_err(|why| Failure::Message(reason(&why, &report)))?;
    for one in updated {
        writeln!(out, "{}", line(&one))?;
    }
    Ok(CLEAN)
}

/// `wrote .guidelint-baseline.json: 1,030 findings in 214 files (12 added, 40 removed)`
fn line(updated: &Updated) -> String {
    let Updated { shown, written, findings, files, added, removed } = updated;
    let holds = format!("{} in {}", counted(*findings, "finding"), counted(*files, "file"));
    match written {
        true => {
            let changes = format!("{} added, {} removed", thousands(*added), thousands(*removed));
            format!("wrote {}: {holds} ({changes})", visible(shown))
        }
        false => format!("{} is up to date: {holds}", visible(shown)),
    }
}

/// What stood in the way; of an unfinished run also where.
fn reason(why: &NotUpdated, report: &Report) -> String {
    let mut said = why.to_string();
    match why {
        NotUpdated::Unfinished => {
            let failed: Vec<String> = report.unfinished().map(|(path, why)| format!("\n  {path}: {why}")).collect();
            said.extend(failed.iter().take(FEW).map(String::as_str));
            if failed.len() > FEW {
                said += &format!("\n  and {} more", thousands(failed.len() - FEW));
            }
        }
        NotUpdated::Unusable(_) | NotUpdated::NoFiles | NotUpdated::NoBaseline | NotUpdated::NotWritten(_) => {}
    }
    said
}
