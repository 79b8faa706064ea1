//! Repeats of one rule in one file: the first is shown, the rest counted, so that one slip made forty times is read once.

use std::collections::HashMap;

use super::wrap::thousands;
use crate::diagnostic::Diagnostic;
use crate::engine::FileReport;

/// Lines that are named before the rest is only hinted at.
const RANGES: usize = 8;

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

/// `7 more like this on lines 45-47 (show with --no-collapse)`.
pub(super) fn remark(file: &FileReport, more: &[&Diagnostic]) -> Option<String> {
    if more.is_empty() {
        return None;
    }
    let lines = more.iter().map(|finding| file.source.line_index(finding.span.start()) + 1);
    Some(format!("{} more like this on {} (show with --no-collapse)", thousands(more.len()), named(lines)))
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
