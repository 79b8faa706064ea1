//! Where two segmenters begin sentences in the prose of pages.

use std::collections::{BTreeMap, BTreeSet};

use guidelint::markdown::{Document, token};
use guidelint::text::SourceFile;

use crate::cause::{Cause, cause};

/// Who begins a sentence where the other does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    Ours,
    Theirs,
}

/// A boundary that one of the two sees.
#[derive(Clone, Debug)]
pub struct Disagreement {
    pub side: Side,
    pub cause: Cause,
    /// The words around the boundary, which is `|`.
    pub shown: String,
}

/// What a comparison came to.
#[derive(Debug, Default)]
pub struct Tally {
    /// Boundaries that both see.
    pub agreed: usize,
    /// Boundaries of the oracle's without a blank, as in `System.Object`. Names in technical texts have stops inside, so
    /// none of them is looked at.
    pub glued: usize,
    pub disagreements: Vec<Disagreement>,
}

impl Tally {
    /// Boundaries that any of the two sees.
    pub fn compared(&self) -> usize {
        self.agreed + self.disagreements.len()
    }

    pub fn agreement(&self) -> f64 {
        self.agreed as f64 / self.compared().max(1) as f64
    }

    pub fn groups(&self) -> BTreeMap<(Side, Cause), Vec<&Disagreement>> {
        let mut groups: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for one in &self.disagreements {
            groups.entry((one.side, one.cause)).or_default().push(one);
        }
        groups
    }

    /// Compares over the prose of a page.
    pub fn add_page(&mut self, text: &str) {
        let source = SourceFile::new("page.md", text);
        let doc = Document::new(&source);
        for passage in doc.passages() {
            let starts: BTreeSet<usize> = passage.sentences().map(|sentence| sentence.start).collect();
            self.add(passage.text(), &starts);
        }
    }

    /// Compares over one text. A line feed in it is a hard break, which the oracle would read as a blank: it is given
    /// line by line.
    fn add(&mut self, text: &str, starts: &BTreeSet<usize>) {
        let mut from = 0;
        for line in text.split_inclusive('\n') {
            let (theirs, glued): (BTreeSet<usize>, BTreeSet<usize>) = oracle(line)
                .into_iter()
                .map(|start| from + start)
                .partition(|start| text[..*start].ends_with(char::is_whitespace));
            self.glued += glued.len();
            let first = from + (line.len() - line.trim_start().len());
            let ours: BTreeSet<usize> =
                starts.range(first..from + line.len()).copied().filter(|start| *start > first).collect();
            self.agreed += ours.intersection(&theirs).count();
            let own = ours.difference(&theirs).map(|at| (Side::Ours, *at));
            for (side, at) in own.chain(theirs.difference(&ours).map(|at| (Side::Theirs, *at))) {
                self.disagreements.push(Disagreement { side, cause: cause(text, at), shown: shown(text, at) });
            }
            from += line.len();
        }
    }
}

/// Where ours begins sentences after the first one. The text stands as a heading, where a number begins no list.
pub fn ours(text: &str) -> BTreeSet<usize> {
    let source = SourceFile::new("page.md", format!("# {text}\n"));
    let doc = Document::new(&source);
    let passage = doc.passages().next().expect("a heading is a passage");
    assert_eq!(passage.text(), text, "it has no markup");
    passage.sentences().map(|sentence| sentence.start).skip(1).collect()
}

/// Where the oracle begins sentences after the first one. A token of ours is a word to it.
pub fn oracle(line: &str) -> BTreeSet<usize> {
    const WORD: &str = "Code";
    let mut text = String::new();
    // Bytes of the text that the oracle reads, and of ours, after each token.
    let mut places = vec![(0, 0)];
    for (at, c) in line.char_indices() {
        if token::is_token(c) {
            text.push_str(WORD);
            places.push((text.len(), at + c.len_utf8()));
        } else {
            text.push(c);
        }
    }
    let back = |at: usize| {
        let (theirs, ours) = places[places.partition_point(|(theirs, _)| *theirs <= at) - 1];
        (ours + at - theirs).min(line.len())
    };
    let boundaries = sentencex::get_sentence_boundaries("en", &text);
    let starts = boundaries.iter().filter_map(|one| {
        let begin = one.start_byte + (one.text.len() - one.text.trim_start().len());
        (!one.text.trim().is_empty()).then_some(begin)
    });
    let first = line.len() - line.trim_start().len();
    starts.map(back).filter(|start| *start > first).collect()
}

fn shown(text: &str, at: usize) -> String {
    const BEFORE: usize = 60;
    const AFTER: usize = 40;
    let word = |c: char| if token::is_token(c) { '¤' } else { c };
    let before: Vec<char> = text[..at].chars().rev().take(BEFORE).collect();
    let after = text[at..].chars().take(AFTER);
    before.into_iter().rev().chain(['|']).chain(after).map(word).collect::<String>().replace('\n', "⏎")
}
