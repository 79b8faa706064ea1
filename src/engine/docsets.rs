use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::disk::Disk;
use super::read;
use crate::config::{below, from, normal};
use crate::site::learn::{Docset, DocsetError};
use crate::site::{PageSite, Site};
use crate::text::{SourceFile, Span, char_boundary};

/// The folder of a `docfx.json`. The file is read when the first page asks for it.
pub(super) struct DocsetHome {
    folder: PathBuf,
    disk: Arc<Disk>,
    loaded: OnceLock<Loaded>,
}

/// What came of reading a `docfx.json` and the metadata files that it names.
#[derive(Default)]
struct Loaded {
    docset: Option<Arc<Docset>>,
    problems: Vec<DocsetProblem>,
}

/// A file of a doc set's configuration that can't be read, and where it goes wrong.
pub(super) struct DocsetProblem {
    pub(super) source: SourceFile,
    pub(super) span: Span,
    pub(super) message: String,
}

impl DocsetHome {
    /// The file that says what a doc set publishes.
    pub(super) const FILE: &str = "docfx.json";

    pub(super) fn new(folder: &Path, disk: Arc<Disk>) -> Self {
        Self { folder: folder.to_owned(), disk, loaded: OnceLock::new() }
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn file(&self) -> PathBuf {
        self.folder.join(Self::FILE)
    }

    /// What this doc set says of a page; where it can't be read, the page stands alone.
    pub(super) fn page_site(&self, page: &Path, cwd: &Path) -> PageSite {
        let loaded = self.loaded.get_or_init(|| Loaded::read(&self.folder, &self.disk, cwd));
        match (&loaded.docset, below(&self.folder, page)) {
            (Some(docset), Some(path)) => {
                PageSite { site: Site::Learn, role: docset.role(&path), docset: Some((docset.clone(), path)) }
            }
            (Some(_), None) | (None, _) => PageSite::alone(Site::Learn),
        }
    }

    /// What of it can't be read, if a page asked for it.
    pub(super) fn problems(&self) -> &[DocsetProblem] {
        self.loaded.get().map_or(&[], |loaded| &loaded.problems)
    }
}

impl Loaded {
    fn read(folder: &Path, disk: &Disk, cwd: &Path) -> Self {
        let mut loaded = Self::default();
        let root = read::repository(folder);
        let mut docset = None;
        let within = (root, disk);
        loaded.file(within, folder.join(DocsetHome::FILE), cwd, |text| {
            docset = Some(Docset::read(text)?);
            Ok(())
        });
        let Some(mut docset) = docset else { return loaded };
        for extra in docset.extra_files().to_vec() {
            loaded.file(within, normal(&folder.join(&extra.path)), cwd, |text| docset.add_extra(extra.kind, text));
        }
        loaded.docset = Some(Arc::new(docset));
        loaded
    }

    /// Takes one file in, or notes why that is not possible.
    fn file(
        &mut self,
        (root, disk): (&Path, &Disk),
        path: PathBuf,
        cwd: &Path,
        take: impl FnOnce(&str) -> Result<(), DocsetError>,
    ) {
        let shown = from(cwd, &path);
        let (source, span, message) = match disk.bytes_within(root, &path) {
            Err(why) => (SourceFile::new(shown, ""), Span::at(0), format!("can't be read: {why}")),
            Ok(bytes) => match SourceFile::from_bytes(shown, bytes) {
                Err(bad) => (bad.lossy, bad.span, format!("byte {:#04x} is not UTF-8", bad.byte)),
                Ok(source) => match take(source.text()) {
                    Ok(()) => return,
                    Err(error) => {
                        let span = Span::at(char_boundary(source.text(), error.offset));
                        (source, span, error.message)
                    }
                },
            },
        };
        self.problems.push(DocsetProblem { source, span, message });
    }
}
