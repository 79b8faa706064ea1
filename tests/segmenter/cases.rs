//! Sentences that were judged by hand. `|` begins one.

use std::collections::BTreeSet;

use crate::compare::{oracle, ours};

/// Both say the same, and it is right.
const AGREED: [&str; 14] = [
    "Open the page. |Close it again.",
    "Is it ready? |It is! |Then go on.",
    "Use a queue, e.g. Kafka, or a topic, i.e. a named log.",
    "See Fig. 2 of the report. |It says more.",
    "Ask Dr. Smith or Mrs. Jones. |Both know it.",
    "It needs version 4.5.1 or later. |Version 4.4 is too old.",
    "Donald E. Knuth wrote it. |Others typed it.",
    "The parser waits... |Then it goes on.",
    "Sites, apps, etc. are fine. |Others are not.",
    "He said \"stop.\" |Then he left.",
    "The price is 3.50 in all. |Nobody pays it.",
    "Node.js and Deno run it. |Others do, too.",
    "It opens at 8 a.m. and closes at 6 p.m. on most days.",
    "The U.S. government publishes it. |Others copy it.",
];

/// The other one says something else, and ours is right: sentence, what the other says, why it is not so.
const OURS: [(&str, &str, &str); 9] = [
    ("10. Numbers first", "10. |Numbers first", "an enumerator belongs to what it counts"),
    ("Sign in with Entra ID. |Users have one.", "Sign in with Entra ID. Users have one.", "ID is no abbreviation"),
    ("See Vol. 3 of it.", "See Vol. |3 of it.", "a number belongs to its volume"),
    (
        "Get what begins with m. |The rest stays.",
        "Get what begins with m. The rest stays.",
        "a letter that is spoken of is no initial",
    ),
    (
        "(The default is medium.) |Give it once.",
        "(The default is medium.) Give it once.",
        "a sentence in brackets ends with them",
    ),
    ("Print Hello, world! again.", "Print Hello, world! |again.", "the mark belongs to what is printed"),
    ("Set it to . (dot) or a name.", "Set it to . |(dot) or a name.", "the stop is spoken of"),
    ("The variable $? is set. |Read it.", "The variable $? |is set. |Read it.", "the mark is a part of the name"),
    ("Use the System.Object class.", "Use the System.|Object class.", "names have stops in them"),
];

/// The other one is right, and ours says what stands second. Whoever mends one moves it to the first list.
const THEIRS: [(&str, &str); 2] = [
    ("It says \"Please wait. Working on it...\" for long.", "It says \"Please wait. |Working on it...\" for long."),
    ("Use a Corp. Landing Zone for it.", "Use a Corp. |Landing Zone for it."),
];

fn bare(marked: &str) -> String {
    marked.replace('|', "")
}

/// The text with a `|` where each sentence but the first begins.
fn mark(text: &str, starts: &BTreeSet<usize>) -> String {
    let mut marked = text.to_owned();
    for start in starts.iter().rev() {
        marked.insert(*start, '|');
    }
    marked
}

fn differences(
    cases: impl Iterator<Item = (&'static str, &'static str)>,
    split: fn(&str) -> BTreeSet<usize>,
) -> String {
    let wrong = cases.filter_map(|(right, said)| {
        let says = mark(&bare(right), &split(&bare(right)));
        (says != said).then(|| format!("\n{says}\n    and not {said}"))
    });
    wrong.collect()
}

#[test]
fn ours_is_what_was_judged() {
    let right = AGREED.into_iter().chain(OURS.map(|(right, ..)| right)).map(|right| (right, right));
    assert_eq!(differences(right.chain(THEIRS), ours), "");
}

#[test]
fn the_other_one_differs_only_where_it_is_known_to() {
    let right = AGREED.into_iter().chain(THEIRS.map(|(right, _)| right)).map(|right| (right, right));
    assert_eq!(differences(right.chain(OURS.map(|(right, said, _)| (right, said))), oracle), "");
}
