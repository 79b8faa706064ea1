//! Why YAML is broken, in a writer's words. The parser says where it gave up; the slip often stands before that.

use crate::markdown::FrontMatterError;
use crate::text::{Span, clipped};

/// What is wrong with a header and what to do.
pub(super) struct Diagnosis {
    pub(super) span: Span,
    pub(super) message: String,
    pub(super) label: &'static str,
    pub(super) help: Option<String>,
}

/// A line of the header without its end.
#[derive(Clone, Copy)]
struct Line<'a> {
    start: usize,
    text: &'a str,
}

impl<'a> Line<'a> {
    /// The value after the first `key: ` or after the `- ` of a list, and where it begins in the line.
    fn value(self) -> Option<(usize, &'a str)> {
        let item = self.text.trim_start().strip_prefix("- ").filter(|item| !item.contains(": "));
        let value = match item {
            Some(item) => item.trim_start(),
            None => self.text[self.text.find(": ")? + 1..].trim_start(),
        };
        Some((self.text.len() - value.len(), value.trim_end()))
    }

    fn key(self) -> &'a str {
        self.text.split(':').next().unwrap_or_default().trim_start_matches([' ', '-']).trim_end()
    }

    fn holds(self, at: usize) -> bool {
        self.start <= at && at <= self.start + self.text.len()
    }

    fn indent(self) -> &'a str {
        &self.text[..self.text.len() - self.text.trim_start().len()]
    }
}

/// Explains an error in the header `yaml`, which begins at byte `base` of its file.
pub(super) fn diagnose(yaml: &str, base: usize, error: &FrontMatterError) -> Diagnosis {
    let at = error.span.start().saturating_sub(base).min(yaml.len());
    let lines = lines(yaml);
    let index = lines.partition_point(|line| line.start <= at).saturating_sub(1);
    let case = Case { base, lines: &lines, index, at, error };
    let known = case.conflict().or_else(|| case.tab()).or_else(|| case.template());
    let known = known.or_else(|| case.unclosed()).or_else(|| case.colon()).or_else(|| case.bare_line());
    known.or_else(|| case.reserved()).or_else(|| case.quoted()).unwrap_or_else(|| case.unexplained())
}

fn lines(yaml: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let mut lines = Vec::new();
    for text in yaml.split_inclusive(['\n', '\r']) {
        let ends_crlf = text == "\n" && yaml[..start].ends_with('\r');
        if !ends_crlf {
            lines.push(Line { start, text: text.trim_end_matches(['\n', '\r']) });
        }
        start += text.len();
    }
    lines
}

struct Case<'c> {
    base: usize,
    lines: &'c [Line<'c>],
    /// The line on which the parser gave up.
    index: usize,
    /// Where it gave up.
    at: usize,
    error: &'c FrontMatterError,
}

