use crate::rule::{Findings, NoOptions, Page};
use crate::site::Role;
use crate::text::Span;

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    if page.site.role != Role::Article || page.header().is_some() || page.text().trim_start().is_empty() {
        return;
    }
    match late_header(page.text()) {
        Some(fence) => out
            .report(fence, "front matter does not begin on the first line")
            .label("here it is text, not front matter")
            .help("move it to the very top of the file, with nothing above it"),
        None => out
            .report(Span::at(0), "page has no front matter")
            .help("begin the page with `---`, its fields (`title: ...`) and another `---`"),
    };
}

/// A header that only white space keeps from the first line.
fn late_header(text: &str) -> Option<Span> {
    let rest = text.trim_start();
    let after = rest.strip_prefix("---")?.trim_start_matches([' ', '\t', '\r']).strip_prefix('\n')?;
    let (key, _) = after[..after.find(['\n', ' ']).unwrap_or(after.len())].split_once(':')?;
    let start = text.len() - rest.len();
    (!key.is_empty()).then(|| Span::new(start, start + "---".len()))
}
