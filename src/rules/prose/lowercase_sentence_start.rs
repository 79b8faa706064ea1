use std::collections::HashMap;
use std::ops::Range;

use super::reading;
use crate::markdown::{BlockKind, MarkKind, Passage, PassageKind, token};
use crate::rule::{Findings, NoOptions, Page};
use crate::text::Words;

const HELP: &str =
    "start it with a capital, or put back the words that were lost; a name that is written so goes into `words.names`";

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    let mut subjects = Subjects { page, known: HashMap::new() };
    let mut previous: Option<Passage> = None;
    for passage in page.passages() {
        if passage.kind() != PassageKind::Heading {
            seams(&mut subjects, &passage, out);
        }
        if passage.kind() == PassageKind::Paragraph {
            start(&mut subjects, &passage, previous.as_ref(), out);
        }
        previous = Some(passage);
    }
}

/// Sentences that start in lower case after the end of another in the same passage.
fn seams<'p>(subjects: &mut Subjects<'p, '_>, passage: &Passage<'p>, out: &mut Findings) {
    let text = passage.text();
    let mut english: Option<bool> = None;
    let mut before: Option<Range<usize>> = None;
    for sentence in passage.sentences() {
        let Some(previous) = before.replace(sentence.clone()) else { continue };
        let gap = &text[previous.end..sentence.start];
        let Some(word) = lower_word(&text[sentence.clone()], &subjects.page.language().names) else { continue };
        let ends = reading::is_terminated(&text[previous.clone()]) && !gap.contains('\n');
        let real = ends && is_clause(&text[previous.clone()]) && !is_apart(passage, &previous, &sentence);
        // Asked once a passage: it may have as many seams as words.
        if !real || subjects.has(word) || !*english.get_or_insert_with(|| passage.is_in_language()) {
            continue;
        }
        let blanks = gap.chars().count();
        let message = match blanks {
            1 => format!("sentence starts in lower case: \"{word}\""),
            _ => format!("sentence starts in lower case after {blanks} spaces: \"{word}\""),
        };
        let span = passage.source(sentence.start..sentence.start + word.len());
        let finding = out.report(span, message);
        if blanks > 1 {
            finding.label("words are probably missing here");
        }
        finding.help(HELP);
    }
}

/// A paragraph that starts in the middle of a sentence.
fn start<'p>(subjects: &mut Subjects<'p, '_>, passage: &Passage<'p>, previous: Option<&Passage>, out: &mut Findings) {
    let text = passage.text();
    let Some(first) = passage.sentences().next() else { return };
    let Some(word) = lower_word(&text[first.clone()], &subjects.page.language().names) else { return };
    let full = reading::is_terminated(&text[first.clone()]) && reading::words(&text[first.clone()]).nth(4).is_some();
    let term = passage.marks().any(|mark| mark.range.start == first.start) || text.contains(" : ");
    if !full || term || subjects.has(word) || !passage.is_in_language() || !follows_an_end(passage, previous) {
        return;
    }
    let span = passage.source(first.start..first.start + word.len());
    out.report(span, format!("paragraph starts in lower case: \"{word}\"")).help(HELP);
}

/// True where the text before has come to an end, so that the paragraph is no continuation of it.
fn follows_an_end(passage: &Passage, previous: Option<&Passage>) -> bool {
    let Some(block) = passage.previous() else { return true };
    match block.kind {
        BlockKind::Heading { .. } | BlockKind::Tab | BlockKind::Rule => true,
        BlockKind::Paragraph => previous.is_some_and(|previous| {
            std::ptr::eq(previous.block(), block)
                && reading::same_depth(block, passage.block())
                // What goes on after a paragraph without an end is the finding of another rule, at that end.
                && reading::is_terminated(previous.text())
                && reading::words(previous.text()).nth(2).is_some()
        }),
        BlockKind::Code { .. } | BlockKind::Html | BlockKind::Table | BlockKind::Learn(_) => false,
    }
}

/// The first word, if it is a plain word in lower case: not a name, an identifier, an enumerator or an address.
fn lower_word<'t>(sentence: &'t str, names: &Words) -> Option<&'t str> {
    if !sentence.starts_with(|c: char| c.is_ascii_lowercase()) {
        return None;
    }
    let end = sentence.find(|c: char| c.is_whitespace() || token::is_token(c)).unwrap_or(sentence.len());
    let whole = &sentence[..end];
    let word = whole.trim_end_matches([',', ';', ':', '.', '!', '?', ')', '"', '”']);
    // A hyphen inside makes a name of most words that are written small: `fancy-regex`.
    let plain = word.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '\'' | '’'));
    // GitHub writes `by @name in https://...` into the notes of a release.
    let credit = sentence[end..].starts_with(" @");
    let joined = credit || sentence[end..].starts_with(token::is_token) || whole.ends_with(')');
    let single = word.len() == 1 && whole != "a";
    let name = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    (plain && !joined && !single && !names.contains(name) && end < sentence.len()).then_some(word)
}

/// Which words the page uses as names: its title or first heading writes them so, as in `# hyper`, or they are set in
/// code somewhere.
struct Subjects<'p, 'a> {
    page: &'p Page<'a>,
    known: HashMap<&'p str, bool>,
}

impl<'p> Subjects<'p, '_> {
    /// Words that are looked up, each over the whole page; a page of many more is no page to be kind to.
    const MOST: usize = 64;

    fn has(&mut self, word: &'p str) -> bool {
        if let Some(&known) = self.known.get(word) {
            return known;
        }
        let found = self.known.len() < Self::MOST && is_subject(self.page, word);
        self.known.insert(word, found);
        found
    }
}

fn is_subject(page: &Page, word: &str) -> bool {
    let part_of = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    // Only a short title names its subject; a sentence in one holds words of every kind.
    let named =
        |text: &str| text.split_whitespace().nth(4).is_none() && text.split(|c| !part_of(c)).any(|part| part == word);
    let title = page.front_matter().get("title").and_then(|field| field.value.scalar());
    let mut headings = page.headings().iter().filter(|heading| heading.level == 1).take(3);
    title.is_some_and(named)
        || headings.any(|heading| named(&heading.text))
        || memchr::memmem::find(page.text().as_bytes(), format!("`{word}`").as_bytes()).is_some()
}

/// True for more than a label, a number or a word before the stop.
fn is_clause(sentence: &str) -> bool {
    let before = sentence.trim_end_matches(['.', '!', '?']);
    let dot_by_itself = before.ends_with(char::is_whitespace) || before.ends_with(token::is_token) && before.len() < 3;
    !dot_by_itself && reading::words(sentence).nth(1).is_some()
}

/// True where markup sets the words apart, so that the stop belongs to a title or a term: `*Why?* because`.
fn is_apart(passage: &Passage, previous: &Range<usize>, sentence: &Range<usize>) -> bool {
    let text = passage.text();
    let asks = text[previous.clone()].trim_end_matches([')', '"', '”']).ends_with(['?', '!']);
    passage.marks_at(previous.end..sentence.start).any(|mark| {
        let closes = mark.range.end == previous.end;
        closes && (asks || mark.kind == MarkKind::Link) || mark.range.start == sentence.start
    })
}
