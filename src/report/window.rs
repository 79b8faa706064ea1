//! The part of a line around a finding: narrow enough for a terminal, with nothing hidden in it.
//!
//! Only the characters around the places are ever looked at, so a line of 100 MB costs no more than a short one.

use std::ops::Range;

use super::drawing::draw;
use super::sanitize::is_hidden;
use super::wrap::{char_width, width};
use crate::diagnostic::Diagnostic;
use crate::text::{SourceFile, Span};

/// Places of one finding that are shown; a rule may name any number.
const PLACES: usize = 6;
/// Context that a place keeps on its left however long its message is.
const LEAST_CONTEXT: usize = 8;
/// Columns that a tab takes at most.
const TAB: usize = 4;

/// One line as it is shown.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Window {
    /// Its line, from 1.
    pub line: usize,
    /// The part of it that is shown, with `…` where it was cut.
    pub text: String,
    /// What is marked in `text`.
    pub marks: Vec<Mark>,
}

/// A marked place.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Bytes of the shown text; may be empty.
    pub range: Range<usize>,
    /// True for the finding itself, false for a further place.
    pub primary: bool,
    /// What is said there.
    pub message: String,
}

/// What is shown of a finding's places.
#[derive(Debug, Default)]
pub(super) struct View {
    /// The lines, in order; none for an empty file.
    pub windows: Vec<Window>,
    /// What is to be said of the finding below its line, where it does not fit beside the mark.
    pub below: Option<String>,
    /// Last line of a finding of several lines, of which only the first is shown.
    pub continues_to: Option<usize>,
    /// Further places that are not shown.
    pub left_out: usize,
}

/// A place on one line.
pub(super) struct Place<'d> {
    pub span: Span,
    /// Its line, from 0.
    line: usize,
    pub primary: bool,
    pub message: &'d str,
}

/// Lays out a finding in lines of at most `columns`.
pub(super) fn view(source: &SourceFile, finding: &Diagnostic, columns: usize) -> View {
    if source.text().is_empty() {
        return View::default();
    }
    let labels = finding.labels.iter().take(PLACES).map(|label| place(source, label.span, false, &label.message));
    let primary = place(source, finding.span, true, &finding.label);
    let beside = fits_beside(source.text(), &primary, columns.saturating_sub(1));
    let below = (!beside).then(|| finding.label.clone());
    let primary = Place { message: if beside { primary.message } else { "" }, ..primary };
    let mut places: Vec<Place<'_>> = std::iter::once(primary).chain(labels).collect();
    places.sort_by_key(|place| (place.span, !place.primary));
    let mut windows = Vec::new();
    let mut rest = &places[..];
    while !rest.is_empty() {
        let together = together(source.text(), rest, columns);
        windows.push(window(source, &rest[..together], columns));
        rest = &rest[together..];
    }
    let last = source.line_index(finding.span.end().max(finding.span.start() + 1) - 1);
    let continues = last > source.line_index(finding.span.start());
    View {
        windows,
        below,
        continues_to: continues.then_some(last + 1),
        left_out: finding.labels.len().saturating_sub(PLACES),
    }
}

/// Whether a mark, cut if need be, leaves room for its message on its right.
fn fits_beside(text: &str, place: &Place<'_>, room: usize) -> bool {
    let marked = columns_of(text, place.span, room * 2 / 5).max(1);
    place.message.is_empty() || LEAST_CONTEXT + marked + 1 + width(place.message) <= room
}

/// A span, cut to its first line and without that line's end.
fn place<'d>(source: &SourceFile, span: Span, primary: bool, message: &'d str) -> Place<'d> {
    let line = source.line_index(span.start());
    let end = source.line_span(line).end();
    Place { span: Span::new(span.start().min(end), span.end().min(end)), line, primary, message }
}

/// How many of the places fit into one window.
fn together(text: &str, places: &[Place<'_>], columns: usize) -> usize {
    let first = &places[0];
    let fits = |place: &&Place<'_>| {
        let span = Span::new(first.span.start(), place.span.end());
        place.line == first.line && columns_of(text, span, columns) + LEAST_CONTEXT <= columns
    };
    1 + places[1..].iter().take_while(fits).count()
}

/// Columns that a span takes, counted no further than `limit`.
fn columns_of(text: &str, span: Span, limit: usize) -> usize {
    let ahead = ahead(text, span, limit);
    ahead.columns + usize::from(ahead.end < span.end())
}

