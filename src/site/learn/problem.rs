use super::DocsetError;
use crate::text::{Span, YamlError};

/// A string of a configuration file and its bytes, without quotes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spanned {
    /// The string after escapes.
    pub text: String,
    /// Where it is written.
    pub span: Span,
}

/// What is wrong in a configuration file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What the build makes of it.
    pub effect: Effect,
    /// A sentence without capital and full stop.
    pub message: String,
    /// The place.
    pub span: Span,
    /// What to do.
    pub help: Option<String>,
}

/// What the build makes of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It reports it.
    Reported,
    /// It leaves the part out without a word.
    Ignored,
    /// It leaves the part out, and nobody misses it: what is written could never work.
    Harmless,
}

impl Problem {
    /// A problem that the build reports.
    pub(super) fn reported(span: Span, message: impl Into<String>) -> Self {
        Self { effect: Effect::Reported, message: message.into(), span, help: None }
    }

    /// A problem of which the build says nothing.
    pub(super) fn ignored(span: Span, message: impl Into<String>) -> Self {
        Self { effect: Effect::Ignored, ..Self::reported(span, message) }
    }

    /// The same with advice.
    pub(super) fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }
}

impl From<DocsetError> for Problem {
    fn from(error: DocsetError) -> Self {
        Self::reported(Span::at(error.offset), error.message)
    }
}

impl From<YamlError> for Problem {
    fn from(error: YamlError) -> Self {
        Self::reported(error.span, format!("this is not YAML: {}", error.message))
    }
}

/// The text without its byte order mark, and the bytes that were skipped.
pub(super) fn without_bom(text: &str) -> (&str, usize) {
    let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
    (bare, text.len() - bare.len())
}
