//! Trains the model of how sentences end: `cargo run --release --example train_ends -- DIR... > rules/words/en.ends`.
//!
//! The sentences are those of the paragraphs of the Markdown below the folders. Where one ends is a place to end at;
//! three places amid it are none. A logistic regression under an L1 penalty, which leaves few words with a weight,
//! learns to tell them apart. The same pages make the same bytes.

#[path = "../prose/corpus.rs"]
mod corpus;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::PathBuf;

use guidelint::markdown::{Document, PassageKind, token};
use guidelint::text::{Place, Token, features, tokens};

/// Words that stand in fewer places are not learnt.
const LEAST: usize = 5;
/// Sentences of fewer tokens teach nothing.
const SHORTEST: usize = 6;
/// Bytes of a sentence beyond which it is no sentence but a listing.
const LONGEST: usize = 600;
/// Weight of the penalty, per example.
const PENALTY: f64 = 1.0e-4;
const STEPS: usize = 600;
const PLACES: [Place; 3] = [Place::Last, Place::Before, Place::Earlier];

/// The features of one place, as indices, and whether a sentence ends there.
struct Example {
    on: Vec<usize>,
    ends: bool,
}

/// Numbers the features that it meets.
#[derive(Default)]
struct Names {
    all: BTreeMap<String, usize>,
}

impl Names {
    fn number(&mut self, name: String) -> usize {
        let next = self.all.len();
        *self.all.entry(name).or_insert(next)
    }
}

fn main() -> io::Result<()> {
    let roots: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let sentences = sentences(&roots)?;
    if sentences.is_empty() {
        return Err(io::Error::other("no sentences to learn from: name folders with Markdown"));
    }
    eprintln!("{} sentences", sentences.len());
    print!("{}", model(&sentences));
    Ok(())
}

/// The file of the model that the sentences make.
fn model(sentences: &BTreeSet<String>) -> String {
    let mut names = Names::default();
    let mut examples: Vec<Example> = sentences.iter().flat_map(|sentence| examples(sentence, &mut names)).collect();
    drop_rare(&mut examples, names.all.len());
    let weights = train(&examples, names.all.len());
    written(&names, &weights, sentences.len())
}

/// The sentences of all pages, without their full stop, each once and in order of the alphabet.
fn sentences(roots: &[PathBuf]) -> io::Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    for path in corpus::files(roots)? {
        let source = corpus::read(&path)?;
        let doc = Document::new(&source);
        for passage in doc.passages().filter(|passage| passage.kind() == PassageKind::Paragraph) {
            let all = passage.sentences().map(|range| &passage.text()[range]);
            found.extend(all.filter_map(plain_sentence).map(str::to_owned));
        }
    }
    Ok(found)
}

/// A sentence that begins and ends as sentences do, without its stop.
fn plain_sentence(sentence: &str) -> Option<&str> {
    let bare = sentence.strip_suffix('.').filter(|bare| !bare.ends_with('.') && bare.len() < LONGEST)?;
    let begins = bare.starts_with(|c: char| c.is_ascii_uppercase() || c == token::CODE);
    (begins && !bare.contains(token::IMAGE) && tokens(bare).count() >= SHORTEST).then_some(bare)
}

/// The end of a sentence, and three places amid it, spread so that every word has its turn.
fn examples(sentence: &str, names: &mut Names) -> Vec<Example> {
    let all: Vec<Token<'_>> = tokens(sentence).collect();
    let last = all.len() - 1;
    let amid = (0..3).map(|part| 2 + (part * (last - 2) / 3 + sentence.len() % 5) % (last - 2));
    let amid = amid.filter(|&at| all[at].is_word() || all[at].text.starts_with(token::CODE));
    let places: BTreeSet<usize> = amid.collect();
    let example = |at: usize, names: &mut Names| {
        let mut on = Vec::new();
        features(&sentence[..all[at].end], |key, place| on.push(names.number(format!("{place:?} {key}"))));
        Example { on, ends: at == last }
    };
    places.into_iter().chain([last]).map(|at| example(at, names)).collect()
}