fn window(source: &SourceFile, places: &[Place<'_>], columns: usize) -> Window {
    let text = source.text();
    let line = source.line_span(places[0].line);
    let start = places[0].span.start();
    let last = places.iter().max_by_key(|place| place.span.end).unwrap_or(&places[0]);
    let room = columns.saturating_sub(2);
    // The message stands right of the mark: a mark that fills the line would push it out of sight.
    let message = width(last.message) + usize::from(!last.message.is_empty());
    let marked =
        ahead(text, Span::new(start, last.span.end()), room.saturating_sub(message + LEAST_CONTEXT).max(room * 2 / 5));
    let free = room.saturating_sub(marked.columns);
    let after = ahead(text, Span::new(marked.end, line.end()), free);
    let right = after.columns.min(free / 2);
    let most = free.saturating_sub(message.max(right)).max(LEAST_CONTEXT);
    let (from, left) = behind(text, Span::new(line.start(), start), most);
    let cut = marked.end < last.span.end();
    let upto = if cut { marked.end } else { ahead(text, Span::new(marked.end, line.end()), free - left.min(free)).end };
    let (text, marks) = draw(text, line, Span::new(from, upto), places);
    Window { line: places[0].line + 1, text, marks }
}

/// How far a walk came.
struct Ahead {
    end: usize,
    columns: usize,
}

/// Walks from the start of a span until it ends or `limit` columns are filled.
fn ahead(text: &str, span: Span, limit: usize) -> Ahead {
    let mut columns = 0;
    for (at, c) in span.of(text).char_indices() {
        if columns + cost(c) > limit {
            return Ahead { end: span.start() + at, columns };
        }
        columns += cost(c);
    }
    Ahead { end: span.end(), columns }
}

/// Walks back from the end of a span until its start or `limit` columns; where it came to, and the columns.
fn behind(text: &str, span: Span, limit: usize) -> (usize, usize) {
    let mut columns = 0;
    for (at, c) in span.of(text).char_indices().rev() {
        if columns + cost(c) > limit {
            return (span.start() + at + c.len_utf8(), columns);
        }
        columns += cost(c);
    }
    (span.start(), columns)
}

/// Columns that a character takes when shown. One that takes none counts too, or a line of marks would have no end.
fn cost(c: char) -> usize {
    match c {
        '\t' => TAB,
        c if c.is_ascii_control() => 1,
        c if is_hidden(c) => "⟨U+E0000⟩".chars().count(),
        c => char_width(c).max(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;

    fn views(text: &str, start: usize, end: usize, message: &str, columns: usize) -> View {
        let mut finding = Diagnostic::new("r", Severity::Error, Span::new(start, end), "m");
        finding.label(message);
        view(&SourceFile::new("a.md", text), &finding, columns)
    }

    #[test]
    fn windows_fit_and_hold_the_mark_wherever_it_is() {
        let text = "wörd ☐ 日本 ".repeat(60);
        for columns in [40, 80, 120] {
            for (at, c) in text.char_indices() {
                let shown = views(&text, at, at + c.len_utf8(), "what it says", columns).windows.remove(0);
                assert!(width(&shown.text) <= columns, "{shown:?}");
                let mark = &shown.text[shown.marks[0].range.clone()];
                assert!(mark == c.to_string() || c == ' ' && mark == "·", "{shown:?}");
                assert!(width(&shown.text[..shown.marks[0].range.end]) + 13 <= columns, "{shown:?}");
            }
        }
    }

    #[test]
    fn a_mark_longer_than_the_window_is_cut_and_leaves_room_for_what_it_says() {
        let shown = views(&"x".repeat(500), 100, 400, "twelve chars", 60).windows.remove(0);
        assert!(width(&shown.text) <= 60 && shown.text.starts_with('…') && shown.text.ends_with('…'));
        assert!(width(&shown.text[..shown.marks[0].range.end]) + 13 <= 60, "{shown:?}");
    }

    #[test]
    fn several_lines_are_cut_to_the_first() {
        let shown = views("one\r\ntwo\r\nthree\r\n", 1, 12, "", 60);
        assert_eq!((shown.windows[0].text.as_str(), shown.continues_to), ("one", Some(3)));
        assert_eq!(shown.windows[0].marks[0].range, 1..3);
        assert_eq!(views("one\n", 0, 4, "", 60).continues_to, None);
    }

    #[test]
    fn blanks_at_the_ends_of_a_mark_are_seen() {
        let shown = views("a  b c \u{a0}d", 1, 7, "", 60).windows.remove(0);
        assert_eq!(shown.text, "a··b c·\u{a0}d");
    }
}
