//! Floor `diagnostic`: what a rule says about a place, as plain data.
//!
//! Owns [`Diagnostic`], [`Fingerprint`], [`Severity`], [`Label`], [`Fix`], [`Edit`] and [`Patch`]. Renders nothing and writes
//! no file.

mod fingerprint;
mod fix;

pub use fingerprint::Fingerprint;
pub use fix::{Applicability, Edit, Fix, Patch};

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::text::Span;

/// How bad a finding is. Learn's names for the three are Error, Warning and Suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Should be mended.
    Warning,
    /// Not fit to publish.
    Error,
}

impl Severity {
    /// The name in reports and in the configuration.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A further place that belongs to a finding, with what is to be said there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What stands there; may be empty.
    pub message: String,
}

/// One finding in one file. Built by [`crate::rule::Findings::report`] and filled in by the methods here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Id of the rule that speaks.
    pub rule: &'static str,
    /// Severity in force for this file.
    pub severity: Severity,
    /// The exact bytes that are wrong.
    pub span: Span,
    /// What is wrong, as a sentence without capital and full stop: `link has no destination: [text]`.
    pub message: String,
    /// What the caret says; may be empty.
    pub label: String,
    /// Further places.
    pub labels: Vec<Label>,
    /// Facts that explain the finding.
    pub notes: Vec<String>,
    /// What to do.
    pub help: Option<String>,
    /// The repair, where one is known.
    pub fix: Option<Fix>,
    /// What it is about, where its bytes merely mark a place: the name of a missing field, or [`Diagnostic::PAGE`].
    pub subject: Option<String>,
    /// Text of the heading under which it stands, shared by the findings there.
    pub section: Option<Arc<str>>,
}

impl Diagnostic {
    /// The subject of a finding about a page as a whole.
    pub const PAGE: &str = "page";

    /// Whether the text of its bytes says what it is about; else it speaks of the page as a whole, or of what is not there.
    pub fn is_of_its_text(&self) -> bool {
        self.subject.is_none() && !self.span.is_empty()
    }

    /// A bare finding.
    pub fn new(rule: &'static str, severity: Severity, span: Span, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity,
            span,
            message: message.into(),
            label: String::new(),
            labels: Vec::new(),
            notes: Vec::new(),
            help: None,
            fix: None,
            subject: None,
            section: None,
        }
    }

    /// Says what the caret points at.
    pub fn label(&mut self, text: impl Into<String>) -> &mut Self {
        self.label = text.into();
        self
    }

    /// Points at a further place.
    pub fn also(&mut self, span: Span, text: impl Into<String>) -> &mut Self {
        self.labels.push(Label { span, message: text.into() });
        self
    }

    /// Adds a fact that explains the finding.
    pub fn note(&mut self, text: impl Into<String>) -> &mut Self {
        self.notes.push(text.into());
        self
    }

    /// Says what to do.
    pub fn help(&mut self, text: impl Into<String>) -> &mut Self {
        self.help = Some(text.into());
        self
    }

    /// Says what it is about where the bytes don't.
    pub fn about(&mut self, subject: impl Into<String>) -> &mut Self {
        self.subject = Some(subject.into());
        self
    }

    /// Adds the repair.
    pub fn fix(&mut self, fix: Fix) -> &mut Self {
        self.fix = Some(fix);
        self
    }
}
