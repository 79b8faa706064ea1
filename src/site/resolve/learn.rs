//! Microsoft Learn: docfx v3 `LinkResolver`.

use std::borrow::Cow;
use std::sync::Arc;

use super::find::{missing, seek, to};
use super::{Cause, Outcome, Trace};
use crate::site::destination::{Destination, Lead};
use crate::site::learn::{Docset, Repository, is_toc};
use crate::site::path::{folder_of, has_extension, join, name};
use crate::site::tree::Tree;

/// A doc set of Learn as its links see it.
#[derive(Clone, Debug)]
pub struct LearnLayout {
    /// The folder of its docfx.json from the root; of files in no doc set, nothing.
    pub folder: Option<String>,
    /// What its docfx.json says.
    pub docset: Option<Arc<Docset>>,
    /// True for pages in its folder that are not published: they are read in the repository, where a folder shows something.
    pub beside: bool,
    /// What the files at the root of its repository say.
    pub repository: Arc<Repository>,
}

impl LearnLayout {
    pub(super) fn resolve(
        &self,
        from: &str,
        destination: &Destination<'_>,
        tree: &dyn Tree,
        trace: &mut Trace,
    ) -> Outcome {
        if destination.lead == Lead::Absolute {
            trace.step(|| "it begins with `/`: a path of the whole site, which holds more than these docs".to_owned());
            return Outcome::Unverifiable(Cause::SitePath);
        }
        let Some(path) = self.path(from, &destination.path, trace) else {
            trace.step(|| "it leads above the root".to_owned());
            return Outcome::Outside;
        };
        let outcome = seek(&path, tree, trace).map_or_else(|| missing(path), to);
        match &outcome {
            Outcome::File { exact: true, .. } => outcome,
            Outcome::File { path, .. } | Outcome::Missing { path } | Outcome::Folder { path, .. } => {
                let path = path.clone();
                self.absent(from, &path, outcome, tree, trace)
            }
            Outcome::External
            | Outcome::Same
            | Outcome::Redirected { .. }
            | Outcome::Generated
            | Outcome::Unverifiable(_)
            | Outcome::Outside => outcome,
        }
    }

    /// The path from the root.
    fn path(&self, from: &str, written: &str, trace: &mut Trace) -> Option<String> {
        let written =
            if written.contains('\\') { Cow::Owned(written.replace('\\', "/")) } else { Cow::Borrowed(written) };
        let path = match written.strip_prefix("~/") {
            Some(rest) => {
                let folder = self.folder.as_deref().unwrap_or_default();
                trace.step(|| format!("`~/` is the folder of the doc set, `{folder}/`"));
                join(folder, rest)?
            }
            None => join(folder_of(from), &written)?,
        };
        trace.step(|| format!("it leads to `{path}`"));
        Some(path)
    }

    /// What is not there letter for letter may be redirected, fetched or made by the build.
    fn absent(&self, from: &str, path: &str, outcome: Outcome, tree: &dyn Tree, trace: &mut Trace) -> Outcome {
        if let Some(folder) = self.repository.dependency(path) {
            trace.step(|| format!("`{folder}/` is filled from another repository when the site is built"));
            return Outcome::Unverifiable(Cause::Dependency);
        }
        if let Some(folder) = self.repository.generated(path) {
            trace.step(|| format!("`{folder}/` is filled when the site is built"));
            return Outcome::Unverifiable(Cause::Generated);
        }
        if matches!(outcome, Outcome::File { .. }) {
            return outcome;
        }
        if let Some(redirection) = self.repository.redirection(path) {
            trace.step(|| format!("`{}` is redirected to `{}`", redirection.source, redirection.target.text));
            let (from, to) = (redirection.source.as_str(), redirection.target.text.as_str());
            return Outcome::Redirected { from: Arc::from(from), to: Arc::from(to) };
        }
        let is_page = has_extension(from, ".yml") && !is_toc(name(from));
        if is_page && matches!(outcome, Outcome::Missing { .. }) {
            trace.step(|| "pages written in YAML may leave out `.md`".to_owned());
            if let Some(entry) = seek(&format!("{path}.md"), tree, trace).filter(|entry| !entry.folder) {
                return to(entry);
            }
        }
        outcome
    }
}
