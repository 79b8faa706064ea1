//! The second phase: the files of each root taken together.

use std::any::Any;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ffi::OsStr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::checked::Checked;
use super::data;
use super::docsets::DocsetProblem;
use super::inspect::Inspection;
use super::judge::{Judged, judge};
use super::layouts::Layouts;
use super::names::Names;
use super::report::Targets;
use super::roots::Roots;
use super::session::Session;
use super::settings::InForce;
use crate::config::{ConfigError, below, from};
use crate::docset::{DocSet, File, FileFacts, FileKind, Member, Target, TargetKind};
use crate::markdown::Document;
use crate::site::Outcome;
use crate::site::path::{folder_of, is_page};
use crate::text::SourceFile;

/// Joins what is known of single files.
pub(super) struct Join<'s> {
    pub(super) session: &'s Session,
    pub(super) roots: Roots,
}

/// What is known of the files of one root.
pub(super) struct Group {
    /// Indices among the checked files.
    members: Vec<usize>,
    /// True for files whose root is not known.
    alone: bool,
}

/// The files of one root.
pub(super) struct Gathered {
    /// Those that were checked, and those that their links ask about.
    pub files: Vec<File>,
    /// What of their sites' configurations can't be read.
    pub problems: Vec<DocsetProblem>,
    /// The pages that lead to files which were named one by one.
    inbound: HashSet<Arc<str>>,
    /// The path from the root of each file that was checked -> its index among the checked files.
    members: HashMap<Arc<str>, usize>,
}

/// The rules that judge the comments of a page which was checked.
const OF_COMMENTS: [&str; 2] = ["unknown-suppression", "unused-suppression"];

/// What was found in the files of all roots.
#[derive(Default)]
struct All {
    targets: Targets,
    /// By the index of a checked file.
    found: HashMap<usize, Judged>,
    /// In files that were not to be checked.
    outsiders: BTreeMap<PathBuf, Judged>,
}

