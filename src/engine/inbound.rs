//! Finds the pages that lead to files which were named one by one, or which a change touched: when a heading goes away,
//! links elsewhere break.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use rayon::prelude::*;
use regex::bytes::{Regex, RegexBuilder};

use super::disk::Disk;
use super::join::Join;
use super::layouts::Layouts;
use super::names::Names;
use super::walk::{Files, Found, Input, find};
use crate::config::{ConfigError, below};
use crate::docset::{File, Link, Target, TargetKind};
use crate::engine::{RunError, Session};
use crate::site::Role;
use crate::site::path::{folder_of, name, stem, within};

/// Names under which a page is its folder's.
const OF_FOLDERS: [&str; 3] = ["readme", "index", "_index"];

/// Whether a link of a file leads to one of these paths.
pub(super) type Leads<'l> = &'l (dyn Fn(&File, &Target, &Link, &HashSet<Arc<str>>) -> bool + Sync);

impl Join<'_> {
    /// The pages that lead to files which were named one by one.
    pub(super) fn inbound(
        &self,
        names: &Names,
        layouts: &Layouts<'_>,
        files: &[File],
        known: &HashSet<Arc<str>>,
    ) -> Result<Vec<File>, ConfigError> {
        let root = names.root();
        let lone = |file: &&File| file.checked && !self.roots.in_named_folder(&root.join(&*file.path));
        let sought: Vec<Arc<str>> = files.iter().filter(lone).map(|file| file.path.clone()).collect();
        if sought.is_empty() || !self.roots.is_of_docs(root) {
            return Ok(Vec::new());
        }
        let leads = |file: &File, _: &Target, link: &Link, wanted: &HashSet<Arc<str>>| {
            file.target_path(link).is_some_and(|path| wanted.contains(path))
        };
        self.leading(names, layouts, &files_below(self.session, root)?, sought, known, &leads)
    }

    /// Those of some files, but for those that are known, that lead to what is sought, or take in what does.
    pub(super) fn leading(
        &self,
        names: &Names,
        layouts: &Layouts<'_>,
        files: &[PathBuf],
        mut sought: Vec<Arc<str>>,
        known: &HashSet<Arc<str>>,
        leads: Leads<'_>,
    ) -> Result<Vec<File>, ConfigError> {
        let mut seen: HashSet<Arc<str>> = known.clone();
        let mut found: Vec<File> = Vec::new();
        while !sought.is_empty() {
            sought.sort_unstable();
            let pages = candidates(files, names.root(), &sought, names.disk());
            let strangers: Vec<String> = pages.into_iter().filter(|page| !seen.contains(page.as_str())).collect();
            let load = |page| self.load(Arc::from(page), names, layouts);
            let loaded: Vec<_> = strangers.into_par_iter().map(load).collect();
            let wanted: HashSet<Arc<str>> = std::mem::take(&mut sought).into_iter().collect();
            for file in loaded {
                let Some(mut file) = file? else { continue };
                let leading: Vec<TargetKind> = file
                    .links()
                    .filter(|(target, link)| leads(&file, target, link, &wanted))
                    .map(|(target, _)| target.kind)
                    .collect();
                if leading.is_empty() {
                    continue;
                }
                // Its anchors are those of the text that it takes in: whoever leads to it is asked too.
                file.published_with_checked = leading.contains(&TargetKind::Include);
                // What is taken in leads to the anchors of the pages that do so.
                if file.published_with_checked || file.site.role == Role::Include {
                    sought.push(file.path.clone());
                }
                seen.insert(file.path.clone());
                found.push(file);
            }
        }
        Ok(found)
    }
}

/// The files below a root that may lead to others.
pub(super) fn files_below(session: &Session, root: &Path) -> Result<Vec<PathBuf>, ConfigError> {
    let pages = match find(&[Input::Path(root.to_owned())], &session.settings) {
        Ok(pages) => pages,
        Err(RunError::Config(error)) => return Err(error),
        Err(RunError::Missing { .. }) => return Ok(Vec::new()),
    };
    Ok(that_lead(&pages))
}

/// Those of some files that may lead to others.
pub(super) fn that_lead(files: &Files) -> Vec<PathBuf> {
    let may_lead = files.iter().filter(|(_, _, found)| matches!(found, Found::Page | Found::Data(_)));
    may_lead.map(|(_, path, _)| path.clone()).collect()
}

/// Those of the files, as paths from the root, that may name one of these paths. A page that doesn't hold the longest
/// plain word of a file's name, however it is escaped or encoded, can't lead there, and is not parsed.
fn candidates(files: &[PathBuf], root: &Path, paths: &[Arc<str>], disk: &Disk) -> Vec<String> {
    let words = words(paths);
    let folders: Vec<&str> = paths.iter().filter(|path| is_of_folder(path)).map(|path| folder_of(path)).collect();
    let names = |path: &PathBuf| {
        let page = below(root, path)?;
        // Where there are more words than can be looked for at once, any page may name one.
        let Some(words) = &words else { return Some(page) };
        let bytes = disk.bytes(path).ok()?;
        let beside = || folders.iter().any(|folder| within(folder, &page).is_some()) && UPWARD.is_match(&bytes);
        (words.is_match(&bytes) || beside()).then_some(page)
    };
    files.par_iter().filter_map(names).collect()
}

/// Finds what leads from a page to its folder, or to one above it, without a name: `..`, `./`, `../#install`.
static UPWARD: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r#"(?-u)(?:^|[(<"'=\s:])\.{1,2}(?:/\.\.)*/?(?:$|[#)>"'?\s])"#;
    Regex::new(pattern).expect("a pattern")
});

/// Whether a page is that of its folder.
fn is_of_folder(path: &str) -> bool {
    OF_FOLDERS.contains(&stem(path).to_ascii_lowercase().as_str())
}

/// Finds any of the words by which the paths are known, in any letter case.
fn words(paths: &[Arc<str>]) -> Option<Regex> {
    let mut words: Vec<String> = paths.iter().flat_map(|path| words_of(path)).collect();
    words.sort();
    words.dedup();
    let any = words.join("|");
    RegexBuilder::new(&any).case_insensitive(true).unicode(false).build().ok()
}

fn words_of(path: &str) -> Vec<String> {
    let folder = is_of_folder(path).then(|| name(folder_of(path)));
    [Some(stem(path)), folder].into_iter().flatten().map(longest_word).collect()
}

/// The longest run of letters and digits that nobody escapes or encodes.
fn longest_word(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric());
    words.max_by_key(|word| word.len()).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_known_by_its_longest_word_and_a_folders_page_by_the_folder_too() {
        assert_eq!(words_of("a/about_Arrays.md"), ["Arrays"]);
        assert_eq!(words_of("guide/README.md"), ["README", "guide"]);
        assert!(words(&[Arc::from("a/tide.md")]).unwrap().is_match(b"[x](../%61/TIDE.md)"));
        assert!(!words(&[Arc::from("a/tide.md")]).unwrap().is_match(b"[x](tid.md)"));
        for link in ["[x](..)", "[x](./#install)", "[a]: ../..", "<a href='../#b'>"] {
            assert!(UPWARD.is_match(link.as_bytes()), "{link}");
        }
        assert!(!UPWARD.is_match(b"The end. And so on ... [x](../a.md) [y](./b)"));
        // A name without such a word may stand in any page.
        assert!(words(&[Arc::from("a/\u{65e5}.md")]).unwrap().is_match(b"x"));
    }
}
