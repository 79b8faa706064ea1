//! Finds the pages that lead to files which were named one by one: a change of a heading breaks links elsewhere.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use regex::bytes::{Regex, RegexBuilder};

use super::read;
use super::walk::{Found, Input, find};
use crate::config::{ConfigError, below};
use crate::engine::{RunError, Session};
use crate::site::path::{folder_of, name, stem};

/// Names under which a page is its folder's.
const OF_FOLDERS: [&str; 3] = ["readme", "index", "_index"];

/// The files below a root that may lead to others.
pub(super) fn files(session: &Session, root: &Path) -> Result<Vec<PathBuf>, ConfigError> {
    let pages = match find(&[Input::Path(root.to_owned())], &session.settings) {
        Ok(pages) => pages,
        Err(RunError::Config(error)) => return Err(error),
        Err(RunError::Missing { .. }) => return Ok(Vec::new()),
    };
    let may_lead = pages.into_iter().filter(|(_, _, found)| matches!(found, Found::Page | Found::Data(_)));
    Ok(may_lead.map(|(_, path, _)| path).collect())
}

/// Those of the files, as paths from the root, that may name one of these paths. A page that doesn't hold the longest
/// plain word of a file's name, however it is escaped or encoded, can't lead there, and is not parsed.
pub(super) fn candidates(files: &[PathBuf], root: &Path, paths: &[Arc<str>]) -> Vec<String> {
    let words = words(paths);
    // Where there are more words than can be looked for at once, any page may name one.
    let names = |path: &&PathBuf| {
        words.as_ref().is_none_or(|words| read::bytes(path).is_ok_and(|bytes| words.is_match(&bytes)))
    };
    files.par_iter().filter(names).filter_map(|path| below(root, path)).collect()
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
    let own = stem(path);
    let folder = OF_FOLDERS.contains(&own.to_ascii_lowercase().as_str()).then(|| name(folder_of(path)));
    [Some(own), folder].into_iter().flatten().map(longest_word).collect()
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
        // A name without such a word may stand in any page.
        assert!(words(&[Arc::from("a/\u{65e5}.md")]).unwrap().is_match(b"x"));
    }
}
