//! Where places of a text are once it was edited.

use crate::diagnostic::Edit;
use crate::text::Span;

/// The bytes that edits replaced, and those that stand there now.
#[derive(Debug)]
pub(super) struct Mapping {
    old: Vec<Span>,
    new: Vec<Span>,
}

impl Mapping {
    /// Of edits that are sorted and don't overlap.
    pub(super) fn new<'e>(edits: impl Iterator<Item = &'e Edit>) -> Self {
        let (mut old, mut new) = (Vec::new(), Vec::new());
        let mut shift: i64 = 0;
        for edit in edits {
            let start = (edit.span.start() as i64 + shift) as usize;
            shift += edit.text.len() as i64 - edit.span.len() as i64;
            old.push(edit.span);
            new.push(Span::new(start, start + edit.text.len()));
        }
        Self { old, new }
    }

    /// Where a span of the old text is in the new.
    pub(super) fn forward(&self, span: Span) -> Span {
        carry(&self.old, &self.new, span)
    }

    /// Where a span of the new text was in the old.
    pub(super) fn back(&self, span: Span) -> Span {
        carry(&self.new, &self.old, span)
    }

    /// Whether an edit lies in a span of the old text, or at one of its ends.
    pub(super) fn touches_old(&self, span: Span) -> bool {
        touches(&self.old, span)
    }

    /// Whether an edit lies in a span of the new text, or at one of its ends.
    pub(super) fn touches_new(&self, span: Span) -> bool {
        touches(&self.new, span)
    }
}

fn touches(edits: &[Span], span: Span) -> bool {
    let after = edits.partition_point(|edit| edit.start <= span.end);
    edits[..after].last().is_some_and(|edit| edit.end >= span.start)
}

/// What begins where a text was inserted begins after it, and what ends there ends before it.
fn carry(from: &[Span], to: &[Span], span: Span) -> Span {
    let moved = |at: usize, index: usize| to[index].end() + (at - from[index].end());
    let start = match from.partition_point(|edit| edit.start <= span.start) {
        0 => span.start(),
        after if span.start < from[after - 1].end => to[after - 1].start(),
        after => moved(span.start(), after - 1),
    };
    let end = match from.partition_point(|edit| edit.start < span.end) {
        0 => span.end(),
        after if span.end <= from[after - 1].end => to[after - 1].end(),
        after => moved(span.end(), after - 1),
    };
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_move_with_the_text_and_back() {
        let edits = [Edit::insert(2, "__"), Edit::replace(Span::new(4, 8), "x"), Edit::delete(Span::new(10, 12))];
        let mapping = Mapping::new(edits.iter());
        let spans = [(0, 2), (2, 4), (0, 3), (4, 8), (5, 6), (8, 10), (12, 14), (0, 14)];
        let moved = [(0, 2), (4, 6), (0, 5), (6, 7), (6, 7), (7, 9), (9, 11), (0, 11)];
        for ((start, end), (to_start, to_end)) in spans.into_iter().zip(moved) {
            let (span, to) = (Span::new(start, end), Span::new(to_start, to_end));
            assert_eq!(mapping.forward(span), to, "{start}..{end}");
            if (start, end) != (5, 6) {
                assert_eq!(mapping.back(to), span, "{to_start}..{to_end}");
            }
        }
        assert!(mapping.touches_old(Span::new(0, 2)) && mapping.touches_new(Span::new(7, 8)));
        assert!(!mapping.touches_old(Span::new(0, 1)) && !mapping.touches_old(Span::new(13, 14)));
    }
}
