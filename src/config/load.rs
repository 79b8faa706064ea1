use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::choices::Origin;
use super::error::ConfigError;
use super::file::{ConfigFile, Override, SiteChoice};
use super::globs::{Globs, Include};
use super::paths::{below, normal};
use super::read::parse;
use crate::rule::Registry;
use crate::text::{ExtraWords, Language};

/// Files that may extend each other in a row.
const DEEPEST: usize = 32;

/// Gives the text of a file, or says in words why not.
pub type ReadText<'r> = &'r dyn Fn(&Path) -> Result<String, String>;

/// A configuration with all that it extends.
#[derive(Debug)]
pub struct Config {
    /// The folder from which its globs, and those of the files it extends, are taken.
    pub folder: PathBuf,
    /// The files, each after those that it extends; the last one is the configuration itself.
    pub files: Vec<ConfigFile>,
    /// Files to check in folders, where the configuration says so.
    pub include: Option<Include>,
    /// Files and folders not to check.
    pub exclude: Globs,
    overrides: Vec<(usize, usize, Globs)>,
}

impl Config {
    /// Reads the configuration at `path` and all that it extends. `show` makes a path what the user is shown.
    ///
    /// # Errors
    /// The first thing that can't be read or is not understood.
    pub fn load(
        path: &Path,
        folder: &Path,
        registry: &'static Registry,
        read: ReadText<'_>,
        show: &dyn Fn(&Path) -> String,
    ) -> Result<Self, ConfigError> {
        let text = read(path).map_err(|error| ConfigError::whole(show(path), format!("can't be read: {error}")))?;
        let mut loader = Loader { registry, read, show, stack: Vec::new(), seen: Vec::new(), files: Vec::new() };
        loader.add(path, &text)?;
        Self::new(folder, loader.files).map_err(|message| ConfigError::whole(show(path), message))
    }

    fn new(folder: &Path, files: Vec<ConfigFile>) -> Result<Self, String> {
        let strings = |list: &'_ [String]| Globs::new(list.iter().map(String::as_str));
        let include = files.iter().rev().find_map(|file| file.include.as_deref());
        let include = include.map(|list| Include::new(list.iter().map(String::as_str))).transpose()?;
        let exclude = Globs::new(files.iter().flat_map(|file| &file.exclude).map(String::as_str))?;
        let mut overrides = Vec::new();
        for (index, file) in files.iter().enumerate() {
            for (number, part) in file.overrides.iter().enumerate() {
                overrides.push((index, number, strings(&part.files)?));
            }
        }
        Ok(Self { folder: folder.to_owned(), files, include, exclude, overrides })
    }

    /// The path as the globs see it: from the folder, with `/`. Nothing for a file elsewhere.
    pub fn relative(&self, path: &Path) -> Option<String> {
        below(&self.folder, path)
    }

    /// The numbers, among all overrides, of those that speak of a file.
    pub fn matching(&self, path: &Path) -> Vec<usize> {
        if self.overrides.is_empty() {
            return Vec::new();
        }
        let Some(path) = self.relative(path) else { return Vec::new() };
        let matching = self.overrides.iter().enumerate().filter(|(_, (.., globs))| globs.cover(&path));
        matching.map(|(number, _)| number).collect()
    }

    /// The file at `index` and those of the given overrides that stand in it, with their number there from 1.
    pub(super) fn overrides_of<'c, 'm>(
        &'c self,
        index: usize,
        matching: &'m [usize],
    ) -> impl Iterator<Item = (usize, &'c Override)> + use<'c, 'm> {
        let all = matching.iter().map(|&number| &self.overrides[number]);
        all.filter(move |(file, ..)| *file == index)
            .map(|(file, number, _)| (number + 1, &self.files[*file].overrides[*number]))
    }

    /// The kind of site that is set for a file to which these overrides apply, and by whom.
    pub fn site(&self, matching: &[usize]) -> (SiteChoice, Origin) {
        self.said(matching, |file| file.site, |part| part.site).pop().unwrap_or((SiteChoice::Auto, Origin::Default))
    }

    /// The language that is set for such a file, with the words that are added to it, and who set it.
    pub fn language(&self, matching: &[usize]) -> (Arc<Language>, Origin) {
        let set = self.said(matching, |file| file.language.clone(), |part| part.language.clone()).pop();
        let (language, from) = set.unwrap_or_else(|| (Language::english().clone(), Origin::Default));
        let mut extra = ExtraWords::default();
        self.words(matching).into_iter().for_each(|(words, _)| extra.extend(words));
        (if extra.is_empty() { language } else { Arc::new(language.with(&extra)) }, from)
    }

    /// What is added to the words of the language, and by whom.
    pub fn words(&self, matching: &[usize]) -> Vec<(&ExtraWords, Origin)> {
        let all = self.said(matching, |file| Some(&file.words), |part| Some(&part.words));
        all.into_iter().filter(|(words, _)| !words.is_empty()).collect()
    }

    /// What the files and their overrides say of one thing; later ones win.
    fn said<'c, T: 'c>(
        &'c self,
        matching: &[usize],
        of_file: impl Fn(&'c ConfigFile) -> Option<T>,
        of_override: impl Fn(&'c Override) -> Option<T>,
    ) -> Vec<(T, Origin)> {
        let mut said = Vec::new();
        for (index, file) in self.files.iter().enumerate() {
            said.extend(of_file(file).map(|value| (value, Origin::File(file.shown.clone()))));
            for (number, part) in self.overrides_of(index, matching) {
                said.extend(of_override(part).map(|value| (value, Origin::Override(file.shown.clone(), number))));
            }
        }
        said
    }
}

struct Loader<'l> {
    registry: &'static Registry,
    read: ReadText<'l>,
    show: &'l dyn Fn(&Path) -> String,
    /// The files that are being read, each extended by the one before it.
    stack: Vec<PathBuf>,
    /// The files that were read; one that is extended twice counts once, so that a lattice of them stays small.
    seen: Vec<PathBuf>,
    files: Vec<ConfigFile>,
}

impl Loader<'_> {
    fn add(&mut self, path: &Path, text: &str) -> Result<(), ConfigError> {
        let shown = (self.show)(path);
        let parsed = parse(&shown, text, self.registry)?;
        self.stack.push(path.to_owned());
        for (name, span) in &parsed.extends {
            let base = normal(&path.parent().unwrap_or(Path::new("")).join(name));
            let fail = |message: String| ConfigError::at(&shown, text, Range::clone(span), message);
            if let Some(start) = self.stack.iter().position(|open| *open == base) {
                let names: Vec<String> = self.stack[start..].iter().chain([&base]).map(|p| (self.show)(p)).collect();
                return Err(fail(format!("`extends` runs in a circle: {}", names.join(" -> "))));
            }
            if self.seen.contains(&base) {
                continue;
            }
            if self.stack.len() >= DEEPEST {
                return Err(fail(format!("`extends` goes more than {DEEPEST} files deep")));
            }
            let text = (self.read)(&base).map_err(|error| fail(format!("`{name}` can't be read: {error}")))?;
            self.add(&base, &text)?;
        }
        self.stack.pop();
        self.seen.push(path.to_owned());
        self.files.push(parsed.file);
        Ok(())
    }
}
