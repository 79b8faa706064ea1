use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::builders::Builders;
use super::docsets::DocsetProblem;
use super::names::Names;
use super::settings::InForce;
use crate::config::{Origin, below};
use crate::site::learn::{PublishConfig, RedirectionFile, Redirections, Repository, is_toc};
use crate::site::path::{folder_of, is_page, name};
use crate::site::{Layout, LearnLayout, PageSite, Role, Site, Tree};
use crate::text::SourceFile;

/// The layouts of the sites below a root. Each is made once.
pub(super) struct Layouts<'r> {
    builders: Builders<'r>,
    alone: bool,
    beside: Arc<Layout>,
    repository: OnceLock<Arc<Repository>>,
    known: Mutex<HashMap<Key, Arc<Layout>>>,
}

/// What files have in common that share a layout.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    site: Site,
    /// True for pages in the folder of a doc set that are not published.
    beside: bool,
    /// Whether a configuration or the files of a builder say what kind of site it is.
    told: bool,
    /// The file that tells the kind of site.
    home: Option<PathBuf>,
}

impl<'r> Layouts<'r> {
    pub(super) fn new(names: &'r Names, alone: bool) -> Self {
        Self {
            builders: Builders { names, problems: Mutex::default() },
            alone,
            beside: Arc::new(Layout::Repository { site: Site::GitHub, known: false }),
            repository: OnceLock::new(),
            known: Mutex::default(),
        }
    }

    /// The layout that holds for a file.
    pub(super) fn of(&self, path: &str, in_force: &InForce) -> Arc<Layout> {
        let layout = self.of_site(in_force);
        let root = self.builders.names.root();
        let tells = |marker: &Path| below(root, marker).is_some_and(|marker| marker == path);
        // What lies beside the pages of a site is read in the repository.
        if layout.holds(path) || in_force.folder.site.as_ref().is_some_and(|(_, marker)| tells(marker)) {
            layout
        } else {
            self.beside.clone()
        }
    }

    fn of_site(&self, in_force: &InForce) -> Arc<Layout> {
        let of_site = in_force.folder.site.as_ref().filter(|(site, _)| *site == in_force.site.site);
        let home = of_site.map(|(_, marker)| marker.to_path_buf());
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let told = home.is_some() || in_force.site_from != Origin::Default;
        let key = Key { site: in_force.site.site, beside: is_beside(&in_force.site), told, home };
        if let Some(layout) = known.get(&key) {
            return layout.clone();
        }
        let layout = Arc::new(self.make(&in_force.site, &key));
        known.insert(key, layout.clone());
        layout
    }

    /// The layout of the redirection files: they are of the repository and of no doc set.
    pub(super) fn of_repository(&self) -> Arc<Layout> {
        Arc::new(Layout::Learn(LearnLayout {
            folder: None,
            docset: None,
            beside: false,
            repository: self.repository().clone(),
        }))
    }

    /// What the files at the root say of Learn's links.
    pub(super) fn repository(&self) -> &Arc<Repository> {
        self.repository.get_or_init(|| Arc::new(self.read_repository()))
    }

    fn make(&self, site: &PageSite, key: &Key) -> Layout {
        if self.alone {
            return Layout::Alone;
        }
        let marker = key.home.as_deref();
        let folder = marker.and_then(Path::parent).and_then(|folder| below(self.builders.names.root(), folder));
        match (site.site, &site.docset) {
            (Site::Learn, Some((docset, _))) => Layout::Learn(LearnLayout {
                folder,
                docset: Some(docset.clone()),
                repository: self.repository().clone(),
                beside: key.beside,
            }),
            (site, _) => self.built(site, marker).unwrap_or(Layout::Repository { site, known: key.told }),
        }
    }

    /// The layout of a site whose builder's configuration was found.
    fn built(&self, site: Site, marker: Option<&Path>) -> Option<Layout> {
        let path = below(self.builders.names.root(), marker?)?;
        let builders = &self.builders;
        match site {
            Site::MdBook => Some(Layout::MdBook(Arc::new(builders.book(&path)))),
            Site::MkDocs => Some(Layout::MkDocs(Arc::new(builders.mkdocs(&path)))),
            Site::Docusaurus => Some(Layout::Docusaurus(Arc::new(builders.docusaurus(&path)))),
            Site::Hugo => Some(Layout::Hugo(Arc::new(builders.hugo(&path)))),
            Site::Learn | Site::GitHub | Site::GitLab => None,
        }
    }

    /// What could not be read.
    pub(super) fn into_problems(self) -> Vec<DocsetProblem> {
        self.builders.problems.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn read_repository(&self) -> Repository {
        let publish = self.read_publish_config();
        let here = self.builders.names.list("");
        let found = here.iter().filter(|name| Redirections::is_file(name)).map(|name| name.to_string());
        let named = publish.redirection_files.iter().map(|file| file.text.clone());
        let mut paths: Vec<String> = found.chain(named).collect();
        paths.sort();
        paths.dedup();
        let read = |path: String| {
            let source = self.builders.source(&path)?;
            let read = Redirections::read(source.text(), folder_of(&path));
            Some(RedirectionFile { length: source.text().len(), path, read })
        };
        let redirections = paths.into_iter().filter_map(read).collect();
        Repository::new(publish, redirections)
    }

    fn read_publish_config(&self) -> PublishConfig {
        let Some(source) = self.builders.source(PublishConfig::FILE) else { return PublishConfig::default() };
        let publish = PublishConfig::read(source.text());
        for problem in &publish.problems {
            let source = SourceFile::new(PublishConfig::FILE, source.text());
            self.builders.note(source, problem.span, problem.message.clone());
        }
        publish
    }
}

/// True for a page that lies in the folder of a doc set of Learn and is not published: it is read where it lies.
fn is_beside(site: &PageSite) -> bool {
    let path = site.docset.as_ref().map(|(_, path)| path.as_str());
    site.role == Role::Other && path.is_some_and(|path| is_page(path) && !is_toc(name(path)))
}
