//! The anchor that a fragment was meant to name.

use super::likeness::{Folded, Pattern};

/// Anchors of a page that are compared at most.
const MOST: usize = 4096;

/// How like an anchor is to a fragment; the least is the likest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// The same but for letter case and signs.
    Same,
    /// The same but for the number that tells equal headings apart.
    Numbered,
    /// So many letters are wrong.
    Slips(usize),
    /// So many words are in one of the two alone.
    Words(usize),
}

/// The anchor that is most like a fragment, and whether it is the only one that is so like. The first of equals.
pub(super) fn nearest<'a>(fragment: &str, anchors: impl Iterator<Item = &'a str>) -> Option<(&'a str, bool)> {
    let wanted = Wanted::new(fragment);
    let mut best: Option<(Likeness, &str, bool)> = None;
    for anchor in anchors.take(MOST) {
        let Some(likeness) = wanted.likeness(anchor) else { continue };
        match &mut best {
            Some((least, _, sole)) if *least == likeness => *sole = false,
            Some((least, ..)) if *least < likeness => {}
            _ => best = Some((likeness, anchor, true)),
        }
    }
    best.map(|(_, anchor, sole)| (anchor, sole))
}

struct Wanted {
    name: Pattern,
    unnumbered: String,
    words: Vec<String>,
}

impl Wanted {
    fn new(fragment: &str) -> Self {
        let words = words(fragment).map(str::to_lowercase).collect();
        Self { name: Pattern::new(fragment), unnumbered: unnumbered(fragment), words }
    }

    fn likeness(&self, anchor: &str) -> Option<Likeness> {
        let other = Folded::new(anchor);
        if self.name.folded.text == other.text && !other.text.is_empty() {
            return Some(Likeness::Same);
        }
        if !self.unnumbered.is_empty() && self.unnumbered == unnumbered(anchor) {
            return Some(Likeness::Numbered);
        }
        let slips = self.name.slips(&other).map(Likeness::Slips);
        slips.or_else(|| self.in_words(anchor).map(Likeness::Words))
    }

    /// Of two names that share most of their words, how many words they don't share.
    fn in_words(&self, anchor: &str) -> Option<usize> {
        let lower = anchor.to_lowercase();
        let (mut all, mut common) = (self.words.len(), 0);
        for word in words(&lower) {
            all += 1;
            common += usize::from(self.words.iter().any(|known| known == word));
        }
        let common = common.min(self.words.len());
        let contained = common > 0 && (common == self.words.len() || 2 * common > all - common);
        (contained && 10 * common >= 3 * (all - common)).then_some(all - 2 * common.min(all / 2))
    }
}

/// The words of an anchor; of a very long one, the first.
fn words(anchor: &str) -> impl Iterator<Item = &str> {
    anchor.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(32)
}

/// An anchor without the number at its end, folded.
fn unnumbered(anchor: &str) -> String {
    let bare = anchor.trim_end_matches(|c: char| c.is_ascii_digit());
    let bare = if bare.len() < anchor.len() { bare.strip_suffix(['-', '_']).unwrap_or(anchor) } else { anchor };
    crate::text::fold_name(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likest_anchor_is_named() {
        let anchors = ["access-ai-resources", "step-1-measure", "steps", "steps-1", "secure-ai-workloads", "overview"];
        for (fragment, near) in [
            ("Access-AI-Resources", Some(("access-ai-resources", true))),
            ("access-to-ai-resources", Some(("access-ai-resources", true))),
            ("access--ai-resources", Some(("access-ai-resources", true))),
            ("measure", Some(("step-1-measure", true))),
            ("steps-4", Some(("steps", false))),
            ("secure-ai-workload", Some(("secure-ai-workloads", true))),
            ("secure-workloads", Some(("secure-ai-workloads", true))),
            ("secrue-ai-wrokloads", Some(("secure-ai-workloads", true))),
            ("something-else-entirely", None),
            ("", None),
            ("---", None),
        ] {
            assert_eq!(nearest(fragment, anchors.into_iter()), near, "{fragment}");
        }
    }
}
