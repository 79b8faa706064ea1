//! Whether text is English.

/// Very frequent English words that the languages around it don't write, or seldom: of the words of an English text
/// they are a quarter, of one in another language next to none.
const FREQUENT: [&str; 44] = [
    "and",
    "any",
    "are",
    "because",
    "been",
    "by",
    "can",
    "does",
    "each",
    "following",
    "from",
    "has",
    "have",
    "how",
    "if",
    "into",
    "is",
    "it",
    "its",
    "more",
    "must",
    "not",
    "of",
    "only",
    "other",
    "should",
    "than",
    "that",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "to",
    "use",
    "using",
    "when",
    "which",
    "with",
    "without",
    "you",
    "your",
];

/// Bytes of the longest of them.
const LONGEST: usize = 9;

/// Words that it takes to tell by.
const ENOUGH: usize = 20;

/// Words of a page that are looked at.
const MOST: usize = 2_000;

/// Whether a passage is English; nothing where it has too few words to tell.
pub(super) fn is_english(text: &str) -> Option<bool> {
    if !is_mostly_ascii(text) {
        return Some(false);
    }
    let share = Share::of(text, MOST);
    if share.words >= ENOUGH {
        return Some(share.is_english());
    }
    None
}

/// Whether a page is English. One of next to no words is.
pub(super) fn page_is_english(text: &str) -> bool {
    let share = Share::of(text, MOST);
    share.words < ENOUGH || share.is_english()
}

/// Text of other scripts than the Latin one, or with many letters that English lacks, is told without reading it.
fn is_mostly_ascii(text: &str) -> bool {
    if text.is_ascii() {
        return true;
    }
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let (ascii, all) = letters.fold((0, 0), |(ascii, all), c| (ascii + usize::from(c.is_ascii()), all + 1));
    ascii * 5 >= all * 4
}

/// How many of the words are frequent ones.
struct Share {
    words: usize,
    frequent: usize,
}

impl Share {
    fn of(text: &str, most: usize) -> Self {
        let mut share = Self { words: 0, frequent: 0 };
        let words =
            text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| word.contains(char::is_alphabetic));
        for word in words.take(most) {
            share.words += 1;
            let lower = |word: &str| word.to_ascii_lowercase();
            share.frequent +=
                usize::from(word.len() <= LONGEST && FREQUENT.binary_search(&lower(word).as_str()).is_ok());
        }
        share
    }

    fn is_english(&self) -> bool {
        self.frequent * 20 >= self.words
    }
}
