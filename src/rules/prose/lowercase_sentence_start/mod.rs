//! `lowercase-sentence-start`: sentences, paragraphs and list items without their capital, or without their beginning.

mod gap;
mod seam;
mod subjects;

use self::subjects::Subjects;
use super::reading;
use crate::markdown::{Block, BlockKind, Passage, PassageKind, token};
use crate::rule::{Findings, NoOptions, Page};
use crate::text::Language;

const HELP: &str =
    "start it with a capital, or put back the words that were lost; a name that is written so goes into `words.names`";

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    let mut subjects = Subjects::of(page);
    let mut lists = Lists::default();
    for passage in page.passages() {
        if passage.kind() != PassageKind::Heading {
            seam::check(&mut subjects, &passage, out);
        }
        let in_style = lists.enter(&passage);
        match passage.kind() {
            PassageKind::Paragraph => start(&mut subjects, &passage, out),
            PassageKind::Item if in_style => item(&mut subjects, &passage, out),
            PassageKind::Item | PassageKind::Heading | PassageKind::Cell { .. } => {}
        }
    }
    gap::check(page, out);
}

/// A paragraph that starts in the middle of a sentence, or without its capital.
fn start<'p>(subjects: &mut Subjects<'p, '_>, passage: &Passage<'p>, out: &mut Findings) {
    let Some(word) = lower_start(subjects.language(), passage) else { return };
    if subjects.has(word) || !passage.is_in_language() || !follows_an_end(subjects.page, passage) {
        return;
    }
    let message = match subjects.language().continuations.contains(word) {
        true => format!("paragraph starts in the middle of a sentence: \"{word}\""),
        false => format!("paragraph starts in lower case: \"{word}\""),
    };
    out.report(passage.source(0..word.len()), message).help(HELP);
}

/// An item whose siblings before it are full sentences that start with a capital.
fn item<'p>(subjects: &mut Subjects<'p, '_>, passage: &Passage<'p>, out: &mut Findings) {
    let Some(word) = lower_start(subjects.language(), passage) else { return };
    if !subjects.has(word) && passage.is_in_language() {
        out.report(passage.source(0..word.len()), format!("list item starts in lower case: \"{word}\""))
            .note("items before it are sentences that start with a capital")
            .help(HELP);
    }
}

/// The first word of a passage of full sentences, if it is a plain one in lower case.
fn lower_start<'p>(language: &Language, passage: &Passage<'p>) -> Option<&'p str> {
    let text = passage.text();
    // What is told at a glance comes first: few passages start so.
    if !text.starts_with(|c: char| c.is_ascii_lowercase()) {
        return None;
    }
    let mut sentences = passage.sentences().map(|range| &text[range]);
    let first = sentences.next()?;
    let word = lower_word(language, first)?;
    // A few words may be a label, unless sentences follow them.
    let long = reading::words(first).nth(4).is_some();
    let mut begun =
        || sentences.next().is_some_and(|next| reading::is_terminated(next) && reading::words(next).nth(2).is_some());
    let full = reading::is_terminated(first) && (long || reading::words(first).nth(1).is_some() && begun());
    let term = passage.marks_at(0..0).next().is_some() || text.contains(" : ");
    (full && !term).then_some(word)
}

/// Of each list around the current passage, whether one of its items was a full sentence with a capital.
#[derive(Default)]
struct Lists(Vec<bool>);

impl Lists {
    /// Takes the next passage; true for an item of a list of sentences.
    fn enter(&mut self, passage: &Passage) -> bool {
        let depth = passage.block().list_depth as usize;
        self.0.resize(depth, false);
        let Some(sentences) = self.0.last_mut().filter(|_| passage.kind() == PassageKind::Item) else { return false };
        let text = passage.text();
        let full = || reading::is_terminated(text) && reading::words(text).nth(4).is_some();
        let before = *sentences;
        *sentences = before || text.starts_with(|c: char| c.is_uppercase()) && full();
        before
    }
}

/// True where the text before has come to an end, so that the paragraph is no continuation of it.
fn follows_an_end(page: &Page, passage: &Passage) -> bool {
    let Some(block) = passage.previous() else { return true };
    match block.kind {
        BlockKind::Heading { .. } | BlockKind::Tab | BlockKind::Rule | BlockKind::Table | BlockKind::Learn(_) => true,
        BlockKind::Paragraph => passage.previous_passage().is_some_and(|previous| {
            (passage.block().quote_depth <= block.quote_depth || opens_alert(page, block, passage))
                // What goes on after a paragraph without an end is the finding of another rule, at that end.
                && reading::is_terminated(previous.text())
                && reading::words(previous.text()).nth(2).is_some()
        }),
        // A comment may stand amid a sentence.
        BlockKind::Code { .. } | BlockKind::Html => false,
    }
}

/// `> [!NOTE]`; any other quotation may begin anywhere in what it quotes.
fn opens_alert(page: &Page, before: &Block, passage: &Passage) -> bool {
    let between = page.text().get(before.span.end()..passage.span().start());
    between.is_some_and(|between| memchr::memmem::find(between.as_bytes(), b"[!").is_some())
}

/// The first word, if it is a plain word in lower case: not a name, an identifier, an enumerator or an address.
fn lower_word<'t>(language: &Language, sentence: &'t str) -> Option<&'t str> {
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
    // A command with an option, `rm -r`; a label, `url: An address`.
    let option = sentence[end..]
        .strip_prefix(" -")
        .is_some_and(|rest| rest.starts_with(|c: char| c != '-' && !c.is_whitespace()));
    let joined = credit || option || sentence[end..].starts_with(token::is_token) || whole.ends_with([')', ':']);
    let single = word.len() == 1 && !language.articles.contains(whole);
    // `cf. the list` and `approx. five`: the stop is part of the word.
    let short = whole.ends_with('.') && language.abbreviations.contains(word);
    let name = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    let named = language.names.contains(name) && !takes_object(language, &sentence[end..]);
    (plain && !joined && !single && !short && !named).then_some(word)
}

/// `make sure`, `make it so`: a name is not followed by what only a verb takes.
fn takes_object(language: &Language, after: &str) -> bool {
    reading::words(after)
        .next()
        .is_some_and(|word| language.objects.contains(word) || language.determiners.contains(word))
}
