use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use super::anchors::AnchorSet;
use super::circles::Circles;
use super::facts::{FileFacts, FileKind, Target, TargetKind};
use super::redirects::Redirects;
use super::sources::Sources;
use super::suggest::FileIndex;
use super::titles::Titles;
use super::verdict::AnchorVerdict;
use crate::site::learn::{CodeSource, Repository};
use crate::site::path::within;
use crate::site::{Destination, Layout, Outcome, PageSite, Trace, Tree, resolve_include, resolve_nav, resolve_ref};

/// A file by its place in [`DocSet::files`].
pub type FileId = usize;

/// All files of a root taken together, every link resolved.
pub struct DocSet<'t> {
    /// The names below the root.
    pub tree: &'t dyn Tree,
    files: Vec<File>,
    by_path: HashMap<Arc<str>, FileId>,
    anchors: Vec<OnceLock<AnchorSet>>,
    includers: OnceLock<Vec<Vec<FileId>>>,
    publishing: Vec<OnceLock<Vec<FileId>>>,
    inbound: OnceLock<Vec<Vec<(FileId, usize)>>>,
    redirects: OnceLock<Redirects>,
    titles: OnceLock<Titles>,
    /// The folders all of whose files are here, from the root.
    named: Vec<String>,
    circles: OnceLock<Circles>,
    sources: Sources,
    file_index: OnceLock<FileIndex>,
}

/// One file of a doc set.
pub struct File {
    /// Its path from the root, with `/`.
    pub path: Arc<str>,
    /// Its path as the user is shown it.
    pub shown: Arc<str>,
    /// What it defines and uses.
    pub facts: FileFacts,
    /// Where each of its targets leads; empty where nobody asked.
    pub links: Vec<Link>,
    /// Its site and its role there.
    pub site: PageSite,
    /// Where that site keeps its files.
    pub layout: Arc<Layout>,
    /// Whether the user asked for it to be checked. The others are here because those lead to them or they lead there.
    pub checked: bool,
    /// For a file that was not to be checked: whether it takes in one that was, through however many others. Its anchors
    /// change with that one.
    pub published_with_checked: bool,
}

/// Where a target leads.
#[derive(Clone, Debug)]
pub struct Link {
    /// By the rules of the site.
    pub outcome: Outcome,
    /// Whether its fragment is right, once that was asked.
    pub(super) anchor: OnceLock<AnchorVerdict>,
}

impl File {
    /// Whether it was to be checked, or is published with what was.
    fn is_concerned(&self) -> bool {
        self.checked || self.published_with_checked
    }

    /// Resolves the targets of a file.
    pub fn resolve(&mut self, tree: &dyn Tree) {
        let resolve = |target| Link { outcome: self.outcome(target, tree, &mut Trace::off()), anchor: OnceLock::new() };
        self.links = self.facts.targets.iter().map(resolve).collect();
    }

    /// Where one of its targets leads.
    pub fn outcome(&self, target: &Target, tree: &dyn Tree, trace: &mut Trace) -> Outcome {
        self.lookup(target.kind, self.facts.destination(target), tree, trace)
    }

    /// Where a destination of some kind would lead, were it written in this file.
    pub fn lookup(&self, kind: TargetKind, written: &str, tree: &dyn Tree, trace: &mut Trace) -> Outcome {
        match (kind, &*self.layout) {
            (TargetKind::Include | TargetKind::CodeSource, Layout::MdBook(_)) => {
                resolve_include(&self.path, written, tree, trace)
            }
            (TargetKind::Reference, Layout::Hugo(site)) => {
                let path = written.split_once('#').map_or(written, |(path, _)| path);
                resolve_ref(site, &self.path, path, tree, trace)
            }
            (TargetKind::TocEntry, Layout::MkDocs(site)) => resolve_nav(site, written, tree, trace),
            (_, layout) => layout.resolve(&self.path, &Destination::read(written), tree, trace),
        }
    }

    /// The targets of a file with where they lead.
    pub fn links(&self) -> impl Iterator<Item = (&Target, &Link)> {
        self.facts.targets.iter().zip(&self.links)
    }

    /// The file that a link leads to, by its path.
    pub fn target_path<'f>(&'f self, link: &'f Link) -> Option<&'f Arc<str>> {
        match &link.outcome {
            Outcome::Same => Some(&self.path),
            Outcome::File { path, .. } => Some(path),
            Outcome::External
            | Outcome::Folder { .. }
            | Outcome::Redirected { .. }
            | Outcome::Generated
            | Outcome::Unverifiable(_)
            | Outcome::Missing { .. }
            | Outcome::Outside => None,
        }
    }
}

impl<'t> DocSet<'t> {
    /// Takes files together.
    pub fn new(tree: &'t dyn Tree, mut files: Vec<File>) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let by_path = files.iter().enumerate().map(|(id, file)| (file.path.clone(), id)).collect();
        let anchors = files.iter().map(|_| OnceLock::new()).collect();
        let publishing = files.iter().map(|_| OnceLock::new()).collect();
        Self {
            tree,
            files,
            by_path,
            anchors,
            includers: OnceLock::new(),
            publishing,
            inbound: OnceLock::new(),
            redirects: OnceLock::new(),
            titles: OnceLock::new(),
            named: Vec::new(),
            circles: OnceLock::new(),
            sources: Sources::default(),
            file_index: OnceLock::new(),
        }
    }

