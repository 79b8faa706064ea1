//! `truncated-sentence`: named evidence, each a small function; weak clues count only together.

mod fragment;
mod marks;
mod seams;
mod siblings;
mod tail;
mod words;

pub(super) use self::tail::Tail;
use super::reading;
use crate::markdown::Passage;
use crate::rule::{Findings, NoOptions, Page};

/// One clue that a sentence stops mid-thought.
struct Evidence {
    weight: u32,
    /// The clue in words: `"the" needs a word after it`.
    what: String,
}

/// Evidence of this weight is enough.
const ENOUGH: u32 = 2;

/// What looks for one clue.
type Clue = fn(&Tail) -> Option<Evidence>;

/// All clues, in the order in which a message names them.
const CLUES: [Clue; 10] = [
    words::open_word,
    words::weak_word,
    words::unlike_an_end,
    marks::comma,
    marks::joint,
    marks::scrap,
    marks::lead_in,
    fragment::fragment,
    seams::goes_on,
    seams::trailing_blank,
];

impl Evidence {
    /// Speaks for itself.
    fn strong(what: impl Into<String>) -> Option<Self> {
        Some(Self { weight: ENOUGH, what: what.into() })
    }

    fn is_strong(&self) -> bool {
        self.weight >= ENOUGH
    }

    /// Needs another.
    fn weak(what: impl Into<String>) -> Option<Self> {
        Some(Self { weight: 1, what: what.into() })
    }
}

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    for passage in page.passages().filter(reading::is_prose) {
        let text = passage.text().trim_end();
        if reading::is_terminated(text) {
            lost_reference(page, &passage, out);
            continue;
        }
        if !text.ends_with(tells) {
            continue;
        }
        let Some(tail) = Tail::read(page, passage) else { continue };
        let found = evidence(&tail);
        if is_enough(&found) && passage.is_in_language() {
            report(&tail, &found, out);
        }
    }
}

/// True for what a clue may be found in at the end of a text: a word, or a mark that joins. Told at a glance, so it is
/// asked first.
fn tells(last: char) -> bool {
    last.is_alphanumeric() || matches!(last, '\'' | '’' | '-' | ',' | ';' | '–' | '—' | '/' | '(' | '[' | ':')
}

/// True where the evidence says that a sentence stops before its end.
pub(super) fn is_cut(tail: &Tail) -> bool {
    is_enough(&evidence(tail))
}

fn evidence(tail: &Tail) -> Vec<Evidence> {
    CLUES.iter().filter_map(|clue| clue(tail)).collect()
}

fn is_enough(found: &[Evidence]) -> bool {
    found.iter().map(|evidence| evidence.weight).sum::<u32>() >= ENOUGH
}

fn report(tail: &Tail, found: &[Evidence], out: &mut Findings) {
    let clues = found.iter().map(|evidence| evidence.what.as_str()).collect::<Vec<_>>().join(", ");
    let what = if tail.is_item() { "list item" } else { "paragraph" };
    let span = tail.passage.source(tail.last_words());
    let (shown, following) = (tail.shown(), tail.following.words());
    out.report(span, format!("{what} ends in the middle of a sentence: \"{shown}\" ({clues}; {following})"))
        .help("finish the sentence; where it is whole, end it with a full stop");
}

/// `For more information, see.`: the link was lost.
fn lost_reference(page: &Page, passage: &Passage, out: &mut Findings) {
    let Some(last) = passage.sentences().next_back() else { return };
    let Some(bare) = passage.text()[last.clone()].strip_suffix('.') else { return };
    if page.language().refers(bare) {
        out.report(passage.source(last), "the sentence names nothing to see")
            .help("add the link that belongs at its end");
    }
}
