use regex::Regex;
use serde::de::Error;
use serde::{Deserialize, Deserializer};

use crate::markdown::{Passage, PassageKind, token};
use crate::rule::{Findings, Page};
use crate::text::{Language, Words};

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Options {
    words: Markers,
    phrases: Phrases,
}

pub fn check(page: &Page, options: &Options, out: &mut Findings) {
    for passage in page.passages_with(|text| options.words.0.find(text).map(|found| found.start())) {
        markers(page, &passage, &options.words, out);
    }
    for passage in page.passages() {
        phrases(page.language(), &passage, &options.phrases, out);
    }
    for passage in page.passages_with(|text| memchr::memchr(b'[', text.as_bytes())) {
        insertions(&page.language().insertions, &passage, out);
    }
}

/// The markers as one pattern, so that a page is searched once for all of them.
struct Markers(Regex);

impl<'de> Deserialize<'de> for Markers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let words: Vec<String> = Vec::deserialize(deserializer)?;
        let any: Vec<String> = words.iter().filter(|word| !word.is_empty()).map(|word| regex::escape(word)).collect();
        // Without a word there is nothing to find: a class that holds no character.
        let pattern = if any.is_empty() { r"[^\s\S]".to_owned() } else { any.join("|") };
        Regex::new(&pattern).map(Markers).map_err(D::Error::custom)
    }
}

/// The phrases, and the bytes in lower case that one begins with: few sentences begin with any of them.
#[derive(Deserialize)]
#[serde(from = "Vec<String>")]
struct Phrases {
    all: Vec<String>,
    begins: [bool; 256],
}

impl From<Vec<String>> for Phrases {
    fn from(all: Vec<String>) -> Self {
        let mut begins = [all.iter().any(String::is_empty); 256];
        for byte in all.iter().filter_map(|phrase| phrase.bytes().next()) {
            begins[usize::from(byte.to_ascii_lowercase())] = true;
        }
        Self { all, begins }
    }
}

/// An upper-case marker that stands for missing text: alone, with a colon, or at the end of a sentence or cell.
fn markers(page: &Page, passage: &Passage, words: &Markers, out: &mut Findings) {
    let text = passage.text();
    for found in words.0.find_iter(text) {
        let (at, end, word) = (found.start(), found.end(), found.as_str());
        let before = text[..at].chars().next_back();
        let after = text[end..].chars().next();
        let joins = |c: char| {
            c.is_alphanumeric() || token::is_token(c) || matches!(c, '_' | '-' | '/' | '.' | '"' | '“' | '\'')
        };
        let ended = !after.is_some_and(|c| joins(c) && c != '.');
        let whole = !before.is_some_and(joins) || is_comment(&text[..at]);
        let stands = whole && stands_for_text(page, passage, at, end) && !is_set_apart(passage, at, end);
        if ended && (stands || is_number(&text[..at])) {
            out.report(passage.source(at..end), format!("placeholder left in the text: {word}"))
                .help("write what belongs here, or take it out");
        }
    }
}

/// `TODO: ...`, a passage or sentence that is only the marker, `The limit is TBD.`; not `the TODO comments`.
fn stands_for_text(page: &Page, passage: &Passage, at: usize, end: usize) -> bool {
    let text = passage.text();
    let before = text[..at].trim_end();
    let after = text[end..].trim_start();
    let starts = before.is_empty() || is_comment(before) || before.ends_with(['.', '(', ':', '[']);
    let in_header = matches!(passage.kind(), PassageKind::Cell { header: true });
    let ends = after.is_empty() || after.starts_with([')', ']']) || is_stop(after);
    if in_header || passage.kind() == PassageKind::Heading && ends && starts {
        return false;
    }
    let colon = starts && after.starts_with([':', '-', '–', '—', '(']);
    // Behind a sentence the marker may begin another that speaks of it: `TODO tests are executed`.
    let begins = before.is_empty() || before.ends_with('.') && !has_verb(page.language(), after);
    let note = begins && text[end..].starts_with(' ') && is_note(page.language(), after);
    let only = starts && ends;
    let copulas = &page.language().copulas;
    let says_is = super::reading::words(&text[..at]).next_back().is_some_and(|word| copulas.contains(word));
    let in_cell = matches!(passage.kind(), PassageKind::Cell { .. });
    colon || note || only || ends && says_is && !in_cell
}

