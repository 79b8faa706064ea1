use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::diagnostic::{Diagnostic, Fingerprint};
use crate::engine::report::{FileReport, UNFINISHED, Why};
use crate::text::clipped;

/// Characters of a text that are shown; more need not be collected.
const LONGEST_TEXT: usize = 60;

/// What tells a finding of a file from others there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key {
    /// Id of the rule.
    pub rule: String,
    /// [`Fingerprint::hash`].
    pub hash: u64,
}

/// The findings of a file that nothing tells apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// How many.
    pub count: u32,
    /// The beginning of what they are about, for those who read the file.
    pub text: String,
}

/// The findings of one file, sorted by rule.
pub(super) type OfFile = BTreeMap<Key, Entry>;

/// Findings by the path of their file, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Entries(pub BTreeMap<String, OfFile>);

impl Entries {
    /// How many findings there are.
    pub(super) fn findings(&self) -> usize {
        self.0.values().flat_map(BTreeMap::values).map(|entry| entry.count as usize).sum()
    }

    /// How many findings there are that `other` lacks.
    pub(super) fn beyond(&self, other: &Self) -> usize {
        let lacking = |path: &String, key: &Key, entry: &Entry| {
            let listed = other.0.get(path).and_then(|entries| entries.get(key)).map_or(0, |entry| entry.count);
            entry.count.saturating_sub(listed) as usize
        };
        self.0.iter().flat_map(|(path, of)| of.iter().map(move |(key, entry)| lacking(path, key, entry))).sum()
    }

    /// Uses one of the entries up; false where there is none.
    pub(super) fn take(&mut self, path: &str, key: &Key) -> bool {
        let entry = self.0.get_mut(path).and_then(|entries| entries.get_mut(key)).filter(|entry| entry.count > 0);
        entry.map(|entry| entry.count -= 1).is_some()
    }

    /// Gives findings of files that are listed under no path the entries of files that are gone: a page that is renamed
    /// keeps its findings. Both are gone through in the order of their paths.
    pub(super) fn follow_renames(&mut self, found: &Entries, gone: &BTreeSet<String>) {
        let mut homes: HashMap<Key, Vec<&String>> = HashMap::new();
        // The last of each list is taken first.
        for path in gone.iter().rev() {
            for key in self.0.get(path).into_iter().flat_map(BTreeMap::keys) {
                homes.entry(key.clone()).or_default().push(path);
            }
        }
        let strangers: Vec<_> = found.0.iter().filter(|(path, _)| !self.0.contains_key(*path)).collect();
        for (path, wanted) in strangers {
            for (key, entry) in wanted {
                let mut wants = entry.count;
                let Some(homes) = homes.get_mut(key) else { continue };
                while let Some(home) = homes.last().filter(|_| wants > 0) {
                    let moved = self.draw(home, key, wants);
                    wants -= moved;
                    if moved == 0 {
                        homes.pop();
                        continue;
                    }
                    let place = self.0.entry(path.clone()).or_default().entry(key.clone()).or_default();
                    place.count += moved;
                    place.text.clone_from(&entry.text);
                }
            }
        }
        self.tidy();
    }

    /// Takes at most so many of an entry; how many it took.
    fn draw(&mut self, path: &str, key: &Key, most: u32) -> u32 {
        let Some(entry) = self.0.get_mut(path).and_then(|entries| entries.get_mut(key)) else { return 0 };
        let taken = entry.count.min(most);
        entry.count -= taken;
        taken
    }

    /// Drops what counts nothing.
    pub(super) fn tidy(&mut self) {
        self.0.retain(|_, entries| {
            entries.retain(|_, entry| entry.count > 0);
            !entries.is_empty()
        });
    }
}

/// What tells each finding that a file shows from others; nothing for what no baseline lists.
pub(super) fn keys(file: &FileReport) -> Vec<Option<Key>> {
    keys_of(file, &file.diagnostics)
}

