//! Which part of a source is asked for: by the attributes of `:::code`, or in the destination of `[!code]`.

use crate::docset::{FileFacts, Target};
use crate::site::decoded;
use crate::text::Span;

/// A part of a source.
#[derive(Debug, PartialEq)]
pub(super) enum Asked {
    Region {
        name: String,
        span: Span,
    },
    /// Lines up to this one.
    Lines {
        last: usize,
        span: Span,
    },
}

/// What a target asks for.
pub(super) fn asked(facts: &FileFacts, target: &Target) -> Vec<Asked> {
    let mut found = Vec::new();
    if let Some(part) = &target.part {
        if let Some((kept, span)) = part.region {
            regions(facts.text(kept), span, &mut found);
        }
        if let Some((kept, span)) = part.lines {
            lines(facts.text(kept), span, &mut found);
        }
        return found;
    }
    let written = facts.destination(target);
    let (rest, fragment) = written.split_once('#').map_or((written, None), |(rest, after)| (rest, Some(after)));
    let at = |part: &str| {
        let start = part.as_ptr() as usize - written.as_ptr() as usize;
        facts.part(target, start, start + part.len()).unwrap_or(target.span)
    };
    for (key, value) in rest.split_once('?').into_iter().flat_map(|(_, query)| query.split('&')).filter_map(pair) {
        match key.to_ascii_lowercase().as_str() {
            "name" => regions(value, at(value), &mut found),
            "range" => lines(value, at(value), &mut found),
            "start" | "end" => lines(value, at(value), &mut found),
            _ => {}
        }
    }
    if let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) {
        match line_fragment(fragment) {
            Some(last) => found.push(Asked::Lines { last, span: at(fragment) }),
            None => regions(fragment, at(fragment), &mut found),
        }
    }
    found
}

fn pair(text: &str) -> Option<(&str, &str)> {
    text.split_once('=')
}

fn regions(written: &str, span: Span, found: &mut Vec<Asked>) {
    let name = decoded(written.trim()).into_owned();
    if !name.is_empty() {
        found.push(Asked::Region { name, span });
    }
}

/// `1-3,8,10-`. What is no number is left to the site.
fn lines(written: &str, span: Span, found: &mut Vec<Asked>) {
    let numbers = written.split([',', '-']).filter_map(|number| number.trim().parse().ok());
    found.extend(numbers.max().map(|last| Asked::Lines { last, span }));
}

/// `L5`, `L1-L3`: the last of the lines.
fn line_fragment(fragment: &str) -> Option<usize> {
    let number = |text: &str| text.strip_prefix(['L', 'l'])?.parse::<usize>().ok();
    match fragment.split_once('-') {
        Some((first, last)) => Some(number(first)?.max(number(last)?)),
        None => number(fragment),
    }
}
