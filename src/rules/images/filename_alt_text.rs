use std::sync::LazyLock;

use regex::Regex;

use super::{directives, in_markdown};
use crate::rule::{Findings, NoOptions, Page};
use crate::rules::visible::quoted;
use crate::text::Span;

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    let mut look = |span: Span, alt: &str, source: &str| {
        let alt = alt.trim();
        if is_file_name(alt) || is_name_of(alt, source) {
            let finding = out.report(span, format!("alternative text is a file name: {}", quoted(alt)));
            finding.label("says nothing of what the image shows");
            finding.help("say what the image shows to a reader who can't see it");
        }
    };
    for image in in_markdown(page) {
        look(page.link_text_span(image), &page.link_text(image), &image.destination);
    }
    for tag in page.html_tags().iter().filter(|tag| tag.name == "img") {
        if let Some(alt) = tag.named("alt") {
            look(alt.value_span, &alt.value, tag.attribute("src").unwrap_or_default());
        }
    }
    for node in directives(page) {
        if let (Some(alt), Some(source)) = (node.attribute("alt-text"), node.attribute("source")) {
            look(alt.value, alt.value.of(page.text()), source.value.of(page.text()));
        }
    }
}

/// True for a name that ends as only an image file does, or that a camera or a screenshot tool gives.
fn is_file_name(alt: &str) -> bool {
    static GIVEN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?i:(?:img|dsc|dscn|image|screenshot|screen-shot|capture)[-_]?\d+|image|screenshot|untitled)$")
            .expect("a constant pattern")
    });
    image_stem(alt).is_some() && !alt.contains(char::is_whitespace) || alt.len() < 32 && GIVEN.is_match(alt)
}

/// The name of an image file without its extension.
fn image_stem(name: &str) -> Option<&str> {
    const EXTENSIONS: [&str; 9] = ["png", "jpg", "jpeg", "gif", "svg", "webp", "bmp", "avif", "tiff"];
    let (stem, extension) = name.rsplit_once('.')?;
    EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(extension)).then_some(stem)
}

/// True where the alternative text repeats the name of the file, letter by letter.
fn is_name_of(alt: &str, source: &str) -> bool {
    let path = source.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    !alt.is_empty() && image_stem(name).is_some_and(|stem| alt == stem)
}
