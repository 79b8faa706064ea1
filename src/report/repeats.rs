//! Repeats of one rule in one file: the first is shown, the rest counted with what tells them apart, so that one slip
//! made forty times is read once.

use std::collections::HashMap;

use super::differences::differences;
use super::sanitize;
use super::wrap::{cut, thousands, width, wrap};
use crate::diagnostic::Diagnostic;
use crate::engine::FileReport;

/// Lines that are named before the rest is only hinted at.
const RANGES: usize = 8;
/// Lines that a remark fills at most with what differs.
const LINES: usize = 2;
/// Columns that one difference takes at most.
const DIFFERENCE: usize = 48;

/// The findings of one rule in one file.
pub(super) struct Group<'r> {
    /// The first one.
    pub first: &'r Diagnostic,
    /// The others.
    pub more: Vec<&'r Diagnostic>,
}

/// The findings of a file by rule, in the order of each rule's first one; or each for itself where `collapse` is off.
pub(super) fn groups(file: &FileReport, collapse: bool) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for finding in &file.diagnostics {
        match places.get(finding.rule) {
            Some(&place) if collapse => groups[place].more.push(finding),
            _ => {
                places.insert(finding.rule, groups.len());
                groups.push(Group { first: finding, more: Vec::new() });
            }
        }
    }
    groups
}

/// `7 more like this on lines 45-47: [one], [two], … (show with --no-collapse)`, broken into lines.
pub(super) fn remark(file: &FileReport, group: &Group<'_>, columns: usize) -> Option<Vec<String>> {
    if group.more.is_empty() {
        return None;
    }
    let lines = group.more.iter().map(|finding| file.source.line_index(finding.span.start()) + 1);
    let head = format!("{} more like this on {}", thousands(group.more.len()), named(lines));
    let all = differences(&group.first.message, group.more.iter().map(|finding| finding.message.as_str()));
    let mut room = LINES * columns;
    let shown: Vec<String> = all
        .iter()
        .map(|part| cut(&sanitize(part), DIFFERENCE.min(columns)).into_owned())
        .take_while(|part| {
            let fits = width(part) <= room;
            room = room.saturating_sub(width(part) + 2);
            fits
        })
        .collect();
    let said = |count: usize| {
        let list = listed(&shown[..count], count < all.len());
        wrap(&format!("{head}{list} (show with --no-collapse)"), columns)
    };
    (1..=shown.len()).rev().map(said).find(|lines| lines.len() <= LINES).or_else(|| {
        let bare = format!("{head} (show with --no-collapse)");
        Some(wrap(&bare, columns))
    })
}

/// `: one, two, …`; semicolons stand between parts that hold commas.
fn listed(parts: &[String], cut: bool) -> String {
    let separator = if parts.iter().any(|part| part.contains(',')) { "; " } else { ", " };
    format!(": {}{}", parts.join(separator), if cut { format!("{separator}…") } else { String::new() })
}

/// `line 4`, `lines 4-6, 9`, `lines 1, 3, ..., 99`; the lines come in order.
fn named(lines: impl Iterator<Item = usize>) -> String {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for line in lines {
        match ranges.last_mut() {
            Some((_, end)) if line <= *end + 1 => *end = line,
            _ => ranges.push((line, line)),
        }
    }
    let name = |&(start, end): &(usize, usize)| if start == end { start.to_string() } else { format!("{start}-{end}") };
    let names: Vec<String> = match ranges.as_slice() {
        [first @ .., last] if first.len() > RANGES => {
            first[..RANGES].iter().map(name).chain(["...".to_owned(), name(last)]).collect()
        }
        all => all.iter().map(name).collect(),
    };
    let one = matches!(ranges.as_slice(), [(start, end)] if start == end);
    format!("{} {}", if one { "line" } else { "lines" }, names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn lines_are_named_in_ranges() {
        assert_eq!(named([45, 45].into_iter()), "line 45");
        assert_eq!(named([45, 45, 46, 47, 60].into_iter()), "lines 45-47, 60");
        assert_eq!(named((1..40).step_by(2)), "lines 1, 3, 5, 7, 9, 11, 13, 15, ..., 39");
    }
}
