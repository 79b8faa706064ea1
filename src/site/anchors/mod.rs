//! The anchors of headings: each engine makes them of other letters and tells equal ones apart in its own way.
//!
//! They are compared with what a link names case-sensitively, both in one spelling ([`crate::text::nfc`]). GitHub and
//! GitLab write `user-content-` before every anchor of a page and find it with and without; that is a matter of who
//! compares.

mod github;
mod gitlab;
mod hugo;
mod learn;
mod letters;
mod mdbook;
mod mkdocs;
mod taken;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use super::Site;
use crate::markdown::{Braces, Document, Heading, HeadingReading};
use taken::Taken;

/// What of a heading decides about its anchor.
#[derive(Clone, Copy, Debug)]
pub struct HeadingText<'a> {
    /// Its text as the engine reads it ([`heading_text`]).
    pub text: &'a str,
    /// `{#id}`, where it has one.
    pub id: Option<&'a str>,
    /// The name in an `<a name="x"></a>` that it begins with.
    pub leading_anchor: Option<&'a str>,
}

/// Adds the anchors of one document's headings, in order, one for each. An empty one cannot be linked to.
/// They are told apart within the document only: on Learn an included file is a document of its own.
pub fn heading_anchors<'a>(site: Site, headings: impl Iterator<Item = HeadingText<'a>> + Clone, out: &mut Vec<String>) {
    let mut taken = Taken::default();
    match site {
        Site::Learn => out.extend(headings.map(|heading| learn::anchor(heading, &mut taken))),
        Site::GitHub => out.extend(headings.map(|heading| github::anchor(heading, &mut taken))),
        Site::GitLab => out.extend(headings.map(|heading| gitlab::anchor(heading, &mut taken))),
        Site::MdBook => out.extend(headings.map(|heading| mdbook::anchor(heading, &mut taken))),
        Site::MkDocs => {
            mkdocs::reserve(headings.clone(), &mut taken);
            out.extend(headings.map(|heading| mkdocs::anchor(heading, &mut taken)));
        }
        Site::Docusaurus => out.extend(headings.map(|heading| match heading.id {
            Some(id) => id.to_owned(),
            None => github::anchor(heading, &mut taken),
        })),
        Site::Hugo => out.extend(headings.map(|heading| hugo::anchor(heading, &mut taken))),
    }
}

/// The text of a heading as the engine of a site reads it.
pub fn heading_text<'a>(site: Site, doc: &Document<'a>, heading: &Heading<'_>) -> Cow<'a, str> {
    doc.heading_source(heading, reading(site))
}

fn reading(site: Site) -> HeadingReading {
    let plain = HeadingReading {
        images: false,
        braces: Braces::Ids,
        line_break: None,
        dashes: false,
        numbers: false,
        notes: true,
        learn: false,
    };
    match site {
        Site::Learn => HeadingReading { images: true, braces: Braces::Text, learn: true, ..plain },
        Site::GitHub => HeadingReading { braces: Braces::Text, ..plain },
        Site::GitLab => HeadingReading { images: true, braces: Braces::Text, line_break: Some(' '), ..plain },
        Site::MdBook => HeadingReading { braces: Braces::Attributes, line_break: Some(' '), dashes: true, ..plain },
        Site::MkDocs => HeadingReading { line_break: Some(' '), ..plain },
        Site::Docusaurus => HeadingReading { images: true, ..plain },
        Site::Hugo => {
            HeadingReading { images: true, line_break: Some('\n'), dashes: true, numbers: true, notes: false, ..plain }
        }
    }
}
