//! The files of each root taken together as for a check, without running a rule.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::checked::Checked;
use super::docsets::DocsetProblem;
use super::inspect::{Inspection, panic_message};
use super::join::{Gathered, Join, read_facts};
use super::names::Names;
use super::roots::Roots;
use super::session::{Observer, RunError, Session};
use super::walk::{Found, find};
use crate::config::{ConfigError, from};
use crate::docset::{DocSet, FileId};
use crate::text::{LineColumn, SourceFile};

/// The files of one root, every link of them resolved.
pub struct Surveyed<'a> {
    /// The files.
    pub set: &'a DocSet<'a>,
    /// The folder that their paths count from.
    pub root: &'a Path,
    cwd: &'a Path,
    places: &'a HashMap<PathBuf, Vec<LineColumn>>,
}

/// A file of which not all is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Its path as the user is shown it.
    pub path: String,
    /// Why, in words.
    pub why: String,
}

/// The places of a file's targets, or why it has none.
type Taken = Result<(Checked, Vec<LineColumn>, Option<Unread>), Unread>;

impl Surveyed<'_> {
    /// A path from the root as the user is shown it.
    pub fn shown(&self, path: &str) -> String {
        from(self.cwd, &self.root.join(path))
    }

    /// Where the target with an index stands in a file that was to be looked at.
    pub fn place(&self, file: FileId, target: usize) -> Option<LineColumn> {
        let path = self.root.join(&*self.set.files()[file].path);
        self.places.get(&path)?.get(target).copied()
    }
}

impl Session {
    /// Resolves the links of all files and hands them to `visit`, root by root. Returns the files of which not all is
    /// known.
    ///
    /// # Errors
    /// As [`Session::check`].
    pub fn survey(
        &self,
        observer: &dyn Observer,
        visit: &mut dyn FnMut(&Surveyed<'_>),
    ) -> Result<Vec<Unread>, RunError> {
        let files = find(&self.inputs, &self.settings)?;
        observer.begin(files.len());
        let roots = Roots::new(&self.settings.cwd, &self.inputs);
        let take = |(shown, path, found): (String, PathBuf, Found)| {
            let taken = self.take(&shown, &path, found, &roots);
            observer.done();
            taken
        };
        let taken: Vec<Result<Taken, ConfigError>> = files.into_par_iter().map(take).collect();
        let (mut checked, mut places, mut unread) = (Vec::new(), HashMap::new(), Vec::new());
        for one in taken {
            match one? {
                Ok((file, of_targets, bad)) => {
                    places.insert(file.path.clone(), of_targets);
                    checked.push(file);
                    unread.extend(bad);
                }
                Err(bad) => unread.push(bad),
            }
        }
        let join = Join { session: self, roots };
        for (root, group) in join.groups(&checked) {
            let names = Names::new(&root, self.settings.disk().clone());
            let Gathered { files, problems, .. } = join.gather(&names, group, &mut checked)?;
            let what = |problem: DocsetProblem| Unread {
                path: from(&self.settings.cwd, &root.join(problem.source.path())),
                why: problem.message,
            };
            unread.extend(problems.into_iter().map(what));
            let set = DocSet::new(&names, files);
            visit(&Surveyed { set: &set, root: &root, cwd: &self.settings.cwd, places: &places });
        }
        let problems = self.settings.folders().docsets();
        unread.extend(
            problems
                .iter()
                .flat_map(|home| home.problems())
                .map(|problem| Unread { path: problem.source.path().to_owned(), why: problem.message.clone() }),
        );
        Ok(unread)
    }

    /// The facts of one file. Their places are counted while its text is at hand; the text is not kept.
    fn take(&self, shown: &str, path: &Path, found: Found, roots: &Roots) -> Result<Taken, ConfigError> {
        let unread = |why: String| Unread { path: shown.to_owned(), why };
        let kind = found.kind(path);
        let bytes = match found.bytes(path, self.settings.disk()) {
            Ok(bytes) => bytes,
            Err(why) => return Ok(Err(unread(why))),
        };
        let (source, bad) = match SourceFile::from_bytes(shown, bytes) {
            Ok(source) => (source, None),
            Err(bad) => {
                let why = bad.message();
                (bad.lossy, Some(unread(why)))
            }
        };
        let in_force = self.settings.for_file(path, source.text())?;
        let facts = match read_facts(&source, &in_force, kind, &roots.folder_from_root(path)) {
            Ok(facts) => facts,
            Err(panic) => return Ok(Err(unread(format!("the parser failed on it: {}", panic_message(&panic))))),
        };
        let places = facts.targets.iter().map(|target| source.line_column(target.span.start())).collect();
        let inspection = Inspection { facts: Some(facts), ..Inspection::default() };
        let mut checked = Checked::new(source, path, in_force, inspection);
        checked.put_away();
        Ok(Ok((checked, places, bad)))
    }
}
