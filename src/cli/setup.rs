//! From arguments to the settings of a run.

use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use super::Failure;
use super::args::RuleArgs;
use crate::config::{Globs, Include, Selection, Selector};
use crate::engine::{FileChoice, Settings};
use crate::rules::registry;

const SECONDS_PER_DAY: i64 = 86_400;

pub(super) fn settings(args: &RuleArgs, files: FileChoice) -> Result<Settings, Failure> {
    let selection = Selection {
        select: (!args.select.is_empty()).then(|| selectors("--select", &args.select)).transpose()?,
        extend_select: selectors("--extend-select", &args.extend_select)?,
        ignore: selectors("--ignore", &args.ignore)?,
    };
    let settings = Settings::new(registry(), working_directory()?, selection, files);
    match &args.config {
        _ if args.isolated => Ok(settings.isolated()),
        Some(path) => {
            let path = crate::config::normal(&settings.cwd.join(path));
            settings.with_config(&path).map_err(|error| Failure::Message(error.to_string()))
        }
        None => Ok(settings),
    }
}

pub(super) fn working_directory() -> Result<PathBuf, Failure> {
    std::env::current_dir().map_err(|error| Failure::Message(format!("the working directory can't be read: {error}")))
}

fn selectors(flag: &str, names: &[String]) -> Result<Vec<Selector>, Failure> {
    let read = |name: &String| {
        Selector::read(registry(), name.trim()).map_err(|message| Failure::Message(format!("{flag}: {message}")))
    };
    names.iter().map(read).collect()
}

/// The files in folders that the command line chooses.
pub(super) fn files(include: &[String], exclude: &[String], force_exclude: bool) -> Result<FileChoice, Failure> {
    let include_globs = Include::new(verified("--include", include)?).map_err(Failure::Message)?;
    Ok(FileChoice {
        include: (!include.is_empty()).then_some(include_globs),
        exclude: Globs::new(verified("--exclude", exclude)?).map_err(Failure::Message)?,
        force_exclude,
    })
}

fn verified<'p>(
    flag: &str,
    patterns: &'p [String],
) -> Result<impl Iterator<Item = &'p str> + Clone + use<'p>, Failure> {
    for pattern in patterns {
        let fail = |why: String| Failure::Message(format!("{flag}: `{pattern}` is no glob: {why}"));
        Globs::verify(pattern).map_err(fail)?;
    }
    Ok(patterns.iter().map(String::as_str))
}

/// Days from 1970-01-01 to today, or to the day that `SOURCE_DATE_EPOCH` names for builds that can be repeated.
pub(super) fn today() -> Result<i64, Failure> {
    let seconds = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => text.trim().parse().map_err(|_| {
            Failure::Message(format!("SOURCE_DATE_EPOCH is no number of seconds since 1970-01-01: `{text}`"))
        })?,
        Err(_) => SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() as i64),
    };
    Ok(i64::div_euclid(seconds, SECONDS_PER_DAY))
}
