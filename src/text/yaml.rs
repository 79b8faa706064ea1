//! A small YAML tree with the place of every key and value. Used for front matter, rule pages and Learn's YAML files.
//!
//! Aliases stay aliases: nothing is expanded, so an "alias bomb" costs what it weighs.

mod plain;

use granit_parser::{Event, Options, Parser, ScalarStyle, options};

use super::{Span, char_boundary};

/// A value and the bytes it stands on, relative to the start of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YamlNode {
    /// What it is.
    pub value: Yaml,
    /// Where it stands; quotes belong to it, anchors and tags don't.
    pub span: Span,
}

/// The kinds of YAML values. Scalars are not typed here: what `true` or `1` means is the reader's business.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Yaml {
    /// A scalar after escapes; `quoted` where it was written in quotes or as a block.
    Scalar { text: String, quoted: bool },
    /// A list.
    Sequence(Vec<YamlNode>),
    /// A map in the order of the file; a key may stand in it twice.
    Mapping(Vec<(YamlNode, YamlNode)>),
    /// `*name`: stands for the value of an anchor.
    Alias,
}

/// Why a text is not YAML, at the place where it goes wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YamlError {
    /// The parser's words.
    pub message: String,
    /// The place: one character, or nothing at the end of the text.
    pub span: Span,
}

impl YamlNode {
    /// The text of a scalar.
    pub fn scalar(&self) -> Option<&str> {
        match &self.value {
            Yaml::Scalar { text, .. } => Some(text),
            Yaml::Sequence(_) | Yaml::Mapping(_) | Yaml::Alias => None,
        }
    }

    /// The entries of a map; none for any other value.
    pub fn entries(&self) -> &[(YamlNode, YamlNode)] {
        match &self.value {
            Yaml::Mapping(entries) => entries,
            Yaml::Scalar { .. } | Yaml::Sequence(_) | Yaml::Alias => &[],
        }
    }

    /// The items of a list; none for any other value.
    pub fn items(&self) -> &[YamlNode] {
        match &self.value {
            Yaml::Sequence(items) => items,
            Yaml::Scalar { .. } | Yaml::Mapping(_) | Yaml::Alias => &[],
        }
    }

    /// The value of the last entry with this key, as the last one wins in most readers.
    pub fn get(&self, key: &str) -> Option<&YamlNode> {
        self.entries().iter().rev().find(|(name, _)| name.scalar() == Some(key)).map(|(_, value)| value)
    }

    /// True for nothing at all: an empty or `null` scalar, an empty list or map.
    pub fn is_empty(&self) -> bool {
        match &self.value {
            Yaml::Scalar { text, quoted: false } => matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"),
            Yaml::Scalar { text, quoted: true } => text.trim().is_empty(),
            Yaml::Sequence(items) => items.is_empty(),
            Yaml::Mapping(entries) => entries.is_empty(),
            Yaml::Alias => false,
        }
    }
}

/// Reads the first document of `text`, which begins `base` bytes into its file. `None` where it holds no value.
///
/// # Errors
/// [`YamlError`] at the place where the text stops being YAML.
pub fn parse_yaml(text: &str, base: usize) -> Result<Option<YamlNode>, YamlError> {
    match plain::read(text, base) {
        Some(root) => Ok(Some(root)),
        None => parse_any(text, base),
    }
}

fn parse_any(text: &str, base: usize) -> Result<Option<YamlNode>, YamlError> {
    let options: Options = options! { emit_comments: false };
    let mut builder = Builder::default();
    for next in Parser::new_from_str_with_options(text, options) {
        let (event, span) = next.map_err(|error| {
            let at = char_boundary(text, error.marker().byte_offset().unwrap_or(0));
            let width = text[at..].chars().next().filter(|c| !c.is_control()).map_or(0, char::len_utf8);
            YamlError { message: error.info(), span: Span::new(base + at, base + at + width) }
        })?;
        let range = span.byte_range().unwrap_or(0..0);
        if builder.take(event, Span::new(base + range.start, base + range.end)) {
            break;
        }
    }
    Ok(builder.root)
}

/// Builds the tree from events with a stack of its own, so that nesting costs no call depth.
#[derive(Default)]
struct Builder {
    open: Vec<(Span, Open)>,
    root: Option<YamlNode>,
}

enum Open {
    Sequence(Vec<YamlNode>),
    Mapping { entries: Vec<(YamlNode, YamlNode)>, key: Option<YamlNode> },
}

impl Builder {
    /// Takes one event; true at the end of the first document.
    fn take(&mut self, event: Event<'_>, span: Span) -> bool {
        match event {
            Event::Scalar(text, style, _, _) => {
                let quoted = style != ScalarStyle::Plain;
                self.add(YamlNode { value: Yaml::Scalar { text: text.into_owned(), quoted }, span });
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => self.add(YamlNode { value: Yaml::Alias, span }),
            Event::SequenceStart(..) => self.open.push((span, Open::Sequence(Vec::new()))),
            Event::MappingStart(..) => {
                self.open.push((span, Open::Mapping { entries: Vec::new(), key: None }));
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::DocumentEnd => return true,
            _ => {}
        }
        false
    }

    fn close(&mut self, end: Span) {
        let Some((start, open)) = self.open.pop() else { return };
        let value = match open {
            Open::Sequence(items) => Yaml::Sequence(items),
            Open::Mapping { entries, .. } => Yaml::Mapping(entries),
        };
        self.add(YamlNode { value, span: Span::new(start.start(), end.end()) });
    }

    fn add(&mut self, node: YamlNode) {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some((_, Open::Sequence(items))) => items.push(node),
            Some((_, Open::Mapping { entries, key })) => match key.take() {
                None => *key = Some(node),
                Some(key) => entries.push((key, node)),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_values_have_places_and_duplicates_stay() {
        let text = "title: A\nms.date:\t01/02/2026\ntitle: \"B\"\n";
        let root = parse_yaml(text, 0).unwrap().unwrap();
        let spans: Vec<_> = root.entries().iter().map(|(k, v)| (k.span.of(text), v.span.of(text))).collect();
        assert_eq!(spans, [("title", "A"), ("ms.date", "01/02/2026"), ("title", "\"B\"")]);
        assert_eq!(root.get("title").unwrap().scalar(), Some("B"));
    }

    #[test]
    fn errors_point_at_the_place() {
        let text = "title: \"open\nmore: 1\n";
        let error = parse_yaml(text, 4).unwrap_err();
        assert!(error.span.start() >= 4, "{error:?}");
        assert!(error.message.contains("quot"), "{error:?}");
    }

    #[test]
    fn alias_bombs_are_not_expanded() {
        let mut text = String::from("a0: &a0 [x, x]\n");
        for n in 1..40 {
            text += &format!("a{n}: &a{n} [*a{0}, *a{0}]\n", n - 1);
        }
        assert_eq!(parse_yaml(&text, 0).unwrap().unwrap().entries().len(), 40);
    }

    #[test]
    fn nothing_is_empty() {
        let root = parse_yaml("a:\nb: null\nc: ''\nd: []\ne: 0\n", 0).unwrap().unwrap();
        let empty: Vec<_> = root.entries().iter().map(|(_, v)| v.is_empty()).collect();
        assert_eq!(empty, [true, true, true, true, false]);
    }
}
