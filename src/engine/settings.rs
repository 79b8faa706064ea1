use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::baseline::Baselines;
use super::disk::Disk;
use super::folders::{Folder, Folders};
use super::site::told_by_page;
use crate::config::{Config, ConfigError, Globs, Include, Origin, Resolved, Resolver, Selection, SiteChoice, below};
use crate::rule::Registry;
use crate::site::{PageSite, Role, Site};

/// Endings of the files that are checked in folders unless `include` says otherwise.
const ENDINGS: [&str; 2] = ["md", "markdown"];

/// Which of the files in folders are checked, as the command line says.
#[derive(Clone, Debug, Default)]
pub struct FileChoice {
    /// Only these, whatever the configuration says.
    pub include: Option<Include>,
    /// Not these, nor those that the configuration excludes.
    pub exclude: Globs,
    /// Excludes paths that are named on the command line too.
    pub force_exclude: bool,
}

/// Everything that decides how a file is checked. Made once for a run.
pub struct Settings {
    /// The folder from which paths are shown and the globs of the command line are taken.
    pub cwd: PathBuf,
    folders: Folders,
    resolver: Arc<Resolver>,
    files: FileChoice,
    baselines: Baselines,
}

/// What holds for one file.
pub struct InForce {
    /// What lies around it.
    pub folder: Arc<Folder>,
    /// Its rules.
    pub resolved: Arc<Resolved>,
    /// Its site.
    pub site: PageSite,
    /// Who said what kind of site it is.
    pub site_from: Origin,
}

impl Settings {
    /// Settings for a run in the folder `cwd`.
    pub fn new(registry: &'static Registry, cwd: PathBuf, selection: Selection, files: FileChoice) -> Self {
        let folders = Folders::new(registry, cwd.clone());
        Self {
            cwd,
            folders,
            resolver: Arc::new(Resolver::new(registry, selection)),
            files,
            baselines: Baselines::Nearest,
        }
    }

    /// The same settings for the files of another disk; the configurations are taken from a third.
    pub(super) fn on(&self, disk: Arc<Disk>, of_configs: Arc<Disk>) -> Self {
        Self {
            cwd: self.cwd.clone(),
            folders: self.folders.on(disk, of_configs),
            resolver: self.resolver.clone(),
            files: self.files.clone(),
            baselines: self.baselines.clone(),
        }
    }

    /// The disk that the files lie on.
    pub(super) fn disk(&self) -> &Arc<Disk> {
        self.folders.disk()
    }

    /// Takes no notice of any configuration.
    pub fn isolated(mut self) -> Self {
        self.folders = self.folders.with_one_config(None);
        self
    }

    /// Takes this configuration for every file; its globs count from the working directory.
    ///
    /// # Errors
    /// It can't be read or is not understood.
    pub fn with_config(mut self, path: &Path) -> Result<Self, ConfigError> {
        let config = self.folders.load_named(path, &self.cwd)?;
        self.folders = self.folders.with_one_config(Some(config));
        Ok(self)
    }

    /// Takes notice of these baselines.
    #[must_use]
    pub fn with_baselines(self, baselines: Baselines) -> Self {
        Self { baselines, ..self }
    }

    /// Which baselines count.
    pub fn baselines(&self) -> &Baselines {
        &self.baselines
    }

    /// The folders looked at so far.
    pub fn folders(&self) -> &Folders {
        &self.folders
    }

    /// What holds for a file with this text.
    ///
    /// # Errors
    /// Its configuration can't be read or is not understood.
    pub fn for_file(&self, path: &Path, text: &str) -> Result<InForce, ConfigError> {
        let folder = self.folders.get(path.parent().unwrap_or(path))?;
        let overrides = folder.config.as_ref().map(|config| config.matching(path)).unwrap_or_default();
        let (choice, site_from) = match &folder.config {
            Some(config) => config.site(&overrides),
            None => (SiteChoice::Auto, Origin::Default),
        };
        let site = match (choice, &folder.site) {
            (SiteChoice::Fixed(site), _) => site,
            (SiteChoice::Auto, Some((site, _))) => *site,
            (SiteChoice::Auto, None) => told_by_page(text),
        };
        let page_site = match (&folder.docset, &folder.site) {
            (Some(docset), _) if site == Site::Learn => docset.page_site(path, &self.cwd),
            // In a repository that publishes to Learn, what lies in no doc set is for its contributors.
            (None, Some((Site::Learn, _))) if site == Site::Learn => {
                PageSite { role: Role::Other, ..PageSite::alone(site) }
            }
            _ => PageSite::alone(site),
        };
        let resolved = self.resolver.resolve(folder.config.as_ref(), &overrides, site)?;
        Ok(InForce { folder, resolved, site: page_site, site_from })
    }

    /// Whether a file that was met in a folder is one to check, by its name.
    pub fn includes(&self, path: &Path, config: Option<&Config>) -> bool {
        let ending = path.extension().and_then(|ending| ending.to_str());
        let page = ending.is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)));
        self.chooses(path, config, page)
    }

    /// Whether a file by which a site is built, met in a folder, is one to check: where what is included does not leave
    /// it out, the site is Learn's and a rule looks at all files.
    ///
    /// # Errors
    /// As [`Settings::for_file`].
    pub(super) fn includes_data(&self, path: &Path, config: Option<&Config>) -> Result<bool, ConfigError> {
        if !self.chooses(path, config, true) {
            return Ok(false);
        }
        let in_force = self.for_file(path, "")?;
        let of_builder = matches!(in_force.site.site, Site::Learn | Site::MkDocs);
        Ok(of_builder && in_force.resolved.rules.looks_at_all())
    }

    /// What the command line or the configuration chooses; without a choice, the pages.
    fn chooses(&self, path: &Path, config: Option<&Config>, page: bool) -> bool {
        if let Some(include) = &self.files.include {
            return below(&self.cwd, path).is_some_and(|path| include.takes(&path, page));
        }
        if let Some((config, include)) = config.and_then(|config| Some((config, config.include.as_ref()?))) {
            return config.relative(path).is_some_and(|path| include.takes(&path, page));
        }
        page
    }

    /// Whether a file or folder that was met in a folder is left out.
    pub(super) fn excludes(&self, path: &Path, config: Option<&Config>) -> bool {
        self.excluded(path, config, Globs::names)
    }

    /// Whether paths that are named on the command line are left out too.
    pub(super) fn forces_excludes(&self) -> bool {
        self.files.force_exclude
    }

    /// Whether a path, or a folder that holds it, is excluded.
    pub fn covers_excluded(&self, path: &Path, config: Option<&Config>) -> bool {
        self.excluded(path, config, Globs::cover)
    }

    fn excluded(&self, path: &Path, config: Option<&Config>, by: fn(&Globs, &str) -> bool) -> bool {
        let here =
            !self.files.exclude.is_empty() && below(&self.cwd, path).is_some_and(|path| by(&self.files.exclude, &path));
        here || config.is_some_and(|config| {
            !config.exclude.is_empty() && config.relative(path).is_some_and(|path| by(&config.exclude, &path))
        })
    }
}
