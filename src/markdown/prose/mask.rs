//! Puts a token in the place of a stretch of a passage that is written in no words.

use std::ops::Range;

use super::pieces::{Piece, source};
use super::{MarkKind, Prose};

/// A stretch of a passage's text, and the token for it.
pub(super) type Masked = (Range<usize>, char);

/// A passage as it read before.
struct Before {
    /// Where it begins in the text of the page.
    from: usize,
    text: String,
    pieces: Vec<Piece>,
}

impl Prose {
    /// Masks stretches, in order, of the last passage. It begins at `from` in the text, and with these pieces and marks.
    pub(super) fn mask(&mut self, from: usize, first_piece: usize, first_mark: usize, masked: &[Masked]) {
        let before = Before { from, text: self.text.split_off(from), pieces: self.pieces.split_off(first_piece) };
        let mut kept = 0;
        for (range, token) in masked {
            self.keep(&before, kept..range.start);
            if let Some(source) = source(&before.pieces, from + range.start..from + range.end) {
                self.pieces.push(Piece { at: self.text.len() as u32, source, verbatim: false });
            }
            self.text.push(*token);
            kept = range.end;
        }
        self.keep(&before, kept..before.text.len());
        self.move_marks(first_mark, masked);
    }

    /// Takes over a stretch of the passage as it read.
    fn keep(&mut self, before: &Before, range: Range<usize>) {
        let (start, end) = (before.from + range.start, before.from + range.end);
        let first = before.pieces.partition_point(|piece| piece.at as usize <= start).saturating_sub(1);
        for (index, piece) in before.pieces.iter().enumerate().skip(first) {
            let next = before.pieces.get(index + 1).map_or(before.from + before.text.len(), |next| next.at as usize);
            let (from, to) = (start.max(piece.at as usize), end.min(next));
            if piece.at as usize >= end {
                break;
            }
            if from < to {
                let at = (self.text.len() + from - start) as u32;
                self.pieces.push(Piece { at, source: piece.part(from..to), verbatim: piece.verbatim });
            }
        }
        self.text.push_str(&before.text[range]);
    }

    /// Marks that begin or end amid a formula are signs of it that Markdown took for its own: they go.
    fn move_marks(&mut self, first: usize, masked: &[Masked]) {
        let marks = self.marks.split_off(first);
        let shrunk: Vec<usize> = masked
            .iter()
            .scan(0, |sum, (range, token)| {
                *sum += range.len() - token.len_utf8();
                Some(*sum)
            })
            .collect();
        let moved = |at: u32| {
            let before = masked.partition_point(|(range, _)| range.end <= at as usize);
            let outside = masked.get(before).is_none_or(|(range, _)| range.start >= at as usize);
            outside.then(|| at - before.checked_sub(1).map_or(0, |last| shrunk[last] as u32))
        };
        let moved = |(kind, start, end): (MarkKind, u32, u32)| Some((kind, moved(start)?, moved(end)?));
        self.marks.extend(marks.into_iter().filter_map(moved));
    }
}
