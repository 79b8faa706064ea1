//! Whether a sentence reads as if it ended: a linear model over the words of its text, told by how published sentences end.

use std::collections::HashMap;
use std::num::ParseIntError;

/// Weights in hundredths of a logit: what a word says of the end, by where it stands.
///
/// Its file has a line for each word, `word last before earlier`, separated by blanks; [`Token::key`] names what is no
/// word, `<bias>` has one weight, and a line that begins with `#` is a remark.
#[derive(Debug, Default)]
pub struct EndModel {
    words: HashMap<Box<str>, [i32; 3]>,
    bias: i32,
}

/// Where a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The last word.
    Last,
    /// The one before it.
    Before,
    /// Any before that one.
    Earlier,
}

impl EndModel {
    /// Reads a model.
    ///
    /// # Errors
    /// The line, from 1, that is no word with its weights.
    pub fn read(text: &str) -> Result<Self, usize> {
        let mut model = Self::default();
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            model.read_line(line).ok_or(number + 1)?;
        }
        Ok(model)
    }

    fn read_line(&mut self, line: &str) -> Option<()> {
        let (key, weights) = line.split_once(' ')?;
        let weights: Result<Vec<i32>, ParseIntError> = weights.split(' ').map(str::parse).collect();
        match (key, weights.ok()?.as_slice()) {
            ("<bias>", &[weight]) => self.bias = weight,
            (word, &[last, before, earlier]) => {
                self.words.insert(word.into(), [last, before, earlier]);
            }
            _ => return None,
        }
        Some(())
    }

    /// How much the end of `sentence`, which stands without its end mark, reads like the end of a sentence: above zero
    /// more than not, in hundredths of a logit.
    pub fn score(&self, sentence: &str) -> i32 {
        let mut score = self.bias;
        features(sentence, |key, place| score += self.words.get(key).map_or(0, |weights| weights[place as usize]));
        score
    }
}

/// Hands out what the model knows of a text: each word's key with its place, earlier words once.
pub fn features(text: &str, mut visit: impl FnMut(&str, Place)) {
    let mut keys: Vec<String> = tokens(text).map(|token| token.key()).collect();
    if let Some(last) = keys.pop() {
        visit(&last, Place::Last);
    }
    match keys.last() {
        Some(before) => visit(before, Place::Before),
        None => visit(Token::START, Place::Before),
    }
    keys.sort_unstable();
    keys.dedup();
    keys.iter().for_each(|key| visit(key, Place::Earlier));
}

/// A word, or a mark or token between words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'t> {
    /// What it is in the text.
    pub text: &'t str,
    /// Where it ends, in bytes.
    pub end: usize,
}

impl Token<'_> {
    const START: &'static str = "<start>";

    /// True for a word, a number or a name.
    pub fn is_word(&self) -> bool {
        self.text.starts_with(char::is_alphanumeric)
    }

    /// The name under which the model knows it.
    pub fn key(&self) -> String {
        let text = self.text;
        if text.starts_with(char::is_control) {
            return "<code>".to_owned();
        }
        if text.bytes().any(|byte| byte.is_ascii_digit()) {
            return "<number>".to_owned();
        }
        if is_name(text) {
            return "<name>".to_owned();
        }
        text.to_lowercase()
    }
}

/// True for a word with an inner capital, stop, slash or underscore.
fn is_name(word: &str) -> bool {
    let mut chars = word.chars();
    let mut lower = chars.next().is_some_and(char::is_lowercase);
    chars.any(|c| {
        let inner = matches!(c, '_' | '.' | '/') || lower && c.is_uppercase();
        lower = c.is_lowercase();
        inner
    })
}

/// The tokens of masked text.
pub fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '\'' | '’' | '-' | '.' | '/' | '+' | '#');
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let first = rest.find(|c: char| !c.is_whitespace())?;
        let rest = &rest[first..];
        let initial = rest.chars().next()?;
        let length = match initial.is_alphanumeric() {
            true => rest.find(|c: char| !part(c)).unwrap_or(rest.len()),
            false => initial.len_utf8(),
        };
        at += first + length;
        Some(Token { text: &rest[..length], end: at })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<String> {
        tokens(text).map(|token| token.key()).collect()
    }

    #[test]
    fn words_marks_and_names_have_their_keys() {
        let got = keys("The `x`, Node.js's 4 user's readOnly \u{1} (a_b)");
        assert_eq!(got.join(" "), "the ` x ` , <name> <number> user's <name> <code> ( <name> )");
    }

    #[test]
    fn each_word_counts_where_it_stands() {
        let mut found = Vec::new();
        features("the best of the rest", |key, place| found.push(format!("{key}:{place:?}")));
        assert_eq!(found, ["rest:Last", "the:Before", "best:Earlier", "of:Earlier", "the:Earlier"]);
    }

    #[test]
    fn a_model_is_read_and_adds_up() {
        let model = EndModel::read("# Remark\n<bias> 11\nthe -300 -50 2\nrest 40 0 0\n").unwrap();
        assert_eq!(model.score("find the rest"), 11 + 40 - 50 + 2);
        assert_eq!(model.score("the"), 11 - 300);
        assert_eq!(EndModel::read("<bias> 1\nthe -300\n").unwrap_err(), 2);
    }
}