impl Join<'_> {
    /// Checks the files against each other, and finishes each.
    ///
    /// # Errors
    /// The configuration of a file that they lead to can't be used.
    pub(super) fn run(&self, checked: &mut Vec<Checked>) -> Result<Targets, ConfigError> {
        let groups = self.groups(checked);
        let mut all = All::default();
        for (root, group) in groups {
            let names = Names::new(&root, self.session.settings.disk().clone());
            let saw_all = self.roots.in_named_folder(&root) && !group.alone;
            group.members.iter().for_each(|index| checked[*index].inspection.saw_all = saw_all);
            let Gathered { files, problems, inbound, members } = self.gather(&names, group, checked)?;
            for problem in problems {
                checked.push(self.session.site_problem(&root, problem)?);
            }
            let set = DocSet::new(&names, files).with_all_of(self.roots.named_below(&root));
            self.check(&set, &inbound, &names, (&members, checked), &mut all)?;
        }
        let (inspector, disk) = (self.session.inspector(), self.session.settings.disk());
        for (index, one) in checked.iter_mut().enumerate() {
            one.finish(&inspector, disk, all.found.remove(&index).unwrap_or_default());
        }
        for (path, judged) in all.outsiders {
            checked.push(self.outsider(&path, judged)?);
        }
        Ok(all.targets)
    }

    /// The files whose facts are known, by their root.
    pub(super) fn groups(&self, checked: &[Checked]) -> BTreeMap<PathBuf, Group> {
        let mut groups: BTreeMap<PathBuf, Group> = BTreeMap::new();
        let mut homes: HashMap<&OsStr, Option<PathBuf>> = HashMap::new();
        for (index, one) in checked.iter().enumerate().filter(|(_, one)| one.inspection.facts.is_some()) {
            let folder = one.path.parent().unwrap_or(&one.path);
            let root = homes.entry(folder.as_os_str()).or_insert_with(|| self.roots.of(folder)).clone();
            let alone = root.is_none();
            let root = root.unwrap_or_else(|| folder.to_owned());
            groups.entry(root).or_insert_with(|| Group { members: Vec::new(), alone }).members.push(index);
        }
        groups
    }

    /// The files that were checked, and those that their links ask about; and what of their sites' configurations can't
    /// be read.
    pub(super) fn gather(&self, names: &Names, group: Group, checked: &mut [Checked]) -> Result<Gathered, ConfigError> {
        let root = names.root();
        let layouts = Layouts::new(names, group.alone);
        let mut files: Vec<File> = Vec::new();
        let mut members = HashMap::new();
        for index in group.members {
            let one = &mut checked[index];
            let (Some(path), Some(facts)) = (below(root, &one.path), one.inspection.facts.take()) else { continue };
            let path: Arc<str> = Arc::from(path);
            members.insert(path.clone(), index);
            files.push(File {
                layout: layouts.of(&path, &one.in_force),
                path,
                shown: one.shown.clone(),
                facts,
                links: Vec::new(),
                site: one.in_force.site.clone(),
                checked: true,
                published_with_checked: false,
            });
        }
        for file in files.iter_mut().filter(|file| file.facts.kind == FileKind::Redirections) {
            file.layout = layouts.of_repository();
        }
        files.par_iter_mut().for_each(|file| file.resolve(names));
        let mut leading = HashSet::new();
        let mut known: HashSet<Arc<str>> = files.iter().map(|file| file.path.clone()).collect();
        if !group.alone {
            let inbound = self.inbound(names, &layouts, &files, &known)?;
            leading.extend(inbound.iter().map(|file| file.path.clone()));
            known.extend(leading.iter().cloned());
            files.extend(inbound);
        }
        let mut done = 0;
        while done < files.len() {
            let mut wanted: Vec<Arc<str>> =
                files[done..].iter().flat_map(asked_of).filter(|path| !known.contains(path)).collect();
            wanted.sort_unstable();
            wanted.dedup();
            done = files.len();
            known.extend(wanted.iter().cloned());
            let loaded: Vec<_> = wanted.into_par_iter().map(|path| self.load(path, names, &layouts)).collect();
            for file in loaded {
                files.extend(file?);
            }
        }
        Ok(Gathered { files, problems: layouts.into_problems(), inbound: leading, members })
    }

    /// The facts of a page that was not to be checked. Nothing where it can't be read: then nothing is said of it.
    pub(super) fn load(
        &self,
        path: Arc<str>,
        names: &Names,
        layouts: &Layouts<'_>,
    ) -> Result<Option<File>, ConfigError> {
        let whole = names.root().join(&*path);
        let disk = self.session.settings.disk();
        let Ok(bytes) = disk.bytes_within(names.root(), &whole) else { return Ok(None) };
        let shown = from(&self.session.settings.cwd, &whole);
        let source = SourceFile::readable(&*shown, bytes);
        let in_force = self.session.settings.for_file(&whole, source.text())?;
        let kind = data::kind(&whole, disk).unwrap_or_default();
        let Ok(facts) = read_facts(&source, &in_force, kind, folder_of(&path)) else { return Ok(None) };
        let mut file = File {
            layout: layouts.of(&path, &in_force),
            path,
            shown: Arc::from(shown),
            facts,
            links: Vec::new(),
            site: in_force.site,
            checked: false,
            published_with_checked: false,
        };
        file.resolve(names);
        Ok(Some(file))
    }

    /// Runs the rules that look at all files. The rules of a file that was read to be checked are known; those of a page
    /// that leads to one are looked up.
    fn check(
        &self,
        set: &DocSet<'_>,
        inbound: &HashSet<Arc<str>>,
        names: &Names,
        (known, checked): (&HashMap<Arc<str>, usize>, &[Checked]),
        all: &mut All,
    ) -> Result<(), ConfigError> {
        let asked = |member: &Member<'_>| member.file.checked || inbound.contains(&member.file.path);
        let members: Vec<Member<'_>> = (0..set.files().len()).map(|id| set.member(id)).collect();
        let judged: Vec<Result<_, ConfigError>> = members
            .into_par_iter()
            .filter(asked)
            .map(|member| {
                if let Some(index) = known.get(&member.file.path) {
                    return Ok((Ok(*index), judge(&member, &checked[*index].in_force.resolved.rules)));
                }
                let path = names.root().join(&*member.file.path);
                let resolved = self.session.settings.for_file(&path, "")?.resolved;
                Ok((Err(path), judge(&member, &resolved.rules)))
            })
            .collect();
        for one in judged {
            let (place, judged) = one?;
            all.targets.add(&judged.targets);
            if judged.diagnostics.is_empty() && !judged.failed {
                continue;
            }
            match place {
                Ok(index) => drop(all.found.insert(index, judged)),
                Err(path) => drop(all.outsiders.insert(path, judged)),
            }
        }
        Ok(())
    }

    /// A file that was not to be checked and has a link to one that was.
    fn outsider(&self, path: &Path, judged: Judged) -> Result<Checked, ConfigError> {
        let bytes = self.session.settings.disk().bytes(path).unwrap_or_default();
        let source = SourceFile::readable(from(&self.session.settings.cwd, path), bytes);
        let in_force = self.session.settings.for_file(path, source.text())?;
        let suppressions = catch_unwind(AssertUnwindSafe(|| Document::new(&source).suppressions()));
        let inspection = Inspection { suppressions: suppressions.unwrap_or_default(), ..Inspection::default() };
        let mut checked = Checked { read: false, ..Checked::new(source, path, in_force, inspection) };
        checked.finish(&self.session.inspector(), self.session.settings.disk(), judged);
        // What its comments are for was not looked for.
        checked.inspection.diagnostics.retain(|finding| !OF_COMMENTS.contains(&finding.rule));
        Ok(checked)
    }
}

/// What a file defines and uses; where reading it panics, what the panic said. `folder` is its own from the root.
pub(super) fn read_facts(
    source: &SourceFile,
    in_force: &InForce,
    kind: FileKind,
    folder: &str,
) -> Result<FileFacts, Box<dyn Any + Send>> {
    catch_unwind(AssertUnwindSafe(|| match kind {
        FileKind::Page => FileFacts::of(&Document::new(source), in_force.site.site),
        FileKind::Toc | FileKind::YamlPage | FileKind::Redirections | FileKind::ZonePivots | FileKind::Docset => {
            FileFacts::of_data(kind, source.text(), in_force.site.site, folder)
        }
    }))
}

/// The pages whose facts the links of a file ask about: for their anchors, or because they are taken in.
fn asked_of(file: &File) -> Vec<Arc<str>> {
    let asks = |target: &Target| {
        target.kind == TargetKind::Include || file.checked && file.facts.destination(target).contains('#')
    };
    let pages = file.links().filter_map(|(target, link)| match &link.outcome {
        Outcome::File { path, .. } if is_page(path) && asks(target) => Some(path.clone()),
        Outcome::File { path, .. } => data::asked(file, target, path),
        _ => None,
    });
    pages.chain(data::pivots_of(file)).collect()
}
