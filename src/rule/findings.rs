use std::ops::Deref;

use crate::diagnostic::{Diagnostic, Severity};
use crate::markdown::Document;
use crate::site::PageSite;
use crate::text::Span;

/// What a rule is given: the document, and what its site says of it. Reads like a [`Document`].
pub struct Page<'a> {
    /// The parsed file.
    pub doc: Document<'a>,
    /// The site and the page's role in it.
    pub site: &'a PageSite,
    /// Days from 1970-01-01 to the day of the run. The engine knows the clock; rules don't.
    pub today: i64,
}

impl<'a> Deref for Page<'a> {
    type Target = Document<'a>;

    fn deref(&self) -> &Document<'a> {
        &self.doc
    }
}

/// Where a rule puts what it finds.
pub struct Findings<'f> {
    list: &'f mut Vec<Diagnostic>,
    rule: &'static str,
    severity: Severity,
}

impl<'f> Findings<'f> {
    /// Collects for one rule at the severity in force.
    pub fn new(list: &'f mut Vec<Diagnostic>, rule: &'static str, severity: Severity) -> Self {
        Self { list, rule, severity }
    }

    /// Reports a finding at the exact bytes that are wrong. The message is a sentence without capital and full stop;
    /// more is added with the methods of [`Diagnostic`].
    pub fn report(&mut self, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.list.push(Diagnostic::new(self.rule, self.severity, span, message));
        self.list.last_mut().expect("just pushed")
    }
}
