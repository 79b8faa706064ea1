//! Comments that switch findings off, each in the closest place that leaves the page as it is read.

use std::collections::BTreeMap;

use super::Workshop;
use super::draft::{Draft, Look, Repair};
use super::places::Place;
use crate::diagnostic::{Diagnostic, Edit};
use crate::docset::FileKind;
use crate::markdown::{Block, BlockKind, Document, Suppression, SuppressionKind};
use crate::text::Span;

/// Where a comment stands, the closest first.
const REACHES: [SuppressionKind; 3] = [SuppressionKind::Line, SuppressionKind::NextLine, SuppressionKind::File];

/// The rules that judge comments; no comment switches them off.
const OF_COMMENTS: [&str; 2] = ["unknown-suppression", "unused-suppression"];

/// Adds comments for these findings.
pub(super) fn add(draft: &mut Draft, workshop: &Workshop<'_>, findings: &[Diagnostic]) {
    let places = findings.iter().map(|finding| (finding.rule, finding.span));
    let (deaf, mut open): (Vec<Place>, Vec<Place>) =
        places.filter(|place| !draft.is_banned(*place)).partition(|(rule, _)| OF_COMMENTS.contains(rule));
    draft.refuse(&deaf, "no comment switches this rule off");
    if draft.kind != FileKind::Page {
        return draft.refuse(&open, "such a file holds no comments of Markdown");
    }
    let text = draft.text.clone();
    let Some(mut look) = draft.look(workshop, &text) else { return };
    open.iter_mut().for_each(|(_, span)| *span = draft.back(*span));
    for reach in REACHES {
        let here: Vec<Place> = open.iter().map(|(rule, span)| (*rule, draft.forward(*span))).collect();
        let (repairs, homeless) = repairs(&look, reach, &here);
        open = homeless.into_iter().map(|(rule, span)| (rule, draft.back(span))).collect();
        let new = draft.settle(workshop, &look, &repairs, |draft, refused| {
            let gone = refused.into_iter().flat_map(|(repair, _)| repair.gone);
            open.extend(gone.map(|(rule, span)| (rule, draft.back(span))));
        });
        look = new.unwrap_or(look);
    }
    let left: Vec<Place> = open.into_iter().map(|(rule, span)| (rule, draft.forward(span))).collect();
    draft.refuse(&left, "no comment can be placed without a change of the page");
}

/// One comment for each line, or for the file; and the findings for which there is no place of this kind.
fn repairs(look: &Look, reach: SuppressionKind, places: &[Place]) -> (Vec<Repair>, Vec<Place>) {
    let source = &look.source;
    let doc = Document::new(source);
    let comments = doc.suppressions();
    let mut lines: BTreeMap<usize, Vec<Place>> = BTreeMap::new();
    for place in places {
        let line = if reach == SuppressionKind::File { 0 } else { source.line_index(place.1.start()) };
        lines.entry(line).or_default().push(*place);
    }
    let (mut repairs, mut homeless) = (Vec::new(), Vec::new());
    for (line, gone) in lines {
        let mut rules: Vec<&str> = gone.iter().map(|(rule, _)| *rule).collect();
        rules.sort_unstable();
        rules.dedup();
        let rules = rules.join(" ");
        let known = comments.iter().find(|comment| speaks_of(&doc, comment, reach, line));
        let edit = match known.and_then(|comment| comment.rules.last()) {
            Some((_, last)) => Some(Edit::insert(last.end(), format!(" {rules}"))),
            None => new_comment(&doc, reach, line, &rules),
        };
        match edit {
            Some(edit) => repairs.push(Repair { gone, edits: vec![edit], is_safe: true }),
            None => homeless.extend(gone),
        }
    }
    (repairs, homeless)
}

/// Whether a comment switches findings of this line off already, so that it can name more rules.
fn speaks_of(doc: &Document<'_>, comment: &Suppression, reach: SuppressionKind, line: usize) -> bool {
    let of_line = match reach {
        SuppressionKind::NextLine => doc.source().line_index(comment.span.end()) + 1 == line,
        SuppressionKind::Line => doc.source().line_index(comment.span.start()) == line,
        SuppressionKind::File => true,
        SuppressionKind::Disable | SuppressionKind::Enable | SuppressionKind::Unknown { .. } => false,
    };
    of_line && comment.kind == reach && !comment.foreign
}

fn new_comment(doc: &Document<'_>, reach: SuppressionKind, line: usize, rules: &str) -> Option<Edit> {
    let span = doc.source().line_span(line);
    match reach {
        SuppressionKind::Line => {
            let at = end_of_text(doc, span)?;
            Some(Edit::insert(at, format!(" <!-- guidelint-disable-line {rules} -->")))
        }
        SuppressionKind::NextLine => {
            let block = block_of(doc, span)?;
            let opens = doc.source().line_index(block.span.start()) == line;
            let alone = block.list_depth == 0 && block.quote_depth == 0;
            let text = format!("<!-- guidelint-disable-next-line {rules} -->\n");
            (opens && alone).then(|| Edit::insert(span.start(), text))
        }
        SuppressionKind::File => {
            let (at, body) = (doc.body(), &doc.text()[doc.body()..]);
            let parted = if body.is_empty() || body.starts_with(['\n', '\r']) { "" } else { "\n" };
            let before = if at > 0 { "\n" } else { "" };
            Some(Edit::insert(at, format!("{before}<!-- guidelint-disable-file {rules} -->\n{parted}")))
        }
        SuppressionKind::Disable | SuppressionKind::Enable | SuppressionKind::Unknown { .. } => None,
    }
}

/// The block that holds the first letter of a line.
fn block_of<'d>(doc: &'d Document<'_>, line: Span) -> Option<&'d Block> {
    let trimmed = line.trimmed(doc.text());
    (trimmed.start()..trimmed.end()).find_map(|at| doc.block_at(at))
}

/// The end of a line of running text, or of its last cell. Blanks at the end break the line and stay there.
fn end_of_text(doc: &Document<'_>, line: Span) -> Option<usize> {
    let text = line.of(doc.text()).trim_end();
    let end = line.start() + text.len();
    match block_of(doc, line)?.kind {
        BlockKind::Paragraph => (!text.ends_with('\\')).then_some(end),
        BlockKind::Table => {
            let row = text.strip_suffix('|').filter(|row| !row.ends_with('\\')).unwrap_or(text).trim_end();
            Some(line.start() + row.len())
        }
        BlockKind::Heading { .. }
        | BlockKind::Tab
        | BlockKind::Code { .. }
        | BlockKind::Html
        | BlockKind::Rule
        | BlockKind::Learn(_) => None,
    }
}
