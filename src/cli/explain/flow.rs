//! Styled words that are broken into lines.

use std::io;

use anstyle::Style;

use crate::report::{Painter, width};

/// Running text while it is collected: words, each of pieces in one style.
#[derive(Default)]
pub(super) struct Flow {
    words: Vec<Vec<(Style, String)>>,
    /// True where the next piece belongs to the last word.
    open: bool,
}

impl Flow {
    /// Adds a text; blanks in it part words.
    pub fn text(&mut self, style: Style, text: &str) {
        for (at, part) in text.split([' ', '\n', '\t']).enumerate() {
            self.open &= at == 0;
            if !part.is_empty() {
                self.unbroken(style, part);
            }
        }
    }

    /// Adds a piece that stays on one line.
    pub fn unbroken(&mut self, style: Style, piece: &str) {
        let piece = (style, piece.to_owned());
        match self.words.last_mut() {
            Some(word) if self.open => word.push(piece),
            _ => self.words.push(vec![piece]),
        }
        self.open = true;
    }

    /// Parts the last word from the next.
    pub fn blank(&mut self) {
        self.open = false;
    }

    /// True where there is no word.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Writes the words; the first line goes on from column `indent`, the others begin there.
    pub fn write(&self, indent: usize, columns: usize, painter: &mut Painter<'_>) -> io::Result<()> {
        let mut used = indent;
        for (at, word) in self.words.iter().enumerate() {
            let room: usize = word.iter().map(|(_, piece)| width(piece)).sum();
            if at > 0 && used + 1 + room > columns {
                painter.plain(&format!("\n{}", " ".repeat(indent)))?;
                used = indent;
            } else if at > 0 {
                painter.plain(" ")?;
                used += 1;
            }
            for (style, piece) in word {
                if *style == Style::new() { painter.plain(piece)? } else { painter.paint(*style, piece)? }
            }
            used += room;
        }
        painter.plain("\n")
    }
}
