use serde_json::{Value, json};

use crate::report::home::is_absolute;
use crate::report::{Home, quote};
use crate::text::{SourceFile, Span};

/// What stands for the root of the repository.
pub(super) const ROOT: &str = "%SRCROOT%";

/// A place on one line: GitHub shows a finding in a pull request only where all of its lines were changed.
pub(super) fn location(source: &SourceFile, span: Span, home: &Home<'_>) -> Value {
    let region = region(source, quote::first_line(source, span));
    json!({ "physicalLocation": { "artifactLocation": artifact(source, home), "region": region } })
}

/// Lines and columns from 1, in code points; the end is exclusive.
pub(super) fn region(source: &SourceFile, span: Span) -> Value {
    let (start, end) = (source.line_column(span.start()), source.line_column(span.end()));
    json!({ "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column })
}

pub(super) fn artifact(source: &SourceFile, home: &Home<'_>) -> Value {
    let path = home.path(source.path());
    match is_absolute(&path) {
        true => json!({ "uri": format!("file:///{}", encoded(path.trim_start_matches('/'))) }),
        false => json!({ "uri": encoded(&path), "uriBaseId": ROOT }),
    }
}

/// A path as a URI: all but what every URI may hold is percent-encoded.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn paths_are_percent_encoded() {
        assert_eq!(encoded("docs/wörd 100%/a:b#c.md"), "docs/w%C3%B6rd%20100%25/a%3Ab%23c.md");
    }
}