impl Case<'_> {
    fn here(&self) -> Option<Line<'_>> {
        self.lines.get(self.index).copied()
    }

    fn say(&self, from: usize, to: usize, message: impl Into<String>, help: impl Into<String>) -> Diagnosis {
        let span = Span::new(self.base + from, self.base + to);
        Diagnosis { span, message: message.into(), label: "", help: Some(help.into()) }
    }

    fn conflict(&self) -> Option<Diagnosis> {
        let near = self.index.saturating_sub(1)..(self.index + 1).min(self.lines.len());
        let marks = ["<<<<<<<", "=======", ">>>>>>>"];
        let line = self.lines[near].iter().find(|line| marks.iter().any(|mark| line.text.starts_with(mark)))?;
        let message = "front matter holds a mark of a merge conflict";
        Some(self.say(line.start, line.start + line.text.len(), message, "settle the conflict and remove its marks"))
    }

    fn tab(&self) -> Option<Diagnosis> {
        let near = self.index..(self.index + 2).min(self.lines.len());
        let line = self.lines[near].iter().find(|line| line.indent().contains('\t') && !line.text.trim().is_empty())?;
        let tab = line.start + line.indent().find('\t')?;
        Some(self.say(tab, tab + 1, "front matter is indented with a tab", "indent with spaces; YAML takes no tabs"))
    }

    fn template(&self) -> Option<Diagnosis> {
        let line = self.here()?;
        let (offset, value) = line.value()?;
        let start = line.start + offset;
        let template = value.starts_with("{{") || value.starts_with("{%");
        (template && start <= self.at).then(|| {
            let help = format!("put the whole value in quotes: `{}: \"...\"`", clipped(line.key()));
            self.say(start, start + value.len(), "a template expression is not quoted, so it is read as a map", help)
        })
    }

    /// A quote or bracket that an earlier line, or this one, opens and does not close.
    fn unclosed(&self) -> Option<Diagnosis> {
        let words = ["unclosed", "trailing content", "flow", "illegal placement"];
        if !words.iter().any(|word| self.error.message.contains(word)) {
            return None;
        }
        let last = self.index.min(self.lines.len().checked_sub(1)?);
        for line in self.lines[..=last].iter().rev() {
            let Some((offset, value)) = line.value() else { continue };
            let start = line.start + offset;
            let closing = match value.as_bytes().first() {
                Some(b'"') => '"',
                Some(b'\'') => '\'',
                Some(b'[') => ']',
                Some(b'{') => '}',
                Some(_) | None => ' ',
            };
            if start > self.at || closing == ' ' || value[1..].contains(closing) {
                // The line that fails may itself be sound; the fault is in the first field above it or nowhere.
                if line.holds(self.at) {
                    continue;
                }
                return None;
            }
            let message = format!("`{}` is opened in `{}` and never closed", &value[..1], clipped(line.key()));
            return Some(self.say(start, start + 1, message, format!("put `{closing}` at the end of the value")));
        }
        None
    }

    fn colon(&self) -> Option<Diagnosis> {
        let line = self.here()?;
        let column = self.at.checked_sub(line.start)?;
        if !line.text.get(column..)?.starts_with(':') {
            return None;
        }
        if line.text[..column].contains(": ") {
            let (_, value) = line.value()?;
            let quote = if value.contains('"') { '\'' } else { '"' };
            let help = if value.chars().count() <= 80 && !value.contains(quote) {
                format!("put the value in quotes: `{}: {quote}{value}{quote}`", clipped(line.key()))
            } else {
                format!("put the whole value of `{}` in quotes", clipped(line.key()))
            };
            return Some(self.say(self.at, self.at + 1, "a value that is not quoted holds a second `: `", help));
        }
        if !line.indent().is_empty() {
            let help = "remove the blanks before the key, or indent it below a key that has no value of its own";
            let end = line.start + line.indent().len();
            return Some(self.say(line.start, end, format!("`{}` is indented by mistake", clipped(line.key())), help));
        }
        let above = self.lines[..self.index].iter().rev().find(|line| !line.text.trim().is_empty())?;
        Some(self.not_a_field(*above))
    }

    fn bare_line(&self) -> Option<Diagnosis> {
        let line = self.here()?;
        let bare = !line.text.contains(':') && !line.text.trim().is_empty() && !line.text.trim().starts_with('-');
        bare.then(|| self.not_a_field(line))
    }

    fn not_a_field(&self, line: Line) -> Diagnosis {
        let text = line.text.trim();
        let start = line.start + line.indent().len();
        let help = match text.split_once(':') {
            Some((key, value)) if !value.is_empty() => {
                format!("put a blank after the colon: `{}: {}`", clipped(key), clipped(value))
            }
            _ => "write it as `key: value`, or indent it below the key that it belongs to".to_owned(),
        };
        self.say(start, start + text.len(), "front matter has a line that is no `key: value`", help)
    }

    fn reserved(&self) -> Option<Diagnosis> {
        let line = self.here()?;
        let (offset, value) = line.value()?;
        let start = line.start + offset;
        let first = value.chars().next().filter(|_| start == self.at)?;
        if first == '-' {
            let help = "put each item of the list on a line of its own, below the key";
            return Some(self.say(start, start + 1, "a list begins on the line of its key", help));
        }
        matches!(first, '@' | '`' | '%' | '*' | '&' | '!' | '|' | '>' | ',' | ']' | '}').then(|| {
            let message = format!("a value that is not quoted begins with `{first}`, which means something to YAML");
            self.say(start, start + 1, message, format!("put it in quotes: `'{}'`", clipped(value)))
        })
    }

    fn quoted(&self) -> Option<Diagnosis> {
        let line = self.here()?;
        let (offset, value) = line.value()?;
        let start = line.start + offset;
        if value.starts_with('\'') && start < self.at {
            let help = "write the apostrophe twice, or put the value in double quotes";
            return Some(self.say(self.at, self.at, "an apostrophe ends the quoted value too early", help));
        }
        if value.starts_with('"') && start < self.at {
            let help = "put the quotes around the whole value, and write `\\\"` for those inside";
            return Some(self.say(self.at, self.at, "text follows the closing quote of a value", help));
        }
        (value.starts_with('"') && value.contains('\\')).then(|| {
            let help = "write `\\\\` for a backslash, or put the value in single quotes";
            self.say(start, start + value.len(), "a backslash in double quotes means something to YAML", help)
        })
    }

    fn unexplained(&self) -> Diagnosis {
        if self.error.sound {
            let help = Some("write each field as `key: value`".to_owned());
            return Diagnosis { span: self.error.span, message: self.error.message.clone(), label: "", help };
        }
        let message = format!("front matter is not valid YAML: {}", self.error.message);
        Diagnosis { span: self.error.span, message, label: "", help: None }
    }
}

