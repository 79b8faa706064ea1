use super::words::{DOUBLED, OPEN, WEAK};
use crate::markdown::Passage;
use crate::rule::{Findings, NoOptions, Page};

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    for passage in page.passages() {
        let text = passage.text();
        let mut previous = "";
        for piece in text.split_ascii_whitespace() {
            let first = std::mem::replace(&mut previous, piece);
            if !is_twin(first, piece) {
                continue;
            }
            let offset = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
            let (before, start) = (offset(first), offset(piece));
            let word = &piece[..first.len()];
            if is_slip(&passage, before, start, (first, word)) {
                out.report(
                    passage.source(before..start + word.len()),
                    format!("\"{first} {word}\": the word stands twice"),
                )
                .help(format!("write \"{first}\" once"));
            }
        }
    }
}

/// True where `piece` is the plain word `first` again, with or without a mark behind it.
fn is_twin(first: &str, piece: &str) -> bool {
    let (one, other) = (first.as_bytes(), piece.as_bytes());
    // Most pairs differ in their first letter: nothing else is looked at then.
    if one.first().map(u8::to_ascii_lowercase) != other.first().map(u8::to_ascii_lowercase) || other.len() < one.len() {
        return false;
    }
    let (word, rest) = other.split_at(one.len());
    one.eq_ignore_ascii_case(word)
        && one.iter().all(u8::is_ascii_alphabetic)
        && rest.iter().all(|byte| matches!(byte, b',' | b'.' | b';' | b':' | b'!' | b'?' | b')'))
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
