use super::words::{DOUBLED, OPEN, WEAK};
use crate::markdown::Passage;
use crate::rule::{Findings, NoOptions, Page};

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    for passage in page.passages() {
        let mut previous: Option<(usize, &str)> = None;
        let text = passage.text();
        for (start, word) in plain_words(text) {
            if let Some((before, first)) = previous.replace((start, word))
                && word.eq_ignore_ascii_case(first)
                && is_slip(&passage, before, start, (first, word))
            {
                out.report(
                    passage.source(before..start + word.len()),
                    format!("\"{first} {word}\": the word stands twice"),
                )
                .help(format!("write \"{first}\" once"));
            }
        }
    }
}

/// Words parted by nothing but blanks, with their offsets; any other character breaks the chain with an empty word.
fn plain_words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_ascii_whitespace().map(move |piece| {
        let start = at + text[at..].find(piece).unwrap_or(0);
        at = start + piece.len();
        let word = piece.trim_end_matches([',', '.', ';', ':', '!', '?', ')']);
        let plain = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphabetic());
        if plain { (start, word) } else { (start, "") }
    })
}

fn is_slip(passage: &Passage, before: usize, start: usize, (first, word): (&str, &str)) -> bool {
    let text = passage.text();
    let lower = word.to_ascii_lowercase();
    // A stop, a comma or a line break after the first word parts the two; so does markup around one of them.
    let parted = text[before + word.len()..start].chars().any(|c| c != ' ');
    let marked = passage.marks().any(|mark| {
        let inside = |at: usize| mark.range.start <= at && at < mark.range.end;
        inside(before) != inside(start)
    });
    // Names double (New York New York), and a name may end in the word that follows it: the Parameter parameter.
    let name =
        word.starts_with(char::is_uppercase) || first != word && !WEAK.contains(&*lower) && !OPEN.contains(&*lower);
    !(word.is_empty()
        || parted
        || marked
        || name
        || word.len() == 1 && lower != "a"
        || DOUBLED.contains(lower.as_str()))
}
