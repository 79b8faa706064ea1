//! Where in a destination its parts are written.

use super::facts::{FileFacts, Target};
use crate::text::Span;

impl FileFacts {
    /// Where the path of a destination is written, without query and fragment. `None` where the file writes the
    /// destination in other letters.
    pub fn path_span(&self, target: &Target) -> Option<Span> {
        let written = self.destination(target);
        let start = written.len() - written.trim_start().len();
        let written = written.trim();
        let end = written.find(['?', '#']).unwrap_or(written.len());
        self.part(target, start, start + end)
    }

    /// Where the fragment of a destination is written, with its `#`.
    pub fn fragment_span(&self, target: &Target) -> Option<Span> {
        let written = self.destination(target).trim_end();
        self.part(target, written.find('#')?, written.len())
    }

    /// Where some bytes of a destination are written.
    pub fn part(&self, target: &Target, start: usize, end: usize) -> Option<Span> {
        let at = target.span.start();
        target.literal.then(|| Span::new(at + start, at + end))
    }
}
