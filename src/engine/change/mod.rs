//! Judges a change: the files are checked as they were before it and as they are after it, and what was there before is
//! set aside.

mod matching;
mod reach;
mod stretches;
mod versions;

use std::path::Path;
use std::sync::Arc;

use self::matching::{History, Matched, compare};
use self::reach::Reach;
use self::versions::Versions;
use super::baseline;
use super::disk::Disk;
use super::git::Change;
use super::report::{Report, UNFINISHED, Why};
use super::session::{Observer, RunError, Session};
use super::walk::Input;

impl Session {
    /// Checks what a change can give other findings, and leaves as findings only what it caused.
    ///
    /// Before and after are judged by the configuration that the change leads to: a rule that it turns on speaks of what
    /// it wrote, and of nothing older.
    ///
    /// # Errors
    /// As [`Session::check`].
    pub fn check_change(&self, change: &Change, observer: &dyn Observer) -> Result<Report, RunError> {
        let (now, base) = (self.on(change, &change.now), self.on(change, &change.base));
        let (files, before) = (now.find()?, base.find()?);
        let reach = Reach::of(change, (&now, &files), (&base, &before))?;
        let mut report = now.check_files(reach.take(files), observer)?;
        let earlier = base.check_files(reach.take(before), &Unheard)?;
        self.set_older_aside(change, &mut report, &earlier);
        baseline::apply(&mut report, &now.settings)?;
        Ok(report)
    }

    /// The same run over another disk.
    pub(super) fn on(&self, change: &Change, disk: &Arc<Disk>) -> Session {
        // What was named and is there on the other side alone is missing on this one, and that is no slip.
        let there = |path: &Path| disk.exists(path) || !(change.base.exists(path) || change.now.exists(path));
        Session {
            registry: self.registry,
            settings: self.settings.on(disk.clone(), change.now.clone()),
            inputs: change.inputs.iter().filter(|path| there(path)).cloned().map(Input::Path).collect(),
            today: self.today,
        }
    }

    fn set_older_aside(&self, change: &Change, report: &mut Report, earlier: &Report) {
        let versions = Versions::of(change, &self.settings.cwd);
        let Matched { older, fixed } = compare(&report.files, &earlier.files, &versions);
        let mut older = older.into_iter().flatten();
        report.set_aside(Why::Older, |_, _| older.next().unwrap_or_default());
        report.summary.fixed += fixed;
        report.judges_change = true;
        for file in &mut report.files {
            for finding in &mut file.diagnostics {
                let line = file.source.line_index(finding.span.start());
                let text = file.source.line_span(line).of(file.source.text()).trim();
                let told = finding.is_of_its_text() && !UNFINISHED.contains(&finding.rule);
                if told && !versions.wrote(file.source.path(), text) {
                    finding.note("this line did not change; something else in the change causes this");
                }
            }
        }
    }
}

/// Nobody is told how far the run over the older files is.
struct Unheard;

impl Observer for Unheard {
    fn begin(&self, _: usize) {}
    fn done(&self) {}
}
