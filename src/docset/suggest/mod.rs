//! What was meant by a link that leads nowhere. Asked only where there is a finding.

mod anchors;
mod files;
mod likeness;
mod written;

pub(super) use files::FileIndex;

use super::facts::Target;
use super::set::{FileId, Link, Member};
use crate::site::{Destination, Outcome};

/// What a writer probably meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// As it would be written in place of what is wrong: a path without query and fragment, or a fragment with its `#`.
    pub text: String,
    /// How it is known.
    pub why: Why,
    /// False where something else is as near.
    pub sole: bool,
}

/// How a suggestion is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Its name is like the one that is written.
    Near,
    /// It has the name that is written, and lies in another folder.
    Elsewhere,
    /// The history of the docs says that the file was renamed to it.
    Renamed,
    /// It is the page of the folder that is written.
    OfFolder,
}

/// Pages that stand for their folder.
const OF_FOLDERS: [&str; 5] = ["index.md", "index.yml", "README.md", "_index.md", "overview.md"];

impl Member<'_> {
    /// The file that was meant by a target at which nothing lies.
    pub fn nearest_file(&self, target: &Target, link: &Link) -> Option<Suggestion> {
        let of_folder = |folder: &str| {
            let paths = OF_FOLDERS.iter().map(|name| format!("{folder}/{name}"));
            paths.into_iter().find(|path| self.is_file(path)).map(|path| (path, Why::OfFolder, true))
        };
        let (path, why, sole) = match &link.outcome {
            Outcome::Folder { path, .. } => of_folder(path)?,
            Outcome::Missing { path } => {
                let renamed = || self.set.tree.renamed(path).map(|path| (path.to_string(), Why::Renamed, true));
                let near = || self.set.file_index().nearest(path, &self.file.path, self.takes_folders(target));
                let bare = path.strip_suffix(".md").unwrap_or(path);
                renamed().or_else(near).or_else(|| of_folder(bare))?
            }
            Outcome::External
            | Outcome::Same
            | Outcome::File { .. }
            | Outcome::Redirected { .. }
            | Outcome::Generated
            | Outcome::Unverifiable(_)
            | Outcome::Outside => return None,
        };
        let text = self.written(target, &path)?;
        Some(Suggestion { text, why, sole })
    }

    /// The anchor of a page that was meant by a fragment that it lacks.
    pub fn nearest_anchor(&self, target: &Target, page: FileId) -> Option<Suggestion> {
        let destination = Destination::read(self.facts().destination(target));
        let (name, sole) = anchors::nearest(destination.fragment.as_deref()?, self.set.anchors(page).names())?;
        Some(Suggestion { text: format!("#{}", written::encoded(name, false)), why: Why::Near, sole })
    }

    fn is_file(&self, path: &str) -> bool {
        self.set.tree.find(path).is_some_and(|entry| entry.exact && !entry.folder)
    }

    fn takes_folders(&self, target: &Target) -> bool {
        target.kind.is_link() && self.file.layout.opens_folders()
    }
}
