use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;

/// A change of a text.
#[derive(Clone, Debug)]
pub struct Change {
    pub file: String,
    pub place: Range<usize>,
    pub text: String,
}

/// A finding that a damage must cause.
#[derive(Clone, Debug)]
pub struct Expected {
    pub file: String,
    /// In the text as it was.
    pub place: Range<usize>,
    pub rule: &'static str,
    /// What a suggestion may name; empty where none is asked for.
    pub right: Vec<String>,
}

/// One thing that goes wrong in a set.
#[derive(Clone, Debug, Default)]
pub struct Damage {
    pub changes: Vec<Change>,
    /// Files that are gone, or have a new name.
    pub moves: Vec<(String, Option<String>)>,
    pub expected: Vec<Expected>,
    /// Paths, or a path with `#` and a fragment, that nothing answers to any more.
    pub gone: Vec<String>,
}

/// Damages done at once, on places that have nothing to do with each other.
#[derive(Default)]
pub struct Batch {
    changes: BTreeMap<String, Vec<Change>>,
    moves: BTreeMap<String, Option<String>>,
    pub expected: Vec<Expected>,
    /// In small letters.
    pub gone: BTreeSet<String>,
}

impl Batch {
    pub fn new(damages: &[Damage]) -> Self {
        let mut batch = Self::default();
        for damage in damages {
            for change in &damage.changes {
                batch.changes.entry(change.file.clone()).or_default().push(change.clone());
            }
            batch.moves.extend(damage.moves.iter().cloned());
            batch.expected.extend(damage.expected.iter().cloned());
            batch.gone.extend(damage.gone.iter().map(|gone| gone.to_lowercase()));
        }
        batch.changes.values_mut().for_each(|changes| changes.sort_by_key(|change| change.place.start));
        batch
    }

    /// Does them to a copy of the set.
    pub fn apply(&self, root: &Path) {
        for (file, changes) in &self.changes {
            let mut text = std::fs::read_to_string(root.join(file)).expect("a page can be read");
            changes.iter().rev().for_each(|change| text.replace_range(change.place.clone(), &change.text));
            std::fs::write(root.join(file), text).expect("a page can be written");
        }
        for (from, to) in &self.moves {
            match to {
                Some(to) => std::fs::rename(root.join(from), root.join(to)).expect("a file can be renamed"),
                None => std::fs::remove_file(root.join(from)).expect("a file can be removed"),
            }
        }
    }

    /// Whether nothing answers any more to a path in small letters.
    pub fn is_gone(&self, path: &str) -> bool {
        self.gone.contains(path)
    }

    /// What a file is called now, if it is still there.
    pub fn name_now<'n>(&'n self, file: &'n str) -> Option<&'n str> {
        self.moves.get(file).map_or(Some(file), |to| to.as_deref())
    }

    /// What a file was called.
    pub fn name_before<'n>(&'n self, file: &'n str) -> &'n str {
        let moved = self.moves.iter().find(|(_, to)| to.as_deref() == Some(file));
        moved.map_or(file, |(from, _)| from)
    }

    /// Where the bytes of a place are now.
    pub fn place_now(&self, file: &str, place: &Range<usize>) -> Range<usize> {
        let changes = self.changes.get(file).map(Vec::as_slice).unwrap_or_default();
        let moved = |at: usize, counts: &dyn Fn(&Change) -> bool| {
            let counted = changes.iter().filter(|change| counts(change));
            counted.fold(at, |at, change| at + change.text.len() - change.place.len())
        };
        let start = moved(place.start, &|change| change.place.start < place.start);
        start..moved(place.end, &|change| change.place.end <= place.end).max(start)
    }
}
