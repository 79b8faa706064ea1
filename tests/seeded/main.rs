//! Damages a doc set on purpose, one defect after the other, and asks whether the tool says what a user would notice.
//!
//! The references and headings are read by a scan of our own, which knows nothing of the tool: what is planted is not
//! what the tool sees. `cargo test` damages a small set; `GUIDELINT_CORPUS=DIR cargo test --release --test seeded --
//! --nocapture` damages a whole one, `GUIDELINT_SEEDS` times of each kind (500 unless said). Places and slips come from
//! a seeded generator, so that every run is the same.

mod choice;
mod damage;
mod headings;
mod judge;
mod kinds;
mod misspell;
mod random;
mod redirects;
mod run;
mod sample;
mod scan;
mod tree;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use damage::Damage;
use judge::{Tally, judge};
use kinds::{Ground, split};
use random::Random;
use scan::Asks;
use tree::Tree;

/// A kind of damage, and all of it that can be done.
type Kind = (&'static str, Vec<Damage>);

#[test]
fn every_damage_is_found_and_nothing_else() {
    let home = tempfile::tempdir().expect("a folder can be made");
    let (root, most, at_once) = match std::env::var_os("GUIDELINT_CORPUS") {
        Some(root) => {
            let most = std::env::var("GUIDELINT_SEEDS").ok().and_then(|most| most.parse().ok());
            (PathBuf::from(root), most.unwrap_or(500), usize::MAX)
        }
        None => {
            sample::write(&home.path().join("sound"));
            (home.path().join("sound"), 4, 1)
        }
    };
    let tree = Tree::read(&root);
    let tallies = play(&tree, home.path(), most, at_once);
    print(&tallies);
    for (kind, tally) in &tallies {
        assert!(tally.recall() >= 0.99, "{kind}: {} of {} found", tally.found, tally.planted);
        assert_eq!(tally.other, 0, "{kind}: other findings");
        assert!(tally.helpful() >= 0.9, "{kind}: {} of {} suggestions are right", tally.suggested, tally.asked);
    }
}

fn play(tree: &Tree, home: &Path, most: usize, at_once: usize) -> Vec<(&'static str, Tally)> {
    let copy = home.join("copy");
    tree.copy(&copy);
    let sound = run::check(&copy);
    std::fs::remove_dir_all(&copy).expect("the copy can be removed");
    let mut tallies = Vec::new();
    for (kind, damages) in kinds(tree, most) {
        let mut tally = Tally::default();
        for together in damages.chunks(at_once.min(damages.len().max(1))) {
            judge(tree, &sound, together, &copy, &mut tally);
        }
        tallies.push((kind, tally));
    }
    tallies
}

fn kinds(tree: &Tree, most: usize) -> Vec<Kind> {
    let references = scan::references(tree);
    let items = redirects::items(tree);
    let redirected: Vec<String> = items.iter().map(|item| item.source.clone()).collect();
    let ground = Ground { tree, references: &references, redirected: &redirected };
    let mut random = Random::new(3);
    let mut all: Vec<Kind> = Vec::new();
    for (kind, asks) in [
        ("misspell a path", Asks::Link),
        ("misspell an image", Asks::Image),
        ("misspell an include", Asks::Include),
        ("misspell an entry of a TOC", Asks::Toc),
        ("misspell a code source", Asks::Code),
    ] {
        let links = random.sample(ground.asking(asks), most);
        let damages = links.into_iter().filter_map(|link| ground.misspell_path(link, &mut random)).collect();
        all.push((kind, damages));
    }
    let fragments = references.iter().filter(|link| link.fragment.is_some() && link.asks == Asks::Link).collect();
    let damages = random.sample(fragments, usize::MAX).into_iter();
    let mut damages: Vec<Damage> = damages.filter_map(|link| ground.misspell_anchor(link, &mut random)).collect();
    damages.truncate(most);
    all.push(("misspell an anchor", damages));
    let links = [Asks::Link, Asks::Image].into_iter().flat_map(|asks| ground.asking(asks)).collect();
    let links = random.sample(links, most).into_iter();
    all.push(("change a letter's case", links.filter_map(|link| ground.miscase(link, &mut random)).collect()));
    all.push(("misspell a region", {
        let links = random.sample(ground.asking(Asks::Code), most).into_iter();
        links.filter_map(|link| ground.misspell_region(link, &mut random)).collect()
    }));
    all.push(("drop a heading", dropped(&ground, &mut random, most)));
    all.push(("rename a page", {
        let to = |path: &str| {
            let (folder, stem, ending) = split(path);
            Some(format!("{folder}{stem}-elsewhere{ending}"))
        };
        moved(&ground, &mut random, most, &[Asks::Link, Asks::Toc], &to)
    }));
    all.push(("remove an image", moved(&ground, &mut random, most, &[Asks::Image], &|_| None)));
    all.push(("cut an include", moved(&ground, &mut random, most, &[Asks::Include], &|_| None)));
    let addresses = redirects::Addresses::of_items(&items, tree);
    let sample = random.sample(items.iter().collect(), most);
    all.push(("redirect twice", sample.iter().map(|item| redirects::redirect_twice(item, tree)).collect()));
    let loops = items.iter().filter_map(|item| redirects::redirect_to_itself(item, &addresses)).collect();
    all.push(("redirect to itself", random.sample(loops, most)));
    all
}

fn dropped(ground: &Ground, random: &mut Random, most: usize) -> Vec<Damage> {
    let named = ground.references.iter().filter(|link| link.asks == Asks::Link).filter_map(|link| {
        let place = link.fragment.clone()?;
        Some((link.target.clone(), ground.tree.texts[&link.file][place].to_owned()))
    });
    let named: BTreeSet<(String, String)> = named.collect();
    let named = random.sample(named.into_iter().collect(), usize::MAX).into_iter();
    named.filter_map(|(page, anchor)| ground.drop_heading(&page, &anchor)).take(most).collect()
}

fn moved(
    ground: &Ground,
    random: &mut Random,
    most: usize,
    asks: &[Asks],
    to: &dyn Fn(&str) -> Option<String>,
) -> Vec<Damage> {
    let links = asks.iter().flat_map(|asks| ground.asking(*asks));
    let targets: BTreeSet<&str> = links.map(|link| link.target.as_str()).collect();
    let targets = random.sample(targets.into_iter().collect(), usize::MAX).into_iter();
    targets.filter_map(|target| ground.move_away(target, to(target))).take(most).collect()
}

fn print(tallies: &[(&str, Tally)]) {
    println!(
        "{:<28}{:>8}{:>8}{:>8}{:>8}{:>8}{:>8}{:>8}{:>10}",
        "damage", "done", "places", "found", "recall", "also", "other", "asked", "suggested"
    );
    for (kind, tally) in tallies {
        let Tally { damages, planted, found, caused, other, asked, .. } = tally;
        println!(
            "{kind:<28}{damages:>8}{planted:>8}{found:>8}{:>8.3}{caused:>8}{other:>8}{asked:>8}{:>10.3}",
            tally.recall(),
            tally.helpful()
        );
    }
    for (kind, tally) in tallies {
        for notes in [&tally.wrong, &tally.unhelpful] {
            notes.iter().take(NOTES).for_each(|note| println!("{kind}: {note}"));
        }
    }
}

/// Most notes that are printed of each sort.
const NOTES: usize = 60;
