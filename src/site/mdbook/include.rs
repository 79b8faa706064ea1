//! `{{#include ...}}` and its kin. mdBook takes them in before Markdown is read, in code blocks too.

use memchr::memmem::Finder;
use memchr::{memchr, memrchr};

use crate::text::Span;

/// What takes a file in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IncludeKind {
    /// `{{#include}}`
    Include,
    /// `{{#rustdoc_include}}`
    RustdocInclude,
    /// `{{#playground}}`, once `{{#playpen}}`
    Playground,
}

/// Which part of a file is taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'t> {
    /// All of it.
    Whole,
    /// The lines from the first to the last, counted from 1.
    Lines { first: usize, last: Option<usize> },
    /// What stands between `ANCHOR: name` and `ANCHOR_END: name`.
    Anchor(&'t str),
}

/// A helper that takes a file in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Include<'t> {
    /// What it is.
    pub kind: IncludeKind,
    /// The whole of it, braces and all.
    pub span: Span,
    /// The path as written: a path of the disk, from the folder of the file that holds it.
    pub path: &'t str,
    /// Where the path stands.
    pub path_span: Span,
    /// Which part it takes.
    pub part: Part<'t>,
}

/// The helpers in `text[start..]` that take a file in. One begun by a backslash, and all that follows it up to the last
/// `}}` of its line, is text.
pub fn includes(text: &str, start: usize) -> Vec<Include<'_>> {
    let bytes = text.as_bytes();
    let open = Finder::new("{{");
    let (mut found, mut at) = (Vec::new(), start);
    let (mut close, mut line) = (Next::default(), Line::default());
    while let Some(hit) = bytes.get(at..).and_then(|rest| open.find(rest)).map(|hit| at + hit) {
        at = hit + 1;
        let escaped = hit > start && bytes[hit - 1] == b'\\' && bytes.get(hit + 2) == Some(&b'#');
        if let Some(end) = escaped.then(|| line.last_close(bytes, hit)).flatten() {
            at = end;
            continue;
        }
        let inside = hit + 2 + (text[hit + 2..].len() - text[hit + 2..].trim_start().len());
        if bytes.get(inside) != Some(&b'#') {
            // What follows the braces is white space, which no helper begins in.
            if inside > hit + 2 {
                at = inside;
            }
            continue;
        }
        let Some(end) = close.brace(bytes, inside) else { break };
        if bytes.get(end + 1) == Some(&b'}') {
            found.extend(helper(text, hit, inside + 1, end));
            at = end + 2;
        }
    }
    found
}

/// Reads `include path:part` in `text[from..to]`.
fn helper(text: &str, open: usize, from: usize, to: usize) -> Option<Include<'_>> {
    let mut words = text[from..to].split_whitespace();
    let kind = match words.next()? {
        "include" => IncludeKind::Include,
        "rustdoc_include" => IncludeKind::RustdocInclude,
        "playground" | "playpen" => IncludeKind::Playground,
        _ => return None,
    };
    if text[from..].starts_with(char::is_whitespace) {
        return None;
    }
    let argument = words.next()?;
    let (path, part) = match kind {
        IncludeKind::Playground => (argument, Part::Whole),
        IncludeKind::Include | IncludeKind::RustdocInclude => match argument.split_once(':') {
            Some((path, part)) => (path, part_of(part)),
            None => (argument, Part::Whole),
        },
    };
    let begin = argument.as_ptr() as usize - text.as_ptr() as usize;
    Some(Include { kind, span: Span::new(open, to + 2), path, path_span: Span::new(begin, begin + path.len()), part })
}

/// `7` is one line, `7:` and `:7` leave an end open, `name` is an anchor.
fn part_of(written: &str) -> Part<'_> {
    let mut parts = written.splitn(3, ':');
    let (first, last) = (parts.next().unwrap_or_default(), parts.next());
    let number = |text: &str| text.parse::<usize>().ok();
    match (number(first), last) {
        (Some(line), None) => Part::Lines { first: line, last: Some(line) },
        (Some(line), Some(last)) => Part::Lines { first: line, last: number(last) },
        (None, _) if !first.is_empty() => Part::Anchor(first),
        (None, last) => match last.and_then(number) {
            Some(last) => Part::Lines { first: 1, last: Some(last) },
            None => Part::Whole,
        },
    }
}

/// Where the next `}` stands, remembered, so that many openings before one closing cost one scan.
#[derive(Default)]
struct Next {
    at: usize,
}

impl Next {
    fn brace(&mut self, bytes: &[u8], from: usize) -> Option<usize> {
        if self.at < from {
            self.at = from + memchr(b'}', &bytes[from..])?;
        }
        Some(self.at)
    }
}

/// The end of the last `}}` of the line that was asked about last.
#[derive(Default)]
struct Line {
    end: usize,
    close: Option<usize>,
}

impl Line {
    fn last_close(&mut self, bytes: &[u8], from: usize) -> Option<usize> {
        if self.end <= from {
            self.end = memchr(b'\n', &bytes[from..]).map_or(bytes.len(), |length| from + length);
            self.close = last_pair(bytes, from, self.end);
        }
        self.close.filter(|&close| close > from)
    }
}

fn last_pair(bytes: &[u8], from: usize, mut to: usize) -> Option<usize> {
    while let Some(at) = memrchr(b'}', &bytes[from..to]).map(|at| from + at) {
        if at > from && bytes[at - 1] == b'}' {
            return Some(at + 1);
        }
        to = at;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<(&str, Part<'_>)> {
        let found = includes(text, 0);
        for one in &found {
            assert_eq!(one.path_span.of(text), one.path);
            assert!(one.span.of(text).starts_with("{{") && one.span.of(text).ends_with("}}"));
        }
        found.into_iter().map(|one| (one.path, one.part)).collect()
    }

    #[test]
    fn helpers_name_a_file_and_a_part() {
        for (text, path, part) in [
            ("{{#include a.rs}}", "a.rs", Part::Whole),
            ("é {{ #include\n a.rs }}", "a.rs", Part::Whole),
            ("{{{#include a.rs}}}", "a.rs", Part::Whole),
            ("{{#include a.rs:2}}", "a.rs", Part::Lines { first: 2, last: Some(2) }),
            ("{{#include a.rs:2:}}", "a.rs", Part::Lines { first: 2, last: None }),
            ("{{#include a.rs::9}}", "a.rs", Part::Lines { first: 1, last: Some(9) }),
            ("{{#include a.rs:2:9}}", "a.rs", Part::Lines { first: 2, last: Some(9) }),
            ("{{#include a.rs:all}}", "a.rs", Part::Anchor("all")),
            ("{{#rustdoc_include a.rs:}}", "a.rs", Part::Whole),
            ("{{#playground a.rs editable}}", "a.rs", Part::Whole),
        ] {
            assert_eq!(seen(text), [(path, part)], "{text}");
        }
    }

    #[test]
    fn what_is_no_helper_takes_nothing_in() {
        for text in [
            "\\{{#include a}} x {{#include b}}",
            "{{#include}}",
            "{{#title A}}",
            "{{#includes a}}",
            "{{#include a}",
            "{{# include a}}",
            "{{include a}}",
            "{{#include a",
            "{{",
        ] {
            assert_eq!(seen(text), [], "{text}");
        }
        assert_eq!(seen("\\{{#include a}}\n{{#include b}}"), [("b", Part::Whole)]);
    }

    #[test]
    fn many_openings_cost_one_scan_each() {
        for unit in ["{{#include a ", "\\{{#include a ", "{{ ", "{{#include a} "] {
            assert_eq!(includes(&unit.repeat(200_000), 0), []);
        }
    }
}
