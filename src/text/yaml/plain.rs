//! A quick way through the YAML that nearly every header is: lines of `key: value` and lists of plain words.
//!
//! It reads nothing but texts of which it knows what they say; any other is left to the parser, and a property test
//! holds the two to the same answer. The parser takes as long for a header as for a page of Markdown.

use super::super::Span;
use super::{Yaml, YamlNode};

/// A parser takes no longer line for a key; half of what is allowed is long enough.
const LONGEST_KEY: usize = 512;

/// Reads a text that is one map of plain lines; `None` for any other.
pub(super) fn read(text: &str, base: usize) -> Option<YamlNode> {
    let mut map = Map { base, entries: Vec::new(), list: None };
    let mut at = 0;
    while at < text.len() {
        let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |end| at + end);
        let line = &text[at..end];
        let line = line.strip_suffix('\r').filter(|_| end < text.len()).unwrap_or(line);
        map.line(line, at)?;
        at = end + 1;
    }
    map.close_list(text.len());
    let value = Yaml::Mapping(map.entries);
    text.as_bytes().first()?;
    Some(YamlNode { value, span: Span::new(base, base + text.len()) })
}

/// The map while it is read.
struct Map {
    base: usize,
    entries: Vec<(YamlNode, YamlNode)>,
    /// The list that the last entry has for a value.
    list: Option<List>,
}

struct List {
    /// Blanks before its dashes.
    indent: usize,
    /// Its first dash.
    start: usize,
    items: Vec<YamlNode>,
}

impl Map {
    /// Takes the line that begins at `at`.
    fn line(&mut self, line: &str, at: usize) -> Option<()> {
        let indent = line.bytes().take_while(|byte| *byte == b' ').count();
        if indent > 0 {
            return self.item(line, at, indent);
        }
        self.close_list(at);
        let colon = memchr::memchr(b':', line.as_bytes())?;
        let key = &line[..colon];
        if !is_key(key) {
            return None;
        }
        let rest = &line[colon + 1..];
        let value = match rest.is_empty() {
            // The parser says `~` for a value that is not there, and says it stands right behind the key.
            true => scalar("~", false, self.span(at + colon, 0)),
            false => self.value(rest.strip_prefix(' ')?, at + colon + 2)?,
        };
        self.entries.push((scalar(key, false, self.span(at, key.len())), value));
        Some(())
    }

    /// `  - item`, of a list that is the value of the key above.
    fn item(&mut self, line: &str, at: usize, indent: usize) -> Option<()> {
        let rest = line[indent..].strip_prefix("- ")?;
        let item = self.value(rest, at + indent + 2)?;
        match &mut self.list {
            Some(list) => list.items.push(item),
            None => {
                let (_, value) = self.entries.last()?;
                if !value.span.is_empty() {
                    return None;
                }
                self.list = Some(List { indent, start: at + indent, items: vec![item] });
            }
        }
        self.list.as_ref().is_some_and(|list| list.indent == indent).then_some(())
    }

    /// A list ends where the next key begins.
    fn close_list(&mut self, end: usize) {
        if let Some(List { start, items, .. }) = self.list.take()
            && let Some((_, value)) = self.entries.last_mut()
        {
            *value = YamlNode { value: Yaml::Sequence(items), span: Span::new(self.base + start, self.base + end) };
        }
    }

    /// A scalar that begins at `at`, or behind blanks there, and goes to the end of its line.
    fn value(&self, rest: &str, at: usize) -> Option<YamlNode> {
        let written = rest.trim_start_matches(' ');
        let at = at + rest.len() - written.len();
        let span = self.span(at, written.len());
        let inner = |quote| written.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
        if is_plain(written) {
            return Some(scalar(written, false, span));
        }
        let (text, stops) =
            inner('"').map(|text| (text, ['"', '\\'])).or_else(|| inner('\'').map(|text| (text, ['\''; 2])))?;
        (is_printable(text) && !text.contains(stops)).then(|| scalar(text, true, span))
    }

    fn span(&self, at: usize, len: usize) -> Span {
        Span::new(self.base + at, self.base + at + len)
    }
}

fn scalar(text: &str, quoted: bool, span: Span) -> YamlNode {
    YamlNode { value: Yaml::Scalar { text: text.to_owned(), quoted }, span }
}

/// Letters, digits and the signs that mean nothing in YAML amid them.
fn is_key(key: &str) -> bool {
    let bytes = key.as_bytes();
    bytes.first().is_some_and(u8::is_ascii_alphanumeric)
        && bytes.last() != Some(&b' ')
        && bytes.len() <= LONGEST_KEY
        && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b' '))
}

/// True for a plain scalar: it begins with what begins nothing else, and no `: ` and no ` #` stands in it.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let begins = |first: &u8| first.is_ascii_alphanumeric() || matches!(first, b'/' | b'_' | b'(' | b'$' | b'.' | b'+');
    bytes.first().is_some_and(begins)
        && !matches!(bytes.last(), Some(b' ' | b':'))
        && is_printable(text)
        && memchr::memchr_iter(b':', bytes).all(|at| bytes.get(at + 1) != Some(&b' '))
        && memchr::memchr_iter(b'#', bytes).all(|at| bytes[at - 1] != b' ')
}

fn is_printable(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

#[cfg(test)]
mod tests {
    use super::super::parse_any;
    use super::read;
    use proptest::prelude::*;

    #[test]
    fn plain_headers_need_no_parser() {
        let header =
            "title: A b\nms.date: 01/02/2026\nonline version: https://x.y/z?a=b#c\nalias:\n  - gps\n  - 'p s'\nn:\n";
        for text in [header.to_owned(), header.replace('\n', "\r\n"), header.trim_end().to_owned()] {
            assert_eq!(read(&text, 4), Some(parse_any(&text, 4).unwrap().unwrap()), "{text:?}");
        }
    }

    #[test]
    fn what_may_mean_something_else_is_left_to_the_parser() {
        for text in [
            "",
            "a",
            "a:b\n",
            "a: b: c\n",
            "a: b #c\n",
            "a: b\n  c\n",
            "a: [b]\n",
            "a: |\n  b\n",
            "a: &x b\n",
            "- a\n",
            "a: \"b\\n\"\n",
            "a: 'it''s'\n",
            "a:\n  b: c\n",
            "a:\n  - b\n   - c\n",
            "a: b\n  - c\n",
            "a:\tb\n",
            "é: x\n",
            "a: x\n---\nb: y\n",
            "a: b \n",
            "a: b:\n",
            "# a\nb: c\n",
            "a:\n\nb: c\n",
            "a:\n  - \n",
            "a:\n  - b: c\n",
        ] {
            assert_eq!(read(text, 0), None, "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]
        #[test]
        fn what_is_read_is_what_the_parser_says(
            lines in prop::collection::vec(
                prop_oneof![
                    4 => "[a-cA0][a-c. _-]{0,4}: {1,2}[a-c0/_($.+~][ -~]{0,8}",
                    2 => "[a-c]{1,2}:",
                    2 => "( {1,3})- [a-c/.~'\"][ -~]{0,5}",
                    1 => "[a-c]{1,2}: [\"'][ -~]{0,6}[\"']",
                    1 => "[ -~\\t\\ré]{0,8}",
                ],
                0..6,
            ),
            end in prop_oneof![Just("\n"), Just("\r\n")],
            closed in any::<bool>(),
        ) {
            let text = lines.join(end) + if closed { end } else { "" };
            if let Some(root) = read(&text, 7) {
                prop_assert_eq!(Ok(Some(root)), parse_any(&text, 7));
            }
        }
    }
}
