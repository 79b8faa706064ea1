//! Reads the configurations of site builders into layouts.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::docsets::DocsetProblem;
use super::names::Names;
use crate::markdown::Document;
use crate::site::docusaurus::{Docusaurus, PageNames};
use crate::site::hugo::{Hugo, Syntax};
use crate::site::mdbook::Book;
use crate::site::mkdocs::MkDocs;
use crate::site::path::{child, folder_of, join, name};
use crate::site::{ConfigError, Tree};
use crate::text::{SourceFile, Span};

/// Files of Hugo's configuration folder are laid one over the other from here.
const HUGO_FOLDER: &str = "config/_default";

/// Reads configurations below a root, and notes what can't be read.
pub(super) struct Builders<'r> {
    pub(super) names: &'r Names,
    pub(super) problems: Mutex<Vec<DocsetProblem>>,
}

impl Builders<'_> {
    pub(super) fn book(&self, path: &str) -> Book {
        self.config(path, Book::read).unwrap_or_else(|| Book::plain(folder_of(path)))
    }

    /// A configuration may inherit from another, that one from a third; a circle ends where it closes.
    pub(super) fn mkdocs(&self, path: &str) -> MkDocs {
        let mut chain = vec![path.to_owned()];
        while let Some(parent) = chain.last().and_then(|path| self.inherited(path)).filter(|next| !chain.contains(next))
        {
            chain.push(parent);
        }
        let mut made = None;
        for path in chain.iter().rev() {
            made = self.config(path, |folder, text| MkDocs::read(folder, text, made.as_ref())).or(made);
        }
        made.unwrap_or_else(|| MkDocs::plain(folder_of(path)))
    }

    fn inherited(&self, path: &str) -> Option<String> {
        let parent = MkDocs::inherited_file(self.source(path)?.text())?;
        join(folder_of(path), &parent.text)
    }

    pub(super) fn docusaurus(&self, path: &str) -> Docusaurus {
        let folder = folder_of(path);
        let source = self.source(path);
        let mut made =
            source.map_or_else(|| Docusaurus::plain(folder), |source| Docusaurus::read(folder, source.text()));
        let ids: Vec<String> = made.docs().iter().map(|docs| docs.id().to_owned()).collect();
        for id in ids {
            let file = if id == "default" { "versions.json".to_owned() } else { format!("{id}_versions.json") };
            if let Some(source) = join(folder, &file).and_then(|path| self.source(&path)) {
                made.set_versions(&id, source.text());
            }
        }
        let pages: Vec<String> =
            self.pages(folder).into_iter().filter(|page| made.content_of(page).is_some()).collect();
        let heads: Vec<SourceFile> = pages.iter().map(|page| self.head(page)).collect();
        let docs: Vec<Document<'_>> = heads.iter().map(Document::new).collect();
        let named = pages.iter().zip(&docs).map(|(path, doc)| {
            let field = |key| doc.front_matter().get(key).and_then(|field| field.value.scalar());
            PageNames { path, slug: field("slug"), id: field("id") }
        });
        let named: Vec<PageNames<'_>> = named.collect();
        made.set_pages(named.into_iter());
        made
    }

    pub(super) fn hugo(&self, path: &str) -> Hugo {
        let folder = folder_of(path);
        let syntax = Syntax::of(name(path)).unwrap_or(Syntax::Toml);
        let made = self.config(path, |folder, text| Hugo::read(folder, text, syntax));
        let mut made = made.unwrap_or_else(|| Hugo::plain(folder));
        let extra = join(folder, HUGO_FOLDER).unwrap_or_default();
        for file in self.names.list(&extra) {
            if let Some(syntax) = Syntax::of(&file) {
                self.config(&format!("{extra}/{file}"), |_, text| made.add(folder, &file, text, syntax));
            }
        }
        made
    }

    /// Reads a configuration; what is wrong with it is noted.
    fn config<T>(&self, path: &str, read: impl FnOnce(&str, &str) -> Result<T, ConfigError>) -> Option<T> {
        let source = self.source(path)?;
        match read(folder_of(path), source.text()) {
            Ok(made) => Some(made),
            Err(ConfigError { message, span }) => {
                self.note(source, span, message);
                None
            }
        }
    }

    /// Notes what is wrong with a configuration.
    pub(super) fn note(&self, source: SourceFile, span: Span, message: String) {
        let problem = DocsetProblem { source, span, message };
        self.problems.lock().unwrap_or_else(PoisonError::into_inner).push(problem);
    }

    /// A file below the root.
    pub(super) fn source(&self, path: &str) -> Option<SourceFile> {
        let root = self.names.root();
        let bytes = self.names.disk().bytes_within(root, &root.join(path)).ok()?;
        Some(SourceFile::readable(path, bytes))
    }

    /// The front matter of a page and nothing after it.
    fn head(&self, path: &str) -> SourceFile {
        let whole = self.source(path).map(|source| source.text().to_owned()).unwrap_or_default();
        let mut lines = whole.split_inclusive('\n');
        let head = match lines.next() {
            Some(first) if first.trim_end() == "---" => {
                let rest = lines.take_while(|line| line.trim_end() != "---");
                first.len() + rest.map(str::len).sum::<usize>() + "---\n".len()
            }
            _ => 0,
        };
        SourceFile::new(path, whole.get(..head).unwrap_or_default())
    }

    /// The Markdown files below a folder.
    fn pages(&self, folder: &str) -> Vec<String> {
        const DEPENDENCIES: &str = "node_modules/";
        let mut pages = Vec::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in
                self.names.list(&folder).iter().filter(|entry| !entry.starts_with('.') && ***entry != *DEPENDENCIES)
            {
                let path = child(&folder, entry);
                match path.strip_suffix('/') {
                    Some(below) if !self.names.is_link(below) => folders.push(below.to_owned()),
                    Some(_) => {}
                    None if Path::new(&path).extension().is_some_and(|ending| ending == "md" || ending == "mdx") => {
                        pages.push(path);
                    }
                    None => {}
                }
            }
        }
        pages
    }
}
