//! What a natural language writes: lists of words that are data, one file for each language under `rules/words/`.

use std::sync::{Arc, OnceLock};

use serde::Deserialize;

use super::ending::EndModel;
use super::words::{ExtraWords, Words};

/// The lists of one language, and the user's additions to them.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Language {
    #[serde(skip)]
    name: &'static str,
    /// How its sentences end, where somebody trained a model.
    #[serde(skip)]
    pub ends: Option<Arc<EndModel>>,
    /// Words that end in a full stop without ending a sentence, without that last stop.
    pub abbreviations: Words,
    /// Abbreviations that may end a sentence: only a lower-case word or a number after them joins on.
    pub ending_abbreviations: Words,
    /// Abbreviations that stand before a name, with a capital: `Ms.`.
    pub titles: Words,
    /// Words that no sentence, label or list item ends in: another word must follow.
    pub open: Words,
    /// Words that mostly need another one after them but end good items and questions too.
    pub weak: Words,
    /// Open words that other languages have too, where they end sentences.
    pub shared: Words,
    /// Articles.
    pub articles: Words,
    /// Articles and possessives: a noun must follow.
    pub determiners: Words,
    /// Words that join the next of several: `and`.
    pub joiners: Words,
    /// Auxiliaries that a bare verb follows.
    pub modals: Words,
    /// Words that a verb follows.
    pub pronouns: Words,
    /// Words that stand for others, and then end a sentence well.
    pub standing: Words,
    /// Words before a verb that say nothing of who does it: `to get`.
    pub infinitives: Words,
    gerunds: Vec<Box<str>>,
    /// Words that open a clause about the noun before them.
    pub relatives: Words,
    /// Words of running text, which titles, captions and labels do without.
    pub running: Words,
    /// Verbs that say what something does.
    pub verbs: Words,
    /// Verbs that open an instruction.
    pub commands: Words,
    /// Words that open a question, or a title that says what a text answers.
    pub questions: Words,
    /// Words that open a sentence rather than a label or a title.
    pub openers: Words,
    /// Words that open a sentence, and labels of a few words too.
    pub introducers: Words,
    /// Words that go on with a sentence and begin none.
    pub continuations: Words,
    /// Words that only a verb takes behind it, beside the determiners: `make sure`.
    pub objects: Words,
    /// Particles of verbs, which may stand before the same word: `sign in in the menu`.
    pub particles: Words,
    /// Verbs with such a particle.
    pub phrasal: Words,
    /// Words that stand twice in good text.
    pub doubled: Words,
    /// Names that are written in lower case even where a sentence starts.
    pub names: Words,
    /// Words that begin as names of libraries do: `library`, beside `libuv`.
    pub like_libraries: Words,
    /// What a text that speaks of a marker such as TODO says after it.
    pub marker_topics: Words,
    /// Verbs between the marker and what it stands for: `The limit is TBD`.
    pub copulas: Words,
    /// Words after which brackets say what is to be put in: `[insert name]`.
    pub insertions: Words,
    endings: Vec<Box<str>>,
    references: Vec<Box<str>>,
    promises: Vec<Box<str>>,
    /// Very frequent words that the languages around it don't write, or seldom: of the words of a text they are a third,
    /// of one in another language next to none.
    pub frequent: Words,
}

/// A language that is part of the binary: its name, its files, and what they say once somebody asked.
struct Embedded {
    name: &'static str,
    text: &'static str,
    ends: Option<&'static str>,
    read: OnceLock<Arc<Language>>,
}

impl Embedded {
    const fn new(name: &'static str, text: &'static str, ends: Option<&'static str>) -> Self {
        Self { name, text, ends, read: OnceLock::new() }
    }

    fn get(&self) -> &Arc<Language> {
        // A test reads every embedded file, so no user meets this panic.
        self.read.get_or_init(|| match toml::from_str::<Language>(self.text) {
            Ok(language) => Arc::new(Language { name: self.name, ends: self.ends(), ..language }),
            Err(error) => panic!("rules/words/{}.toml: {error}", self.name),
        })
    }

