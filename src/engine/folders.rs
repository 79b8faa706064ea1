use std::collections::HashMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use super::baseline::BASELINE_FILE;
use super::disk::Disk;
use super::docsets::DocsetHome;
use super::{read, site};
use crate::config::{Config, ConfigError, FILE_NAMES, from};
use crate::rule::Registry;
use crate::site::Site;

/// What lies around the files of a folder: found in it or above it, up to the root of its repository.
#[derive(Clone, Default)]
pub struct Folder {
    /// The configuration in force.
    pub config: Option<Arc<Config>>,
    /// The kind of site that the files of a site builder tell of, and the one that tells it.
    pub site: Option<(Site, Arc<Path>)>,
    /// The baseline that lies nearest.
    pub(super) baseline: Option<Arc<Path>>,
    pub(super) docset: Option<Arc<DocsetHome>>,
}

impl Folder {
    /// The folder of the Learn doc set that holds it.
    pub fn docset_folder(&self) -> Option<&Path> {
        self.docset.as_ref().map(|home| home.folder())
    }
}

/// Everything known of folders. Each is looked at once.
pub struct Folders {
    registry: &'static Registry,
    cwd: PathBuf,
    disk: Arc<Disk>,
    /// Where configurations are read: a change is judged by those that it leads to.
    of_configs: Arc<Disk>,
    /// False where one configuration, or none, holds for every file.
    look_for_config: bool,
    everywhere: Option<Arc<Config>>,
    /// By the bytes of the path: its parts need not be looked at each time.
    known: RwLock<HashMap<OsString, Result<Arc<Folder>, ConfigError>>>,
}

impl Folders {
    /// Folders whose configuration is looked for in and above them.
    pub fn new(registry: &'static Registry, cwd: PathBuf) -> Self {
        let disk = Arc::<Disk>::default();
        let of_configs = disk.clone();
        Self { registry, cwd, disk, of_configs, look_for_config: true, everywhere: None, known: RwLock::default() }
    }

    /// The same folders on another disk, with the configurations that lie on a third.
    pub(super) fn on(&self, disk: Arc<Disk>, of_configs: Arc<Disk>) -> Self {
        Self {
            registry: self.registry,
            cwd: self.cwd.clone(),
            disk,
            of_configs,
            look_for_config: self.look_for_config,
            everywhere: self.everywhere.clone(),
            known: RwLock::default(),
        }
    }

    /// The disk that they lie on.
    pub(super) fn disk(&self) -> &Arc<Disk> {
        &self.disk
    }

    /// The same configuration, or none, for every folder.
    pub fn with_one_config(mut self, config: Option<Config>) -> Self {
        self.look_for_config = false;
        self.everywhere = config.map(Arc::new);
        self
    }

    /// Reads the configuration that the user named, wherever it lies; its globs are taken from `folder`.
    ///
    /// # Errors
    /// It can't be read or is not understood.
    pub fn load_named(&self, named: &Path, folder: &Path) -> Result<Config, ConfigError> {
        let root = read::repository(named.parent().unwrap_or(named));
        let read = |path: &Path| if path == named { read::bytes(path) } else { read::bytes_within(root, path) };
        self.load(named, folder, &read)
    }

    fn load_found(&self, path: &Path, folder: &Path) -> Result<Config, ConfigError> {
        let root = read::repository(folder);
        self.load(path, folder, &|path| self.of_configs.bytes_within(root, path))
    }

    fn load(
        &self,
        path: &Path,
        folder: &Path,
        read: &dyn Fn(&Path) -> Result<Vec<u8>, String>,
    ) -> Result<Config, ConfigError> {
        let read = |path: &Path| {
            String::from_utf8(read(path)?).map_err(|error| format!("it is not UTF-8: {}", error.utf8_error()))
        };
        Config::load(path, folder, self.registry, &read, &|path| from(&self.cwd, path))
    }

    /// What lies around the files of the folder at an absolute path.
    ///
    /// # Errors
    /// The configuration in force can't be read or is not understood.
    pub fn get(&self, path: &Path) -> Result<Arc<Folder>, ConfigError> {
        if let Some(known) = self.known(path) {
            return known;
        }
        let mut unknown = Vec::new();
        let mut above = Ok(Arc::new(Folder { config: self.everywhere.clone(), ..Folder::default() }));
        for folder in path.ancestors() {
            if let Some(known) = self.known(folder) {
                above = known;
                break;
            }
            unknown.push(folder);
            if folder.join(".git").exists() {
                break;
            }
        }
        for folder in unknown.into_iter().rev() {
            let found = above.and_then(|above| self.look(folder, &above)).map(Arc::new);
            let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
            above = known.entry(folder.as_os_str().to_owned()).or_insert(found).clone();
        }
        above
    }

    fn known(&self, path: &Path) -> Option<Result<Arc<Folder>, ConfigError>> {
        self.known.read().unwrap_or_else(PoisonError::into_inner).get(path.as_os_str()).cloned()
    }

    fn look(&self, path: &Path, above: &Folder) -> Result<Folder, ConfigError> {
        let mut folder = above.clone();
        if self.look_for_config
            && let Some(config) = self.config_in(path)?
        {
            folder.config = Some(Arc::new(config));
        }
        if let Some((site, marker)) = site::told_by_files(path, &self.disk) {
            folder.site = Some((site, marker.into()));
        }
        let baseline = path.join(BASELINE_FILE);
        if self.of_configs.holds(&baseline) {
            folder.baseline = Some(baseline.into());
        }
        if self.disk.exists(&path.join(DocsetHome::FILE)) {
            folder.docset = Some(Arc::new(DocsetHome::new(path, self.disk.clone())));
        }
        Ok(folder)
    }

    fn config_in(&self, folder: &Path) -> Result<Option<Config>, ConfigError> {
        // In a folder that may not be looked into there is no configuration; its pages are reported as unreadable.
        let mut paths = FILE_NAMES.iter().map(|name| folder.join(name));
        let path = paths.find(|path| self.of_configs.holds(path));
        path.map(|path| self.load_found(&path, folder)).transpose()
    }

    /// The folders looked at in which this file tells of this kind of site, sorted.
    pub(super) fn marked_by(&self, file: &str, site: Site) -> Vec<PathBuf> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let told = |path: &Path| Some((site, path.join(file)));
        let of = |folder: &Folder| folder.site.as_ref().map(|(site, marker)| (*site, marker.to_path_buf()));
        let marked = known
            .iter()
            .filter(|(path, folder)| folder.as_ref().is_ok_and(|folder| of(folder) == told(Path::new(path))));
        let mut marked: Vec<PathBuf> = marked.map(|(path, _)| PathBuf::from(path)).collect();
        marked.sort();
        marked
    }

    /// The doc sets above the folders that were looked at, sorted by path.
    pub(super) fn docsets(&self) -> Vec<Arc<DocsetHome>> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let mut homes: Vec<_> = known.values().flatten().filter_map(|folder| folder.docset.clone()).collect();
        homes.sort_by(|a, b| a.folder().cmp(b.folder()));
        homes.dedup_by(|a, b| a.folder() == b.folder());
        homes
    }
}
