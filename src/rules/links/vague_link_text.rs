use serde::Deserialize;

use crate::markdown::{Link, LinkKind, NodeKind};
use crate::rule::{Findings, Page};
use crate::text::Span;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Options {
    texts: Vec<String>,
}

/// How long a text may be that is compared; longer ones say something.
const LONGEST: usize = 100;

pub fn check(page: &Page, options: &Options, out: &mut Findings) {
    let vague = |text: &str| {
        let text = folded(text);
        options.texts.iter().any(|known| folded(known) == text)
    };
    let mut report = |span: Span, text: &str| {
        let finding = out.report(span, format!("link text says nothing of where it leads: {}", text.trim()));
        finding.label("a list of the page's links shows only these words");
        finding.help("name what the reader finds there");
    };
    for link in super::written(page).filter(|link| is_worded(page, link)) {
        let text = page.link_text(link);
        if vague(&text) {
            report(page.link_text_span(link), &text);
        }
    }
    for tag in page.html_tags().iter().filter(|tag| tag.name == "a" && tag.attribute("href").is_some()) {
        let after = &page.text()[tag.span.end()..];
        let Some(width) = after.bytes().take(LONGEST).position(|byte| byte == b'<') else { continue };
        let closed = after.get(width..width + "</a".len()).is_some_and(|end| end.eq_ignore_ascii_case("</a"));
        if closed && vague(&after[..width]) {
            report(Span::new(tag.span.end(), tag.span.end() + width).trimmed(page.text()), &after[..width]);
        }
    }
}

/// True for a link with a short text in words: no image, no autolink, no tab.
fn is_worded(page: &Page, link: &Link) -> bool {
    let content = link.node + 1..page.node(link.node).next;
    let autolink = matches!(link.kind, LinkKind::Autolink | LinkKind::Email);
    let image = || content.clone().any(|id| matches!(page.node(id).kind, NodeKind::Image(_)));
    !link.image
        && !autolink
        && content.len() <= 8
        && page.link_text_span(link).len() <= LONGEST
        && !link.destination.starts_with("#tab/")
        && !image()
}

/// Words alone: letters without case, one blank between words, no marks around.
fn folded(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    words.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}
