//! Colour in the terminal. Nothing is coloured unless [`super::Presentation::color`] says so.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use crate::diagnostic::Severity;

/// The loud style of a severity's name.
pub(super) fn of_severity(severity: Severity) -> Style {
    of_label(severity).bold()
}

/// The style of what a caret points at.
pub fn of_label(severity: Severity) -> Style {
    match severity {
        Severity::Error => AnsiColor::Red.on_default(),
        Severity::Warning => AnsiColor::Yellow.on_default(),
        Severity::Info => AnsiColor::Cyan.on_default(),
    }
}

/// Borders, line numbers and further places.
pub(super) const FRAME: Style = AnsiColor::Blue.on_default();

/// What passes.
pub(super) const GOOD: Style = AnsiColor::Green.on_default().bold();

/// A message, a name.
pub const STRONG: Style = Style::new().bold();

/// What stands back.
pub const FAINT: Style = Style::new().dimmed();

/// Writes with colour where colour is wanted.
pub struct Painter<'w> {
    /// Where it goes.
    pub out: &'w mut dyn Write,
    /// Whether styles are written at all.
    pub color: bool,
}

impl Painter<'_> {
    /// Writes a text in a style.
    pub fn paint(&mut self, style: Style, text: &str) -> io::Result<()> {
        self.begin(style)?;
        self.out.write_all(text.as_bytes())?;
        self.end()
    }

    /// Writes a text as it is.
    pub fn plain(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())
    }

    pub(super) fn begin(&mut self, style: Style) -> io::Result<()> {
        if self.color { write!(self.out, "{}", style.render()) } else { Ok(()) }
    }

    pub(super) fn end(&mut self) -> io::Result<()> {
        if self.color { self.out.write_all(b"\x1b[0m") } else { Ok(()) }
    }
}
