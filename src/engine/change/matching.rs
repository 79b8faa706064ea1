//! Tells the findings that were there before a change from those that it caused.

use std::collections::{HashMap, VecDeque};

use super::stretches::Stretches;
use crate::diagnostic::{Diagnostic, Fingerprint};
use crate::engine::report::FileReport;
use crate::text::SourceFile;

/// A finding by its file and its place among that file's findings.
type At = (usize, usize);

/// Findings that one is compared with at most, so that a page of nothing else costs little.
const COMPARED: usize = 32;

/// What of two runs is the same.
pub(super) struct Matched {
    /// For each file of the run after the change and each of its findings: whether it was there before.
    pub(super) older: Vec<Vec<bool>>,
    /// How many findings from before the change are no more.
    pub(super) fixed: usize,
}

/// What is known of the files' versions; they go by the paths that the user is shown.
pub(super) trait History {
    /// The path that a file had before the change.
    fn before(&self, path: &str) -> String;
    /// Whether the change wrote a line that now stands in a file: it stands there more often than before.
    fn wrote(&self, path: &str, line: &str) -> bool;
    /// Whether the change took away a line that stood in a file: it stands there less often than before.
    fn took(&self, path: &str, line: &str) -> bool;
}

/// One finding while its twin is sought.
struct Sought<'r> {
    at: At,
    path: &'r str,
    hash: u64,
    /// Its line, from 0; nothing where it speaks of its page as a whole.
    line: Option<usize>,
    /// The text of that line.
    text: &'r str,
}

/// Compares the findings after a change with those before it.
///
/// Findings are twins that have the same fingerprint and stand in the same line, wherever that moved in its page; or at
/// the same place of it, where the line was edited; or in a line that moved to another page.
pub(super) fn compare(now: &[FileReport], before: &[FileReport], history: &dyn History) -> Matched {
    let mut matched = Matched { older: now.iter().map(|file| vec![false; file.diagnostics.len()]).collect(), fixed: 0 };
    let places: HashMap<&str, usize> =
        before.iter().enumerate().map(|(index, file)| (file.source.path(), index)).collect();
    let mut left: Vec<Vec<Sought<'_>>> = before.iter().enumerate().map(|(index, file)| sought(index, file)).collect();
    let mut new: Vec<Sought<'_>> = Vec::new();
    for (index, file) in now.iter().enumerate() {
        let mut open = sought(index, file);
        if let Some(&was) = places.get(history.before(file.source.path()).as_str()) {
            open = twins(open, &mut left[was], (by_line, by_line), |old, new| old == new, &mut matched.older);
            open = edited(open, &mut left[was], (&file.source, &before[was].source), &mut matched.older);
        }
        new.extend(open.into_iter().filter(|one| one.line.is_some() && history.wrote(one.path, one.text)));
    }
    let left = left.into_iter().flatten();
    let (mut gone, stayed): (Vec<_>, Vec<_>) =
        left.partition(|one| one.line.is_some() && history.took(one.path, one.text));
    twins(new, &mut gone, (by_line, by_line), |old, new| old == new, &mut matched.older);
    matched.fixed = gone.len() + stayed.len();
    matched
}

fn sought(index: usize, file: &FileReport) -> Vec<Sought<'_>> {
    let prints = Fingerprint::all(&file.source, &file.diagnostics);
    let one = |(place, (finding, print)): (usize, (&Diagnostic, Fingerprint))| {
        let line = finding.is_of_its_text().then(|| file.source.line_index(finding.span.start()));
        Sought {
            at: (index, place),
            path: file.source.path(),
            hash: print.hash,
            line,
            text: line.map_or("", |line| line_text(&file.source, line)),
        }
    };
    file.diagnostics.iter().zip(prints).enumerate().map(one).collect()
}

fn line_text(source: &SourceFile, line: usize) -> &str {
    source.line_span(line).of(source.text()).trim()
}

fn by_line<'r>(sought: &Sought<'r>) -> (u64, &'r str) {
    (sought.hash, sought.text)
}

/// Takes twins out of both lists, in their order, and returns what is left of the first. Twins have the same key, and
/// lines of which `fits` says that one may be the other.
fn twins<'r, K: std::hash::Hash + Eq>(
    new: Vec<Sought<'r>>,
    old: &mut Vec<Sought<'r>>,
    (key, old_key): (impl Fn(&Sought<'r>) -> K, impl Fn(&Sought<'r>) -> K),
    fits: impl Fn(&str, &str) -> bool,
    older: &mut [Vec<bool>],
) -> Vec<Sought<'r>> {
    let mut known: HashMap<K, VecDeque<usize>> = HashMap::new();
    for (index, one) in old.iter().enumerate() {
        known.entry(old_key(one)).or_default().push_back(index);
    }
    let mut taken = vec![false; old.len()];
    let mut rest = Vec::new();
    for one in new {
        let candidates = known.entry(key(&one)).or_default();
        let place = candidates.iter().take(COMPARED).position(|&index| fits(old[index].text, one.text));
        match place.and_then(|place| candidates.remove(place)) {
            Some(twin) => {
                taken[twin] = true;
                older[one.at.0][one.at.1] = true;
            }
            None => rest.push(one),
        }
    }
    let mut taken = taken.into_iter();
    old.retain(|_| !taken.next().unwrap_or_default());
    rest
}

