//! Draws the shown part of a line: hidden characters made visible, marks moved to where they then stand.

use super::sanitize::{is_hidden, push_visible, sanitize};
use super::window::{Mark, Place};
use crate::text::Span;

/// The text of a window over the bytes `shown` of a line, and its marks.
pub(super) fn draw(text: &str, line: Span, shown: Span, places: &[Place<'_>]) -> (String, Vec<Mark>) {
    let mut drawing = Drawing::new(places, shown);
    drawing.draw(text, line);
    (drawing.out, drawing.marks)
}

/// A window while it is drawn.
struct Drawing<'p> {
    places: &'p [Place<'p>],
    shown: Span,
    out: String,
    marks: Vec<Mark>,
}

impl<'p> Drawing<'p> {
    fn new(places: &'p [Place<'p>], shown: Span) -> Self {
        let mark = |place: &Place<'_>| Mark {
            range: 0..0,
            primary: place.primary,
            message: sanitize(place.message).into_owned(),
        };
        Self { places, shown, out: String::new(), marks: places.iter().map(mark).collect() }
    }

    fn draw(&mut self, text: &str, line: Span) {
        let edges: Vec<[Span; 2]> = self.places.iter().map(|place| blank_edges(text, place.span, self.shown)).collect();
        if line.start < self.shown.start {
            self.out.push('…');
        }
        for (at, c) in self.shown.of(text).char_indices() {
            let at = self.shown.start() + at;
            self.mark(at);
            let inside = self.places.iter().any(|place| place.span.contains(at));
            let at_edge = edges.iter().flatten().any(|edge| edge.contains(at));
            match c {
                '\t' if inside => self.out.push('→'),
                '\t' => self.out.push('\t'),
                ' ' if at_edge => self.out.push('·'),
                c if inside && c != ' ' && c.is_whitespace() && !is_hidden(c) => self.out.push('·'),
                c => push_visible(&mut self.out, c),
            }
        }
        self.mark(self.shown.end());
        if self.shown.end < line.end {
            self.out.push('…');
        }
        for (mark, place) in self.marks.iter_mut().zip(self.places) {
            if place.span.end > self.shown.end {
                mark.range.end = self.out.len();
            }
        }
    }

    /// Notes which marks begin and end at a byte of the file.
    fn mark(&mut self, at: usize) {
        for (mark, place) in self.marks.iter_mut().zip(self.places) {
            if place.span.start() == at {
                mark.range = self.out.len()..self.out.len();
            }
            if place.span.end() == at {
                mark.range.end = self.out.len();
            }
        }
    }
}

/// The blanks at both ends of a place: nobody sees where it begins or ends without them.
fn blank_edges(text: &str, place: Span, shown: Span) -> [Span; 2] {
    let seen = Span::new(place.start().max(shown.start()).min(shown.end()), place.end().min(shown.end()));
    let trimmed = seen.trimmed(text);
    [Span::new(seen.start(), trimmed.start()), Span::new(trimmed.end(), seen.end())]
}
