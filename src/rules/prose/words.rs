//! The word lists under `rules/words/`: data, so that another language or another house style is another file.

use std::collections::HashSet;
use std::sync::LazyLock;

/// A list of lower-case words.
pub(super) type Words = LazyLock<HashSet<&'static str>>;

fn read(text: &'static str) -> HashSet<&'static str> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
}

/// Words that need another one after them: articles, conjunctions, auxiliaries.
pub(super) static OPEN: Words = LazyLock::new(|| read(include_str!("../../../rules/words/open.txt")));

/// Words that mostly need another one, but end good list items and questions too.
pub(super) static WEAK: Words = LazyLock::new(|| read(include_str!("../../../rules/words/weak.txt")));

/// Articles and possessives: a noun must follow, whatever block comes next.
pub(super) static DETERMINERS: Words = LazyLock::new(|| read(include_str!("../../../rules/words/determiners.txt")));

/// Words that open a sentence rather than stand as a label.
pub(super) static OPENERS: Words = LazyLock::new(|| read(include_str!("../../../rules/words/openers.txt")));

/// Names that are written in lower case even where a sentence starts.
pub(super) static LOWERCASE_NAMES: Words =
    LazyLock::new(|| read(include_str!("../../../rules/words/lowercase-names.txt")));

/// Words that good English doubles: `had had`.
pub(super) static DOUBLED: Words = LazyLock::new(|| read(include_str!("../../../rules/words/doubled.txt")));

/// Words that go on with a sentence and begin none.
pub(super) static CONTINUATIONS: Words = LazyLock::new(|| read(include_str!("../../../rules/words/continuations.txt")));
