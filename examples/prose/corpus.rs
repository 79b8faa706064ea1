//! The pages to read.

use std::io;
use std::path::{Path, PathBuf};

use guidelint::text::SourceFile;
use ignore::WalkBuilder;

/// The Markdown files below the folders, and the files that are named, in the order of their paths.
pub fn files(roots: &[PathBuf]) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for root in roots {
        for entry in WalkBuilder::new(root).build() {
            let path = entry.map_err(io::Error::other)?.into_path();
            let named = &path == root && path.is_file();
            if named || path.extension().is_some_and(|extension| extension == "md") {
                files.push(path);
            }
        }
    }
    files.sort();
    files.dedup();
    Ok(files)
}

/// A page; bytes that are no UTF-8 read as the mark that replaces them.
pub fn read(path: &Path) -> io::Result<SourceFile> {
    let bytes = std::fs::read(path).map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?;
    Ok(SourceFile::readable(path.to_string_lossy(), bytes))
}
