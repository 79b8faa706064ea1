//! How alike two names are.

use crate::text::edits_between;

/// Names longer than this many bytes are not compared letter by letter, for that takes their lengths multiplied.
const LONGEST: usize = 160;

/// A name as it is compared: without letter case and signs.
pub(super) struct Folded {
    pub(super) text: String,
    mask: u64,
}

impl Folded {
    pub(super) fn new(name: &str) -> Self {
        let text = crate::text::fold_name(name);
        Self { mask: mask(&text), text }
    }

    /// How many slips lie between two names, if they are few enough to be slips.
    pub(super) fn slips(&self, other: &Folded) -> Option<usize> {
        let longer = self.text.len().max(other.text.len());
        let most = allowed(longer);
        // A slip changes the length by one letter, of four bytes at most, and which letters occur by two.
        let far = self.text.len().abs_diff(other.text.len()) > 4 * most
            || (self.mask ^ other.mask).count_ones() as usize > 2 * most;
        if far || longer > LONGEST {
            return None;
        }
        Some(edits_between(&self.text, &other.text)).filter(|slips| *slips <= most)
    }
}

/// Slips that a name of some length may hold and still be known.
fn allowed(length: usize) -> usize {
    match length {
        0..=2 => 0,
        3..=4 => 1,
        5..=24 => 2,
        _ => 3,
    }
}

/// Which letters occur.
fn mask(text: &str) -> u64 {
    text.bytes().fold(0, |mask, byte| mask | 1 << (byte % 64))
}

/// Bytes in which two paths differ once their common beginning and end are taken away.
pub(super) fn apart(one: &str, other: &str) -> usize {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let start = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[start..], &other[start..]);
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    one.len().max(other.len()) - end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_few() {
        let slips = |one: &str, other: &str| Folded::new(one).slips(&Folded::new(other));
        assert_eq!(slips("secure-ai", "Secure AI"), Some(0));
        assert_eq!(slips("secrue-ai", "secure-ai"), Some(1));
        assert_eq!((slips("pln", "plan"), slips("pn", "pa"), slips("abc", "xyz")), (Some(1), None, None));
        assert_eq!(slips(&"x".repeat(1_000), &"x".repeat(1_001)), None);
    }

    #[test]
    fn paths_are_apart_by_their_middle() {
        assert_eq!((apart("a/b/c.md", "a/x/c.md"), apart("a/c.md", "a/b/c.md"), apart("a", "a")), (1, 2, 0));
        assert_eq!((apart("aa", "aaa"), apart("", "ab")), (1, 2));
    }
}
