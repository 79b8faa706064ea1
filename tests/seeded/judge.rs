use std::collections::HashSet;
use std::path::Path;

use crate::damage::{Batch, Damage};
use crate::run::{Found, check};
use crate::tree::{Tree, joined};

/// What became of the damages of one kind.
#[derive(Default)]
pub struct Tally {
    pub damages: usize,
    pub planted: usize,
    pub found: usize,
    /// Findings that a damage truly causes at a place which the scan does not read.
    pub caused: usize,
    /// Findings that no damage explains.
    pub other: usize,
    pub asked: usize,
    pub suggested: usize,
    /// Misses and other findings, to be read.
    pub wrong: Vec<String>,
    /// Suggestions that name something else, to be read.
    pub unhelpful: Vec<String>,
}

impl Tally {
    pub fn recall(&self) -> f64 {
        if self.planted == 0 { 1.0 } else { self.found as f64 / self.planted as f64 }
    }

    pub fn helpful(&self) -> f64 {
        if self.asked == 0 { 1.0 } else { self.suggested as f64 / self.asked as f64 }
    }
}

/// Does damages to a copy of the set at `copy`, runs the tool on it and judges what it says.
pub fn judge(tree: &Tree, sound: &[Found], damages: &[Damage], copy: &Path, tally: &mut Tally) {
    let batch = Batch::new(damages);
    tree.copy(copy);
    batch.apply(copy);
    let found = check(copy);
    tally.damages += damages.len();
    let mut explained = HashSet::new();
    for expected in &batch.expected {
        let Some(file) = batch.name_now(&expected.file) else { continue };
        let place = batch.place_now(&expected.file, &expected.place);
        tally.planted += 1;
        let hit = found.iter().position(|found| {
            let span = found.diagnostic.span;
            let meets = span.start() < place.end && place.start < span.end();
            found.file == file && found.diagnostic.rule == expected.rule && meets
        });
        let Some(hit) = hit else {
            let text = std::fs::read_to_string(copy.join(file)).unwrap_or_default();
            let line = text[..place.start].matches('\n').count() + 1;
            tally.wrong.push(format!("missed {} {file}:{line} `{}`", expected.rule, &text[place]));
            continue;
        };
        tally.found += 1;
        explained.insert(hit);
        if !expected.right.is_empty() {
            tally.asked += 1;
            let named = found[hit].named();
            let says = |name: &&str, right: &String| {
                let path = name.split(['#', '?']).next().unwrap_or_default();
                name.trim_start_matches('#') == right
                    || path == right
                    || joined(&expected.file, path).is_some_and(|path| path == *right)
            };
            if named.iter().any(|name| expected.right.iter().any(|right| says(name, right))) {
                tally.suggested += 1;
            } else {
                let Found { line, marked, .. } = &found[hit];
                tally.unhelpful.push(format!("suggests {named:?} {file}:{line} `{marked}` not {:?}", expected.right));
            }
        }
    }
    std::fs::remove_dir_all(copy).expect("the copy can be removed");
    let known: HashSet<_> = sound.iter().filter_map(|before| key_now(before, &batch)).collect();
    for (index, new) in found.iter().enumerate() {
        let key = (new.file.clone(), new.diagnostic.rule, new.diagnostic.span.start());
        if explained.contains(&index) || known.contains(&key) {
            continue;
        }
        if is_caused(new, &batch) {
            tally.caused += 1;
        } else {
            tally.other += 1;
            let Found { file, line, diagnostic, .. } = new;
            tally.wrong.push(format!("other {} {file}:{line} {}", diagnostic.rule, diagnostic.message));
        }
    }
}

/// How a finding of the sound set is known in the damaged one.
fn key_now(before: &Found, batch: &Batch) -> Option<(String, &'static str, usize)> {
    let span = before.diagnostic.span;
    let place = batch.place_now(&before.file, &(span.start()..span.end()));
    Some((batch.name_now(&before.file)?.to_owned(), before.diagnostic.rule, place.start))
}

/// Whether what a finding points at led to something that a damage took away, by a name that the scan does not read:
/// in other letter case, without `.md`, as a folder, with marks around it.
fn is_caused(new: &Found, batch: &Batch) -> bool {
    let speaks = ["broken-link", "broken-image", "broken-anchor", "missing-include", "broken-toc-entry"];
    let file = batch.name_before(&new.file);
    let text = new.marked.trim().trim_start_matches('#');
    let (path, fragment) = text.split_once('#').unwrap_or((text, ""));
    let target = joined(file, path.split('?').next().unwrap_or_default()).unwrap_or_default().to_lowercase();
    let by_path = ["", ".md", "/index.md", "/index.yml"].iter().any(|end| batch.is_gone(&format!("{target}{end}")));
    let by_anchor =
        new.diagnostic.rule == "broken-anchor" && batch.gone.iter().any(|gone| gone.ends_with(&format!("#{text}")));
    speaks.contains(&new.diagnostic.rule) && (by_path || by_anchor || batch.is_gone(&format!("{target}#{fragment}")))
}
