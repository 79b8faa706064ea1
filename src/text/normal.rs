//! Spellings of the same text: one letter may be one character or a base letter with marks after it.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The text with each letter as one character where there is one (NFC), so that two spellings compare equal.
pub fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// The text in ASCII: letters without their accents, ligatures spelled out, all else dropped.
pub fn ascii_letters(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(text.nfkd().filter(char::is_ascii).collect()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_spellings_become_one() {
        assert_eq!(nfc("cafe\u{301}"), "caf\u{e9}");
        assert!(matches!(nfc("caf\u{e9}"), Cow::Borrowed(_)));
        assert!(matches!(nfc("plain"), Cow::Borrowed(_)));
    }

    #[test]
    fn accents_and_ligatures_go() {
        assert_eq!(ascii_letters("\u{17d}lut\u{fd} \u{fb01}eld \u{4e2d}"), "Zluty field ");
    }
}
