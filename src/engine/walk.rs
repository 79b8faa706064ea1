//! Finds the files to check: those that were named, and the pages in folders that were named.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ignore::{DirEntry, WalkBuilder, WalkState};

use super::data;
use super::disk::{Disk, Other};
use super::folders::Folder;
use super::read::{self, BrokenLink};
use super::session::RunError;
use super::settings::Settings;
use crate::config::{Config, ConfigError, from, normal};
use crate::docset::FileKind;
use crate::site::Site;
use crate::text::nearest;

/// Why a folder is not looked into.
const ODD_IGNORE_FILE: &str = "it is not a regular file, so the folder was not looked into";

/// Something to check.
#[derive(Clone, Debug)]
pub enum Input {
    /// A file or folder, as it was named.
    Path(PathBuf),
    /// A text that is at hand, under the name of a file.
    Text { name: PathBuf, bytes: Vec<u8> },
}

/// What is to be done about one path.
pub(super) enum Found {
    /// A page to read.
    Page,
    /// A file by which a site is built.
    Data(FileKind),
    /// A file whose text is at hand.
    Text(Vec<u8>),
    /// Something that can't be read, and why.
    Unreadable(String),
}

impl Found {
    /// The bytes of what lies at `path`, or why they can't be had.
    pub(super) fn bytes(self, path: &Path, disk: &Disk) -> Result<Vec<u8>, String> {
        match self {
            Found::Page | Found::Data(_) => disk.regular(path),
            Found::Text(bytes) => Ok(bytes),
            Found::Unreadable(why) => Err(why),
        }
    }

    /// What kind of file it is.
    pub(super) fn kind(&self, path: &Path) -> FileKind {
        match self {
            Found::Page | Found::Unreadable(_) => FileKind::Page,
            Found::Data(kind) => *kind,
            Found::Text(bytes) => data::kind_of_text(path, bytes).unwrap_or_default(),
        }
    }
}

/// Everything found: the path as it is shown, the path, and what is to be done. What was found twice stands here once.
pub(super) type Files = Vec<(String, PathBuf, Found)>;

/// Finds what there is to check.
pub(super) fn find(inputs: &[Input], settings: &Settings) -> Result<Files, RunError> {
    let mut walk = Walk { settings, files: Mutex::default(), error: Mutex::default() };
    for input in inputs {
        match input {
            Input::Path(path) => walk.named(path)?,
            Input::Text { name, bytes } => {
                let path = walk.absolute(name);
                if !walk.leaves_out(&path)? {
                    walk.add(path, Found::Text(bytes.clone()));
                }
            }
        }
    }
    match walk.error.get_mut().unwrap_or_else(PoisonError::into_inner).take() {
        Some((_, error)) => Err(RunError::Config(error)),
        None => {
            let found = walk.files.into_inner().unwrap_or_else(PoisonError::into_inner);
            let mut files: Files =
                found.into_iter().map(|(path, what)| (from(&settings.cwd, &path), path, what)).collect();
            files.sort_by(|(shown, path, _), (other, elsewhere, _)| (shown, path).cmp(&(other, elsewhere)));
            Ok(files)
        }
    }
}

struct Walk<'w> {
    settings: &'w Settings,
    files: Mutex<HashMap<PathBuf, Found>>,
    /// The error of the first folder, by path, whose configuration can't be used.
    error: Mutex<Option<(PathBuf, ConfigError)>>,
}