/// The same of those that a change has not caused: they are in the file still.
pub(super) fn older_keys(file: &FileReport) -> Vec<Key> {
    let older = file.set_aside.iter().filter(|aside| aside.why == Why::Older).map(|aside| &aside.diagnostic);
    keys_of(file, older).into_iter().flatten().collect()
}

fn keys_of<'d>(file: &FileReport, findings: impl IntoIterator<Item = &'d Diagnostic> + Clone) -> Vec<Option<Key>> {
    let prints = Fingerprint::all(&file.source, findings.clone());
    // Nobody takes over work that was not done: it would hide whatever else the file holds.
    let key = |(finding, print): (&Diagnostic, Fingerprint)| {
        (!UNFINISHED.contains(&finding.rule)).then(|| Key { rule: finding.rule.to_owned(), hash: print.hash })
    };
    findings.into_iter().zip(prints).map(key).collect()
}

/// The findings of a file, as a baseline lists them.
pub(super) fn of_file(file: &FileReport) -> OfFile {
    let mut entries = OfFile::new();
    for (finding, key) in file.diagnostics.iter().zip(keys(file)) {
        let Some(key) = key else { continue };
        let entry = entries.entry(key).or_default();
        entry.count += 1;
        if entry.count == 1 {
            entry.text = text_of(file, finding);
        }
    }
    for key in older_keys(file) {
        entries.entry(key).or_default().count += 1;
    }
    entries
}

/// The beginning of what a finding is about: of what its hash is made of, so that the two change together.
fn text_of(file: &FileReport, finding: &Diagnostic) -> String {
    let mut text = finding.subject.clone().unwrap_or_default();
    if text.is_empty() {
        for word in finding.span.of(file.source.text()).split_whitespace() {
            text += if text.is_empty() { "" } else { " " };
            text += &clipped(word);
            if text.chars().count() > LONGEST_TEXT {
                break;
            }
        }
    }
    clipped(&text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(list: &[(&str, u64, u32)]) -> Entries {
        let mut entries = Entries::default();
        for (path, hash, count) in list {
            let key = Key { rule: "empty-link".to_owned(), hash: *hash };
            entries.0.entry((*path).to_owned()).or_default().insert(key, Entry { count: *count, ..Entry::default() });
        }
        entries
    }

    fn renamed(listed: &[(&str, u64, u32)], found: &[(&str, u64, u32)], gone: &[&str]) -> Entries {
        let mut listed = entries(listed);
        listed.follow_renames(&entries(found), &gone.iter().map(|path| (*path).to_owned()).collect());
        listed
    }

    #[test]
    fn a_renamed_page_keeps_its_entries() {
        let seen = renamed(&[("old.md", 1, 3), ("old.md", 2, 1)], &[("new.md", 1, 2)], &["old.md"]);
        assert_eq!(seen, entries(&[("new.md", 1, 2), ("old.md", 1, 1), ("old.md", 2, 1)]));
    }

    #[test]
    fn entries_go_to_the_first_pages_by_path_and_no_further_than_they_reach() {
        let listed = [("a.md", 1, 1), ("b.md", 1, 2), ("kept.md", 1, 9)];
        let found = [("x.md", 1, 2), ("y.md", 1, 5), ("z.md", 1, 1)];
        let seen = renamed(&listed, &found, &["a.md", "b.md"]);
        assert_eq!(seen, entries(&[("kept.md", 1, 9), ("x.md", 1, 2), ("y.md", 1, 1)]));
    }

    #[test]
    fn a_page_with_entries_of_its_own_was_not_renamed() {
        let listed = [("old.md", 1, 1), ("page.md", 2, 1)];
        assert_eq!(renamed(&listed, &[("page.md", 1, 1)], &["old.md"]), entries(&listed));
    }

    #[test]
    fn entries_are_used_up() {
        let mut listed = entries(&[("a.md", 1, 1)]);
        let key = Key { rule: "empty-link".to_owned(), hash: 1 };
        assert_eq!([listed.take("a.md", &key), listed.take("a.md", &key)], [true, false]);
        assert!(!listed.take("b.md", &key));
    }
}
