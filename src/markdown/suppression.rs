//! Comments that switch rules off: `<!-- guidelint-disable-next-line empty-link -- reason -->`, and markdownlint's.

use super::block::BlockKind;
use super::document::Document;
use super::node::NodeKind;
use crate::text::{Span, nearest};

/// How far a suppression comment reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuppressionKind {
    /// From here on, until switched on again or the end of the file.
    Disable,
    /// Ends a [`Self::Disable`].
    Enable,
    /// The line that holds the comment.
    Line,
    /// The line after it.
    NextLine,
    /// The whole file.
    File,
    /// Nothing: it is meant as a suppression, and its first words are not written as one.
    Unknown {
        /// From the name of the tool to the word that says how far it reaches.
        verb: Span,
        /// The word that was meant.
        meant: Option<&'static str>,
    },
}

/// The words that say how far a comment reaches.
const VERBS: [(&str, SuppressionKind); 5] = [
    ("disable", SuppressionKind::Disable),
    ("enable", SuppressionKind::Enable),
    ("disable-line", SuppressionKind::Line),
    ("disable-next-line", SuppressionKind::NextLine),
    ("disable-file", SuppressionKind::File),
];

/// One suppression comment.
#[derive(Clone, Debug)]
pub struct Suppression {
    /// How far it reaches.
    pub kind: SuppressionKind,
    /// The comment, from `<!--` to `-->`.
    pub span: Span,
    /// The rules it names, with their places; none means every rule.
    pub rules: Vec<(String, Span)>,
    /// What follows ` -- `.
    pub reason: Option<String>,
    /// True for markdownlint's comments, whose rules may be none of ours.
    pub foreign: bool,
}

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";

/// Every suppression comment of a page, in order. Comments in code are text, not comments.
pub(super) fn read(doc: &Document<'_>) -> Vec<Suppression> {
    let text = doc.text();
    let mut found = Vec::new();
    let mut from = doc.body();
    while let Some(at) = memchr::memmem::find(&text.as_bytes()[from..], b"lint") {
        let hit = from + at;
        from = hit + 1;
        let Some(open) = comment_open(text, hit) else { continue };
        let Some(close) = text[hit..].find(CLOSE).map(|close| hit + close) else { break };
        if is_html(doc, open) {
            found.extend(comment(text, Span::new(open, close + CLOSE.len())));
        }
        from = close;
    }
    found
}

/// The `<!--` right before the word that ends at a hit.
fn comment_open(text: &str, hit: usize) -> Option<usize> {
    let before = &text[..hit];
    let before = before.strip_suffix("guide").or_else(|| before.strip_suffix("markdown"))?;
    before.trim_end().ends_with(OPEN).then(|| before.trim_end().len() - OPEN.len())
}

fn is_html(doc: &Document<'_>, at: usize) -> bool {
    let Some(block) = doc.block_at(at) else { return false };
    match block.kind {
        BlockKind::Html => true,
        BlockKind::Code { .. } => false,
        _ => doc.inline_at(at).is_none_or(|node| node.kind != NodeKind::Code),
    }
}

fn comment(text: &str, span: Span) -> Option<Suppression> {
    let inside = Span::new(span.start() + OPEN.len(), span.end() - CLOSE.len());
    let content = inside.of(text).trim();
    let foreign = content.starts_with("markdownlint-");
    let directive = content.strip_prefix("markdownlint-").or_else(|| content.strip_prefix("guidelint"))?;
    let words = directive.trim_start_matches(['-', ':', ' ', '\t']);
    let mark = if foreign { "-" } else { &directive[..directive.len() - words.len()] };
    let word_end = words.find(char::is_whitespace).unwrap_or(words.len());
    let (word, rest) = words.split_at(word_end);
    let known = VERBS.iter().find(|(name, _)| *name == word).filter(|_| mark == "-");
    let kind = match known {
        Some((_, kind)) => *kind,
        None if foreign => return None,
        None => {
            let end = word.as_ptr() as usize + word.len() - text.as_ptr() as usize;
            let verb = Span::new(end - word.len() - mark.len() - "guidelint".len(), end);
            SuppressionKind::Unknown { verb, meant: meant(mark, word)? }
        }
    };
    let (names, reason) = match rest.split_once("-- ") {
        Some((names, reason)) => (names, Some(reason.trim().to_owned())),
        None => (rest, None),
    };
    let names_at = names.as_ptr() as usize - text.as_ptr() as usize;
    let mut rules = Vec::new();
    let mut at = 0;
    for name in names.split([' ', '\t', '\n', '\r', ',']) {
        if !name.is_empty() {
            rules.push((name.to_owned(), Span::new(names_at + at, names_at + at + name.len())));
        }
        at += name.len() + 1;
    }
    Some(Suppression { kind, span, rules, reason, foreign })
}

/// The word that was meant after the name of the tool and a mark; nothing where the comment is no suppression at all.
/// After a hyphen any word was meant as one, after a colon only what is like one, after a blank only one of them: such a
/// comment may speak of the tool.
fn meant(mark: &str, word: &str) -> Option<Option<&'static str>> {
    let names = VERBS.iter().map(|(name, _)| *name);
    let near = if word.len() <= WORD { nearest(word, names.clone()) } else { None };
    match mark.trim() {
        "" if mark.is_empty() => None,
        "" => names.into_iter().find(|name| *name == word).map(Some),
        "-" => Some(near),
        _ => near.map(Some),
    }
}

/// How long a word may be to be compared with the known ones.
const WORD: usize = 32;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceFile;

    #[test]
    fn reads_comments_with_rules_and_reasons() {
        let text = "a <!-- guidelint-disable-line empty-link, MD042 -- on purpose -->\n\n<!-- markdownlint-disable MD013 -->\n\n`<!-- guidelint-disable -->`\n\n    <!-- guidelint-disable-file -->\n";
        let source = SourceFile::new("a.md", text);
        let found = Document::new(&source).suppressions();
        assert_eq!(found.len(), 2);
        let names: Vec<_> = found[0].rules.iter().map(|(name, span)| (name.as_str(), span.of(text))).collect();
        assert_eq!(names, [("empty-link", "empty-link"), ("MD042", "MD042")]);
        assert_eq!((found[0].kind, found[0].reason.as_deref()), (SuppressionKind::Line, Some("on purpose")));
        assert!(found[1].foreign && found[1].kind == SuppressionKind::Disable);
    }
    #[test]
    fn tells_a_slip_from_a_comment_about_the_tool() {
        let slips = [
            ("guidelint-disble empty-link", "guidelint-disble", Some("disable")),
            ("guidelint: disable empty-link", "guidelint: disable", Some("disable")),
            ("guidelint disable-file", "guidelint disable-file", Some("disable-file")),
            ("guidelint--enable", "guidelint--enable", Some("enable")),
            ("guidelint-off", "guidelint-off", None),
        ];
        for (comment, verb, meant) in slips {
            let text = format!("<!-- {comment} -->\n");
            let source = SourceFile::new("a.md", text.as_str());
            let found = Document::new(&source).suppressions();
            let span = Span::new("<!-- ".len(), "<!-- ".len() + verb.len());
            assert_eq!(found[0].kind, SuppressionKind::Unknown { verb: span, meant }, "{comment}");
        }
        for comment in ["guidelint finds this", "guidelint: see the page", "guidelints-disable", "markdownlint-disble"]
        {
            let source = SourceFile::new("a.md", format!("<!-- {comment} -->\n"));
            assert!(Document::new(&source).suppressions().is_empty(), "{comment}");
        }
    }
}
