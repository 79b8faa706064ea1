//! Lists of words: those of a language, and those that a user adds.

use std::collections::HashSet;

use serde::Deserialize;

/// Words in lower case, to be looked up.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Vec<Box<str>>")]
pub struct Words {
    all: HashSet<Box<str>>,
    longest: usize,
    /// For the lowest five bits of the first byte, the lengths of the words that begin so, as bits. Most words of a text
    /// are in no list, and this tells it of nearly all of them.
    lengths: [u32; 32],
}

impl Words {
    /// True for a word of the list.
    pub fn contains(&self, word: &str) -> bool {
        self.has_shape_of(word) && self.all.contains(word)
    }

    /// True for a word that is one of the list in lower case.
    pub fn contains_in_any_case(&self, word: &str) -> bool {
        // The shape of a word is the same in both cases, unless a letter is not of ASCII.
        let may_be = !word.is_ascii() || self.has_shape_of(word);
        may_be && word.len() <= self.longest && self.all.contains(&*word.to_lowercase())
    }

    fn has_shape_of(&self, word: &str) -> bool {
        let (initial, length) = shape(word);
        self.lengths[initial] & length != 0
    }

    /// Bytes of the longest word.
    pub fn longest(&self) -> usize {
        self.longest
    }

    pub(super) fn extend<'w>(&mut self, words: impl IntoIterator<Item = &'w Box<str>>) {
        for word in words {
            self.longest = self.longest.max(word.len());
            let (initial, length) = shape(word);
            self.lengths[initial] |= length;
            self.all.insert(word.clone());
        }
    }
}

/// The lowest bits of a word's first byte, and its length as a bit.
fn shape(word: &str) -> (usize, u32) {
    let initial = word.bytes().next().unwrap_or_default() % 32;
    (initial.into(), 1 << word.len().min(31))
}

impl From<Vec<Box<str>>> for Words {
    fn from(list: Vec<Box<str>>) -> Self {
        let mut words = Self::default();
        words.extend(&list);
        words
    }
}

/// The lists of a language that a user can add to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordList {
    /// Words that end in a full stop without ending a sentence.
    Abbreviations,
    /// Names that are written in lower case where a sentence starts.
    Names,
    /// Endings that are fine without an end mark.
    Endings,
}

impl WordList {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Abbreviations, Self::Names, Self::Endings];

    /// The list with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.name() == name)
    }

    /// Its name in the configuration.
    pub fn name(self) -> &'static str {
        match self {
            Self::Abbreviations => "abbreviations",
            Self::Names => "names",
            Self::Endings => "endings",
        }
    }

    /// What it is for.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Abbreviations => "Words that end in a full stop without ending a sentence; case doesn't count.",
            Self::Names => "Names that are written in lower case even where a sentence starts.",
            Self::Endings => "Endings that are fine without an end mark, compared with the last characters of a text.",
        }
    }
}

/// What a user adds to the lists of a language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExtraWords {
    pub(super) abbreviations: Vec<Box<str>>,
    pub(super) names: Vec<Box<str>>,
    pub(super) endings: Vec<Box<str>>,
}

impl ExtraWords {
    /// What was added to a list.
    pub fn list(&self, list: WordList) -> &[Box<str>] {
        match list {
            WordList::Abbreviations => &self.abbreviations,
            WordList::Names => &self.names,
            WordList::Endings => &self.endings,
        }
    }

    /// True where nothing was added.
    pub fn is_empty(&self) -> bool {
        WordList::ALL.iter().all(|list| self.list(*list).is_empty())
    }

    /// Adds to a list.
    ///
    /// # Errors
    /// Says why the entry could never be found in a text.
    pub fn add(&mut self, list: WordList, entry: &str) -> Result<(), &'static str> {
        let trimmed = entry.trim();
        let word = match list {
            WordList::Abbreviations | WordList::Names => trimmed.trim_end_matches('.'),
            WordList::Endings => trimmed,
        };
        if word.is_empty() {
            return Err("there is no word in it");
        }
        // A blank before an ending is a part of it, one behind it is never looked at.
        let (added, whole) = match list {
            WordList::Abbreviations => (&mut self.abbreviations, word.to_lowercase()),
            WordList::Names => (&mut self.names, word.to_owned()),
            WordList::Endings => (&mut self.endings, entry.trim_end().to_owned()),
        };
        if list != WordList::Endings && whole.contains(char::is_whitespace) {
            return Err("it must be one word");
        }
        added.push(whole.into_boxed_str());
        Ok(())
    }

    /// Adds all that another place of the configuration adds.
    pub fn extend(&mut self, other: &Self) {
        self.abbreviations.extend_from_slice(&other.abbreviations);
        self.names.extend_from_slice(&other.names);
        self.endings.extend_from_slice(&other.endings);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_that_no_text_can_match_are_refused() {
        let mut words = ExtraWords::default();
        for list in WordList::ALL {
            assert!(words.add(list, "").is_err() && words.add(list, " \t").is_err(), "{list:?}");
            assert_eq!(WordList::from_name(list.name()), Some(list));
        }
        assert!(words.add(WordList::Abbreviations, "...").is_err());
        assert!(
            words.add(WordList::Abbreviations, "z. B").is_err() && words.add(WordList::Names, "two words").is_err()
        );
        assert!(words.is_empty());
    }

    #[test]
    fn entries_are_kept_as_texts_have_them() {
        let mut words = ExtraWords::default();
        words.add(WordList::Abbreviations, " Abb. ").unwrap();
        words.add(WordList::Endings, " by Contoso ").unwrap();
        assert_eq!(words.list(WordList::Abbreviations), ["abb".into()]);
        assert_eq!(words.list(WordList::Endings), [" by Contoso".into()]);
    }
}
