use std::collections::HashMap;

use crate::diagnostic::{Edit, Fix};
use crate::markdown::Field;
use crate::rule::{Findings, NoOptions, Page};
use crate::text::{Span, clipped};

/// Up to this many fields comparing each with each is quicker than a table.
const FEW: usize = 24;

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    let fields = &page.front_matter().fields;
    if fields.len() <= FEW {
        for (index, field) in fields.iter().enumerate() {
            if let Some(first) = fields[..index].iter().find(|first| first.key == field.key) {
                report(page, first, field, out);
            }
        }
        return;
    }
    let mut seen: HashMap<&str, &Field> = HashMap::with_capacity(fields.len());
    for field in fields {
        let first = *seen.entry(&field.key).or_insert(field);
        if !std::ptr::eq(first, field) {
            report(page, first, field, out);
        }
    }
}

fn report(page: &Page, first: &Field, again: &Field, out: &mut Findings) {
    // A key that is itself a list or a map has no name to compare.
    if again.key.is_empty() {
        return;
    }
    let same = first.value.span.of(page.text()) == again.value.span.of(page.text());
    let finding = out.report(again.key_span, format!("`{}` stands twice in the front matter", clipped(&again.key)));
    finding
        .label("again")
        .also(first.key_span, "first")
        .note("some builders refuse the whole front matter, others take one of the two without a word")
        .help(if same { "remove this line" } else { "keep the line that is right and remove the other" });
    let source = page.source();
    let whole = Span::new(again.key_span.start(), again.value.span.trimmed(page.text()).end());
    // A value of several lines may end where only the next field shows it.
    if same
        && source.line_index(whole.start()) == source.line_index(whole.end())
        && let Some(line) = source.own_lines(whole)
    {
        finding.fix(Fix::safe([Edit::delete(line)]));
    }
}
