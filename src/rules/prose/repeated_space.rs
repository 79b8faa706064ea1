use crate::diagnostic::{Edit, Fix};
use crate::markdown::PassageKind;
use crate::rule::{Findings, NoOptions, Page};
use crate::text::Span;

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    for passage in page.passages() {
        if matches!(passage.kind(), PassageKind::Cell { .. }) {
            continue;
        }
        let text = passage.text();
        let mut from = 0;
        while let Some(found) = memchr::memmem::find(&text.as_bytes()[from..], b"  ") {
            let start = from + found;
            let run = text[start..].bytes().take_while(|&byte| byte == b' ').count();
            from = start + run;
            // MkDocs marks what a term means by a colon at the start of the line and aligns it.
            if text[..start].ends_with(" :") {
                continue;
            }
            let span = passage.source(start..start + run);
            // Blanks on both sides of markup lie apart in the source; only a run that stands there as it reads can be mended.
            if span.of(page.text()).bytes().all(|byte| byte == b' ') && span.len() == run {
                out.report(span, format!("{run} spaces between words"))
                    .fix(Fix::safe([Edit::delete(Span::new(span.start() + 1, span.end()))]));
            }
        }
    }
}
