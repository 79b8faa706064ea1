//! Makes visible what a terminal would obey or hide. All that a report quotes comes from files that nobody vouches for.

use std::borrow::Cow;
use std::fmt::Write as _;

pub use crate::text::is_hidden;

/// Characters of a quoted text that a line of a report shows at most.
const LIMIT: usize = 240;

/// Writes a character as it may be shown: `␛` for a control of ASCII, `⟨U+202E⟩` for the other hidden ones.
pub(super) fn push_visible(out: &mut String, c: char) {
    match c {
        '\0'..='\u{1F}' => out.extend(char::from_u32(0x2400 + c as u32)),
        '\u{7F}' => out.push('␡'),
        _ if is_hidden(c) => {
            let _ = write!(out, "⟨U+{:04X}⟩", c as u32);
        }
        _ => out.push(c),
    }
}

/// A text on one line without anything hidden, whole.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    for c in text.chars() {
        push_visible(&mut out, if c == '\t' { ' ' } else { c });
    }
    Cow::Owned(out)
}

/// The same, cut where it is very long: messages quote what stands in the file.
pub fn sanitize(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(LIMIT) {
        None => visible(text),
        Some((cut, _)) => Cow::Owned(format!("{}…", visible(&text[..cut]))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_become_visible_and_the_rest_stays() {
        assert_eq!(sanitize("plain é ☐ 日本"), "plain é ☐ 日本");
        assert_eq!(sanitize("a\u{1b}[31m\r\nb\0\tc"), "a␛[31m␍␊b␀ c");
        assert_eq!(sanitize("\u{202e}x\u{200b}\u{9b}\u{7f}\u{feff}"), "⟨U+202E⟩x⟨U+200B⟩⟨U+009B⟩␡⟨U+FEFF⟩");
    }

    #[test]
    fn no_character_gets_through_that_is_hidden() {
        for c in '\0'..=char::MAX {
            let mut text = String::new();
            push_visible(&mut text, c);
            assert!(!text.chars().any(|c| c.is_control() || is_hidden(c)), "{:?}", c);
        }
    }

    #[test]
    fn a_very_long_text_is_cut() {
        let shown = sanitize(&"é".repeat(1_000)).into_owned();
        assert_eq!((shown.chars().count(), shown.ends_with("é…")), (LIMIT + 1, true));
    }
}
