use std::collections::{HashMap, HashSet};

use super::place::Place;
use crate::docset::{Member, TargetKind};
use crate::markdown::{Document, normal_label};
use crate::report::{counted, visible};
use crate::text::{SourceFile, Span, char_boundary};

/// Lines with links that are named where the one asked for has none.
const NEAR: usize = 3;

/// The targets at a place, as indices: of links that stand there, and of definitions that links there use.
///
/// # Errors
/// Says in words that there are none.
pub(super) fn choose(source: &SourceFile, member: &Member<'_>, place: &Place) -> Result<Vec<usize>, String> {
    let lines = source.line_starts().len();
    let file = visible(source.path());
    if place.line > lines {
        return Err(format!("{file} has only {}", counted(lines, "line")));
    }
    let mut uses: Vec<(Span, usize)> =
        member.facts().targets.iter().enumerate().map(|(index, target)| (target.span, index)).collect();
    if member.is_page() {
        add_references(source, member, place.line, &mut uses);
    }
    let mut here: Vec<(Span, usize)> =
        uses.iter().copied().filter(|(span, _)| stands_on(source, *span, place.line)).collect();
    here.sort_unstable();
    if here.is_empty() {
        return Err(format!("{file}:{} has no link{}", place.line, nearby(source, &uses, place.line)));
    }
    if let Some(column) = place.column {
        here = vec![at_column(source, &here, place.line, column)];
    }
    let mut seen = HashSet::new();
    Ok(here.into_iter().map(|(_, index)| index).filter(|index| seen.insert(*index)).collect())
}

fn stands_on(source: &SourceFile, span: Span, line: usize) -> bool {
    let last = span.end().max(span.start() + 1) - 1;
    (source.line_index(span.start()) + 1..=source.line_index(last) + 1).contains(&line)
}

/// A link by reference leads where its definition says: the definition's target stands for it.
fn add_references(source: &SourceFile, member: &Member<'_>, line: usize, uses: &mut Vec<(Span, usize)>) {
    let doc = Document::new(source);
    let by_place: HashMap<Span, usize> = uses.iter().copied().collect();
    let mut definitions: Option<HashMap<String, Span>> = None;
    for link in doc.links().iter().filter(|link| !link.label.is_empty() && stands_on(source, link.span, line)) {
        let known = definitions.get_or_insert_with(|| {
            let counted = doc.definitions().iter().filter(|definition| definition.repeats.is_none());
            counted.map(|one| (normal_label(&one.label), doc.definition_destination(one))).collect()
        });
        let target = known.get(&normal_label(&link.label)).and_then(|span| by_place.get(span)).copied();
        let is_link =
            |index: &usize| matches!(member.facts().targets[*index].kind, TargetKind::Link | TargetKind::Image);
        uses.extend(target.filter(is_link).map(|index| (link.span, index)));
    }
}

/// The link that holds a column, else the next one to its right, else the last of the line.
fn at_column(source: &SourceFile, here: &[(Span, usize)], line: usize, column: usize) -> (Span, usize) {
    let start = source.line_span(line - 1).start();
    let text = &source.text()[start..];
    let at = start + text.char_indices().nth(column - 1).map_or(text.len(), |(at, _)| at);
    let at = char_boundary(source.text(), at);
    let holds = here.iter().find(|(span, _)| (span.start()..span.end()).contains(&at));
    let right = || here.iter().find(|(span, _)| span.start() >= at);
    *holds.or_else(right).unwrap_or(&here[here.len() - 1])
}

/// Which lines nearby have links.
fn nearby(source: &SourceFile, uses: &[(Span, usize)], line: usize) -> String {
    let mut lines: Vec<usize> = uses.iter().map(|(span, _)| source.line_index(span.start()) + 1).collect();
    lines.sort_unstable_by_key(|other| (other.abs_diff(line), *other));
    lines.dedup();
    lines.truncate(NEAR);
    lines.sort_unstable();
    let lines: Vec<String> = lines.iter().map(usize::to_string).collect();
    match lines.split_last() {
        None => "; nor has any other line".to_owned(),
        Some((one, [])) => format!("; the nearest is on line {one}"),
        Some((last, others)) => format!("; the nearest are on lines {} and {last}", others.join(", ")),
    }
}
