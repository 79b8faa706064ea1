use serde::Deserialize;

use crate::markdown::{Passage, PassageKind, token};
use crate::rule::{Findings, Page};

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Options {
    words: Vec<String>,
    phrases: Vec<String>,
}

pub fn check(page: &Page, options: &Options, out: &mut Findings) {
    let present = |word: &&String| memchr::memmem::find(page.text().as_bytes(), word.as_bytes()).is_some();
    let words: Vec<&String> = options.words.iter().filter(present).collect();
    for passage in page.passages() {
        for word in &words {
            marker(&passage, word, out);
        }
        phrases(&passage, options, out);
        insertions(&passage, out);
    }
}

/// An upper-case marker that stands for missing text: alone, with a colon, or at the end of a sentence or cell.
fn marker(passage: &Passage, word: &str, out: &mut Findings) {
    let text = passage.text();
    for at in memchr::memmem::find_iter(text.as_bytes(), word) {
        let end = at + word.len();
        let before = text[..at].chars().next_back();
        let after = text[end..].chars().next();
        let joins = |c: char| {
            c.is_alphanumeric() || token::is_token(c) || matches!(c, '_' | '-' | '/' | '.' | '"' | '“' | '\'')
        };
        let whole = !before.is_some_and(joins) && !after.is_some_and(|c| joins(c) && c != '.');
        if whole && stands_for_text(passage, at, end) && !is_set_apart(passage, at, end) {
            out.report(passage.source(at..end), format!("placeholder left in the text: {word}"))
                .help("write what belongs here, or take it out");
        }
    }
}

/// `TODO: ...`, a passage or sentence that is only the marker, `The limit is TBD.`; not `the TODO comments`.
fn stands_for_text(passage: &Passage, at: usize, end: usize) -> bool {
    let text = passage.text();
    let after = text[end..].trim_start();
    let starts = text[..at].trim().is_empty() || text[..at].trim_end().ends_with(['.', '(', ':']);
    let colon = after.starts_with(':') && starts;
    let ends = after.is_empty() || after.starts_with(['.', ')']);
    let only = starts && ends;
    let says_is =
        super::reading::words(&text[..at]).next_back().is_some_and(|word| matches!(word, "is" | "are" | "be"));
    let in_cell = matches!(passage.kind(), PassageKind::Cell { .. });
    colon || only || ends && says_is && !in_cell
}

/// Emphasis and links make the marker a term that the text speaks of.
fn is_set_apart(passage: &Passage, at: usize, end: usize) -> bool {
    let whole = passage.text().trim().len() == end - at;
    !whole && passage.marks_at(at..end).any(|mark| mark.range == (at..end))
}

fn phrases(passage: &Passage, options: &Options, out: &mut Findings) {
    let text = passage.text();
    for phrase in &options.phrases {
        // A phrase in quotes or markup is spoken of, not left behind; the start of a passage or sentence is where filler stands.
        let Some(start) = text.get(..phrase.len()).filter(|start| start.eq_ignore_ascii_case(phrase)) else { continue };
        out.report(passage.source(0..start.len()), format!("filler left in the text: {start}"))
            .help("write what belongs here, or take it out");
    }
}

/// `[insert product name]`
fn insertions(passage: &Passage, out: &mut Findings) {
    let text = passage.text();
    for open in memchr::memchr_iter(b'[', text.as_bytes()) {
        let rest = &text[open + 1..];
        let named = ["insert ", "Insert ", "INSERT "].iter().any(|word| rest.starts_with(word));
        let close = if named { rest.find(['[', ']']).filter(|&at| rest[at..].starts_with(']')) } else { None };
        if let Some(close) = close {
            let range = open..open + close + 2;
            out.report(passage.source(range.clone()), format!("placeholder left in the text: {}", &text[range]))
                .help("write what belongs here, or take it out");
        }
    }
}
