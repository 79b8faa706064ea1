//! Mends files: makes the edits of findings, and keeps them only where the file is better for it.
//!
//! A file alone is mended to a fixed point, checked again by itself after each round. Then all files are checked together
//! once more with the new texts, since a rule that looks at all of them may see what no file alone shows: what makes
//! anything worse is taken back. Nothing is written here but by [`MendedFile::write`].

mod blame;
mod comments;
mod compare;
mod draft;
mod mapping;
mod open;
mod places;
mod repairs;
mod shape;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use self::compare::Known;
use self::draft::Draft;
use self::places::Place;
use super::baseline;
use super::checked::{Checked, assemble};
use super::git::Change;
use super::report::{FileReport, Report};
use super::roots::Roots;
use super::session::{Observer, Outcome, RunError, Session};
use super::walk::Input;
use super::write::{WriteError, replace};
use crate::config::normal;
use crate::diagnostic::Diagnostic;

/// How often all files are checked together at most.
const CHECKS: usize = 8;

/// What is done about findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repairs {
    /// Fixes that keep the meaning are made.
    Safe,
    /// All fixes are made.
    Unsafe,
    /// Comments switch the findings off.
    Comments,
}

/// What came of a run that mends.
#[derive(Debug)]
pub struct Mended {
    /// What is left, in the texts as they would be.
    pub report: Report,
    /// The files that change, sorted by path.
    pub files: Vec<MendedFile>,
    /// Repairs that were not made since they would have done harm.
    pub refused: Vec<Refused>,
    /// Files that hold something to mend and are not what was judged, so that nothing could be done about them.
    pub untouchable: usize,
}

/// A file with its new text.
#[derive(Debug)]
pub struct MendedFile {
    /// Its path as it is shown.
    pub shown: String,
    /// Its bytes.
    pub old: Vec<u8>,
    /// What they become.
    pub new: Vec<u8>,
    /// Findings that are gone.
    pub done: usize,
    /// Where it lies; nothing for a text that came by standard input.
    path: Option<PathBuf>,
}

/// A repair that was not made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Path of its file as it is shown.
    pub path: String,
    /// Line of the finding, from 1.
    pub line: usize,
    /// Rule of the finding.
    pub rule: &'static str,
    /// Why it was not made.
    pub why: String,
}

impl MendedFile {
    /// Whether its text came by standard input, so that there is no file to write.
    pub fn is_stream(&self) -> bool {
        self.path.is_none()
    }

    /// Puts the new text in the place of the old.
    ///
    /// # Errors
    /// As [`replace`]; the error names the file as it is shown.
    pub fn write(&self) -> Result<(), WriteError> {
        let Some(path) = &self.path else { return Ok(()) };
        let shown = |error: WriteError| WriteError { path: PathBuf::from(&self.shown), ..error };
        replace(path, Some(&self.old), &self.new).map_err(shown)
    }
}

/// What repairs need to know.
pub(super) struct Workshop<'s> {
    session: &'s Session,
    roots: Roots,
    repairs: Repairs,
}

impl Workshop<'_> {
    /// Whether something is to be done about a finding.
    fn is_wanted(&self, finding: &Diagnostic) -> bool {
        let wanted = |fix| repairs::is_wanted(fix, self.repairs);
        self.repairs == Repairs::Comments || finding.fix.as_ref().is_some_and(wanted)
    }
}

impl Session {
    /// Checks everything, mends what it can in the files that were to be checked, and checks again. Writes nothing.
    /// What is set aside, because it was there before the change or a baseline lists it, is left as it is.
    ///
    /// # Errors
    /// As [`Session::check`].
    pub fn mend(&self, repairs: Repairs, change: Option<&Change>, observer: &dyn Observer) -> Result<Mended, RunError> {
        let Some(change) = change else {
            let first = self.check_inputs(&self.inputs, observer)?;
            let shown = match baseline::is_asked(&first.0, &self.settings) {
                true => Some(Shown::of(&self.check(observer)?)),
                false => None,
            };
            return self.mend_shown(repairs, first, shown, observer);
        };
        let shown = Shown::of(&self.check_change(change, observer)?);
        let now = self.on(change, &change.now);
        let first = now.check_inputs(&now.inputs, observer)?;
        now.mend_shown(repairs, first, Some(shown), observer)
    }

    fn mend_shown(
        &self,
        repairs: Repairs,
        first: Outcome,
        shown: Option<Shown>,
        observer: &dyn Observer,
    ) -> Result<Mended, RunError> {
        let roots = Roots::new(&self.settings.cwd, &self.inputs);
        let mut run = Run {
            workshop: Workshop { session: self, roots, repairs },
            before: known_of(&first.0),
            drafts: BTreeMap::new(),
            first: BTreeMap::new(),
            aliases: BTreeMap::new(),
            refused: Vec::new(),
            untouchable: 0,
        };
        run.open(&first.0, shown.as_ref());
        let last = run.mend(first, observer)?;
        run.close(last)
    }
}

struct Run<'s> {
    workshop: Workshop<'s>,
    /// What was found in each file at first.
    before: BTreeMap<PathBuf, Vec<Known>>,
    /// Files under repair.
    drafts: BTreeMap<PathBuf, Draft>,
    /// Their findings at first.
    first: BTreeMap<PathBuf, Vec<Diagnostic>>,
    /// Other paths of these files, which lead to them by links, with those under which they are mended.
    aliases: BTreeMap<PathBuf, PathBuf>,
    /// Repairs of files that could not be taken up.
    refused: Vec<Refused>,
    /// How many such files there are.
    untouchable: usize,
}

