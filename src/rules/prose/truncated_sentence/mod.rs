//! `truncated-sentence`: named evidence, each a small function; weak clues count only together.

mod evidence;

use serde::Deserialize;

use self::evidence::{Evidence, Tail};
use super::reading::{self, Following};
use crate::markdown::Passage;
use crate::rule::{Findings, Page};

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Options {
    accept_endings: Vec<String>,
}

/// Evidence of this weight is enough.
const ENOUGH: u32 = 2;

pub fn check(page: &Page, options: &Options, out: &mut Findings) {
    let passages: Vec<Passage> = page.passages().collect();
    for (index, passage) in passages.iter().enumerate() {
        if !reading::is_prose(passage) {
            continue;
        }
        let text = passage.text().trim_end();
        if reading::is_terminated(text) {
            dangling_see(passage, out);
            continue;
        }
        if options.accept_endings.iter().any(|ending| text.ends_with(ending.as_str())) {
            continue;
        }
        let Some(tail) = Tail::read(page, &passages, index) else { continue };
        let found: Vec<Evidence> = tail.evidence().collect();
        if found.iter().map(|evidence| evidence.weight).sum::<u32>() >= ENOUGH && passage.is_in_language() {
            report(&tail, &found, out);
        }
    }
}

fn report(tail: &Tail, found: &[Evidence], out: &mut Findings) {
    let clues = found.iter().map(|evidence| evidence.what.as_str()).collect::<Vec<_>>().join(", ");
    let what = if tail.is_item() { "list item" } else { "paragraph" };
    let span = tail.passage.source(tail.last_words());
    out.report(span, format!("{what} ends in the middle of a sentence: \"{}\"", tail.shown()))
        .label(format!("{clues}; {}", tail.following.words()))
        .help("finish the sentence, or end it with a full stop");
}

/// `For more information, see.`: the link was lost.
fn dangling_see(passage: &Passage, out: &mut Findings) {
    let Some(last) = passage.sentences().next_back() else { return };
    let sentence = &passage.text()[last.clone()];
    let Some(bare) = sentence.strip_suffix('.').map(str::trim_end) else { return };
    if !bare.ends_with(['e', 'o']) {
        return;
    }
    let Some(before) = bare.strip_suffix(" see").or_else(|| bare.strip_suffix(" see also")) else { return };
    if before.to_ascii_lowercase().contains("more information") {
        out.report(passage.source(last), "the sentence names nothing to see")
            .help("add the link that belongs after \"see\"");
    }
}

impl Following {
    /// True where the text may be a lead-in to what follows it.
    fn takes_lead_in(self) -> bool {
        matches!(self, Following::LeadTo)
    }
}
