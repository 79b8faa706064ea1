//! From arguments to the settings of a run.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use super::Failure;
use super::args::{ConfigSource, FileArgs, RuleArgs};
use crate::config::{Globs, Include, Selection, Selector};
use crate::engine::{Baselines, FileChoice, Input, Settings};
use crate::rules::registry;

const SECONDS_PER_DAY: i64 = 86_400;

pub(super) fn settings(args: &RuleArgs, files: FileChoice) -> Result<Settings, Failure> {
    let selection = Selection {
        select: (!args.select.is_empty()).then(|| selectors("--select", &args.select)).transpose()?,
        extend_select: selectors("--extend-select", &args.extend_select)?,
        ignore: selectors("--ignore", &args.ignore)?,
    };
    settings_for(&args.config, selection, files)
}

/// The same with the baselines that the user wants.
pub(super) fn with_baselines(settings: Settings, named: Option<&Path>, ignored: bool) -> Settings {
    let baselines = match named {
        _ if ignored => Baselines::Ignored,
        Some(path) => Baselines::Named(crate::config::normal(&settings.cwd.join(path))),
        None => Baselines::Nearest,
    };
    settings.with_baselines(baselines)
}

/// The same where no rule is to be chosen.
pub(super) fn settings_for(
    source: &ConfigSource,
    selection: Selection,
    files: FileChoice,
) -> Result<Settings, Failure> {
    let settings = Settings::new(registry(), working_directory()?, selection, files);
    match &source.config {
        _ if source.isolated => Ok(settings.isolated()),
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
pub(super) fn files(args: &FileArgs) -> Result<FileChoice, Failure> {
    let include = Include::new(verified("--include", &args.include)?).map_err(Failure::Message)?;
    Ok(FileChoice {
        include: (!args.include.is_empty()).then_some(include),
        exclude: Globs::new(verified("--exclude", &args.exclude)?).map_err(Failure::Message)?,
        force_exclude: args.force_exclude,
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

/// What to check: the working directory unless something is named; standard input where its name is given alone.
pub(super) fn inputs(paths: &[PathBuf], stdin_filename: Option<&Path>) -> Result<Vec<Input>, Failure> {
    let dash = Path::new("-");
    let mut paths = paths.to_vec();
    match (stdin_filename, paths.is_empty()) {
        (Some(_), true) => paths.push(dash.to_owned()),
        (None, true) => paths.push(PathBuf::from(".")),
        (Some(_), false) if !paths.iter().any(|path| path == dash) => {
            let message = "--stdin-filename names standard input, but `-` is not among the paths";
            return Err(Failure::Message(message.to_owned()));
        }
        (_, false) => {}
    }
    let name = stdin_filename.unwrap_or(Path::new("<stdin>")).to_owned();
    let mut inputs = Vec::new();
    let mut read = false;
    for path in paths {
        if path != dash {
            inputs.push(Input::Path(path));
        } else if !std::mem::replace(&mut read, true) {
            inputs.push(Input::Text { name: name.clone(), bytes: standard_input()? });
        }
    }
    Ok(inputs)
}

pub(super) fn standard_input() -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(u64::from(u32::MAX)).read_to_end(&mut bytes);
    match read {
        Ok(size) if size as u64 >= u64::from(u32::MAX) => {
            Err(Failure::Message("<stdin> is larger than 4 GiB".to_owned()))
        }
        Ok(_) => Ok(bytes),
        Err(error) => Err(Failure::Message(format!("<stdin> can't be read: {error}"))),
    }
}
