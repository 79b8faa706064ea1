//! Words that stand twice in a row.

use std::ops::Range;

/// Two words in a row that are the same letters in any case, with only blanks between them.
pub(super) type Twins = (Range<usize>, Range<usize>);

/// All of them in a text, in order.
pub(super) fn twins(text: &str) -> impl Iterator<Item = Twins> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let (first, second) = find(&text[from..])?;
        let shifted = |range: Range<usize>| from + range.start..from + range.end;
        let found = (shifted(first), shifted(second));
        from = found.1.start;
        Some(found)
    })
}

/// The first of them. This looks at every word of every page, so it takes 64 bytes at once and decides nothing word by
/// word: it notes down which words begin as the one before them, and compares only those.
pub(super) fn find(text: &str) -> Option<Twins> {
    let bytes = text.as_bytes();
    let (blocks, rest) = bytes.as_chunks::<64>();
    let mut last_block = [b' '; 64];
    last_block[..rest.len()].copy_from_slice(rest);
    // The beginning of the text is the beginning of a word.
    let mut after_blank = 1;
    let (mut last, mut initial) = (0, b' ');
    for (index, block) in blocks.iter().chain([&last_block]).enumerate() {
        let blanks = blanks(block);
        let starts = (blanks << 1 | after_blank) & !blanks;
        after_blank = blanks >> 63;
        let mut alike = 0;
        let mut left = starts;
        while left != 0 {
            let offset = left.trailing_zeros() % 64;
            let begins = block[offset as usize];
            alike |= u64::from((begins ^ initial) & !0x20 == 0) << offset;
            initial = begins;
            left &= left - 1;
        }
        while alike != 0 {
            let offset = alike.trailing_zeros();
            let before = starts & ((1 << offset) - 1);
            let first = if before == 0 { last } else { index * 64 + before.ilog2() as usize };
            let second = index * 64 + offset as usize;
            let length = bytes[first..second].trim_ascii_end().len();
            if is_twin(&bytes[first..first + length], &bytes[second..]) {
                return Some((first..first + length, second..second + length));
            }
            alike &= alike - 1;
        }
        if starts != 0 {
            last = index * 64 + starts.ilog2() as usize;
        }
    }
    None
}

/// The blanks among 64 bytes, as bits. What is left of a byte is zero where it is a blank, and then alone adding 0x7F to
/// its lower bits leaves the highest one unset; the product gathers the highest bits of eight bytes.
fn blanks(block: &[u8; 64]) -> u64 {
    const BLANKS: u64 = 0x2020_2020_2020_2020;
    const LOWER: u64 = 0x7F7F_7F7F_7F7F_7F7F;
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let (words, _) = block.as_chunks::<8>();
    words.iter().rev().fold(0, |found, word| {
        let left = u64::from_le_bytes(*word) ^ BLANKS;
        let highest = !((left & LOWER).wrapping_add(LOWER) | left | LOWER);
        found << 8 | (highest >> 7).wrapping_mul(GATHER) >> 56
    })
}

/// True where `rest` begins with the plain word `first` again, with or without a mark behind it.
fn is_twin(first: &[u8], rest: &[u8]) -> bool {
    let Some((word, after)) = rest.split_at_checked(first.len()) else { return false };
    let ends = matches!(after.first(), None | Some(b' ' | b'\n' | b',' | b'.' | b';' | b':' | b'!' | b'?' | b')'));
    ends && !first.is_empty() && word.eq_ignore_ascii_case(first) && first.iter().all(u8::is_ascii_alphabetic)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn twins_stand_in_a_row() {
        let found = |text: &str| twins(text).map(|(first, _)| text[first].to_owned()).collect::<Vec<_>>();
        assert_eq!(found("the The cat, of  of: a b a"), ["the", "of"]);
        assert_eq!(found("so so so"), ["so", "so"]);
        assert_eq!(found("a-b a-b, 1 1 then thenx (in in)"), ["in"][..0]);
        assert_eq!(found(&format!("{} one one", "x y ".repeat(20))), ["one"]);
    }

    /// Word by word, as it reads.
    fn slow(text: &str) -> Vec<usize> {
        let mut starts = Vec::new();
        let words: Vec<(usize, &str)> = text
            .split(' ')
            .scan(0, |at, word| {
                *at += word.len() + 1;
                Some((*at - word.len() - 1, word))
            })
            .filter(|(_, word)| !word.is_empty())
            .collect();
        for pair in words.windows(2) {
            let ((at, first), (second, _)) = (pair[0], pair[1]);
            let first = first.as_bytes().trim_ascii_end();
            if is_twin(first, &text.as_bytes()[second..]) {
                starts.push(at);
            }
        }
        starts
    }

    proptest! {
        #[test]
        fn blocks_find_what_words_do(text in "([ab]{1,3}[ .,é\n]{1,2}){0,60}") {
            let fast: Vec<usize> = twins(&text).map(|(first, _)| first.start).collect();
            prop_assert_eq!(fast, slow(&text));
        }
    }
}
