use crate::report::visible;

/// What follows one of these may become a mention, a reference or an address when the text is shown.
const CALLS: [char; 8] = ['@', '#', '!', '~', '%', '^', '&', ':'];
/// Parts the sign from the word, and takes no room.
const APART: &str = "&#8203;";

/// A text of one line that no Markdown and no service makes anything of: no markup, no link, no mention.
pub(super) fn escaped(text: &str) -> String {
    let shown = visible(text);
    let mut out = String::with_capacity(shown.len());
    for (at, c) in shown.char_indices() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '$' => out.push_str("&#36;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' => out.extend(['\\', c]),
            _ => out.push(c),
        }
        let rest = &shown[at + c.len_utf8()..];
        let called =
            rest.starts_with(|next: char| next.is_alphanumeric() || matches!(next, '/' | '"' | '_' | '+' | '-'));
        if CALLS.contains(&c) && called || is_www(&shown[..at + c.len_utf8()], rest) {
            out.push_str(APART);
        }
    }
    out
}

/// Whether `www` ends here and a stop follows.
fn is_www(before: &str, rest: &str) -> bool {
    rest.starts_with('.') && before.len() > 2 && before.as_bytes()[before.len() - 3..].eq_ignore_ascii_case(b"www")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_means_anything() {
        for (text, shown) in [
            ("link has no destination: [the plan]", "link has no destination: \\[the plan\\]"),
            ("<img src=x> `a` *b* __c__", "&lt;img src=x&gt; \\`a\\` \\*b\\* \\_\\_c\\_\\_"),
            ("@team and a@b.example", "@&#8203;team and a@&#8203;b.example"),
            ("https://evil.example", "https:&#8203;//evil.example"),
            ("WWW.evil.example", "WWW&#8203;.evil.example"),
            ("see #12, !3, o/r#4", "see \\#&#8203;12, !&#8203;3, o/r\\#&#8203;4"),
            ("a | b $x$ \u{202e}", "a \\| b &#36;x&#36; ⟨U+202E⟩"),
            ("&copy; :tada:", "&amp;&#8203;copy; :&#8203;tada:"),
            ("##vso[x]", "\\#\\#&#8203;vso\\[x\\]"),
        ] {
            assert_eq!(escaped(text), shown, "{text}");
        }
    }
}
