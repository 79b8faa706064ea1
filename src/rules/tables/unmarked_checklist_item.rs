use super::checklist::{self, is_blank};
use crate::rule::{Findings, NoOptions, Page};

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    let text = page.text();
    for cell in checklist::cells(page) {
        let marked = || cell.iter().filter(|item| item.mark.is_some());
        // Where boxed items hold more than a link, a link below one is where to read on.
        if marked().next().is_none()
            || marked().any(|item| !is_blank(item.text.of(text)) && !is_link(item.text.of(text)))
        {
            continue;
        }
        for item in cell.iter().filter(|item| item.mark.is_none() && is_link(item.span.of(text))) {
            out.report(item.span, "checklist item has no checkbox")
                .label("the other items of this cell have one")
                .help("put a checkbox before the link");
        }
    }
}

/// True for a text that is one link.
fn is_link(text: &str) -> bool {
    let inside = text.strip_prefix('[').and_then(|text| text.strip_suffix(')'));
    inside.is_some_and(|inside| inside.contains("](") && !inside.contains(") "))
}
