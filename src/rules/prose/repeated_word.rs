use std::ops::Range;

use super::twins;
use crate::diagnostic::{Edit, Fix};
use crate::markdown::Passage;
use crate::rule::{Findings, NoOptions, Page};
use crate::text::{Language, Span};

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    for passage in page.passages_with(|text| twins::find(text).map(|(first, _)| first.start)) {
        let text = passage.text();
        for (first, second) in twins::twins(text) {
            let (one, other) = (&text[first.clone()], &text[second.clone()]);
            let end_of_first = passage.source(first.clone()).end();
            let between = end_of_first..passage.source(second.clone()).start();
            // A tag or a comment that is not read may stand between the two.
            let together = page.text()[between].chars().all(|c| c.is_whitespace() || c == '>');
            let slip = together && is_slip(page.language(), &passage, first.start..second.start, (one, other));
            if slip && page.is_in_language() {
                out.report(
                    passage.source(first.start..second.end),
                    format!("\"{one} {other}\": the word stands twice"),
                )
                .help(format!("write \"{one}\" once"))
                .fix(Fix::unsafe_([Edit::delete(Span::new(end_of_first, passage.source(second).end()))]));
            }
        }
    }
}

/// Whether the words that begin at the bounds of `at` are one word too many.
fn is_slip(language: &Language, passage: &Passage, at: Range<usize>, (first, word): (&str, &str)) -> bool {
    let Range { start: before, end: start } = at;
    let text = passage.text();
    let lower = word.to_ascii_lowercase();
    // A stop, a comma or a line break after the first word parts the two; so does markup around one of them.
    let parted = text[before + word.len()..start].chars().any(|c| c != ' ');
    let marked = passage.marks_at(before..start + word.len()).any(|mark| {
        let inside = |at: usize| mark.range.start <= at && at < mark.range.end;
        inside(before) != inside(start)
    });
    // Names double (New York New York), a name may end in the word that follows it (the Parameter parameter), and an
    // operator or an acronym is a word of its own: bitwise AND and assignment.
    let capitals = |word: &str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let common = language.weak.contains(&lower) || language.open.contains(&lower);
    let name = word.starts_with(char::is_uppercase) || first != word && (capitals(first) || !common);
    // Quotes show the pair; a verb with its particle, as in `sign in in the menu`, needs the second one.
    let quoted = text[..before].ends_with(['"', '“', '\'', '‘'])
        && text[start + word.len()..].starts_with(['"', '”', '\'', '’']);
    !(word.is_empty()
        || parted
        || marked
        || name
        || quoted
        || word.len() == 1 && !language.articles.contains(&lower)
        || language.doubled.contains(&lower)
        || language.particles.contains(&lower) && follows_phrasal_verb(language, &text[..before]))
}

fn follows_phrasal_verb(language: &Language, before: &str) -> bool {
    super::reading::words(before).next_back().is_some_and(|verb| language.phrasal.contains_in_any_case(verb))
}