/// A comment in a language of code, left where it is read as text: `//TODO: fix the image`
fn is_comment(before: &str) -> bool {
    before.trim_end() == "//"
}

/// `Listing 17-TODO`
fn is_number(before: &str) -> bool {
    before.strip_suffix('-').is_some_and(|number| number.ends_with(|c: char| c.is_ascii_digit()))
}

/// A stop that ends the sentence, not one that joins: `TODO.md`.
fn is_stop(after: &str) -> bool {
    after.strip_prefix('.').is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
}

/// `TODO write this`: what to do follows; not `TODO comments are ...`, where the text speaks of the marker.
fn is_note(language: &Language, after: &str) -> bool {
    let word = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
    let topics = &language.marker_topics;
    let spoken_of = topics.contains(&word) || topics.contains(word.trim_end_matches('s'));
    !word.is_empty() && !spoken_of && super::reading::words(after).nth(1).is_some()
}

/// True where a verb is near the beginning, so that the marker is what the sentence speaks of.
fn has_verb(language: &Language, after: &str) -> bool {
    super::reading::words(after).skip(1).take(2).any(|word| language.running.contains(word))
}

/// Emphasis and links make the marker a term that the text speaks of.
fn is_set_apart(passage: &Passage, at: usize, end: usize) -> bool {
    let (before, after) = (&passage.text()[..at], &passage.text()[end..]);
    // Blanks are looked at from the marker on, so that many markers behind many blanks stay linear.
    let whole = before.trim_end().is_empty() && after.trim_start().is_empty();
    let noted = after.starts_with(':');
    !whole && !noted && passage.marks_at(at..end).any(|mark| mark.range == (at..end))
}

fn phrases(language: &Language, passage: &Passage, phrases: &Phrases, out: &mut Findings) {
    let text = passage.text();
    // A phrase in quotes, in markup or before a verb is spoken of, not left behind; the start of a sentence is where
    // filler stands.
    for sentence in passage.sentences() {
        let said = &text[sentence.clone()];
        if !said.bytes().next().is_some_and(|byte| phrases.begins[usize::from(byte.to_ascii_lowercase())]) {
            continue;
        }
        for phrase in &phrases.all {
            let Some(start) = said.get(..phrase.len()).filter(|start| start.eq_ignore_ascii_case(phrase)) else {
                continue;
            };
            let next = super::reading::words(&said[phrase.len()..]).next();
            if next.is_some_and(|word| language.running.contains(word)) {
                continue;
            }
            let range = sentence.start..sentence.start + start.len();
            out.report(passage.source(range), format!("filler left in the text: {start}"))
                .help("write what belongs here, or take it out");
        }
    }
}

/// `[insert product name]`
fn insertions(insertions: &Words, passage: &Passage, out: &mut Findings) {
    let text = passage.text();
    for open in memchr::memchr_iter(b'[', text.as_bytes()) {
        let rest = &text[open + 1..];
        // No longer word is looked up, so that many brackets before one long word stay linear.
        let end = rest.bytes().take(insertions.longest() + 1).position(|byte| byte == b' ');
        let named = end.is_some_and(|end| insertions.contains(&rest[..end].to_lowercase()));
        let close = if named { rest.find(['[', ']']).filter(|&at| rest[at..].starts_with(']')) } else { None };
        if let Some(close) = close {
            let range = open..open + close + 2;
            out.report(passage.source(range.clone()), format!("placeholder left in the text: {}", &text[range]))
                .help("write what belongs here, or take it out");
        }
    }
}
