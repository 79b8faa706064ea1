use std::ops::Range;

use super::reading;
use super::words::{DOUBLED, OPEN, WEAK};
use crate::markdown::Passage;
use crate::rule::{Findings, NoOptions, Page};

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    for passage in page.passages() {
        twins(passage.text(), |first, second| {
            let text = passage.text();
            let (one, other) = (&text[first.clone()], &text[second.clone()]);
            let between = passage.source(first.start..first.end).end()..passage.source(second.clone()).start();
            // A tag or a comment that is not read may stand between the two.
            let together = page.text()[between].chars().all(|c| c.is_whitespace() || c == '>');
            if together && is_slip(&passage, first.start, second.start, (one, other)) && reading::is_english_page(page)
            {
                out.report(
                    passage.source(first.start..second.end),
                    format!("\"{one} {other}\": the word stands twice"),
                )
                .help(format!("write \"{one}\" once"));
            }
        });
    }
}

/// Hands out each two words in a row that are the same letters in any case, with only blanks between them. This looks
/// at every word of every page: most pairs differ in their first letter, and nothing else is looked at then.
fn twins(text: &str, mut found: impl FnMut(Range<usize>, Range<usize>)) {
    let bytes = text.as_bytes();
    let mut start = 0;
    for blank in memchr::memchr_iter(b' ', bytes) {
        let next = blank + 1;
        match bytes.get(next) {
            None => return,
            // The last blank of several parts the words.
            Some(b' ') => continue,
            Some(second) if bytes[start] | 0x20 == second | 0x20 => {
                let end = start + bytes[start..blank].trim_ascii_end().len();
                if is_twin(&bytes[start..end], &bytes[next..]) {
                    found(start..end, next..next + (end - start));
                }
            }
            Some(_) => {}
        }
        start = next;
    }
}

/// True where `rest` begins with the plain word `first` again, with or without a mark behind it.
fn is_twin(first: &[u8], rest: &[u8]) -> bool {
    let Some((word, after)) = rest.split_at_checked(first.len()) else { return false };
    let ends = matches!(after.first(), None | Some(b' ' | b'\n' | b',' | b'.' | b';' | b':' | b'!' | b'?' | b')'));
    ends && !first.is_empty() && word.eq_ignore_ascii_case(first) && first.iter().all(u8::is_ascii_alphabetic)
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
