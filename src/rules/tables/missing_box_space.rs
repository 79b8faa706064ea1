use super::checklist;
use crate::diagnostic::{Edit, Fix};
use crate::rule::{Findings, NoOptions, Page};

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    let text = page.text();
    for item in checklist::cells(page).flatten() {
        let Some(mark) = item.mark else { continue };
        let next = text[mark.span.end()..item.span.end()].chars().next();
        let bracket = mark.span.of(text).starts_with('[');
        if next.is_some_and(|c| c.is_alphanumeric() || !bracket && matches!(c, '[' | '*' | '_' | '`')) {
            out.report(mark.span, "no space between the checkbox and its item")
                .label("the text touches the box")
                .fix(Fix::safe([Edit::insert(mark.span.end(), " ")]));
        }
    }
}
