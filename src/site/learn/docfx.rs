use serde_json::Value;

use crate::site::Role;

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

#[derive(Clone, Debug)]
pub struct ExtraFile {
    pub path: String,
    pub kind: ExtraKind,
}

#[derive(Clone, Copy, Debug)]
pub enum ExtraKind {
    Global,
    ByFile,
}

impl Docset {
    /// Reads a `docfx.json`.
    ///
    /// # Errors
    /// It is not JSON.
    pub fn read(text: &str) -> Result<Self, DocsetError> {
        let message = |error: jsonc_parser::errors::ParseError| DocsetError {
            message: error.kind().to_string(),
            offset: error.range().start,
        };
        jsonc_parser::parse_to_ast(text, &Default::default(), &Default::default()).map(|_| Self {}).map_err(message)
    }

    pub fn extra_files(&self) -> &[ExtraFile] {
        &[]
    }

    pub fn add_extra(&mut self, _kind: ExtraKind, _text: &str) -> Result<(), DocsetError> {
        Ok(())
    }

    /// What a page is to the doc set.
    pub fn role(&self, _path: &str) -> Role {
        Role::Article
    }

    /// The value of a metadata field for a page, given by its path from the doc set's folder.
    pub fn metadata(&self, _path: &str, _field: &str) -> Option<&Value> {
        None
    }
}
