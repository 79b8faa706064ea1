//! Text as it may be shown: on one line, cut where it is long, tokens named, nothing hidden in it.

use guidelint::markdown::token;
use guidelint::report::visible;

/// Characters that are shown of either end of a text.
const SHOWN: usize = 160;

/// The end of a text.
pub fn end(text: &str) -> String {
    let from = text.char_indices().rev().nth(SHOWN - 1).map_or(0, |(at, _)| at);
    let lead = if from > 0 { "…" } else { "" };
    format!("{lead}{}", named(&text[from..]))
}

/// The beginning of a text.
pub fn beginning(text: &str) -> String {
    let to = text.char_indices().nth(SHOWN).map_or(text.len(), |(at, _)| at);
    let rest = if to < text.len() { "…" } else { "" };
    format!("{}{rest}", named(&text[..to]))
}

/// A text whole, or its beginning and its end.
pub fn ends(text: &str) -> String {
    if text.char_indices().nth(2 * SHOWN).is_none() {
        return named(text);
    }
    format!("{} {}", beginning(text), end(text))
}

fn named(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match name(c) {
            Some(name) => out.extend(["⟨", name, "⟩"]),
            None => out += &visible(c.encode_utf8(&mut [0; 4])),
        }
    }
    out
}

fn name(c: char) -> Option<&'static str> {
    match c {
        token::CODE => Some("code"),
        token::IMAGE => Some("image"),
        token::URL => Some("address"),
        token::DIRECTIVE => Some("directive"),
        token::NOTE => Some("note"),
        token::MATH => Some("math"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_named_and_controls_are_seen() {
        assert_eq!(ends("a \u{1} b\u{1b}[31m\nc"), "a ⟨code⟩ b␛[31m␊c");
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        let text = format!("start {} end", "é".repeat(400));
        assert!(ends(&text).starts_with("start é") && ends(&text).ends_with("é end"));
        assert_eq!(end("short"), "short");
        assert_eq!(ends(&text).chars().filter(|c| *c == '…').count(), 2);
    }
}
