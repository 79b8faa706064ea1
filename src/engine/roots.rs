//! The root of a file's docs: what links may lead to and may be read because a link says so.

use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::site::told_by_files;
use super::walk::Input;
use crate::config::{FILE_NAMES, below, normal};
use crate::site::learn::PublishConfig;

/// What stands at the root of a repository and nowhere else.
const REPOSITORY: [&str; 2] = [".git", PublishConfig::FILE];

/// Finds roots. What the user named, and the folder that the run was started in, may hold a root; a link's word never.
pub(super) struct Roots {
    cwd: PathBuf,
    named: Vec<PathBuf>,
}

impl Roots {
    pub(super) fn new(cwd: &Path, inputs: &[Input]) -> Self {
        let folder = |input: &Input| match input {
            Input::Path(path) => Some(normal(&cwd.join(path))).filter(|path| path.is_dir()),
            Input::Text { .. } => None,
        };
        Self { cwd: cwd.to_owned(), named: inputs.iter().filter_map(folder).collect() }
    }

    /// Whether a file or a folder lies in a folder that was named, or is one.
    pub(super) fn in_named_folder(&self, path: &Path) -> bool {
        self.named.iter().any(|folder| path.starts_with(folder))
    }

    /// Whether the pages below a root that lead to one of its files are looked for: not where nothing but the folder of
    /// the run makes it a root, for that may be the root of the disk.
    pub(super) fn is_of_docs(&self, root: &Path) -> bool {
        let repository = REPOSITORY.iter().any(|name| root.join(name).exists());
        repository || holds_configuration(root) || self.named.iter().any(|named| named == root)
    }

    /// The folder of a file from its root, with `/`.
    pub(super) fn folder_from_root(&self, path: &Path) -> String {
        let folder = path.parent().unwrap_or(path);
        self.of(folder).and_then(|root| below(&root, folder)).unwrap_or_default()
    }

    /// The folders below a root that were named, from the root, with `/`; the empty path where all of it was.
    pub(super) fn named_below(&self, root: &Path) -> Vec<String> {
        if self.in_named_folder(root) {
            return vec![String::new()];
        }
        self.named.iter().filter_map(|folder| below(root, folder)).collect()
    }

    /// The root for the files of a folder: its repository. Without one, the nearest folder above it that holds a
    /// configuration, or, where those lie farther out, one that was named or holds the run. Without any, a file stands
    /// alone.
    pub(super) fn of(&self, folder: &Path) -> Option<PathBuf> {
        let (mut configured, mut outermost) = (false, None);
        for above in folder.ancestors() {
            if REPOSITORY.iter().any(|name| above.join(name).exists()) {
                return Some(above.to_owned());
            }
            let named = above == self.cwd || self.named.iter().any(|named| named == above);
            if named || !configured && holds_configuration(above) {
                configured |= holds_configuration(above);
                outermost = Some(above);
            }
        }
        outermost.map(Path::to_owned)
    }
}

/// Whether guidelint's configuration, or that of a site builder, lies in a folder.
fn holds_configuration(folder: &Path) -> bool {
    FILE_NAMES.iter().any(|name| folder.join(name).exists()) || told_by_files(folder, &Disk::default()).is_some()
}
