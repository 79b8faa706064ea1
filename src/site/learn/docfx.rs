use serde_json::Value;

/// What a `docfx.json` says.
#[derive(Debug)]
pub struct Docset {}

/// Why a `docfx.json` can't be read.
#[derive(Debug)]
pub struct DocsetError {
    /// What is wrong.
    pub message: String,
    /// Byte offset in the file.
    pub offset: usize,
}

impl Docset {
    /// The value of a metadata field for a page, given by its path from the doc set's folder.
    pub fn metadata(&self, _path: &str, _field: &str) -> Option<&Value> {
        None
    }
}
