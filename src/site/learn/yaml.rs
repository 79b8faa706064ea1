//! Learn's YAML files: strings with their bytes, and a walk that no depth of nesting can exhaust.

use super::problem::{Problem, Spanned, without_bom};
use crate::text::{Span, Yaml, YamlNode, parse_yaml};

/// Reads a file, with or without a byte order mark. `None` where it holds nothing.
pub(super) fn read(text: &str) -> Result<Option<YamlNode>, Problem> {
    let (bare, base) = without_bom(text);
    Ok(parse_yaml(bare, base)?)
}

/// The text of a scalar that says something, and its bytes without quotes.
pub(super) fn string(node: &YamlNode, source: &str) -> Option<Spanned> {
    let text = node.scalar().filter(|_| !node.is_empty())?;
    Some(Spanned { text: text.to_owned(), span: bytes(node, source) })
}

/// The bytes of a value: of a scalar in quotes what stands between them.
pub(super) fn bytes(node: &YamlNode, source: &str) -> Span {
    let (span, written) = (node.span, node.span.of(source).as_bytes());
    match (&node.value, written) {
        (Yaml::Scalar { text, quoted: true }, [quote @ (b'"' | b'\''), inner @ .., end]) if quote == end => {
            // A block may begin and end with a quote too; within quotes such a character is written as an escape.
            let escape = if *quote == b'"' { b'\\' } else { b'\'' };
            let block = text.as_bytes().first() == Some(quote) && inner.first() != Some(&escape);
            if block { span } else { Span::new(span.start() + 1, span.end() - 1) }
        }
        (Yaml::Scalar { .. } | Yaml::Sequence(_) | Yaml::Mapping(_) | Yaml::Alias, _) => span,
    }
}

/// What a value is, for a message.
pub(super) fn kind(node: &YamlNode) -> &'static str {
    match &node.value {
        Yaml::Scalar { .. } => "a string",
        Yaml::Sequence(_) => "a list",
        Yaml::Mapping(_) => "a map",
        Yaml::Alias => "an alias",
    }
}

/// The first bytes of a value, at most its first line, to point at what is long.
pub(super) fn beginning(node: &YamlNode, source: &str) -> Span {
    let written = node.span.of(source);
    let line = memchr::memchr(b'\n', written.as_bytes()).map_or(written, |end| &written[..end]);
    Span::new(node.span.start(), node.span.start() + line.trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_have_their_bytes() {
        let text = "\u{feff}a: \"x\\ty\" # c\nb: 'it''s'\nc: plain text  \nd: |\n  line\n  two\n\ne: \"\"\nf: é\ng: \"\\\"q\\\"\"\nh: |-\n  'b'";
        let root = read(text).unwrap().unwrap();
        let places: Vec<_> = root.entries().iter().map(|(_, value)| bytes(value, text).of(text)).collect();
        assert_eq!(places, ["x\\ty", "it''s", "plain text", "line\n  two\n\n", "", "é", "\\\"q\\\"", "'b'"]);
        let texts: Vec<_> =
            root.entries().iter().filter_map(|(_, value)| string(value, text)).map(|s| s.text).collect();
        assert_eq!(texts, ["x\ty", "it's", "plain text", "line\ntwo\n", "é", "\"q\"", "'b'"]);
    }

    #[test]
    fn deep_nesting_is_a_problem_and_no_crash() {
        for text in ["[".repeat(100_000), "- ".repeat(100_000), "a: {".repeat(100_000), deep(2_000)] {
            let found = read(&text);
            assert!(found.is_err() || found.is_ok_and(|root| root.is_some()));
        }
    }

    fn deep(levels: usize) -> String {
        (0..levels).map(|level| format!("{}a:\n", " ".repeat(level))).collect()
    }
}
