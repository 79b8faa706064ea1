//! Compares where sentences begin with what another segmenter says, which was written by others for all kinds of text.
//!
//! `cargo test` compares over the fixtures and the pages of the rules; `GUIDELINT_CORPUS=DIR cargo test --release --test
//! segmenter -- --nocapture` over a doc set, and prints what the two disagree about.

mod cases;
mod cause;
mod compare;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use cause::Cause;
use compare::{Side, Tally};

/// Disagreements that are printed of each group.
const SHOWN: usize = 40;

fn pages(root: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = ignore::WalkBuilder::new(root)
        .build()
        .flatten()
        .map(|entry| entry.into_path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    found.sort();
    found
}

fn compare(roots: &[PathBuf]) -> Tally {
    let mut tally = Tally::default();
    for path in roots.iter().flat_map(|root| pages(root)) {
        let bytes = std::fs::read(&path).expect("a page can be read");
        tally.add_page(&String::from_utf8_lossy(&bytes));
    }
    tally
}

fn print(tally: &Tally) {
    let percent = 100.0 * tally.agreement();
    println!("{} boundaries, {} agreed ({percent:.2} %)", tally.compared(), tally.agreed);
    println!("{} of the oracle's without a blank, which are not compared", tally.glued);
    for ((side, cause), group) in tally.groups() {
        let distinct: BTreeSet<&str> = group.iter().map(|one| one.shown.as_str()).collect();
        println!("\n{side:?} {cause:?}: {}, {} distinct", group.len(), distinct.len());
        for shown in distinct.iter().step_by(distinct.len().div_ceil(SHOWN)) {
            println!("    {shown}");
        }
    }
}

/// What the other segmenter is known to be wrong about in documentation, and why.
const EXPLAINED: [(Side, Cause, &str); 5] = [
    (Side::Theirs, Cause::Number, "an enumerator belongs to what it counts"),
    (Side::Theirs, Cause::LowerCase, "a stop that is spoken of, or that a name ends in, ends no sentence"),
    (Side::Ours, Cause::LowerCase, "lower case after a stop is a second sentence, and a defect"),
    (Side::Ours, Cause::Abbreviation, "short words and acronyms end sentences: ID, OK, CA"),
    (Side::Ours, Cause::Enclosed, "a sentence in brackets ends with them"),
];

/// The least share of boundaries that both see.
const FLOOR: f64 = 0.95;

#[test]
fn two_segmenters_agree() {
    let roots = match std::env::var_os("GUIDELINT_CORPUS") {
        Some(root) => vec![PathBuf::from(root)],
        None => ["fixtures", "rules"].map(|folder| Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).to_vec(),
    };
    let tally = compare(&roots);
    print(&tally);
    assert!(tally.compared() > 100, "there is prose to compare");
    assert!(tally.agreement() >= FLOOR, "{} of {} agreed", tally.agreed, tally.compared());
    if std::env::var_os("GUIDELINT_CORPUS").is_none() {
        let explained = |side, cause| EXPLAINED.iter().any(|known| (known.0, known.1) == (side, cause));
        let open: Vec<_> = tally.groups().into_iter().filter(|((side, cause), _)| !explained(*side, *cause)).collect();
        assert!(open.is_empty(), "disagreements that nobody has judged: {open:#?}");
    }
}
