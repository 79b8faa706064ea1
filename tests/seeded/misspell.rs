use crate::random::Random;

/// The word with one slip of the fingers: a letter left out, doubled, swapped with the next, or another in its place.
fn slip(word: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let places: Vec<usize> = (0..letters.len()).filter(|at| letters[*at].is_ascii_alphabetic()).collect();
    let Some(at) = (!places.is_empty()).then(|| places[random.below(places.len())]) else { return word.to_owned() };
    match random.below(4) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        2 if at + 1 < letters.len() && letters[at + 1].is_ascii_alphabetic() => letters.swap(at, at + 1),
        _ => letters[at] = char::from(b'a' + random.below(26) as u8),
    }
    letters.into_iter().collect()
}

/// Letters that a word has at least for two slips: with two of four letters wrong nobody knows what was meant.
const TWO_SLIPS: usize = 6;

/// The word with one or two slips, unlike all that `taken` knows in any letter case.
pub fn misspelt(word: &str, random: &mut Random, taken: impl Fn(&str) -> bool) -> Option<String> {
    let slips = if word.len() < TWO_SLIPS { 1 } else { 1 + random.below(2) };
    let tries = (0..20).map(|_| (0..slips).fold(word.to_owned(), |word, _| slip(&word, random)));
    let mut tries = tries.filter(|wrong| !wrong.eq_ignore_ascii_case(word) && !wrong.is_empty() && !taken(wrong));
    tries.next()
}

/// The word with one letter in the other case.
pub fn miscased(word: &str, random: &mut Random) -> Option<String> {
    let mut letters: Vec<char> = word.chars().collect();
    let places: Vec<usize> = (0..letters.len()).filter(|at| letters[*at].is_ascii_alphabetic()).collect();
    let at = *places.get(random.below(places.len().max(1)))?;
    letters[at] = char::from(letters[at] as u8 ^ 0x20);
    Some(letters.into_iter().collect())
}
