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

/// Applies every safe fix whose edits do not touch those of an earlier one, first come first served, to `text`.
pub fn apply_safe<'f>(text: &str, fixes: impl IntoIterator<Item = &'f Fix>) -> String {
    let mut edits: Vec<&Edit> = Vec::new();
    for fix in fixes {
        let free = |edit: &Edit| {
            !edits.iter().any(|taken| {
                taken.span.start < edit.span.end.max(edit.span.start + 1)
                    && edit.span.start < taken.span.end.max(taken.span.start + 1)
            })
        };
        if fix.applicability == Applicability::Safe && fix.edits.iter().all(free) {
            edits.extend(&fix.edits);
        }
    }
    edits.sort_by_key(|edit| edit.span);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        out.push_str(&text[at..edit.span.start()]);
        out.push_str(&edit.text);
        at = edit.span.end();
    }
    out.push_str(&text[at..]);
    out
}
