//! The YAML header of a page, split off before the Markdown parse and read with the place of every key and value.

use crate::text::{Span, Yaml, YamlNode, parse_yaml};

/// Where a header stands, before anybody asks what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// From the first `---` through the line end after the closing `---` or `...`.
    pub span: Span,
    /// The lines between the two.
    pub yaml: Span,
    /// False where no line closes the header; then `yaml` is the block of `key:` lines that follow the opening.
    pub closed: bool,
}

/// What a header says.
#[derive(Clone, Debug, Default)]
pub struct FrontMatter {
    /// Its top-level entries in the order of the file; a key may stand here twice.
    pub fields: Vec<Field>,
    /// Why it can't be read, if it can't: then there are no fields.
    pub error: Option<FrontMatterError>,
}

/// One `key: value` of a header.
#[derive(Clone, Debug)]
pub struct Field {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value and where it stands.
    pub value: YamlNode,
}

/// Why a header can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatterError {
    /// What is wrong.
    pub message: String,
    /// Where.
    pub span: Span,
    /// True where the YAML is sound and says something else than fields.
    pub sound: bool,
}

impl FrontMatter {
    /// The field with this key; of several the last, which is the one that counts.
    pub fn get(&self, key: &str) -> Option<&Field> {
        self.fields.iter().rev().find(|field| field.key == key)
    }
}

/// Splits off the header, by docfx's rule: the first line is `---`, and it ends with a line `---` or `...`. A page
/// that opens with a thematic break has none, so what follows must look like YAML.
pub(super) fn split(text: &str) -> Option<Header> {
    let mut lines = lines(text);
    let opening = lines.next()?;
    if !is_fence(opening.of(text), &["---"]) {
        return None;
    }
    let inside = next_line(text, opening);
    let mut last_key = inside;
    let mut reading_keys = true;
    if !opens_yaml(&text[inside..]) {
        return None;
    }
    let mut keys = 0;
    for line in lines {
        let content = line.of(text);
        if is_fence(content, &["---", "..."]) {
            let span = Span::new(0, next_line(text, line));
            return Some(Header { span, yaml: Span::new(inside, line.start()), closed: true });
        }
        reading_keys &= looks_like_yaml(content);
        if reading_keys {
            last_key = next_line(text, line);
            keys += 1;
        }
    }
    // An unclosed header needs a `key:` right below, or it is a thematic break that opens the page. One line with a
    // capital is no proof: `Note: this is text.`
    let proven = keys > 1 || text[inside..].starts_with(char::is_lowercase);
    (keys > 0 && proven).then(|| Header {
        span: Span::new(0, last_key),
        yaml: Span::new(inside, last_key),
        closed: false,
    })
}

fn lines(text: &str) -> impl Iterator<Item = Span> {
    let mut at = 0;
    std::iter::from_fn(move || {
        if at >= text.len() {
            return None;
        }
        let end = memchr::memchr2(b'\n', b'\r', &text.as_bytes()[at..]).map_or(text.len(), |end| at + end);
        let line = Span::new(at, end);
        at = next_line(text, line);
        Some(line)
    })
}

fn next_line(text: &str, line: Span) -> usize {
    let rest = &text.as_bytes()[line.end()..];
    line.end() + if rest.starts_with(b"\r\n") { 2 } else { rest.len().min(1) }
}

fn is_fence(line: &str, fences: &[&str]) -> bool {
    fences.contains(&line.trim_end_matches([' ', '\t']))
}