/// Takes out lines that were edited where they stand: they keep half of their words.
fn edited<'r>(
    new: Vec<Sought<'r>>,
    old: &mut Vec<Sought<'r>>,
    (now, before): (&SourceFile, &SourceFile),
    older: &mut [Vec<bool>],
) -> Vec<Sought<'r>> {
    if new.is_empty() || old.is_empty() {
        return new;
    }
    let stretches = Stretches::between(before.text(), now.text());
    let key = |one: &Sought<'r>| (one.hash, one.line.map(|line| stretches.of_new(line)));
    let old_key = |one: &Sought<'r>| (one.hash, one.line.map(|line| stretches.of_old(line)));
    twins(new, old, (key, old_key), is_edited, older)
}

/// Whether a line may be another after some edits: it shares half of the words of the longer one.
fn is_edited(old: &str, new: &str) -> bool {
    let mut words: HashMap<&str, usize> = HashMap::new();
    old.split_whitespace().for_each(|word| *words.entry(word).or_default() += 1);
    let (mut shared, mut count) = (0, 0);
    for word in new.split_whitespace() {
        count += 1;
        if let Some(left) = words.get_mut(word).filter(|left| **left > 0) {
            *left -= 1;
            shared += 1;
        }
    }
    2 * shared >= count.max(old.split_whitespace().count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::text::Span;

    /// A file with a finding on each `[x]()`, and on nothing else.
    fn file(path: &str, text: &str) -> FileReport {
        let finding = |(at, found): (usize, &str)| {
            Diagnostic::new("empty-link", Severity::Error, Span::new(at, at + found.len()), "link has no destination")
        };
        let diagnostics = text.match_indices("[x]()").map(finding).collect();
        FileReport { source: SourceFile::new(path, text), diagnostics, set_aside: Vec::new() }
    }

    /// Texts before and after, by path; `new.md` was `old.md`.
    struct Texts<'t>(&'t [(&'t str, &'t str)], &'t [(&'t str, &'t str)]);

    impl Texts<'_> {
        fn has(texts: &[(&str, &str)], path: &str, line: &str) -> bool {
            texts.iter().any(|(name, text)| *name == path && text.lines().any(|known| known == line))
        }
    }

    impl History for Texts<'_> {
        fn before(&self, path: &str) -> String {
            if path == "new.md" { "old.md" } else { path }.to_owned()
        }

        fn wrote(&self, path: &str, line: &str) -> bool {
            !Self::has(self.0, &self.before(path), line)
        }

        fn took(&self, path: &str, line: &str) -> bool {
            !Self::has(self.1, path, line)
        }
    }

    /// The lines, from 1, of the findings that are new, and how many were fixed.
    fn caused(before: &[(&str, &str)], now: &[(&str, &str)]) -> (Vec<usize>, usize) {
        let files = |texts: &[(&str, &str)]| texts.iter().map(|(path, text)| file(path, text)).collect::<Vec<_>>();
        let history = Texts(before, now);
        let (before, now) = (files(before), files(now));
        let matched = compare(&now, &before, &history);
        let new = now.iter().zip(&matched.older).flat_map(|(file, older)| {
            let new = file.diagnostics.iter().zip(older).filter(|(_, older)| !**older);
            new.map(|(finding, _)| file.source.line_index(finding.span.start()) + 1)
        });
        (new.collect(), matched.fixed)
    }

    #[test]
    fn what_moves_is_older() {
        let block = "See [x]() there.\n\nAnd [x]() here.\n";
        let before = format!("# A\n\n{block}\nText.\n");
        assert_eq!(
            caused(&[("a.md", &before)], &[("a.md", &format!("# A\n\nText.\n\nMore.\n\n{block}"))]),
            (vec![], 0)
        );
        assert_eq!(caused(&[("old.md", &before)], &[("new.md", &before)]), (vec![], 0));
        let moved = [("a.md", "# A\n"), ("b.md", block)];
        assert_eq!(caused(&[("a.md", &before)], &moved), (vec![], 0));
    }

    #[test]
    fn what_is_edited_around_is_older_and_what_is_added_is_new() {
        let before = "# A\n\nFirst [x]() of all.\n\nSecond text.\n";
        let edited = "# A\n\nFirst [x]() of most.\n\nSecond text.\n";
        assert_eq!(caused(&[("a.md", before)], &[("a.md", edited)]), (vec![], 0));
        let added = "# A\n\nFirst [x]() of all.\n\nSecond text [x]().\n";
        assert_eq!(caused(&[("a.md", before)], &[("a.md", added)]), (vec![5], 0));
        let copied = "# A\n\nFirst [x]() of all.\n\nFirst [x]() of all.\n";
        assert_eq!(caused(&[("a.md", before)], &[("a.md", copied)]), (vec![5], 0));
    }

    #[test]
    fn a_line_of_its_own_is_no_edit_of_its_neighbour() {
        let before = "# A\n\nSee [x](). Text.\n";
        let now = "# A\n\nSee x. Text.\n\n## New\n\nA brand new paragraph has [x]() in it.\n";
        assert_eq!(caused(&[("a.md", before)], &[("a.md", now)]), (vec![7], 1));
    }

    #[test]
    fn one_mended_and_another_made_elsewhere_are_two_things() {
        let before = "# A\n\nFirst [x]() of all.\n\nMiddle.\n\nLast.\n";
        let now = "# A\n\nFirst [x](a.md) of all.\n\nMiddle.\n\nLast [x]().\n";
        assert_eq!(caused(&[("a.md", before)], &[("a.md", now)]), (vec![7], 1));
    }
}
