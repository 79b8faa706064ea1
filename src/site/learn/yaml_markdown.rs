use super::problem::Spanned;
use crate::text::Span;

/// A value of a YAML page that is Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkdownText {
    path: String,
    value: Spanned,
    /// For each line of the text: where it begins there, and where in the file. Empty where the lines of the value are
    /// not those of the file, as in a folded block.
    lines: Vec<(u32, u32)>,
}

impl MarkdownText {
    pub(super) fn new(path: String, value: Spanned, source: &str) -> Self {
        let lines = lines(&value, source).unwrap_or_default();
        Self { path, value, lines }
    }

    /// The keys that lead to it.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The Markdown.
    pub fn text(&self) -> &str {
        &self.value.text
    }

    /// The whole value in the file.
    pub fn span(&self) -> Span {
        self.value.span
    }

    /// Where a part of the text stands in the file; the whole value where that can't be told.
    pub fn place(&self, part: Span) -> Span {
        match (self.offset(part.start), self.offset(part.end)) {
            (Some(start), Some(end)) => Span::new(start, end),
            (Some(_) | None, None) | (None, Some(_)) => self.value.span,
        }
    }

    fn offset(&self, at: u32) -> Option<usize> {
        let line = self.lines.partition_point(|(start, _)| *start <= at).checked_sub(1)?;
        let (start, place) = self.lines[line];
        Some(((place + (at - start)) as usize).min(self.value.span.end()))
    }
}

/// Pairs the lines of a value with those of the file. A line of the file may be indented and end with CR LF.
fn lines(value: &Spanned, source: &str) -> Option<Vec<(u32, u32)>> {
    let mut written = value.span.of(source).split_inclusive('\n');
    let (mut found, mut start, mut place) = (Vec::new(), 0, value.span.start);
    let leading = value.text.len() - value.text.trim_start_matches('\n').len();
    for line in value.text.split('\n') {
        if (start as usize) < leading {
            // A block's place begins with its first line that is not empty.
            found.push((start, place));
            start += 1;
            continue;
        }
        let Some(raw) = written.next() else {
            // The text ends with a line end that the value does not cover.
            return line.is_empty().then(|| {
                found.push((start, place));
                found
            });
        };
        let bare = raw.trim_end_matches(['\n', '\r']);
        let indent = bare.strip_suffix(line)?;
        if !indent.trim_matches(' ').is_empty() {
            return None;
        }
        found.push((start, place + indent.len() as u32));
        start += line.len() as u32 + 1;
        place += raw.len() as u32;
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::learn::yaml;

    /// Where the letter `x` of the value under `a` is said to stand.
    fn place_of_x(source: &str) -> (String, Span) {
        let root = yaml::read(source).unwrap().unwrap();
        let value = yaml::string(root.get("a").unwrap(), source).unwrap();
        let markdown = MarkdownText::new("a".to_owned(), value, source);
        let at = markdown.text().find('x').unwrap();
        let place = markdown.place(Span::new(at, at + 1));
        (place.of(source).to_owned(), place)
    }

    #[test]
    fn parts_are_found_again_in_the_file() {
        for source in [
            "a: is x here\n",
            "a: 'is x here'\n",
            "a: |\n  one\n\n  é x\n",
            "a: |\r\n  one\r\n    x\r\n",
            "a: |-\n  one\n  x",
            "b: 1\na: |+\n   x\n\n\nc: 2\n",
            "a: |\n\n\n  one\n\n  x\n",
        ] {
            let (found, place) = place_of_x(source);
            assert_eq!((found.as_str(), place.start()), ("x", source.find('x').unwrap()), "{source:?}");
        }
    }

    #[test]
    fn what_is_written_another_way_is_the_whole_value() {
        for source in ["a: >\n  one\n  x\n", "a: \"\\tx\"\n", "a: one\n  x\n"] {
            let (found, _) = place_of_x(source);
            assert!(found.len() > 1 && found.contains('x'), "{source:?}: {found}");
        }
    }
}
