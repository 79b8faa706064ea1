use std::collections::HashMap;

use super::Baselines;
use super::entries::{keys, older_keys};
use super::file::load;
use super::share::Share;
use crate::config::{ConfigError, from};
use crate::engine::checked::Checked;
use crate::engine::report::{Report, Why};
use crate::engine::settings::Settings;

/// Whether a baseline speaks of any of these files.
pub(in crate::engine) fn is_asked(checked: &[Checked], settings: &Settings) -> bool {
    match settings.baselines() {
        Baselines::Ignored => false,
        Baselines::Named(_) => true,
        Baselines::Nearest => checked.iter().any(|one| one.in_force.folder.baseline.is_some()),
    }
}

/// Sets aside what the baselines list, counts that, and counts what of theirs is no more. Of several findings that
/// nothing tells apart, the last ones are new.
///
/// # Errors
/// A baseline can't be read, is none, or was named and is not there.
pub(in crate::engine) fn apply(report: &mut Report, settings: &Settings) -> Result<(), ConfigError> {
    let shares = match settings.baselines() {
        Baselines::Ignored => return Ok(()),
        Baselines::Nearest => Share::all(report, false, |covered| covered.baseline.as_deref().map(Into::into)),
        Baselines::Named(path) => Share::all(report, true, |_| Some(path.clone())),
    };
    let mut known: HashMap<String, Vec<bool>> = HashMap::new();
    let mut fixed = 0;
    let has_baseline = !shares.is_empty();
    for share in shares {
        let shown = from(&settings.cwd, &share.file);
        let missing = || ConfigError::whole(&*shown, "can't be read: it does not exist");
        let disk = settings.disk();
        let mut listed = load(&share.file, &shown, share.named, disk)?.ok_or_else(missing)?.entries;
        let gone = share.gone(&listed, disk);
        if !gone.is_empty() {
            listed.follow_renames(&share.found(), &gone);
        }
        for (path, member) in &share.members {
            let Some(file) = member.file else { continue };
            for key in older_keys(file) {
                listed.take(path, &key);
            }
            let keys = keys(file).into_iter().map(|key| key.is_some_and(|key| listed.take(path, &key)));
            known.insert(file.source.path().to_owned(), keys.collect());
        }
        for (path, entries) in &listed.0 {
            let judged = |rule: &str| match share.members.get(path) {
                Some(member) => member.covered.judged_by(rule),
                None => gone.contains(path),
            };
            let left = entries.iter().filter(|(key, _)| judged(&key.rule)).map(|(_, entry)| entry.count as usize);
            fixed += left.sum::<usize>();
        }
    }
    let is_known = |path: &str, index: usize| known.get(path).and_then(|known| known.get(index)).is_some_and(|is| *is);
    report.set_aside(Why::Baseline, |file, index| is_known(file.source.path(), index));
    report.has_baseline = has_baseline;
    if !report.judges_change {
        // What a change fixed is counted by what was there before it.
        report.summary.fixed += fixed;
    }
    Ok(())
}
