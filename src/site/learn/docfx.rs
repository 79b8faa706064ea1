use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::{Map, Value};

use super::glob::Globs;
use super::json::{Json, Member};
use super::scope::{Scope, Scopes, is_page};
use crate::site::Role;
use crate::site::path;

/// What a `docfx.json` says.
#[derive(Debug, Default)]
pub struct Docset {
    global: Map<String, Value>,
    /// Field -> its values by glob, in layers: docfx.json's own, then one for each file it names.
    by_file: HashMap<String, Vec<FileValues>>,
    /// What it publishes.
    scope: Scopes,
    extra: Vec<ExtraFile>,
}

/// A file beside docfx.json that adds metadata.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtraFile {
    /// Its path from the folder of docfx.json.
    pub path: String,
    /// What it holds.
    pub kind: ExtraKind,
}

/// What a metadata file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExtraKind {
    /// Fields for every page.
    Global,
    /// Fields by glob.
    ByFile,
}

/// Why a `docfx.json` can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocsetError {
    /// What is wrong.
    pub message: String,
    /// Byte offset in the file.
    pub offset: usize,
}

#[derive(Debug)]
struct FileValues {
    globs: Globs,
    values: Vec<Value>,
}

impl Docset {
    /// Reads a `docfx.json`: JSON with comments and trailing commas.
    ///
    /// # Errors
    /// [`DocsetError`] where it is not JSON, a value has the wrong type or a glob can't be read.
    pub fn read(text: &str) -> Result<Docset, DocsetError> {
        let mut docset = Docset::default();
        docset.fill(text)?;
        Ok(docset)
    }

