use std::fmt;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::baseline;
use super::checked::{Checked, assemble};
use super::data;
use super::docsets::DocsetProblem;
use super::inspect::{Inspection, Inspector};
use super::join::Join;
use super::report::{Report, Targets};
use super::roots::Roots;
use super::settings::Settings;
use super::walk::{Files, Found, Input, find};
use crate::config::{ConfigError, from};
use crate::docset::FileKind;
use crate::rule::{Findings, Registry};
use crate::text::{SourceFile, Span};

/// One run over files.
pub struct Session {
    /// All rules.
    pub registry: &'static Registry,
    /// What decides how each file is checked.
    pub settings: Settings,
    /// What to check.
    pub inputs: Vec<Input>,
    /// Days from 1970-01-01 to the day of the run.
    pub today: i64,
}

/// The files that were checked, and what became of their links.
pub(super) type Outcome = (Vec<Checked>, Targets);

/// Why a run could not be made.
#[derive(Debug)]
pub enum RunError {
    /// A configuration, or a baseline, can't be used.
    Config(ConfigError),
    /// A path that was named does not exist; perhaps one beside it was meant.
    Missing { path: PathBuf, near: Option<String> },
}

/// Is told how far a run is.
pub trait Observer: Sync {
    /// So many files will be checked.
    fn begin(&self, files: usize);
    /// One more is done.
    fn done(&self);
}

impl Session {
    /// Checks everything.
    ///
    /// # Errors
    /// A configuration or a baseline that can't be used, or a missing path: then nothing is reported at all.
    pub fn check(&self, observer: &dyn Observer) -> Result<Report, RunError> {
        let files = self.find()?;
        let mut report = self.check_files(files, observer)?;
        baseline::apply(&mut report, &self.settings)?;
        Ok(report)
    }

    /// What there is to check.
    pub(super) fn find(&self) -> Result<Files, RunError> {
        find(&self.inputs, &self.settings)
    }

    /// Checks what was found, or a part of it.
    pub(super) fn check_files(&self, files: Files, observer: &dyn Observer) -> Result<Report, RunError> {
        let (checked, targets) = self.check_found(files, &self.inputs, observer)?;
        Ok(assemble(checked, targets))
    }

    /// Checks everything that these inputs name.
    pub(super) fn check_inputs(&self, inputs: &[Input], observer: &dyn Observer) -> Result<Outcome, RunError> {
        self.check_found(find(inputs, &self.settings)?, inputs, observer)
    }

    fn check_found(&self, files: Files, inputs: &[Input], observer: &dyn Observer) -> Result<Outcome, RunError> {
        let roots = Roots::new(&self.settings.cwd, inputs);
        observer.begin(files.len());
        let check = |(shown, path, found): (String, PathBuf, Found)| {
            let checked = self.check_one(&shown, &path, found, &roots);
            observer.done();
            checked
        };
        // One file is done before a pool of threads has started.
        let checked: Result<Vec<Checked>, ConfigError> = match files.len() {
            0 | 1 => files.into_iter().map(check).collect(),
            // Collected whole, so that of several errors it is always the first that is reported.
            _ => files.into_par_iter().map(check).collect::<Vec<_>>().into_iter().collect(),
        };
        let mut checked = checked?;
        let counts = Join { session: self, roots }.run(&mut checked)?;
        checked.extend(self.check_docsets()?);
        Ok((checked, counts))
    }

    /// The files that a run would check, as they are shown.
    ///
    /// # Errors
    /// As [`Session::check`].
    pub fn files(&self) -> Result<Vec<String>, RunError> {
        Ok(self.find()?.into_iter().map(|(shown, ..)| shown).collect())
    }

    fn check_one(&self, shown: &str, path: &Path, found: Found, roots: &Roots) -> Result<Checked, ConfigError> {
        let (kind, is_only_copy) = (found.kind(path), matches!(found, Found::Text(_)));
        match found.bytes(path, self.settings.disk()) {
            Ok(bytes) => {
                let mut checked = self.check_text(shown, path, bytes, kind, roots)?;
                // What came by standard input can't be read again.
                if !is_only_copy {
                    checked.put_away();
                }
                Ok(checked)
            }
            Err(why) => {
                let source = SourceFile::new(shown, "");
                let help = "make it readable, or leave it out with `exclude`";
                self.unreadable(source, path, Span::at(0), format!("can't be read: {why}"), help)
            }
        }
    }

