use std::collections::BTreeMap;

use super::coverage::Coverage;
use crate::diagnostic::{Applicability, Diagnostic, Severity};
use crate::site::Cause;
use crate::text::SourceFile;

/// What a run found. The same input gives the same report, whatever the threads did.
#[derive(Debug, Default)]
pub struct Report {
    /// Files with findings, sorted by path.
    pub files: Vec<FileReport>,
    /// Files whose findings are all set aside, sorted by path.
    pub quiet: Vec<FileReport>,
    /// The counts.
    pub summary: Summary,
    /// Whether a change was judged, so that only what it caused is shown.
    pub judges_change: bool,
    /// Whether a baseline was asked which findings are known.
    pub has_baseline: bool,
    /// What was looked at.
    pub coverage: Coverage,
}

/// The findings of one file.
#[derive(Debug)]
pub struct FileReport {
    /// The file's text, for those who show it; empty for a file that could not be read.
    pub source: SourceFile,
    /// Its findings, sorted by place and rule; never empty in [`Report::files`].
    pub diagnostics: Vec<Diagnostic>,
    /// Findings that are not to be shown, and neither fail the run.
    pub set_aside: Vec<SetAside>,
}

/// A finding that is not shown.
#[derive(Clone, Debug)]
pub struct SetAside {
    /// The finding.
    pub diagnostic: Diagnostic,
    /// Why it is not shown.
    pub why: Why,
}

/// Why a finding is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// A comment in the file switches it off.
    Comment,
    /// The baseline lists it.
    Baseline,
    /// It was there before the change that is judged.
    Older,
}

/// The rules that speak of what could not be checked.
pub(super) const UNFINISHED: [&str; 3] = ["internal-error", "invalid-utf8", "unreadable-file"];

/// Counts of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files checked.
    pub files: usize,
    /// Links and images seen.
    pub links: usize,
    /// Findings by severity.
    pub errors: usize,
    pub warnings: usize,
    pub infos: usize,
    /// Findings with a safe fix.
    pub fixable: usize,
    /// Findings that a comment switched off.
    pub suppressed: usize,
    /// Findings that the baseline lists.
    pub baselined: usize,
    /// Findings that were there before the change that is judged.
    pub older: usize,
    /// Findings of the baseline, or from before the change, that are no more.
    pub fixed: usize,
    /// What became of the links to other files.
    pub targets: Targets,
    /// Files that could not be read or not wholly be checked: the run then ends with status 2.
    pub unfinished: usize,
}

/// Where links led, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Targets {
    /// Links, images, includes and the like that were looked up.
    pub checked: usize,
    /// Links that only letter case keeps from their file.
    pub miscased: usize,
    /// Links whose readers are sent on by a redirection.
    pub redirected: usize,
    /// Links of which nobody can tell, by the reason.
    pub unverifiable: BTreeMap<Cause, usize>,
}

impl Report {
    /// Whether findings were compared with known ones: with those of a baseline, or from before a change.
    pub fn is_compared(&self) -> bool {
        self.judges_change || self.has_baseline
    }

    /// What could not be read or not wholly be checked: each path with the reason.
    pub fn unfinished(&self) -> impl Iterator<Item = (&str, &str)> {
        let findings = self.files.iter().flat_map(|file| file.diagnostics.iter().map(move |finding| (file, finding)));
        let unfinished = findings.filter(|(_, finding)| UNFINISHED.contains(&finding.rule));
        unfinished.map(|(file, finding)| (file.source.path(), finding.message.as_str()))
    }

    /// Sets findings aside for a reason and takes them out of the counts. `is_aside` is asked of each in turn.
    ///
    /// What keeps a file from being checked is never set aside.
    pub fn set_aside(&mut self, why: Why, mut is_aside: impl FnMut(&FileReport, usize) -> bool) {
        let summary = &mut self.summary;
        (summary.errors, summary.warnings, summary.infos, summary.fixable) = (0, 0, 0, 0);
        let mut files = Vec::new();
        for mut file in std::mem::take(&mut self.files) {
            let aside: Vec<bool> = (0..file.diagnostics.len()).map(|index| is_aside(&file, index)).collect();
            let mut aside = aside.into_iter();
            let taken = file
                .diagnostics
                .extract_if(.., |finding| aside.next().unwrap_or_default() && !UNFINISHED.contains(&finding.rule));
            let taken: Vec<SetAside> = taken.map(|diagnostic| SetAside { diagnostic, why }).collect();
            match why {
                Why::Comment => summary.suppressed += taken.len(),
                Why::Baseline => summary.baselined += taken.len(),
                Why::Older => summary.older += taken.len(),
            }
            file.set_aside.extend(taken);
            file.diagnostics.iter().for_each(|finding| summary.count(finding));
            if file.diagnostics.is_empty() { self.quiet.push(file) } else { files.push(file) }
        }
        self.files = files;
        self.quiet.sort_by(|a, b| a.source.path().cmp(b.source.path()));
    }
}

impl Summary {
    /// Findings of a severity.
    pub fn of(&self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.warnings,
            Severity::Info => self.infos,
        }
    }

    /// Findings of every severity.
    pub fn total(&self) -> usize {
        self.errors + self.warnings + self.infos
    }

    /// Counts a finding.
    pub fn count(&mut self, diagnostic: &Diagnostic) {
        match diagnostic.severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
        }
        let safe = |fix: &crate::diagnostic::Fix| fix.applicability() == Applicability::Safe;
        self.fixable += usize::from(diagnostic.fix.as_ref().is_some_and(safe));
    }
}
