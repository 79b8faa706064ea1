//! Reads the references of a set without any help of what is tested: by patterns, and only where they are plain.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::tree::{Tree, joined};

/// What asks for a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    Link,
    Image,
    Include,
    Toc,
    Code,
}

impl Asks {
    /// The rule that speaks when the file is not there.
    pub fn rule(self) -> &'static str {
        match self {
            Asks::Link => "broken-link",
            Asks::Image => "broken-image",
            Asks::Include => "missing-include",
            Asks::Toc => "broken-toc-entry",
            Asks::Code => "missing-code-source",
        }
    }
}

/// A destination in the text of a file that leads to a file of the set.
#[derive(Clone, Debug)]
pub struct Reference {
    pub file: String,
    pub asks: Asks,
    /// The path, as bytes of the file; empty where the page itself is meant.
    pub path: Range<usize>,
    /// The fragment, without `#`.
    pub fragment: Option<Range<usize>>,
    /// The file that it leads to.
    pub target: String,
    /// The region that is asked for.
    pub region: Option<Range<usize>>,
}

macro_rules! pattern {
    ($name:ident, $text:expr) => {
        static $name: LazyLock<Regex> = LazyLock::new(|| Regex::new($text).expect("the pattern is right"));
    };
}

pattern!(INCLUDE, r"(?i)\[!include\s*[+-]?\s*\[[^\]]*\]\(([^)\s]+)\)\]");
pattern!(IMAGE, r#":::image\s[^:]*?source="([^"]*)""#);
pattern!(LIGHTBOX, r#":::image\s[^:]*?lightbox="([^"]*)""#);
pattern!(CODE, r#":::code\s[^:]*?source="([^"]*)"(?:[^:]*?\bid="([^"]*)")?"#);
pattern!(INLINE, r#"(!?)\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(([^()\s<>"]+)(?:\s+"[^"]*")?\)"#);
pattern!(DEFINITION, r"^ {0,3}\[([^\[\]^/][^\[\]]*)\]:\s*([^\s<>]+)\s*$");
pattern!(TOC, r#"^\s*(?:-\s+)?(?:href|topicHref|tocHref):\s*["']?([^\s"'#?]+)["']?\s*$"#);

/// The references of every file.
pub fn references(tree: &Tree) -> Vec<Reference> {
    let mut found = Vec::new();
    for (file, text) in &tree.texts {
        let name = file.rsplit('/').next().unwrap_or(file).to_lowercase();
        let mut scan = Scan { tree, file, text, found: &mut found };
        if name.ends_with(".md") {
            scan.page();
        } else if name == "toc.yml" {
            scan.toc();
        }
    }
    found
}

struct Scan<'a> {
    tree: &'a Tree,
    file: &'a str,
    text: &'a str,
    found: &'a mut Vec<Reference>,
}

impl Scan<'_> {
    fn toc(&mut self) {
        for (start, line) in lines(self.text) {
            if let Some(href) = TOC.captures(line).and_then(|found| found.get(1)) {
                self.add(Asks::Toc, start, href.range(), None);
            }
        }
    }

    fn page(&mut self) {
        let plain = plain_lines(self.text);
        let whole: String = plain.iter().map(|(_, line)| format!("{}\n", line.to_lowercase())).collect();
        for (start, line) in &plain {
            let mut line = line.clone();
            let directives =
                [(&INCLUDE, Asks::Include), (&LIGHTBOX, Asks::Image), (&IMAGE, Asks::Image), (&CODE, Asks::Code)];
            for (pattern, asks) in directives {
                for found in pattern.captures_iter(&line) {
                    self.add(asks, *start, place_of(&found, 1), found.get(2).map(|part| part.range()));
                }
            }
            line = INCLUDE.replace_all(&line, |found: &Captures| " ".repeat(found[0].len())).into_owned();
            for found in INLINE.captures_iter(&line) {
                let asks = if found[1].is_empty() { Asks::Link } else { Asks::Image };
                self.add(asks, *start, place_of(&found, 2), None);
            }
            if let Some(found) = DEFINITION.captures(&line) {
                let label = found[1].to_lowercase();
                let once = whole.matches(&format!("\n[{label}]:")).count() <= 1;
                let asks = asked_by(&whole, &format!("][{label}]")).filter(|_| once);
                if let Some(asks) = asks {
                    self.add(asks, *start, place_of(&found, 2), None);
                }
            }
        }
    }

    fn add(&mut self, asks: Asks, line: usize, place: Range<usize>, region: Option<Range<usize>>) {
        let place = line + place.start..line + place.end;
        let written = &self.text[place.clone()];
        let cut = written.find('#').unwrap_or(written.len());
        let path = place.start..place.start + written[..cut].find('?').unwrap_or(cut);
        let fragment = written[cut..].strip_prefix('#').map(|_| place.start + cut + 1..place.end);
        let target = match &self.text[path.clone()] {
            "" if cut == 0 => Some(self.file.to_owned()),
            "" => None,
            path if path.contains(['%', '\\', ':', '~', '&', '*', '`']) || path.starts_with('/') => None,
            path => joined(self.file, path),
        };
        let Some(target) = target.filter(|target| self.tree.names.contains(target)) else { return };
        let region = region.map(|range| line + range.start..line + range.end);
        self.found.push(Reference { file: self.file.to_owned(), asks, path, fragment, target, region });
    }
}

fn place_of(found: &Captures, group: usize) -> Range<usize> {
    found.get(group).expect("the group takes part").range()
}

/// What the uses of a definition ask for. Nothing where they ask in both ways.
fn asked_by(text: &str, label: &str) -> Option<Asks> {
    let uses: Vec<bool> = text
        .match_indices(label)
        .map(|(at, _)| text[..at].rfind('[').is_some_and(|open| text[..open].ends_with('!')))
        .collect();
    let (image, link) = (uses.contains(&true), uses.contains(&false));
    (image != link).then_some(if image { Asks::Image } else { Asks::Link })
}

/// The lines of a text with where they begin.
pub fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let at = start;
        start += line.len();
        (at, line.trim_end_matches(['\n', '\r']))
    })
}

/// The lines that are surely prose: no header, no code, no comment, no HTML; code spans are blotted out, byte for byte.
pub fn plain_lines(text: &str) -> Vec<(usize, String)> {
    let mut kept = Vec::new();
    let (mut fence, mut comment) = (None, false);
    let mut header = text.starts_with("---");
    for (start, line) in lines(text) {
        if header {
            header = start == 0 || line.trim_end() != "---";
            continue;
        }
        let bare = line.trim_start_matches([' ', '>', '-', '*', '\t']);
        let mark = ["```", "~~~"].into_iter().find(|mark| bare.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            (Some(_), _) => {}
            (None, None) => {
                let opens = line.contains("<!--");
                if !comment && !opens && !["    ", "\t", "<"].iter().any(|start| line.starts_with(start)) {
                    kept.push((start, without_code(line)));
                }
                comment = (comment || opens) && !line.contains("-->");
            }
        }
    }
    kept
}

/// The line with `x` in place of what stands between backticks.
fn without_code(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(open) = rest.find('`') {
        let width = rest[open..].len() - rest[open..].trim_start_matches('`').len();
        let inside = &rest[open + width..];
        let Some(close) = inside.find(&rest[open..open + width]) else { break };
        out.push_str(&rest[..open]);
        out.push_str(&"x".repeat(close + 2 * width));
        rest = &inside[close + width..];
    }
    out.push_str(rest);
    out
}