    pub(super) fn check_text(
        &self,
        shown: &str,
        path: &Path,
        bytes: Vec<u8>,
        kind: FileKind,
        roots: &Roots,
    ) -> Result<Checked, ConfigError> {
        let (source, bad) = match SourceFile::from_bytes(shown, bytes) {
            Ok(source) => (source, None),
            Err(bad) => {
                let message = bad.message();
                (bad.lossy, Some((bad.span, message)))
            }
        };
        let in_force = self.settings.for_file(path, source.text())?;
        let rules = &in_force.resolved.rules;
        let mut inspection = match kind {
            FileKind::Page => self.inspector().begin(&source, rules, &in_force.site),
            FileKind::Toc | FileKind::YamlPage | FileKind::Redirections | FileKind::ZonePivots | FileKind::Docset => {
                data::inspect(&source, rules, kind, (in_force.site.site, &roots.folder_from_root(path)))
            }
        };
        let was_bad = bad.is_some();
        if let Some((span, message)) = bad
            && let Some(rule) = rules.get("invalid-utf8")
        {
            let help = "save the file as UTF-8; the rest was checked with such bytes replaced";
            Findings::new(&mut inspection.diagnostics, rule.page.id, rule.severity).report(span, message).help(help);
            inspection.failed = true;
        }
        if was_bad {
            // An edit would be of the text that stands in for the file's.
            inspection.diagnostics.iter_mut().for_each(|diagnostic| diagnostic.fix = None);
        }
        Ok(Checked { kind, ..Checked::new(source, path, in_force, inspection) })
    }

    pub(super) fn inspector(&self) -> Inspector<'static> {
        Inspector { registry: self.registry, today: self.today }
    }

    /// What a page asked of its doc set's configuration and that can't be read.
    fn check_docsets(&self) -> Result<Vec<Checked>, ConfigError> {
        let homes = self.settings.folders().docsets();
        let problems = homes.iter().flat_map(|home| home.problems().iter().map(move |problem| (home.file(), problem)));
        problems.map(|(file, problem)| self.docset_problem(&file, problem)).collect()
    }

    /// What of a site's configuration can't be read.
    pub(super) fn site_problem(&self, root: &Path, problem: DocsetProblem) -> Result<Checked, ConfigError> {
        let path = root.join(problem.source.path());
        let source = SourceFile::new(from(&self.settings.cwd, &path), problem.source.text());
        let help = "its pages were checked as if it said nothing";
        self.unreadable(source, &path, problem.span, problem.message, help)
    }

    /// What docfx.json names may lie anywhere; the settings of docfx.json itself hold.
    fn docset_problem(&self, docfx: &Path, problem: &DocsetProblem) -> Result<Checked, ConfigError> {
        let source = SourceFile::new(problem.source.path(), problem.source.text());
        let help = "its pages were checked as if it were not there";
        self.unreadable(source, docfx, problem.span, problem.message.clone(), help)
    }

    /// What can't be read is a finding; where that rule is off, nobody wants to hear of it, and the run is not spoilt.
    fn unreadable(
        &self,
        source: SourceFile,
        path: &Path,
        span: Span,
        message: String,
        help: &str,
    ) -> Result<Checked, ConfigError> {
        let in_force = self.settings.for_file(path, "")?;
        let mut inspection = Inspection::default();
        if let Some(rule) = in_force.resolved.rules.get("unreadable-file") {
            Findings::new(&mut inspection.diagnostics, rule.page.id, rule.severity).report(span, message).help(help);
            inspection.failed = true;
        }
        Ok(Checked { read: false, ..Checked::new(source, path, in_force, inspection) })
    }
}

impl From<ConfigError> for RunError {
    fn from(error: ConfigError) -> Self {
        Self::Config(error)
    }
}

impl fmt::Display for RunError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Config(error) => error.fmt(out),
            Self::Missing { path, near } => {
                write!(out, "{}: no such file or folder", path.display())?;
                near.as_ref().map_or(Ok(()), |near| write!(out, "; did you mean `{near}`?"))
            }
        }
    }
}

impl std::error::Error for RunError {}