fn looks_like_yaml(line: &str) -> bool {
    let key = line.split_once(':').map(|(key, _)| key);
    key.is_some_and(|key| !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-')))
        || line.starts_with("  ") && !line.trim().is_empty()
        || line.starts_with("- ")
}

/// True where the lines below the opening may be meant as YAML. Blanks and comments may stand before them, but no blank
/// line comes first. The second line may save a first one that has a slip.
fn opens_yaml(inside: &str) -> bool {
    let mut contents = lines(inside).map(|line| line.of(inside).trim()).peekable();
    if contents.peek().is_none_or(|first| first.is_empty()) {
        return false;
    }
    let mut said = contents.skip_while(|line| line.is_empty() || line.starts_with('#'));
    said.by_ref().take(2).take_while(|line| !line.is_empty()).any(is_entry)
}

/// True for a line that opens a map or a list, closes the header, or stands for a value to come: a template, a mark of
/// a merge conflict.
fn is_entry(line: &str) -> bool {
    let sign = |c: char| matches!(c, '.' | '_' | '-' | ' ' | '"' | '\'' | '$' | '@' | '/');
    let key = line.split_once(':').map(|(key, _)| key).filter(|key| key.split(' ').count() <= KEY_WORDS);
    ["- ", "{", "<<<<<<<"].iter().any(|start| line.starts_with(start))
        || is_fence(line, &["---", "..."])
        || key.is_some_and(|key| !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || sign(c)))
}

/// How many words the name of a field may have.
const KEY_WORDS: usize = 4;

const NO_MAP: &str = "front matter is not a map of `key: value` lines";

/// Reads a header.
pub(super) fn read(text: &str, header: Header) -> FrontMatter {
    let failed = |message: String, span, sound| FrontMatter {
        fields: Vec::new(),
        error: Some(FrontMatterError { message, span, sound }),
    };
    if !header.closed {
        let span = Span::new(0, "---".len());
        let message = "front matter is opened here and never closed".to_owned();
        return failed(message, span, false);
    }
    match parse_yaml(header.yaml.of(text), header.yaml.start()) {
        Err(error) => failed(error.message, error.span, false),
        Ok(None) => FrontMatter::default(),
        Ok(Some(YamlNode { value: Yaml::Mapping(entries), .. })) => {
            FrontMatter { fields: entries.into_iter().map(field).collect(), error: None }
        }
        Ok(Some(node)) if node.is_empty() => FrontMatter::default(),
        Ok(Some(YamlNode { value: Yaml::Sequence(_), span })) => failed(format!("{NO_MAP}: it is a list"), span, true),
        Ok(Some(node)) => failed(NO_MAP.to_owned(), node.span, true),
    }
}

fn field((key, value): (YamlNode, YamlNode)) -> Field {
    let name = match key.value {
        Yaml::Scalar { text, .. } => text,
        Yaml::Sequence(_) | Yaml::Mapping(_) | Yaml::Alias => String::new(),
    };
    Field { key: name, key_span: key.span, value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_with_three_dashes_or_dots_in_any_line_ends() {
        for text in ["---\na: 1\n---\nx", "---\r\na: 1\r\n...\r\nx", "---\ra: 1\r---  \rx"] {
            let header = split(text).unwrap();
            assert_eq!(&text[header.span.end()..], "x", "{text:?}");
            assert_eq!(header.yaml.of(text).trim(), "a: 1");
        }
    }

    #[test]
    fn empty_headers_are_headers_and_breaks_are_not() {
        assert_eq!(split("---\n---\n").unwrap().yaml.len(), 0);
        assert_eq!(split("---\nSome text.\n"), None);
        assert_eq!(split("----\n"), None);
        assert_eq!(split("---\n\n# T\n\n[x]()\n\n---\n\nend.\n"), None);
        assert_eq!(split("---\nSome text.\n\n---\n"), None);
        assert_eq!(split("---\nNote: this is text\n\nmore text.\n"), None);
        assert!(split("---\n# Comment\n\ntitle: x\n---\n").is_some());
        assert!(split("---\ntitle x\nauthor: y\n---\n").is_some());
        assert_eq!(split("\n---\na: 1\n---\n"), None);
        assert!(!split("---\ntitle: x\n\n# Head\n").unwrap().closed);
    }

    #[test]
    fn a_header_that_is_no_map_says_so() {
        let text = "---\n- a\n- b\n---\n";
        let error = read(text, split(text).unwrap()).error.unwrap();
        assert_eq!(error.message, "front matter is not a map of `key: value` lines: it is a list");
    }
}