#[cfg(test)]
mod tests {
    use crate::markdown::Document;
    use crate::text::SourceFile;

    use super::diagnose;

    /// The bytes that a broken header is blamed on, and the message.
    fn blamed(yaml: &str) -> (String, String) {
        let source = SourceFile::new("x.md", format!("---\n{yaml}\n---\n"));
        let doc = Document::new(&source);
        let header = doc.header().expect("a header");
        let error = doc.front_matter().error.clone().expect("a broken header");
        let found = diagnose(header.yaml.of(doc.text()), header.yaml.start(), &error);
        (found.span.of(doc.text()).to_owned(), found.message)
    }

    #[test]
    fn the_slip_is_blamed_not_where_the_parser_gave_up() {
        for (yaml, place, words) in [
            ("title: Models: how\nb: 1", ":", "second `: `"),
            ("a: 1\ntitle: \"open\nmore: 1", "\"", "`\"` is opened in `title`"),
            ("title: \"open\nmore: \"closed\"", "\"", "`\"` is opened in `title`"),
            ("title: 'open\nmore: 1", "'", "`'` is opened in `title`"),
            ("tags: [x, y\nb: 1", "[", "`[` is opened in `tags`"),
            ("tags: {x: y\nb: 1", "{", "`{` is opened in `tags`"),
            ("a: 'it's'\nb: 1", "", "apostrophe"),
            ("a: \"x\" y", "", "closing quote"),
            ("a: \"C:\\docs\"", "\"C:\\docs\"", "backslash"),
            ("a:\n\t- x", "\t", "tab"),
            ("a:\r\n\tb: x", "\t", "tab"),
            ("a: {{ x }} - y", "{{ x }} - y", "template"),
            ("a: {% x %}", "{% x %}", "template"),
            ("a: @pat", "@", "begins with `@`"),
            ("aliases:\n  - %\n  - x", "%", "begins with `%`"),
            ("a: *x", "*", "begins with `*`"),
            ("a: - b", "-", "list"),
            ("a: 1\n b: 2", " ", "indented by mistake"),
            ("a: 1\nb\nc: 2", "b", "no `key: value`"),
            ("a:b\nc: d", "a:b", "no `key: value`"),
            ("<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> x", "<<<<<<< HEAD", "merge conflict"),
        ] {
            let (at, message) = blamed(yaml);
            assert!(at == place && message.contains(words), "{yaml:?}: {at:?} {message}");
        }
    }

    #[test]
    fn hostile_headers_are_explained_at_once() {
        for yaml in ["[".repeat(100_000), "a: \"".repeat(50_000), "a: [\n".repeat(50_000), "é: 'it's'\n".repeat(50_000)]
        {
            assert!(!blamed(&yaml).1.is_empty());
        }
    }
}
