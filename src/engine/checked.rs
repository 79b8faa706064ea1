use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::coverage::Coverage;
use super::disk::Disk;
use super::inspect::{Inspection, Inspector, sort};
use super::judge::Judged;
use super::report::{FileReport, Report, SetAside, Summary, Targets, Why};
use super::settings::InForce;
use crate::diagnostic::Diagnostic;
use crate::docset::FileKind;
use crate::rule::Registry;
use crate::text::{SourceFile, Span};

/// What stays of a file once it is checked alone.
pub(super) struct Checked {
    /// Where it lies.
    pub path: PathBuf,
    /// Its path as the user is shown it.
    pub shown: Arc<str>,
    /// False for what could not be read, or was not to be checked.
    pub read: bool,
    /// What it is.
    pub kind: FileKind,
    /// Its text, where there is something to show in it or a comment to look up.
    pub source: Option<SourceFile>,
    /// What holds for it.
    pub in_force: InForce,
    /// What was found.
    pub inspection: Inspection,
}

impl Checked {
    pub(super) fn new(source: SourceFile, path: &Path, in_force: InForce, inspection: Inspection) -> Self {
        Self {
            path: path.to_owned(),
            shown: Arc::from(source.path()),
            read: true,
            kind: FileKind::Page,
            source: Some(source),
            in_force,
            inspection,
        }
    }

    /// Lets the text go where there is nothing to show in it and no comment to look up.
    pub(super) fn put_away(&mut self) {
        if self.inspection.diagnostics.is_empty() && self.inspection.suppressions.is_empty() {
            self.source = None;
        }
    }

    /// Adds what was found in it among all files, and finishes it. Its text is read again where it was put away; if it is
    /// no longer the same, its findings point nowhere.
    pub(super) fn finish(&mut self, inspector: &Inspector<'_>, disk: &Disk, judged: Judged) {
        let Judged { length, diagnostics: more, failed, .. } = judged;
        self.inspection.failed |= failed;
        if !more.is_empty() {
            let read = || SourceFile::readable(&*self.shown, disk.bytes(&self.path).unwrap_or_default());
            let source = self.source.take().unwrap_or_else(read);
            let same = source.text().len() == length;
            self.source = Some(source);
            if !same {
                self.inspection.failed = true;
                return;
            }
        }
        let more = unsaid(&self.inspection.diagnostics, more, inspector.registry);
        self.inspection.diagnostics.extend(more);
        if let Some(source) = &self.source {
            inspector.finish(source, &self.in_force.resolved.rules, &mut self.inspection);
        }
    }
}

/// Without those findings of links within whose bytes the page alone has one already. That explains them: `[x](TODO)` leads
/// nowhere because it is a placeholder, and one defect is said once.
fn unsaid(own: &[Diagnostic], mut more: Vec<Diagnostic>, registry: &Registry) -> Vec<Diagnostic> {
    if !more.is_empty() {
        let of_link = |finding: &Diagnostic| {
            registry.find(finding.rule).is_some_and(|page| matches!(page.family, "links" | "images"))
        };
        let mut said: Vec<Span> =
            own.iter().filter(|own| !own.span.is_empty() && of_link(own)).map(|own| own.span).collect();
        said.sort_unstable();
        more.retain(|finding| {
            let first = said.partition_point(|span| span.start < finding.span.start);
            !said.get(first).is_some_and(|span| of_link(finding) && finding.span.covers(*span))
        });
    }
    more
}

/// Puts everything into a report.
pub(super) fn assemble(checked: Vec<Checked>, targets: Targets) -> Report {
    let coverage = Coverage::of(&checked);
    let mut summary = Summary { targets, ..Summary::default() };
    let mut files: BTreeMap<(String, PathBuf), FileReport> = BTreeMap::new();
    for one in checked {
        let Inspection { diagnostics, suppressed, links, failed, .. } = one.inspection;
        summary.files += usize::from(one.read);
        summary.links += links;
        summary.suppressed += suppressed.len();
        summary.unfinished += usize::from(failed);
        let Some(source) = one.source.filter(|_| !diagnostics.is_empty() || !suppressed.is_empty()) else { continue };
        diagnostics.iter().for_each(|diagnostic: &Diagnostic| summary.count(diagnostic));
        let aside = |diagnostic| SetAside { diagnostic, why: Why::Comment };
        let report = FileReport { source, diagnostics, set_aside: suppressed.into_iter().map(aside).collect() };
        match files.entry((report.source.path().to_owned(), one.path)) {
            Entry::Vacant(place) => drop(place.insert(report)),
            // A `docfx.json` that was named and is broken has findings of both kinds.
            Entry::Occupied(mut place) => {
                let FileReport { diagnostics, set_aside, .. } = place.get_mut();
                diagnostics.extend(report.diagnostics);
                sort(diagnostics);
                set_aside.extend(report.set_aside);
            }
        }
    }
    let (files, quiet) = files.into_values().partition(|file| !file.diagnostics.is_empty());
    Report { files, quiet, summary, coverage, ..Report::default() }
}
