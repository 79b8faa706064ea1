use serde::Deserialize;

use crate::markdown::{Link, LinkKind, NodeKind};
use crate::rule::{Findings, Page};
use crate::text::Span;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Options {
    texts: Vec<String>,
}

/// How many bytes of markup may stand around a text.
const MARKUP: usize = 8;

pub fn check(page: &Page, options: &Options, out: &mut Findings) {
    let longest = options.texts.iter().map(String::len).max().unwrap_or(0) + MARKUP;
    let vague = |text: &str, destination: &str| {
        let text = folded(text);
        options.texts.iter().any(|known| folded(known) == text) && file_name(destination) != text
    };
    let mut report = |span: Span, text: &str| {
        let finding = out.report(span, format!("link text says nothing of where it leads: {}", text.trim()));
        finding.label("a list of the page's links shows only these words");
        finding.help("name what the reader finds there");
    };
    for link in super::written(page).filter(|link| is_worded(page, link)) {
        let span = page.link_text_span(link);
        if span.len() > longest {
            continue;
        }
        let text = page.link_text(link);
        if vague(&text, &link.destination) {
            report(span, &text);
        }
    }
    for tag in page.html_tags().iter().filter(|tag| tag.name == "a") {
        let Some(destination) = tag.attribute("href") else { continue };
        let after = &page.text()[tag.span.end()..];
        let Some(width) = after.bytes().take(longest).position(|byte| byte == b'<') else { continue };
        let closed = after.get(width..width + "</a".len()).is_some_and(|end| end.eq_ignore_ascii_case("</a"));
        if closed && vague(&after[..width], destination) {
            report(Span::new(tag.span.end(), tag.span.end() + width).trimmed(page.text()), &after[..width]);
        }
    }
}

/// True for a link with a few words: no image, no autolink, no tab.
fn is_worded(page: &Page, link: &Link) -> bool {
    let mut content = link.node + 1..page.node(link.node).next;
    let autolink = matches!(link.kind, LinkKind::Autolink | LinkKind::Email);
    !link.image
        && !autolink
        && content.len() <= 8
        && !link.destination.starts_with("#tab/")
        && !content.any(|id| matches!(page.node(id).kind, NodeKind::Image(_)))
}

/// The name of the file or the section that a destination leads to: there, `link` and `more` are names of commands.
fn file_name(destination: &str) -> String {
    let (path, section) = destination.split_once('#').unwrap_or((destination, ""));
    let path = path.split('?').next().unwrap_or_default().trim_end_matches('/');
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if section.is_empty() { stem.to_lowercase() } else { section.to_lowercase() }
}

/// Words alone: letters without case, one blank between words, no marks around.
fn folded(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    words.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}
