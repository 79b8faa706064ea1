//! Text for XML 1.0.

use std::fmt::Write as _;

use super::shield::begins_command;
use super::visible;

/// A text for an attribute or an element, with nothing in it that XML forbids, that hides, or that gives orders.
pub(super) fn xml(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(visible).collect();
    let shown = lines.join("\n");
    let mut out = String::with_capacity(shown.len());
    for (at, c) in shown.char_indices() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\u{FFFE}' | '\u{FFFF}' => out.push(char::REPLACEMENT_CHARACTER),
            '#' if begins_command(&shown, at) => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::xml;

    #[test]
    fn text_is_escaped_and_what_xml_forbids_replaced() {
        assert_eq!(xml("<a b=\"c\">&\n\u{1}\u{fffe}é"), "&lt;a b=&quot;c&quot;&gt;&amp;&#10;␁\u{fffd}é");
        assert_eq!(xml("C# ##vso[x]"), "C# #&#35;vso[x]");
    }
}