    fn fill(&mut self, text: &str) -> Result<(), DocsetError> {
        let root = Json::read(text)?.members()?;
        let Some(build) = root.into_iter().rev().find(|member| member.name.text == "build") else { return Ok(()) };
        for Member { name, value } in build.value.members()? {
            match name.text.as_str() {
                "globalMetadata" => self.add_global(value)?,
                "fileMetadata" => self.add_by_file(value)?,
                "globalMetadataFiles" => self.name_extra(value, ExtraKind::Global)?,
                "fileMetadataFiles" => self.name_extra(value, ExtraKind::ByFile)?,
                "content" => self.scope.add_content(value)?,
                "resource" => self.scope.add_resource(value)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn name_extra(&mut self, paths: Json, kind: ExtraKind) -> Result<(), DocsetError> {
        self.extra.extend(paths.strings()?.into_iter().map(|(path, _)| ExtraFile { path, kind }));
        Ok(())
    }

    /// The metadata files it names, in the order in which they are to be added.
    pub fn extra_files(&self) -> &[ExtraFile] {
        &self.extra
    }

    /// Adds the text of a metadata file. It stands above what docfx.json itself says, as in docfx.
    ///
    /// # Errors
    /// [`DocsetError`] with an offset in that file.
    pub fn add_extra(&mut self, kind: ExtraKind, text: &str) -> Result<(), DocsetError> {
        match kind {
            ExtraKind::Global => self.add_global_metadata(text),
            ExtraKind::ByFile => self.add_file_metadata(text),
        }
    }

    /// Adds the text of a file named by `globalMetadataFiles`: the fields themselves, or one object named as in
    /// docfx.json that holds them.
    ///
    /// # Errors
    /// [`DocsetError`] with an offset in that file.
    pub fn add_global_metadata(&mut self, text: &str) -> Result<(), DocsetError> {
        self.add_global(Json::read(text)?.member_or_self("globalMetadata"))
    }

    /// Adds the text of a file named by `fileMetadataFiles`, in the same two forms.
    ///
    /// # Errors
    /// [`DocsetError`] with an offset in that file.
    pub fn add_file_metadata(&mut self, text: &str) -> Result<(), DocsetError> {
        self.add_by_file(Json::read(text)?.member_or_self("fileMetadata"))
    }

    fn add_global(&mut self, fields: Json) -> Result<(), DocsetError> {
        for Member { name, value } in fields.members()? {
            merge(self.global.entry(name.text).or_insert(Value::Null), value.into_value());
        }
        Ok(())
    }

    fn add_by_file(&mut self, fields: Json) -> Result<(), DocsetError> {
        for Member { name, value: by_glob } in fields.members()? {
            let (mut globs, mut values) = (Vec::new(), Vec::new());
            for Member { name: glob, value } in by_glob.members()? {
                globs.push((glob.text, value.offset()));
                values.push(value.into_value());
            }
            self.by_file.entry(name.text).or_default().push(FileValues { globs: Globs::new("", &globs)?, values });
        }
        Ok(())
    }

    /// What a page is to the doc set, given by its path from the doc set's folder, with `/`. A page is an article
    /// where `build.content` means it; what lies in an `includes` folder is included by others whatever the globs say.
    pub fn role(&self, path: &str) -> Role {
        let path = path.strip_prefix("./").unwrap_or(path);
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
        let includes = |folder: &str| ["includes", "_includes"].iter().any(|name| folder.eq_ignore_ascii_case(name));
        if folders.split('/').any(includes) {
            return Role::Include;
        }
        let page = name.len() > 3 && name.is_char_boundary(name.len() - 3);
        let page = page && name[name.len() - 3..].eq_ignore_ascii_case(".md") && !name.eq_ignore_ascii_case("toc.md");
        if page && self.scope.is_content(path) { Role::Article } else { Role::Other }
    }

    /// What the build makes of a file, given by its path from the doc set's folder. Nothing is kept: a caller that asks
    /// often keeps the answer.
    pub fn publishes(&self, path: &str) -> Scope {
        self.scope.of(path.strip_prefix("./").unwrap_or(path))
    }

    /// Whether a file is copied to the site because `build.resource` means it.
    pub fn copies(&self, path: &str) -> bool {
        self.scope.is_resource(path)
    }

    /// The version of the docs that a file is of: the `group` of what means it.
    pub fn version(&self, path: &str) -> Option<&str> {
        self.scope.version(path)
    }

    /// Whether a link to this file, which exists, leads to a page that is not built (docfx v3 `link-out-of-scope`).
    /// Only pages can be out of scope: any other file goes along with the link. With `maml`
    /// ([`PublishedDocset::maml`](super::PublishedDocset)) pages are made of the Markdown of commands, and `x.md` is
    /// built where `x.yml` would be.
    pub fn leaves_out(&self, path: &str, maml: bool) -> bool {
        let built = |path: &str| self.publishes(path) != Scope::Outside;
        let made = || path::has_extension(path, ".md") && built(&format!("{}.yml", &path[..path.len() - 3]));
        is_page(path) && !built(path) && !(maml && made())
    }

    /// The address of a page below that of its doc set: `guides/a` for `docs/a.md` whose mapping goes from `docs` to
    /// `guides`, in lower case; the address of an `index` is that of its folder, with `/`. The page need not exist.
    /// `None` where no mapping means it.
    pub fn site_path(&self, path: &str) -> Option<String> {
        self.scope.site_path(path.strip_prefix("./").unwrap_or(path))
    }

    /// The paths, of files that exist or not, that would be published at an address below that of the doc set.
    pub fn sources(&self, address: &str) -> Vec<String> {
        self.scope.sources(address)
    }

    /// What `~/` in a link of this page means where that is not the folder of the doc set: its metadata `tilde_path`.
    pub fn tilde_path(&self, path: &str) -> Option<String> {
        self.metadata(path, "tilde_path").and_then(|value| value.as_str().map(str::to_owned))
    }

    /// The value of a metadata field for a page, given by its path from the doc set's folder. Globs are asked only for
    /// this field: a header that has the field never gets here.
    pub fn metadata(&self, path: &str, field: &str) -> Option<Cow<'_, Value>> {
        let path = path.strip_prefix("./").unwrap_or(path);
        let mut value = self.global.get(field).map(Cow::Borrowed);
        for layer in self.by_file.get(field).into_iter().flatten() {
            for index in layer.globs.matches(path) {
                value = Some(over(value, &layer.values[index]));
            }
        }
        value
    }

    /// Whether it gives this field to any page at all.
    pub fn knows_field(&self, field: &str) -> bool {
        self.global.contains_key(field) || self.by_file.contains_key(field)
    }
}

/// Lays one value over another: objects merge, all else replaces.
fn merge(under: &mut Value, over: Value) {
    match (under, over) {
        (Value::Object(under), Value::Object(over)) => {
            for (name, value) in over {
                merge(under.entry(name).or_insert(Value::Null), value);
            }
        }
        (under, over) => *under = over,
    }
}

fn over<'v>(under: Option<Cow<'v, Value>>, value: &'v Value) -> Cow<'v, Value> {
    match under {
        Some(under) if under.is_object() && value.is_object() => {
            let mut merged = under.into_owned();
            merge(&mut merged, value.clone());
            Cow::Owned(merged)
        }
        _ => Cow::Borrowed(value),
    }
}

#[cfg(test)]
mod tests;