fn drop_rare(examples: &mut [Example], features: usize) {
    let mut counts = vec![0; features];
    examples.iter().flat_map(|example| &example.on).for_each(|&feature| counts[feature] += 1);
    examples.iter_mut().for_each(|example| example.on.retain(|&feature| counts[feature] >= LEAST));
}

/// Proximal gradient descent with momentum. The last weight is the bias, which no penalty holds down.
fn train(examples: &[Example], features: usize) -> Vec<f64> {
    let count = examples.len() as f64;
    let on: usize = examples.iter().map(|example| example.on.len() + 1).sum();
    // No gradient changes faster than by a quarter of the features that are on in an example.
    let rate = 4.0 * count / on as f64;
    let mut weights = vec![0.0; features + 1];
    let mut ahead = weights.clone();
    let mut momentum = 1.0_f64;
    for _ in 0..STEPS {
        let gradient = gradient(examples, &ahead);
        let next: Vec<f64> = (0..=features)
            .map(|at| {
                let moved = ahead[at] - rate * gradient[at] / count;
                if at == features { moved } else { moved.signum() * (moved.abs() - rate * PENALTY).max(0.0) }
            })
            .collect();
        let faster = (1.0 + (1.0 + 4.0 * momentum * momentum).sqrt()) / 2.0;
        let push = (momentum - 1.0) / faster;
        ahead = next.iter().zip(&weights).map(|(next, old)| next + push * (next - old)).collect();
        (weights, momentum) = (next, faster);
    }
    weights
}

fn gradient(examples: &[Example], weights: &[f64]) -> Vec<f64> {
    let bias = weights.len() - 1;
    let mut gradient = vec![0.0; weights.len()];
    for example in examples {
        let score: f64 = weights[bias] + example.on.iter().map(|&at| weights[at]).sum::<f64>();
        let off = 1.0 / (1.0 + (-score).exp()) - f64::from(u8::from(example.ends));
        example.on.iter().for_each(|&at| gradient[at] += off);
        gradient[bias] += off;
    }
    gradient
}

fn written(names: &Names, weights: &[f64], sentences: usize) -> String {
    let hundredths = |weight: f64| (weight * 100.0).round() as i32;
    let mut words: BTreeMap<&str, [i32; 3]> = BTreeMap::new();
    for (name, &at) in &names.all {
        let (kind, key) = name.split_once(' ').expect("a place comes first");
        let place = PLACES.into_iter().find(|place| format!("{place:?}") == kind).expect("it is one of the three");
        words.entry(key).or_default()[place as usize] = hundredths(weights[at]);
    }
    let mut out = format!(
        "# How sentences end: a word, and its weights as the last word, as the one before it, and as any earlier one,\n\
         # in hundredths of a logit. Made by examples/train_ends of {sentences} published sentences; not to be edited.\n\
         <bias> {}\n",
        hundredths(weights[weights.len() - 1])
    );
    for (word, [last, before, earlier]) in words.into_iter().filter(|(_, weights)| *weights != [0; 3]) {
        out += &format!("{word} {last} {before} {earlier}\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use guidelint::text::EndModel;

    use super::*;

    /// Sentences in which a few verbs stand between a few nouns.
    fn made_up() -> BTreeSet<String> {
        let nouns = ["crew", "captain", "harbour", "hatch", "mast", "anchor", "keel", "deck"];
        let verbs = ["opens", "sees", "checks"];
        let pairs = nouns.iter().flat_map(|first| nouns.iter().map(move |second| (first, second)));
        let all = pairs.flat_map(|(first, second)| {
            verbs.iter().map(move |verb| format!("The {first} of the boat {verb} the {second}"))
        });
        all.collect()
    }

    #[test]
    fn the_model_tells_ends_from_cuts_and_is_the_same_each_time() {
        let text = model(&made_up());
        assert_eq!(text, model(&made_up()));
        let ends = EndModel::read(&text).expect("it is a model");
        let whole = ends.score("The crew of the boat opens the mast");
        assert!(whole > 0, "{whole}\n{text}");
        for cut in ["The crew of the boat opens the", "The crew of the boat opens", "The crew of the"] {
            assert!(ends.score(cut) < 0, "{cut}: {}\n{text}", ends.score(cut));
        }
    }
}
