//! The kinds of damages: each lists all that can be done to a set.

use crate::damage::{Change, Damage, Expected};
use crate::headings::Anchors;
use crate::misspell::{miscased, misspelt};
use crate::random::Random;
use crate::scan::{Asks, Reference};
use crate::tree::{Tree, joined};

/// What the kinds are made from.
pub struct Ground<'g> {
    pub tree: &'g Tree,
    pub references: &'g [Reference],
    /// Paths that a redirection stands for.
    pub redirected: &'g [String],
}

impl<'g> Ground<'g> {
    /// The references that ask so for another file.
    pub fn asking(&self, asks: Asks) -> Vec<&'g Reference> {
        self.references.iter().filter(|link| link.asks == asks && !link.path.is_empty()).collect()
    }

    fn text(&self, link: &Reference) -> &'g str {
        &self.tree.texts[&link.file]
    }

    fn taken(&self, path: &str) -> bool {
        self.tree.has(path) || self.redirected.iter().any(|source| source.eq_ignore_ascii_case(path))
    }

    fn leading_to(&self, target: &str) -> impl Iterator<Item = &'g Reference> {
        self.references.iter().filter(move |link| link.target == target && !link.path.is_empty())
    }

    /// A slip in the name of the file that a reference asks for.
    pub fn misspell_path(&self, link: &Reference, random: &mut Random) -> Option<Damage> {
        let written = &self.text(link)[link.path.clone()];
        let (folder, stem, ending) = split(written);
        let wrong = |stem: &str| format!("{folder}{stem}{ending}");
        let taken = |stem: &str| joined(&link.file, &wrong(stem)).is_none_or(|path| self.taken(&path));
        let wrong = wrong(&misspelt(stem, random, taken)?);
        let right = vec![written.to_owned(), link.target.clone(), written.trim_start_matches("./").to_owned()];
        Some(edited(link, wrong, link.asks.rule(), right))
    }

    /// A letter of a path in the other case.
    pub fn miscase(&self, link: &Reference, random: &mut Random) -> Option<Damage> {
        let written = &self.text(link)[link.path.clone()];
        let wrong = miscased(written, random)?;
        let names = joined(&link.file, &wrong).is_some_and(|path| !self.tree.names.contains(&path));
        let alone = self
            .tree
            .names
            .range(link.target.clone()..)
            .take(2)
            .all(|name| *name == link.target || !name.eq_ignore_ascii_case(&link.target));
        let right = vec![written.to_owned()];
        (names && alone).then(|| edited(link, wrong, "link-case-mismatch", right))
    }

    /// A slip in a fragment that names a heading.
    pub fn misspell_anchor(&self, link: &Reference, random: &mut Random) -> Option<Damage> {
        let anchors = Anchors::of(self.tree.texts.get(&link.target)?);
        let place = link.fragment.clone()?;
        let written = &self.text(link)[place.clone()];
        anchors.only(written)?;
        let wrong = misspelt(written, random, |wrong| anchors.has(wrong) || wrong == "top")?;
        let right = vec![written.to_owned(), self.text(link)[link.path.start..place.end].to_owned()];
        let change = Change { file: link.file.clone(), place: place.clone(), text: wrong };
        let expected = Expected { file: link.file.clone(), place, rule: "broken-anchor", right };
        Some(Damage { changes: vec![change], expected: vec![expected], ..Damage::default() })
    }

    /// A heading that fragments name is blotted out.
    pub fn drop_heading(&self, page: &str, anchor: &str) -> Option<Damage> {
        let anchors = Anchors::of(self.tree.texts.get(page)?);
        let line = anchors.only(anchor)?.line.clone();
        let named = |link: &&Reference| link.fragment.as_ref().is_some_and(|at| self.text(link)[at.clone()] == *anchor);
        let links = self.references.iter().filter(|link| link.target == page && link.asks == Asks::Link).filter(named);
        let expect = |link: &Reference| Expected {
            file: link.file.clone(),
            place: link.fragment.clone().unwrap_or_default(),
            rule: "broken-anchor",
            right: Vec::new(),
        };
        let change = Change { file: page.to_owned(), place: line, text: String::new() };
        Some(Damage {
            changes: vec![change],
            expected: links.map(expect).collect(),
            gone: vec![format!("{page}#{anchor}")],
            ..Damage::default()
        })
    }

    /// A file is gone or has a new name: each reference to it is broken.
    pub fn move_away(&self, target: &str, to: Option<String>) -> Option<Damage> {
        if self.redirected.iter().any(|source| source.eq_ignore_ascii_case(target)) {
            return None;
        }
        let expect = |link: &Reference| Expected {
            file: link.file.clone(),
            place: link.path.clone(),
            rule: link.asks.rule(),
            right: Vec::new(),
        };
        let expected = self.leading_to(target).map(expect).collect();
        let moves = vec![(target.to_owned(), to)];
        Some(Damage { moves, expected, gone: vec![target.to_owned()], ..Damage::default() })
    }

    /// A slip in the name of the region that a page shows.
    pub fn misspell_region(&self, link: &Reference, random: &mut Random) -> Option<Damage> {
        let place = link.region.clone()?;
        let written = &self.text(link)[place.clone()];
        let source = std::fs::read_to_string(self.tree.root.join(&link.target)).ok()?;
        let wrong = misspelt(written, random, |wrong| source.to_lowercase().contains(&wrong.to_lowercase()))?;
        let change = Change { file: link.file.clone(), place: place.clone(), text: wrong };
        let right = vec![written.to_owned()];
        let expected = Expected { file: link.file.clone(), place, rule: "missing-code-source", right };
        Some(Damage { changes: vec![change], expected: vec![expected], ..Damage::default() })
    }
}

/// The path of a reference is written otherwise.
fn edited(link: &Reference, text: String, rule: &'static str, right: Vec<String>) -> Damage {
    let (file, place) = (link.file.clone(), link.path.clone());
    let expected = Expected { file: file.clone(), place: place.clone(), rule, right };
    Damage { changes: vec![Change { file, place, text }], expected: vec![expected], ..Damage::default() }
}

/// Folder with `/`, stem, ending with its point.
pub fn split(path: &str) -> (&str, &str, &str) {
    let (folder, name) = path.split_at(path.rfind('/').map_or(0, |at| at + 1));
    let (stem, ending) = name.split_at(name.rfind('.').unwrap_or(name.len()));
    (folder, stem, ending)
}
