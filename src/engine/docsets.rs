use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::read;
use crate::config::{below, from};
use crate::site::learn::Docset;
use crate::site::{PageSite, Site};
use crate::text::{SourceFile, Span};

/// The folder of a `docfx.json`. The file is read when the first page asks for it.
pub(super) struct DocsetHome {
    folder: PathBuf,
    loaded: OnceLock<Result<Arc<Docset>, DocsetProblem>>,
}

/// A `docfx.json` that can't be read, and where it goes wrong.
pub(super) struct DocsetProblem {
    pub(super) source: SourceFile,
    pub(super) span: Span,
    pub(super) message: String,
}

impl DocsetHome {
    /// The file that says what a doc set publishes.
    pub(super) const FILE: &str = "docfx.json";

    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), loaded: OnceLock::new() }
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// What this doc set says of a page; where it can't be read, the page stands alone.
    pub(super) fn page_site(&self, page: &Path, cwd: &Path) -> PageSite {
        let loaded = self.loaded.get_or_init(|| load(&self.folder, cwd));
        match (loaded, below(&self.folder, page)) {
            (Ok(docset), Some(path)) => {
                PageSite { site: Site::Learn, role: docset.role(&path), docset: Some((docset.clone(), path)) }
            }
            (Ok(_), None) | (Err(_), _) => PageSite::alone(Site::Learn),
        }
    }

    /// Why it can't be read, if a page asked for it in vain.
    pub(super) fn problem(&self) -> Option<&DocsetProblem> {
        self.loaded.get()?.as_ref().err()
    }
}

fn load(folder: &Path, cwd: &Path) -> Result<Arc<Docset>, DocsetProblem> {
    let path = folder.join(DocsetHome::FILE);
    let shown = from(cwd, &path);
    let bytes = read::bytes(&path).map_err(|message| DocsetProblem {
        source: SourceFile::new(shown.as_str(), ""),
        span: Span::at(0),
        message: format!("can't be read: {message}"),
    })?;
    let source = SourceFile::from_bytes(shown, bytes).map_err(|bad| DocsetProblem {
        span: bad.span,
        message: format!("byte {:#04x} is not UTF-8", bad.byte),
        source: bad.lossy,
    })?;
    match Docset::read(source.text()) {
        Ok(docset) => Ok(Arc::new(docset)),
        Err(error) => {
            let offset =
                (0..=error.offset.min(source.text().len())).rev().find(|&at| source.text().is_char_boundary(at));
            Err(DocsetProblem { span: Span::at(offset.unwrap_or(0)), message: error.message, source })
        }
    }
}