impl Run<'_> {
    /// The files that were to be checked and hold something to mend: pages that merely lead to them are left alone.
    fn to_mend<'c>(&self, checked: &'c [Checked]) -> Vec<(&'c Checked, Vec<Diagnostic>)> {
        let own = checked.iter().filter(|one| one.read && !one.inspection.failed);
        own.filter(|one| one.inspection.diagnostics.iter().any(|finding| self.workshop.is_wanted(finding)))
            .map(|one| (one, one.inspection.diagnostics.clone()))
            .collect()
    }

    fn mend(&mut self, first: Outcome, observer: &dyn Observer) -> Result<Outcome, RunError> {
        let mut last = first;
        let mut seen = self.texts();
        let (mut settled, mut findings) = (true, self.first.clone());
        for _ in 0..CHECKS {
            self.work(findings);
            if settled && self.texts() == seen {
                return Ok(last);
            }
            last = self.workshop.session.check_inputs(&self.inputs(), observer)?;
            seen = self.texts();
            let guilty = self.blame(&last.0);
            settled = guilty.is_empty();
            findings = match settled {
                true => self.to_mend(&last.0).into_iter().map(|(one, found)| (one.path.clone(), found)).collect(),
                false => guilty.into_iter().map(|path| (path.clone(), self.first[&path].clone())).collect(),
            };
        }
        if !settled {
            let why = "what it would change elsewhere could not be told";
            self.drafts.values_mut().for_each(|draft| draft.start_again(|_| true, why));
            last = self.workshop.session.check_inputs(&self.inputs(), observer)?;
        }
        Ok(last)
    }

    fn texts(&self) -> Vec<String> {
        self.drafts.values().map(|draft| draft.text.clone()).collect()
    }

    /// Mends each file alone.
    fn work(&mut self, mut findings: BTreeMap<PathBuf, Vec<Diagnostic>>) {
        let workshop = &self.workshop;
        let open = self.drafts.values_mut().filter_map(|draft| Some((findings.remove(&draft.path)?, draft)));
        open.collect::<Vec<_>>().into_par_iter().for_each(|(findings, draft)| match workshop.repairs {
            Repairs::Safe | Repairs::Unsafe => repairs::mend(draft, workshop, findings),
            Repairs::Comments => comments::add(draft, workshop, &findings),
        });
    }

    /// What is to be checked, with the new texts.
    fn inputs(&self) -> Vec<Input> {
        let aliases = self.aliases.iter().map(|(alias, path)| (alias, &self.drafts[path]));
        let named = self.drafts.iter().chain(aliases).filter(|(_, draft)| draft.is_changed());
        let texts =
            named.map(|(name, draft)| Input::Text { name: name.clone(), bytes: draft.text.clone().into_bytes() });
        self.workshop.session.inputs.iter().cloned().chain(texts).collect()
    }

    fn close(self, (mut checked, targets): Outcome) -> Result<Mended, RunError> {
        let session = self.workshop.session;
        for one in &mut checked {
            let Some(draft) = self.drafts.get(&one.path) else { continue };
            let refused = |finding: &&mut Diagnostic| draft.is_banned((finding.rule, finding.span));
            one.inspection.diagnostics.iter_mut().filter(refused).for_each(|finding| finding.fix = None);
        }
        let mut report = assemble(checked, targets);
        baseline::apply(&mut report, &session.settings)?;
        let refused = self.drafts.values().flat_map(Draft::refused);
        let refused = self.refused.into_iter().chain(refused).collect();
        let changed = self.drafts.into_values().filter(|draft| draft.is_changed());
        let file = |draft: Draft| MendedFile {
            shown: draft.shown.to_string(),
            done: draft.done.len(),
            path: session.stream(&draft.path).is_none().then_some(draft.path),
            old: draft.original.into_bytes(),
            new: draft.text.into_bytes(),
        };
        let mut files: Vec<MendedFile> = changed.map(file).collect();
        files.sort_by(|one, other| one.shown.cmp(&other.shown));
        Ok(Mended { report, files, refused, untouchable: self.untouchable })
    }
}

/// The findings that are shown, by the paths of their files.
struct Shown(HashMap<String, HashSet<Place>>);

impl Shown {
    fn of(report: &Report) -> Self {
        let places = |file: &FileReport| file.diagnostics.iter().map(|finding| (finding.rule, finding.span)).collect();
        Self(report.files.iter().map(|file| (file.source.path().to_owned(), places(file))).collect())
    }

    fn holds(&self, path: &str, finding: &Diagnostic) -> bool {
        self.0.get(path).is_some_and(|places| places.contains(&(finding.rule, finding.span)))
    }
}

impl Session {
    /// The text at hand under this path.
    fn stream(&self, path: &Path) -> Option<&[u8]> {
        self.inputs.iter().find_map(|input| match input {
            Input::Text { name, bytes } if normal(&self.settings.cwd.join(name)) == path => Some(bytes.as_slice()),
            Input::Text { .. } | Input::Path(_) => None,
        })
    }
}

fn known_of(checked: &[Checked]) -> BTreeMap<PathBuf, Vec<Known>> {
    let mut known: BTreeMap<PathBuf, Vec<Known>> = BTreeMap::new();
    for one in checked {
        if let Some(source) = &one.source {
            let found = Known::all(source, &one.inspection.diagnostics);
            known.entry(one.path.clone()).or_default().extend(found);
        }
    }
    known
}
