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
}

/// A name that many others are compared with.
pub(super) struct Pattern {
    pub(super) folded: Folded,
    /// For each byte, the places at which the name has it; of a name that has no more places than bits.
    places: Option<Box<[u64; 256]>>,
}

impl Pattern {
    pub(super) fn new(name: &str) -> Self {
        let folded = Folded::new(name);
        let bytes = folded.text.as_bytes();
        let places = (1..=64).contains(&bytes.len()).then(|| {
            let mut places = Box::new([0; 256]);
            bytes.iter().enumerate().for_each(|(at, byte)| places[usize::from(*byte)] |= 1 << at);
            places
        });
        Self { folded, places }
    }

    /// How many slips lie between two names, if they are few enough to be slips.
    pub(super) fn slips(&self, other: &Folded) -> Option<usize> {
        let own = &self.folded;
        let longer = own.text.len().max(other.text.len());
        let most = allowed(longer);
        // A slip changes the length by one letter, of four bytes at most, and which bytes occur by as many.
        let plain = own.text.is_ascii() && other.text.is_ascii();
        let bytes = if plain { 1 } else { 4 };
        let far = own.text.len().abs_diff(other.text.len()) > bytes * most
            || (own.mask ^ other.mask).count_ones() as usize > 2 * bytes * most;
        if far || longer > LONGEST {
            return None;
        }
        let slips = match &self.places {
            Some(places) if plain => slips_in_bits(places, own.text.len(), other.text.as_bytes()),
            Some(_) | None => edits_between(&own.text, &other.text),
        };
        Some(slips).filter(|slips| *slips <= most)
    }
}

/// The distance of [`edits_between`], a column of its table at a time: the column is kept as the bits at which it goes
/// up and down (Hyyrö, 2003, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances").
fn slips_in_bits(places: &[u64; 256], length: usize, other: &[u8]) -> usize {
    let last = 1 << (length - 1);
    let (mut up, mut down, mut diagonal, mut before) = (u64::MAX, 0_u64, 0_u64, 0_u64);
    let mut distance = length;
    for byte in other {
        let here = places[usize::from(*byte)];
        let swapped = ((!diagonal & here) << 1) & before;
        diagonal = ((here & up).wrapping_add(up) ^ up) | here | down | swapped;
        let (right, left) = (down | !(diagonal | up), diagonal & up);
        distance += usize::from(right & last != 0);
        distance -= usize::from(left & last != 0);
        let right = right << 1 | 1;
        up = left << 1 | !(diagonal | right);
        down = right & diagonal;
        before = here;
    }
    distance
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
        let slips = |one: &str, other: &str| Pattern::new(one).slips(&Folded::new(other));
        assert_eq!(slips("secure-ai", "Secure AI"), Some(0));
        assert_eq!(slips("secrue-ai", "secure-ai"), Some(1));
        assert_eq!((slips("pln", "plan"), slips("pn", "pa"), slips("abc", "xyz")), (Some(1), None, None));
        assert_eq!(slips(&"x".repeat(1_000), &"x".repeat(1_001)), None);
    }

    #[test]
    fn bits_count_as_the_table_does() {
        let mut state = 7_u32;
        let mut word = || {
            let mut next = |below: u32| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 16) % below
            };
            (0..=next(64).min(63)).map(|_| char::from(b'a' + next(3) as u8)).collect::<String>()
        };
        for _ in 0..2_000 {
            let (one, other) = (word(), word());
            let places = Pattern::new(&one).places.unwrap();
            assert_eq!(
                slips_in_bits(&places, one.len(), other.as_bytes()),
                edits_between(&one, &other),
                "{one} {other}"
            );
        }
    }

    #[test]
    fn paths_are_apart_by_their_middle() {
        assert_eq!((apart("a/b/c.md", "a/x/c.md"), apart("a/c.md", "a/b/c.md"), apart("a", "a")), (1, 2, 0));
        assert_eq!((apart("aa", "aaa"), apart("", "ab")), (1, 2));
    }
}
