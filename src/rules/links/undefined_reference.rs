use serde::Deserialize;

use super::footnotes;
use crate::markdown::{BlockKind, LinkKind, Unresolved};
use crate::rule::{Findings, Page};
use crate::site::Site;
use crate::text::{Span, nearest};

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Options {
    shortcut: bool,
    types: Vec<String>,
}

pub fn check(page: &Page, options: &Options, out: &mut Findings) {
    let mut elsewhere: Option<bool> = None;
    let mut suggestions = 0;
    for reference in page.unresolved().iter().filter(|reference| reference.span.len() <= REACH) {
        let wanted = match reference.kind {
            LinkKind::Reference | LinkKind::Collapsed => true,
            LinkKind::Shortcut => options.shortcut,
            LinkKind::Inline | LinkKind::Autolink | LinkKind::Email => false,
        };
        if !wanted
            || is_syntax(page, reference, options)
            || is_escaped(page, reference)
            || marks_item(page, reference)
            || page.learn_at(reference.span).is_some()
            || *elsewhere.get_or_insert_with(|| is_defined_elsewhere(page))
        {
            continue;
        }
        let label = reference.label.trim();
        let finding = out.report(whole(page, reference), format!("nothing defines the reference [{label}]"));
        finding.label("the page shows the brackets as they stand");
        suggestions += 1;
        let compared = if suggestions <= KNOWN { KNOWN } else { 0 };
        let known = page.definitions().iter().take(compared).map(|definition| definition.label.as_ref());
        match nearest(label, known.filter(|known| known.len().max(label.len()) <= COMPARED)) {
            Some(near) => finding.help(format!("this page defines [{near}]")),
            None => finding.help(format!("add a line `[{label}]:` with the destination")),
        };
    }
    // Learn has no footnotes: there, `[^1]` is text with and without a definition.
    if page.site.site != Site::Learn {
        for span in footnotes::undefined(page) {
            if *elsewhere.get_or_insert_with(|| is_defined_elsewhere(page)) {
                return;
            }
            let mark = span.of(page.text());
            out.report(span, format!("nothing defines the footnote {mark}"))
                .label("the page shows the brackets as they stand")
                .help(format!("add a line `{mark}:` with the note"));
        }
    }
}

/// How many labels are compared for a suggestion, and how many suggestions are made: a bound for pages of references
/// alone.
const KNOWN: usize = 128;

/// How long labels may be that are compared: comparing costs length times length.
const COMPARED: usize = 64;

/// How long a reference may be; brackets that hold half a page were not meant as one.
const REACH: usize = 4_096;

/// The reference with the empty brackets of `[label][]`.
fn whole(page: &Page, reference: &Unresolved) -> Span {
    let span = reference.span;
    let collapsed = reference.kind == LinkKind::Collapsed && page.text()[span.end()..].starts_with("[]");
    Span::new(span.start(), span.end() + if collapsed { 2 } else { 0 })
}

/// True for `[a]\[b]`, whose second brackets the writer made text of.
fn is_escaped(page: &Page, reference: &Unresolved) -> bool {
    reference.span.of(page.text()).contains("]\\[")
}

/// True for two words in brackets that open a list item before its sentence, as in `[win][arm64] Add a build`: marks
/// of what the item is about.
fn marks_item(page: &Page, reference: &Unresolved) -> bool {
    let text = page.text();
    let word = |part: &str| !part.is_empty() && !part.contains(char::is_whitespace);
    let rest = &text[whole(page, reference).end()..];
    let prose = rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_uppercase));
    prose
        && reference.kind == LinkKind::Reference
        && reference.span.of(text).split("][").all(|part| word(part.trim_matches(['[', ']'])))
        && page
            .block_at(reference.span.start())
            .is_some_and(|block| block.opens_item && block.span.start() == reference.span.start())
}

/// True for brackets that index, type, repeat or mark, as they do in many languages: `a[0][1]`, `[int][string]`,
/// `[a-z][0-9]*`, `[-Force][-Path]`, `[x][ ]`.
fn is_syntax(page: &Page, reference: &Unresolved, options: &Options) -> bool {
    let text = page.text();
    let before = text[..reference.span.start()].chars().next_back();
    let after = text[whole(page, reference).end()..].chars().next();
    let indexes =
        before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | ')' | ']' | '.' | '"' | '\\'));
    let repeats = after.is_some_and(|c| matches!(c, '*' | '+' | '{' | '[' | '$'));
    let words = reference.span.of(text).trim_start_matches('!').split("][").map(|part| part.trim_matches(['[', ']']));
    let typed = options.types.iter().any(|name| name.eq_ignore_ascii_case(reference.label.trim()));
    indexes || repeats || typed || words.chain([reference.label.as_ref()]).any(|word| is_token(word.trim()))
}

fn is_token(word: &str) -> bool {
    let mark = word.chars().next();
    !word.chars().any(char::is_alphabetic)
        || mark.is_some_and(|c| matches!(c, '^' | '!' | '-' | '@' | '$' | '<' | '\\' | ':' | '~'))
        || is_class(word)
}

/// True for the ranges of a regular expression: `a-z`, `A-Za-z0-9`.
fn is_class(word: &str) -> bool {
    word.len() < 32
        && word.len().is_multiple_of(3)
        && word.as_bytes().chunks(3).all(|part| part[1] == b'-' && part[0] < part[2])
}

/// True where definitions may stand elsewhere: the page takes in another file before it is parsed, as on mdBook and
/// Jekyll, or rustdoc reads it, where `[text][std::fmt]` leads to an item.
fn is_defined_elsewhere(page: &Page) -> bool {
    let text = page.text();
    page.unresolved().iter().any(|reference| reference.label.contains("::"))
        || ["{{#include", "{% include", "--8<--"].into_iter().any(|mark| {
            let mut places = memchr::memmem::find_iter(text.as_bytes(), mark);
            places.any(|at| page.block_at(at).is_some_and(|block| !matches!(block.kind, BlockKind::Code { .. })))
        })
}
