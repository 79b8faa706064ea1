//! What tells the repeats of a finding apart: what their messages say after the words that all of them begin with.

use std::collections::HashSet;

/// The ends of messages that differ from that of the first, each once, in order.
pub(super) fn differences<'m>(first: &'m str, others: impl Iterator<Item = &'m str> + Clone) -> Vec<&'m str> {
    let shared = shared_words(first, others.clone());
    let mut seen = HashSet::from([first[shared..].trim()]);
    others.map(|other| other[shared..].trim()).filter(|rest| !rest.is_empty() && seen.insert(rest)).collect()
}

/// Bytes of the words that all messages begin with. A quoted text is never parted, though its words be shared too.
fn shared_words<'m>(first: &str, others: impl Iterator<Item = &'m str>) -> usize {
    let equal = |other: &str, end: usize| {
        first.as_bytes()[..end].iter().zip(other.as_bytes()).take_while(|(one, two)| one == two).count()
    };
    let same = others.fold(first.len(), |end, other| equal(other, end));
    let mut quotes = Quotes::default();
    let mut shared = 0;
    for (at, byte) in first.bytes().enumerate().take(same) {
        quotes.read(byte);
        if byte == b' ' && quotes.closed() {
            shared = at + 1;
        }
    }
    shared
}

/// Which quotes are open at a place of a message.
#[derive(Default)]
struct Quotes {
    code: bool,
    words: bool,
    brackets: usize,
}

impl Quotes {
    fn read(&mut self, byte: u8) {
        match byte {
            b'`' => self.code = !self.code,
            _ if self.code => {}
            b'"' => self.words = !self.words,
            b'[' => self.brackets += 1,
            b']' => self.brackets = self.brackets.saturating_sub(1),
            _ => {}
        }
    }

    fn closed(&self) -> bool {
        !self.code && !self.words && self.brackets == 0
    }
}

#[cfg(test)]
mod tests {
    use super::differences;

    #[test]
    fn what_differs_is_named_once_and_quotes_stay_whole() {
        let of = |messages: &[&'static str]| differences(messages[0], messages[1..].iter().copied());
        assert_eq!(of(&["lacks `a`", "lacks `ms.a`", "lacks `a`", "lacks `ms.a`", "lacks `b`"]), ["`ms.a`", "`b`"]);
        assert_eq!(of(&["empty: [AI data]", "empty: [AI access]"]), ["[AI access]"]);
        assert_eq!(of(&["lacks `a b`", "lacks `a c`"]), ["`a c`"]);
        assert_eq!(of(&["row has 3 cells", "cell is empty"]), ["cell is empty"]);
        assert_eq!(of(&["wörd é", "wörd è"]), ["è"]);
        assert_eq!(of(&["lacks a", "lacks"]), ["lacks"]);
        assert!(of(&["same", "same"]).is_empty() && of(&[""]).is_empty());
    }
}
