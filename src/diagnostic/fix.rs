use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::text::Span;

/// Whether a repair may be applied unseen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// Keeps the meaning; may be applied unseen.
    Safe,
    /// May change the meaning; a person looks first.
    Unsafe,
}

/// Replaces the bytes of a span by a text. An empty span inserts, an empty text deletes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Bytes to replace.
    pub span: Span,
    /// What takes their place.
    pub text: String,
}

impl Edit {
    /// Replaces `span` by `text`.
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }

    /// Inserts `text` at a byte offset.
    pub fn insert(offset: usize, text: impl Into<String>) -> Self {
        Self::replace(Span::at(offset), text)
    }

    /// Deletes `span`.
    pub fn delete(span: Span) -> Self {
        Self::replace(span, "")
    }
}

/// A repair: edits that belong together, sorted by place, none touching another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    applicability: Applicability,
    edits: Vec<Edit>,
}

impl Fix {
    /// A repair that keeps the meaning.
    pub fn safe(edits: impl IntoIterator<Item = Edit>) -> Self {
        Self::new(Applicability::Safe, edits)
    }

    /// A repair that a person should look at.
    pub fn unsafe_(edits: impl IntoIterator<Item = Edit>) -> Self {
        Self::new(Applicability::Unsafe, edits)
    }

    fn new(applicability: Applicability, edits: impl IntoIterator<Item = Edit>) -> Self {
        let mut edits: Vec<Edit> = edits.into_iter().collect();
        edits.sort_by_key(|edit| edit.span);
        debug_assert!(edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        Self { applicability, edits }
    }

    /// Whether it may be applied unseen.
    pub fn applicability(&self) -> Applicability {
        self.applicability
    }

    /// The edits, sorted by place.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }
}

/// Edits of several fixes that go together: none touches one of another fix, for what two fixes make of one place is
/// nobody's plan.
#[derive(Debug, Default)]
pub struct Patch<'f> {
    edits: BTreeMap<Span, &'f Edit>,
}

impl<'f> Patch<'f> {
    /// Takes up the edits of a fix, all or none: false where one touches what was taken before.
    pub fn take(&mut self, edits: &'f [Edit]) -> bool {
        let free = edits.iter().all(|edit| self.is_free(edit.span));
        if free {
            self.edits.extend(edits.iter().map(|edit| (edit.span, edit)));
        }
        free
    }

    fn is_free(&self, span: Span) -> bool {
        let before = self.edits.range(..=Span { start: span.start, end: u32::MAX }).next_back();
        let after = self.edits.range(Span { start: span.start, end: 0 }..).next();
        before.is_none_or(|(taken, _)| taken.end < span.start) && after.is_none_or(|(taken, _)| taken.start > span.end)
    }

    /// The edits, sorted by place.
    pub fn edits(&self) -> impl Iterator<Item = &'f Edit> {
        self.edits.values().copied()
    }

    /// The text with all edits made.
    pub fn apply(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for edit in self.edits() {
            out.push_str(&text[at..edit.span.start()]);
            out.push_str(&edit.text);
            at = edit.span.end();
        }
        out.push_str(&text[at..]);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fix_that_touches_another_waits() {
        let first = [Edit::replace(Span::new(2, 4), "X"), Edit::insert(6, "Y")];
        let touching = [Edit::insert(4, "no")];
        let same_place = [Edit::insert(6, "no")];
        let half = [Edit::insert(0, "no"), Edit::delete(Span::new(5, 7))];
        let free = [Edit::delete(Span::new(0, 1)), Edit::insert(8, "Z")];
        let mut patch = Patch::default();
        let taken = [&first[..], &touching, &same_place, &half, &free].map(|edits| patch.take(edits));
        assert_eq!((taken, patch.apply("01234567")), ([true, false, false, false, true], "1X45Y67Z".to_owned()));
    }
}
