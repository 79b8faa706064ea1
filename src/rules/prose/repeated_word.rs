use super::twins;
use super::words::{DOUBLED, OPEN, WEAK};
use crate::markdown::Passage;
use crate::rule::{Findings, NoOptions, Page};

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    for passage in page.passages_with(|text| twins::find(text).map(|(first, _)| first.start)) {
        let text = passage.text();
        for (first, second) in twins::twins(text) {
            let (one, other) = (&text[first.clone()], &text[second.clone()]);
            let between = passage.source(first.start..first.end).end()..passage.source(second.clone()).start();
            // A tag or a comment that is not read may stand between the two.
            let together = page.text()[between].chars().all(|c| c.is_whitespace() || c == '>');
            if together && is_slip(&passage, first.start, second.start, (one, other)) && page.is_in_language() {
                out.report(
                    passage.source(first.start..second.end),
                    format!("\"{one} {other}\": the word stands twice"),
                )
                .help(format!("write \"{one}\" once"));
            }
        }
    }
}

fn is_slip(passage: &Passage, before: usize, start: usize, (first, word): (&str, &str)) -> bool {
    let text = passage.text();
    let lower = word.to_ascii_lowercase();
    // A stop, a comma or a line break after the first word parts the two; so does markup around one of them.
    let parted = text[before + word.len()..start].chars().any(|c| c != ' ');
    let marked = passage.marks_at(before..start + word.len()).any(|mark| {
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