impl Walk<'_> {
    fn absolute(&self, path: &Path) -> PathBuf {
        normal(&self.settings.cwd.join(path))
    }

    fn add(&self, path: PathBuf, found: Found) {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(path, found);
    }

    fn leaves_out(&self, path: &Path) -> Result<bool, RunError> {
        // Only where it matters: the folder above a repository is nobody's business.
        if !self.settings.forces_excludes() {
            return Ok(false);
        }
        let folder = self.settings.folders().get(path.parent().unwrap_or(path)).map_err(RunError::Config)?;
        Ok(self.settings.covers_excluded(path, folder.config.as_deref()))
    }

    /// A path that was named: always checked, unless excluding is forced.
    fn named(&self, name: &Path) -> Result<(), RunError> {
        let path = self.absolute(name);
        match self.settings.disk().other(&path) {
            Some(Other::Missing) => return Ok(()),
            Some(Other::File(_)) => return self.named_file(path),
            Some(Other::Link(_) | Other::Unknown | Other::Unread(_)) | None => {}
        }
        let metadata = std::fs::metadata(&path);
        if metadata.is_err() && is_missing(&path) {
            if self.settings.disk().exists(&path) {
                self.files_of_another_time(&path);
                return Ok(());
            }
            return Err(RunError::Missing {
                path: name.to_owned(),
                near: neighbour(&path).map(|near| from(&self.settings.cwd, &near)),
            });
        }
        if self.leaves_out(&path)? {
            return Ok(());
        }
        match metadata {
            Ok(metadata) if metadata.is_dir() => {
                self.folder(&path);
                self.hidden(&path)?;
            }
            Ok(metadata) if metadata.is_file() => self.named_file(path)?,
            Ok(metadata) => self.add(path, Found::Unreadable(format!("it is {}", read::kind(metadata.file_type())))),
            Err(error) => {
                let why = match read::broken_link(&path) {
                    Some(BrokenLink::Nowhere(why) | BrokenLink::Circle(why)) => why,
                    None => read::reason(&error),
                };
                self.add(path, Found::Unreadable(why));
            }
        }
        Ok(())
    }

    fn named_file(&self, path: PathBuf) -> Result<(), RunError> {
        if !self.leaves_out(&path)? {
            let found = self.kind_of_named(&path).map_or(Found::Page, Found::Data);
            self.add(path, found);
        }
        Ok(())
    }

    fn kind_of_named(&self, path: &Path) -> Option<FileKind> {
        let disk = self.settings.disk();
        let listed =
            || (data::may_be(path) && data::is_listed_redirection(path, disk)).then_some(FileKind::Redirections);
        data::kind(path, disk).or_else(listed)
    }

    /// Takes up what is hidden in a folder that was named and belongs to its sites.
    fn hidden(&self, root: &Path) -> Result<(), RunError> {
        for path in data::redirection_files(root, self.settings.folders()) {
            let folder = self.settings.folders().get(path.parent().unwrap_or(root)).map_err(RunError::Config)?;
            let config = folder.config.as_deref();
            let taken = self.settings.includes_data(&path, config).map_err(RunError::Config)?;
            let mut met = path.ancestors().take_while(|above| *above != root);
            if taken && !met.any(|above| self.settings.excludes(above, config)) {
                self.add(path, Found::Data(FileKind::Redirections));
            }
        }
        Ok(())
    }

    fn folder(&self, root: &Path) {
        if let Some(odd) = read::odd_ignore_file_from(root) {
            return self.add(odd, Found::Unreadable(ODD_IGNORE_FILE.to_owned()));
        }
        let refused: Arc<Mutex<Vec<PathBuf>>> = Arc::default();
        let noted = refused.clone();
        let mut builder = WalkBuilder::new(root);
        builder.filter_entry(move |entry| {
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            let odd = if is_folder { read::odd_ignore_file(entry.path()) } else { None };
            let fine = odd.is_none();
            noted.lock().unwrap_or_else(PoisonError::into_inner).extend(odd);
            fine
        });
        self.walk(root, &builder);
        self.files_of_another_time(root);
        for odd in refused.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
            self.add(odd, Found::Unreadable(ODD_IGNORE_FILE.to_owned()));
        }
    }

    fn walk(&self, root: &Path, builder: &WalkBuilder) {
        builder.build_parallel().run(|| {
            Box::new(|entry| match entry {
                Ok(entry) => self.entry(entry).unwrap_or_else(|error| self.stop(*error)),
                Err(error) => {
                    self.refused(root, &error);
                    WalkState::Continue
                }
            })
        });
    }

    /// Takes up what is no more on the disk and is one of the files that stand for it.
    fn files_of_another_time(&self, root: &Path) {
        let files = self.settings.disk().others().filter(|(_, other)| matches!(other, Other::File(_)));
        for (path, _) in files.filter(|(path, _)| path.starts_with(root)) {
            let hidden = |part: &Path| part.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
            let mut met = path.ancestors().take_while(|part| *part != root);
            let known = || self.files.lock().unwrap_or_else(PoisonError::into_inner).contains_key(path);
            if met.any(hidden) || known() {
                continue;
            }
            if let Err(error) = self.file_of_another_time(root, path) {
                self.stop(*error);
            }
        }
    }

    fn file_of_another_time(&self, root: &Path, path: &Path) -> Result<(), Box<(PathBuf, ConfigError)>> {
        let folder = self.folder_of(path)?;
        let config = folder.config.as_deref();
        let mut met = path.ancestors().take_while(|part| *part != root);
        if let Some(found) = self.file(path, &folder)?
            && !met.any(|part| self.settings.excludes(part, config))
        {
            self.add(path.to_owned(), found);
        }
        Ok(())
    }

    fn folder_of(&self, path: &Path) -> Result<Arc<Folder>, Box<(PathBuf, ConfigError)>> {
        let parent = path.parent().unwrap_or(path);
        self.settings.folders().get(parent).map_err(|error| Box::new((parent.to_owned(), error)))
    }

    /// What a file in a folder is to the run; nothing where it is none to check.
    fn file(&self, path: &Path, folder: &Folder) -> Result<Option<Found>, Box<(PathBuf, ConfigError)>> {
        let config = folder.config.as_deref();
        let nav = folder.site.as_ref().is_some_and(|(site, marker)| *site == Site::MkDocs && **marker == *path);
        let of_site = nav || folder.docset.is_some() && data::may_be(path);
        let data = if of_site { self.data(path, config)? } else { None };
        Ok(data.map(Found::Data).or_else(|| self.settings.includes(path, config).then_some(Found::Page)))
    }

    fn entry(&self, entry: DirEntry) -> Result<WalkState, Box<(PathBuf, ConfigError)>> {
        if entry.depth() == 0 {
            return Ok(WalkState::Continue);
        }
        let Some(kind) = entry.file_type() else { return Ok(WalkState::Continue) };
        let path = entry.into_path();
        if self.settings.disk().other(&path) == Some(&Other::Missing) {
            return Ok(WalkState::Skip);
        }
        let folder = self.folder_of(&path)?;
        let config = folder.config.as_deref();
        let found = if kind.is_file() { self.file(&path, &folder)? } else { None };
        let page = !kind.is_dir() && !kind.is_file() && self.settings.includes(&path, config);
        let wanted = page || found.is_some() || kind.is_dir() || kind.is_symlink();
        if !wanted || self.settings.excludes(&path, config) {
            return Ok(WalkState::Skip);
        }
        if let Some(found) = found {
            self.add(path, found);
        } else if kind.is_symlink() {
            // What a link leads to is checked where it lies; a broken link to a media file is nobody's business here.
            match read::broken_link(&path) {
                Some(BrokenLink::Circle(why)) => self.add(path, Found::Unreadable(why)),
                Some(BrokenLink::Nowhere(why)) if page => self.add(path, Found::Unreadable(why)),
                Some(BrokenLink::Nowhere(_)) | None => {}
            }
        } else if !kind.is_dir() {
            self.add(path, Found::Unreadable(format!("it is {}", read::kind(kind))));
        }
        Ok(WalkState::Continue)
    }

    fn data(&self, path: &Path, config: Option<&Config>) -> Result<Option<FileKind>, Box<(PathBuf, ConfigError)>> {
        let wanted = self.settings.includes_data(path, config);
        let wanted = wanted.map_err(|error| Box::new((path.parent().unwrap_or(path).to_owned(), error)))?;
        Ok(if wanted { data::kind(path, self.settings.disk()) } else { None })
    }

    fn stop(&self, (path, error): (PathBuf, ConfigError)) -> WalkState {
        let mut first = self.error.lock().unwrap_or_else(PoisonError::into_inner);
        if first.as_ref().is_none_or(|(known, _)| path < *known) {
            *first = Some((path, error));
        }
        WalkState::Skip
    }

    fn refused(&self, root: &Path, error: &ignore::Error) {
        let path = path_of(error).unwrap_or(root).to_owned();
        let why = error.io_error().map_or_else(|| error.to_string(), read::reason);
        self.add(path, Found::Unreadable(why));
    }
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        ignore::Error::Loop { child, .. } => Some(child),
        ignore::Error::Partial(errors) => errors.iter().find_map(path_of),
        ignore::Error::Io(_)
        | ignore::Error::Glob { .. }
        | ignore::Error::UnrecognizedFileType(_)
        | ignore::Error::InvalidDefinition => None,
    }
}

fn is_missing(path: &Path) -> bool {
    let gone = |kind| matches!(kind, ErrorKind::NotFound | ErrorKind::NotADirectory);
    std::fs::symlink_metadata(path).is_err_and(|error| gone(error.kind()))
}

/// What was perhaps meant by a missing path: the same path with its first missing name replaced by one like it.
fn neighbour(path: &Path) -> Option<PathBuf> {
    let missing = path.ancestors().take_while(|path| is_missing(path)).last()?;
    let entries = std::fs::read_dir(missing.parent()?).ok()?;
    let mut names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    let near = nearest(missing.file_name().and_then(OsStr::to_str)?, names.iter().map(String::as_str))?;
    let rest = path.strip_prefix(missing).ok()?;
    let meant: PathBuf = missing.with_file_name(near).components().chain(rest.components()).collect();
    meant.exists().then_some(meant)
}
