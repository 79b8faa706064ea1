use std::collections::HashMap;

use super::publish::PublishConfig;
use super::redirection::{Redirection, Redirections};
use crate::site::path::within;

/// What the files at the root of a repository say of the links in its doc sets.
#[derive(Debug, Default)]
pub struct Repository {
    /// `.openpublishing.publish.config.json`.
    pub publish: PublishConfig,
    /// The redirection files: those that it names and those that the build finds by their names, sorted by path.
    pub redirections: Vec<RedirectionFile>,
    /// Source in lower case -> its file and its place there; of several the first.
    sources: HashMap<String, (usize, usize)>,
    /// Folders that other repositories fill.
    dependencies: Vec<String>,
    /// Folders that the build fills.
    generated: Vec<String>,
}

/// A file of redirections.
#[derive(Debug)]
pub struct RedirectionFile {
    /// Its path from the root.
    pub path: String,
    /// Bytes of its text.
    pub length: usize,
    /// What it says.
    pub read: Redirections,
}

impl Repository {
    /// Takes what was read together.
    pub fn new(publish: PublishConfig, mut redirections: Vec<RedirectionFile>) -> Self {
        redirections.sort_by(|a, b| a.path.cmp(&b.path));
        let mut sources = HashMap::new();
        for (file, read) in redirections.iter().enumerate() {
            for (item, redirection) in read.read.items.iter().enumerate() {
                sources.entry(redirection.source.to_lowercase()).or_insert((file, item));
            }
        }
        let dependencies = publish.dependent_repositories.iter().map(|repository| repository.folder.text.clone());
        let dependencies = dependencies.filter(|folder| !folder.is_empty()).collect();
        let of_docsets = publish.docsets.iter().flat_map(|docset| &docset.generated_folders);
        let generated = of_docsets.chain(&publish.generated_folders).map(|folder| folder.text.clone());
        let generated = generated.filter(|folder| !folder.is_empty()).collect();
        Self { publish, redirections, sources, dependencies, generated }
    }

    /// The redirect of a path from the root, in any letter case.
    pub fn redirection(&self, path: &str) -> Option<&Redirection> {
        let (file, item) = *self.sources.get(&path.to_lowercase())?;
        Some(&self.redirections[file].read.items[item])
    }

    /// The folder of another repository that holds a path.
    pub fn dependency(&self, path: &str) -> Option<&str> {
        self.dependencies.iter().find(|folder| within(folder, path).is_some()).map(String::as_str)
    }

    /// The folder filled by the build that holds a path.
    pub fn generated(&self, path: &str) -> Option<&str> {
        self.generated.iter().find(|folder| within(folder, path).is_some()).map(String::as_str)
    }
}
