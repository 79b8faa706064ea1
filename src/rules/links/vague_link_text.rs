use serde::Deserialize;

use crate::markdown::{Link, LinkKind, NodeKind};
use crate::rule::{Findings, Page};
use crate::text::Span;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Options {
    texts: Vec<VagueText>,
}

/// A text of the list, folded once for all pages.
#[derive(Deserialize)]
#[serde(from = "String")]
struct VagueText(String);

impl From<String> for VagueText {
    fn from(text: String) -> Self {
        Self(folded(&text))
    }
}

/// How many bytes of markup may stand around a text.
const MARKUP: usize = 8;

pub fn check(page: &Page, options: &Options, out: &mut Findings) {
    let longest = options.texts.iter().map(|known| known.0.len()).max().unwrap_or(0) + MARKUP;
    let may_be_vague = |written: &str| {
        let bare = written.trim_matches(|c: char| !c.is_alphanumeric());
        written.len() <= longest && options.texts.iter().any(|known| may_be(bare, &known.0))
    };
    let vague = |text: &str, destination: &str| {
        let text = folded(text);
        options.texts.iter().any(|known| known.0 == text) && file_name(destination) != text
    };
    let mut report = |span: Span, text: &str| {
        let finding = out.report(span, format!("link text says nothing of where it leads: {}", text.trim()));
        finding.label("a list of the page's links shows only these words");
        finding.help("name what the reader finds there");
    };
    for link in super::written(page).filter(|link| is_worded(link)) {
        let span = page.link_text_span(link);
        if !may_be_vague(span.of(page.text())) || holds_image(page, link) {
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

/// The cheap look, which copies nothing: the first and the last letter are those of the known text.
fn may_be(bare: &str, known: &str) -> bool {
    let like = |one: Option<&u8>, other: Option<&u8>| match (one, other) {
        (Some(one), Some(other)) => !one.is_ascii() || !other.is_ascii() || one.eq_ignore_ascii_case(other),
        _ => false,
    };
    let (bare, known) = (bare.as_bytes(), known.as_bytes());
    like(bare.first(), known.first()) && like(bare.last(), known.last())
}

/// True for a link whose text is words: no image, no autolink, no tab.
fn is_worded(link: &Link) -> bool {
    let autolink = matches!(link.kind, LinkKind::Autolink | LinkKind::Email);
    !link.image && !autolink && !link.destination.starts_with("#tab/")
}

fn holds_image(page: &Page, link: &Link) -> bool {
    let mut content = link.node + 1..page.node(link.node).next;
    content.any(|id| matches!(page.node(id).kind, NodeKind::Image(_)))
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