    fn ends(&self) -> Option<Arc<EndModel>> {
        let read = |text| EndModel::read(text).unwrap_or_else(|line| panic!("rules/words/{}.ends:{line}", self.name));
        self.ends.map(|text| Arc::new(read(text)))
    }
}

/// Every language there is; the first is taken where nobody chose one.
static LANGUAGES: [Embedded; 1] =
    [Embedded::new("en", include_str!("../../rules/words/en.toml"), Some(include_str!("../../rules/words/en.ends")))];

impl Language {
    /// The language with this name, such as `en`.
    pub fn find(name: &str) -> Option<Arc<Self>> {
        LANGUAGES.iter().find(|language| language.name == name).map(|language| language.get().clone())
    }

    /// English, which is taken where nobody chose a language.
    pub fn english() -> &'static Arc<Self> {
        LANGUAGES[0].get()
    }

    /// The names of all languages.
    pub fn names() -> impl Iterator<Item = &'static str> {
        LANGUAGES.iter().map(|language| language.name)
    }

    /// Its name, such as `en`.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The language and a user's words.
    #[must_use]
    pub fn with(&self, extra: &ExtraWords) -> Self {
        let mut language = self.clone();
        language.abbreviations.extend(&extra.abbreviations);
        language.names.extend(&extra.names);
        language.endings.extend(extra.endings.iter().cloned());
        language
    }

    /// True for a verb in the form that names what is done: `Parsing dates`.
    pub fn is_gerund(&self, word: &str) -> bool {
        self.gerunds.iter().any(|ending| word.ends_with(&**ending))
    }

    /// True for a sentence that promises a link and ends in front of it: `For more information, see`.
    pub fn refers(&self, sentence: &str) -> bool {
        // Asked of nearly every passage: what is told by the last words comes first.
        let is_last = |word: &str| sentence.strip_suffix(word).is_some_and(|rest| rest.ends_with(char::is_whitespace));
        let ends = self.references.iter().any(|reference| is_last(reference));
        ends && self.promises.iter().any(|promise| sentence.to_lowercase().contains(&**promise))
    }

    /// True for a text whose end is fine without an end mark.
    pub fn accepts_end_of(&self, text: &str) -> bool {
        self.endings.iter().any(|ending| text.ends_with(&**ending))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::words::WordList;
    use super::*;

    #[test]
    fn every_embedded_language_can_be_read() {
        for name in Language::names() {
            let language = Language::find(name).unwrap();
            assert_eq!(language.name(), name);
            assert!(language.abbreviations.longest() > 0);
        }
        assert_eq!(Language::find("xx").map(|language| language.name()), None);
    }

    #[test]
    fn every_word_stands_once_in_its_list_and_in_lower_case() {
        for language in &LANGUAGES {
            for (list, words) in toml::from_str::<toml::Table>(language.text).unwrap() {
                let words: Vec<&str> = words.as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect();
                let distinct: HashSet<&str> = words.iter().copied().collect();
                assert_eq!(distinct.len(), words.len(), "{}: `{list}` has a word twice", language.name);
                let odd = words.iter().find(|word| word.to_lowercase() != **word || word.trim() != **word);
                assert_eq!(odd, None, "{}: `{list}`", language.name);
            }
        }
    }

    #[test]
    fn a_file_with_a_list_too_few_or_too_many_is_refused() {
        let english = LANGUAGES[0].text;
        assert!(toml::from_str::<Language>(&english.replace("weak = ", "wek = ")).is_err());
        assert!(toml::from_str::<Language>(&format!("{english}\nmore = []\n")).is_err());
    }

    #[test]
    fn a_user_adds_words() {
        let mut extra = ExtraWords::default();
        extra.add(WordList::Abbreviations, "Sched.").unwrap();
        extra.add(WordList::Names, "contoso").unwrap();
        extra.add(WordList::Endings, " TM").unwrap();
        let english = Language::english();
        let language = english.with(&extra);
        assert!(language.abbreviations.contains_in_any_case("Sched") && language.abbreviations.contains("e.g"));
        assert!(language.names.contains("contoso") && !english.names.contains("contoso"));
        assert!(language.accepts_end_of("Contoso TM") && !english.accepts_end_of("Contoso TM"));
    }
}
