//! How much room a text takes in a terminal, and how it is broken into lines.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

/// Columns that a character takes.
pub(super) fn char_width(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// Columns that a text takes.
pub fn width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

/// A text padded with blanks to a width in columns.
pub fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// A text in at most so many columns, with `…` where its end was cut.
pub fn cut(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    Cow::Owned(format!("{}…", &text[..fitting(text.chars(), columns.saturating_sub(1))]))
}

/// A text in at most so many columns, with `…` where its beginning was cut: the end of a path says most.
pub fn cut_start(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let kept = fitting(text.chars().rev(), columns.saturating_sub(1));
    Cow::Owned(format!("…{}", &text[text.len() - kept..]))
}

/// Bytes of the characters that fit into so many columns.
fn fitting(chars: impl Iterator<Item = char>, columns: usize) -> usize {
    let mut used = 0;
    chars
        .take_while(|&c| {
            used += char_width(c);
            used <= columns
        })
        .map(char::len_utf8)
        .sum()
}

/// Puts items with commas between them into lines of at most so many columns; a longer item stands alone on its line.
pub(super) fn packed(items: &[String], columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut used = 0;
    for (at, item) in items.iter().enumerate() {
        let comma = if at + 1 < items.len() { "," } else { "" };
        let room = width(item) + comma.len();
        match lines.last_mut() {
            Some(line) if used + 1 + room <= columns => {
                *line += &format!(" {item}{comma}");
                used += 1 + room;
            }
            _ => {
                lines.push(format!("{item}{comma}"));
                used = room;
            }
        }
    }
    lines
}

/// Breaks a text at blanks into lines of at most so many columns; a longer word stands alone on its line.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut used = 0;
    for word in text.split_ascii_whitespace() {
        let room = width(word);
        match lines.last_mut() {
            Some(line) if used + 1 + room <= columns => {
                line.push(' ');
                line.push_str(word);
                used += 1 + room;
            }
            _ => {
                lines.push(word.to_owned());
                used = room;
            }
        }
    }
    lines
}

/// `n` with the noun in the number that fits: `1 file`, `2,310 files`.
pub fn counted(n: usize, noun: &str) -> String {
    format!("{} {noun}{}", thousands(n), if n == 1 { "" } else { "s" })
}

/// A number with commas between its thousands.
pub fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_filled_and_long_words_kept() {
        assert_eq!(wrap("one two  three four", 9), ["one two", "three", "four"]);
        assert_eq!(wrap("a incomprehensibilities b", 5), ["a", "incomprehensibilities", "b"]);
        assert!(wrap(" ", 5).is_empty());
    }

    #[test]
    fn texts_are_cut_at_either_end() {
        assert_eq!([cut("日本語 text", 9), cut("日本語 text", 4), cut("abc", 3)], ["日本語 t…", "日…", "abc"]);
        assert_eq!(
            [cut_start("docs/a.md:3", 8), cut_start("日本語", 4), cut_start("abc", 3)],
            ["…/a.md:3", "…語", "abc"]
        );
    }

    #[test]
    fn items_are_packed_and_kept_whole() {
        let items = ["a b", "c", "long one", "d"].map(str::to_owned);
        assert_eq!(packed(&items, 8), ["a b, c,", "long one,", "d"]);
    }

    #[test]
    fn numbers_read_well() {
        assert_eq!([0, 7, 999, 1_000, 1_234_567].map(thousands), ["0", "7", "999", "1,000", "1,234,567"]);
        assert_eq!([counted(1, "file"), counted(0, "file")], ["1 file", "0 files"]);
    }
}
