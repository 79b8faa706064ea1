//! Which files a change can give other findings: most touch few, and the rest need not be checked twice.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::{ConfigError, below};
use crate::docset::{File, FileKind, Link, Target};
use crate::engine::coverage::OF_ALL_PAGES;
use crate::engine::data;
use crate::engine::git::Change;
use crate::engine::inbound::{files_below, that_lead};
use crate::engine::join::Join;
use crate::engine::layouts::Layouts;
use crate::engine::names::Names;
use crate::engine::roots::Roots;
use crate::engine::session::Session;
use crate::engine::site;
use crate::engine::walk::{Files, Found};
use crate::site::path::folder_of;
use crate::site::{Outcome, Site, Trace, Tree};

/// Names of the files that say what is walked into.
const OF_WALK: [&str; 2] = [".gitignore", ".ignore"];

/// What the change of a few files reaches.
pub(super) enum Reach {
    /// Any file.
    All,
    /// These, by absolute path.
    Files(HashSet<PathBuf>),
}

impl Reach {
    /// The files that a change reaches of those found after and before it. `now` and `base` are runs over the two.
    pub(super) fn of(
        change: &Change,
        (now, files): (&Session, &Files),
        (base, before): (&Session, &Files),
    ) -> Result<Self, ConfigError> {
        if change.touched.is_empty() {
            return Ok(Self::Files(HashSet::new()));
        }
        let lists =
            |path: &Path| [&change.now, &change.base].iter().any(|disk| data::is_listed_redirection(path, disk));
        if change.touched.iter().any(|path| steers(path, &change.root) || data::may_be(path) && lists(path))
            || asks_of_all(now, files)?
        {
            return Ok(Self::All);
        }
        let mut reached: HashSet<PathBuf> = change.touched.iter().cloned().collect();
        // A redirection is wrong where its page is there, which is no link to it.
        let redirections = |found: &Found| matches!(found, Found::Data(FileKind::Redirections));
        let found = files.iter().chain(before).filter(|(_, _, found)| redirections(found));
        reached.extend(found.map(|(_, path, _)| path.clone()));
        reached.extend(leading(change, now, (base, before))?);
        Ok(Self::Files(reached))
    }

    /// Those of some files that are reached.
    pub(super) fn take(&self, files: Files) -> Files {
        match self {
            Self::All => files,
            Self::Files(reached) => files.into_iter().filter(|(_, path, _)| reached.contains(path)).collect(),
        }
    }
}

/// Whether a file can change how any page is read: what a site is built by, metadata, tables of contents, redirections.
fn steers(path: &Path, root: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let folders = below(root, path).unwrap_or_default();
    let hidden = folder_of(&folders).split('/').any(|folder| folder.starts_with('.'));
    OF_WALK.contains(&name) || site::is_marker(name) || data::may_be(path) && !hidden
}

/// Whether a rule that looks at all pages is on, or the pages are of a site whose builder looks at all.
fn asks_of_all(now: &Session, files: &Files) -> Result<bool, ConfigError> {
    for (_, path, _) in files {
        let in_force = now.settings.for_file(path, "")?;
        let of_builder = match in_force.site.site {
            Site::Learn | Site::GitHub | Site::GitLab => false,
            Site::MdBook | Site::MkDocs | Site::Docusaurus | Site::Hugo => true,
        };
        if of_builder || OF_ALL_PAGES.iter().any(|rule| in_force.resolved.rules.get(rule).is_some()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The pages that lead, or led, to what the change touched.
fn leading(change: &Change, now: &Session, (base, files): (&Session, &Files)) -> Result<Vec<PathBuf>, ConfigError> {
    let root = &change.root;
    let names = Names::new(root, change.now.clone());
    let before = Names::new(root, change.base.clone());
    let touched: Vec<String> = change.touched.iter().filter_map(|path| below(root, path)).collect();
    let folders = touched.iter().flat_map(|path| above(path));
    let gone_or_new = folders.filter(|folder| names.find(folder).is_some() != before.find(folder).is_some());
    let sought: HashSet<&str> = touched.iter().map(String::as_str).chain(gone_or_new).collect();
    let known: HashSet<Arc<str>> = touched.iter().map(|path| Arc::from(path.as_str())).collect();
    let layouts = Layouts::new(&names, false);
    let join = Join { session: now, roots: Roots::new(&now.settings.cwd, &now.inputs) };
    let leads = |file: &File, target: &Target, link: &Link, wanted: &HashSet<Arc<str>>| {
        let reaches = |path: &str, names: &Names| {
            let whole = root.join(path);
            let real = names.disk().real(&whole);
            // A symbolic link that leads elsewhere changes what lies behind it.
            let behind = |path: &str| std::iter::once(path).chain(above(path)).any(|part| wanted.contains(part));
            behind(path) || below(root, &real).is_some_and(|real| behind(&real))
        };
        let to = |outcome: &Outcome, names: &Names| match outcome {
            Outcome::File { path, .. } => reaches(path, names),
            Outcome::External
            | Outcome::Same
            | Outcome::Folder { .. }
            | Outcome::Redirected { .. }
            | Outcome::Generated
            | Outcome::Unverifiable(_)
            | Outcome::Missing { .. }
            | Outcome::Outside => false,
        };
        let was = file.outcome(target, &before, &mut Trace::off());
        was != link.outcome || to(&was, &before) || to(&link.outcome, &names)
    };
    let files = if join.roots.in_named_folder(root) { that_lead(files) } else { files_below(base, root)? };
    let sought = sought.into_iter().map(Arc::from).collect();
    let found = join.leading(&names, &layouts, &files, sought, &known, &leads)?;
    Ok(found.into_iter().map(|file| root.join(&*file.path)).collect())
}

/// The folders above a path, the nearest first, without the root.
fn above(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder_of(path)), |folder| Some(folder_of(folder)))
        .take_while(|folder| !folder.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::Scope;
    use crate::rules::registry;

    #[test]
    fn every_rule_about_all_files_is_local_or_known_to_be_not() {
        // Those of these families speak of where a file's own links lead, or of files that are always reached.
        let local = ["links", "images", "toc", "redirects"];
        let global: Vec<&str> = registry()
            .pages()
            .iter()
            .filter(|page| page.scope == Scope::Docset && !local.contains(&page.family))
            .map(|page| page.id)
            .collect();
        assert_eq!(global, ["duplicate-title", "unknown-pivot"]);
        assert!(OF_ALL_PAGES.iter().all(|rule| registry().find(rule).is_some()));
    }

    #[test]
    fn what_steers_a_site_reaches_all() {
        let steers = |path: &str| steers(&Path::new("/r").join(path), Path::new("/r"));
        for path in ["docs/toc.yml", "docfx.json", ".openpublishing.redirection.json", "a/.gitignore", "hugo.toml"] {
            assert!(steers(path), "{path}");
        }
        for path in [".github/workflows/ci.yml", "docs/a.md", "a.png", "guidelint.toml"] {
            assert!(!steers(path), "{path}");
        }
    }
}
