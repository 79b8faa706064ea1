use super::is_comment;
use crate::diagnostic::{Edit, Fix};
use crate::rule::{Findings, NoOptions, Page};

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    for repeated in page.definitions() {
        let Some(first) = repeated.repeats.map(|index| &page.definitions()[index]) else { continue };
        if is_comment(page, repeated) || is_comment(page, first) {
            continue;
        }
        let [here, there] = [repeated, first].map(|definition| page.definition_destination(definition).of(page.text()));
        let finding = out.report(repeated.span, format!("[{}] is defined again", repeated.label));
        finding.also(first.span, "this one counts");
        if here == there {
            finding.label("the same destination a second time").help("remove it");
            if let Some(lines) = page.source().own_lines(repeated.span.trimmed(page.text())) {
                finding.fix(Fix::safe([Edit::delete(lines)]));
            }
        } else {
            finding.label("no parser reads this one");
            finding.note(format!("links with this label lead to {there}, not to {here}"));
            finding.help("remove one of the two, or give it another label");
        }
    }
}
