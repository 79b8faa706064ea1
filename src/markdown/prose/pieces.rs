//! The way back from masked text to the source.

use std::ops::Range;

use crate::text::Span;

/// A run of the masked text and the source that it comes from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// Where it begins in the masked text.
    pub at: u32,
    /// The source; as long as the piece where the text stands there as it reads, else the whole of what a token stands for.
    pub source: Span,
    pub verbatim: bool,
}

impl Piece {
    /// The source of a part of it, given as a range of the masked text.
    pub(super) fn part(&self, range: Range<usize>) -> Span {
        if !self.verbatim {
            return self.source;
        }
        let shift = self.source.start();
        let at = self.at as usize;
        Span::new(shift + range.start - at, shift + range.end - at)
    }
}

/// The source of a range of the masked text that lies in these pieces; nothing without a piece.
pub(super) fn source(pieces: &[Piece], range: Range<usize>) -> Option<Span> {
    let first = pieces.first()?;
    let begin = piece_at(pieces, range.start);
    let start = match begin.verbatim {
        true => begin.source.start() + range.start.saturating_sub(begin.at as usize),
        false => begin.source.start(),
    };
    if range.is_empty() {
        return Some(Span::at(start.max(first.source.start())));
    }
    let end = piece_at(pieces, range.end - 1);
    let end = match end.verbatim {
        true => end.source.start() + range.end - end.at as usize,
        false => end.source.end(),
    };
    Some(Span::new(start, end))
}

/// The piece that holds a byte of the masked text.
pub(super) fn piece_at(pieces: &[Piece], at: usize) -> Piece {
    let after = pieces.partition_point(|piece| piece.at as usize <= at);
    pieces[after.saturating_sub(1)]
}