    /// Says of which folders, from the root, all files are here.
    #[must_use]
    pub fn with_all_of(self, named: Vec<String>) -> Self {
        Self { named, ..self }
    }

    /// Whether all files of a folder are here: then what none of them does, nobody does.
    pub fn has_all_of(&self, folder: &str) -> bool {
        self.named.iter().any(|named| within(named, folder).is_some())
    }

    /// The first of the pages with the title of this one, where that is another.
    pub fn first_of_title(&self, id: FileId) -> Option<FileId> {
        self.titles.get_or_init(|| Titles::of(self)).first(self, id)
    }

    /// What the redirections of the repository have to do with each other.
    pub fn redirects(&self, repository: &Repository) -> &Redirects {
        self.redirects.get_or_init(|| Redirects::of(self, repository))
    }

    /// The files, sorted by path.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// The file at a path from the root.
    pub fn id(&self, path: &str) -> Option<FileId> {
        self.by_path.get(path).copied()
    }

    /// The file at a path from the root.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.id(path).map(|id| &self.files[id])
    }

    /// One file among the others.
    pub fn member(&self, id: FileId) -> Member<'_> {
        Member { set: self, id, file: &self.files[id] }
    }

    /// The anchors of a page as it is published: its own and those of the text that it takes in.
    pub fn anchors(&self, id: FileId) -> &AnchorSet {
        self.anchors[id].get_or_init(|| AnchorSet::of(self, id))
    }

    /// The files that take a file in, directly.
    pub fn includers(&self, id: FileId) -> &[FileId] {
        let all = self.includers.get_or_init(|| {
            let mut includers = vec![Vec::new(); self.files.len()];
            for (from, file) in self.files.iter().enumerate() {
                for (_, link) in file.links().filter(|(target, _)| target.kind == TargetKind::Include) {
                    if let Some(to) = file.target_path(link).and_then(|path| self.id(path)) {
                        includers[to].push(from);
                    }
                }
            }
            includers.iter_mut().for_each(Vec::dedup);
            includers
        });
        &all[id]
    }

    /// What can be shown of a source file, by its path. `None` where it can't be read.
    pub fn source(&self, path: &str) -> Option<Arc<CodeSource>> {
        self.sources.get(path, self.tree)
    }

    pub(super) fn file_index(&self) -> &FileIndex {
        self.file_index.get_or_init(|| FileIndex::of(self.tree))
    }

    pub(super) fn circles(&self) -> &Circles {
        self.circles.get_or_init(|| Circles::of(self))
    }

    /// The pages that a file which others take in is published with, through however many others.
    pub fn publishing(&self, id: FileId) -> &[FileId] {
        self.publishing[id].get_or_init(|| {
            let mut seen = HashSet::from([id]);
            let mut pages = Vec::new();
            let mut open = vec![id];
            while let Some(id) = open.pop() {
                let includers = self.includers(id);
                if includers.is_empty() {
                    pages.push(id);
                }
                open.extend(includers.iter().filter(|includer| seen.insert(**includer)));
            }
            pages.sort_unstable();
            pages
        })
    }

    /// The links that lead to a file: each as a file and an index among its targets. Links within a page don't count.
    pub fn inbound(&self, id: FileId) -> &[(FileId, usize)] {
        let all = self.inbound.get_or_init(|| {
            let mut inbound = vec![Vec::new(); self.files.len()];
            for (from, file) in self.files.iter().enumerate() {
                for (index, link) in file.links.iter().enumerate() {
                    if let Some(to) = file.target_path(link).and_then(|path| self.id(path)).filter(|to| *to != from) {
                        inbound[to].push((from, index));
                    }
                }
            }
            inbound
        });
        &all[id]
    }
}

/// One file among the others: what a rule of scope `docset` is given.
#[derive(Clone, Copy)]
pub struct Member<'d> {
    /// All files.
    pub set: &'d DocSet<'d>,
    /// Its place among them.
    pub id: FileId,
    /// The file.
    pub file: &'d File,
}

impl<'d> Member<'d> {
    /// What it defines and uses.
    pub fn facts(&self) -> &'d FileFacts {
        &self.file.facts
    }

    /// Its targets and where they lead. Of a file that nobody asked about, those that lead to one that was asked about.
    pub fn links(&self) -> impl Iterator<Item = (&'d Target, &'d Link)> + use<'d> {
        let Self { set, file, .. } = *self;
        let to_checked =
            move |link: &Link| file.target_path(link).and_then(|path| set.file(path)).is_some_and(File::is_concerned);
        file.links().filter(move |(_, link)| file.checked || to_checked(link))
    }

    /// What the files at the root of its repository say, where it is one of Learn's.
    pub fn repository(&self) -> Option<&'d Repository> {
        if let Layout::Learn(layout) = &*self.file.layout { Some(&layout.repository) } else { None }
    }

    /// The folder of its site from the root.
    pub fn site_folder(&self) -> &'d str {
        let Layout::Learn(layout) = &*self.file.layout else { return "" };
        layout.folder.as_deref().unwrap_or_default()
    }

    /// Whether all files of its site are here.
    pub fn sees_whole_site(&self) -> bool {
        self.set.has_all_of(self.site_folder())
    }

    /// True for a page of Markdown.
    pub fn is_page(&self) -> bool {
        self.file.facts.kind == FileKind::Page
    }

    /// The file that a link leads to, where it is one of the doc set.
    pub fn target(&self, link: &'d Link) -> Option<FileId> {
        self.file.target_path(link).and_then(|path| self.set.id(path))
    }
}
