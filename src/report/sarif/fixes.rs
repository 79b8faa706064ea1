use serde_json::{Value, json};

use super::places::{artifact, region};
use crate::diagnostic::{Applicability, Fix};
use crate::report::Home;
use crate::text::SourceFile;

/// A repair, whose edits may span lines.
pub(super) fn object(source: &SourceFile, fix: &Fix, home: &Home<'_>) -> Value {
    let replacement = |edit: &crate::diagnostic::Edit| json!({ "deletedRegion": region(source, edit.span), "insertedContent": { "text": edit.text } });
    let replacements: Vec<Value> = fix.edits().iter().map(replacement).collect();
    let description = match fix.applicability() {
        Applicability::Safe => "Keeps the meaning.",
        Applicability::Unsafe => "May change the meaning; look at it first.",
    };
    json!({
        "description": { "text": description },
        "artifactChanges": [{ "artifactLocation": artifact(source, home), "replacements": replacements }],
    })
}
