//! One file's text while it is mended.

use std::path::PathBuf;
use std::sync::Arc;

use super::compare::{Known, fresh};
use super::mapping::Mapping;
use super::places::{Place, Places};
use super::{Refused, Workshop, shape};
use crate::diagnostic::{Diagnostic, Edit, Patch};
use crate::docset::FileKind;
use crate::engine::judge::Judged;
use crate::text::{SourceFile, Span};

/// Texts that are tried at most for one file: what many bad repairs cost stays bounded.
const ATTEMPTS: usize = 200;

/// Edits that are made together or not at all, and the findings that must be gone then.
#[derive(Clone, Debug)]
pub(super) struct Repair {
    pub gone: Vec<Place>,
    pub edits: Vec<Edit>,
    /// Whether it keeps the meaning.
    pub is_safe: bool,
}

/// A finding that is gone, by its place in the original.
#[derive(Clone, Copy, Debug)]
pub(super) struct Done {
    pub place: Place,
    /// Whether what was done about it keeps the meaning.
    pub is_safe: bool,
}

/// A text as its file alone is judged.
pub(super) struct Look {
    pub source: SourceFile,
    pub findings: Vec<Diagnostic>,
    known: Vec<Known>,
}

/// A file under repair.
pub(super) struct Draft {
    pub path: PathBuf,
    pub shown: Arc<str>,
    pub kind: FileKind,
    /// The file's text with its byte order mark.
    pub original: String,
    /// The same as it is by now.
    pub text: String,
    stages: Vec<Mapping>,
    pub done: Vec<Done>,
    /// Findings that nobody asked to mend, by their places in the original.
    left: Places,
    /// Findings whose repairs were refused, by their places in the original.
    banned: Places,
    refusals: Vec<(Place, String)>,
    attempts: usize,
}

impl Draft {
    pub(super) fn new(path: PathBuf, shown: Arc<str>, kind: FileKind, original: String) -> Self {
        Self {
            path,
            shown,
            kind,
            text: original.clone(),
            original,
            stages: Vec::new(),
            done: Vec::new(),
            left: Places::default(),
            banned: Places::default(),
            refusals: Vec::new(),
            attempts: ATTEMPTS,
        }
    }

    pub(super) fn is_changed(&self) -> bool {
        self.text != self.original
    }

    /// Where a span of the original is by now.
    pub(super) fn forward(&self, span: Span) -> Span {
        self.stages.iter().fold(span, |span, stage| stage.forward(span))
    }

    /// Where a span of the text was in the original.
    pub(super) fn back(&self, span: Span) -> Span {
        self.stages.iter().rev().fold(span, |span, stage| stage.back(span))
    }

    pub(super) fn is_banned(&self, (rule, span): Place) -> bool {
        let place = (rule, self.back(span));
        self.banned.touch(place) || self.left.touch(place)
    }

    /// Leaves these findings of the original as they are.
    pub(super) fn leave(&mut self, places: impl Iterator<Item = Place>) {
        places.for_each(|place| self.left.add(place));
    }

    /// Takes all repairs back and never makes those again that `guilty` points at.
    pub(super) fn start_again(&mut self, guilty: impl Fn(&Done) -> bool, why: &str) {
        for done in std::mem::take(&mut self.done).into_iter().filter(|done| guilty(done)) {
            self.ban(done.place, why);
        }
        self.text.clone_from(&self.original);
        self.stages.clear();
    }

    fn ban(&mut self, place: Place, why: &str) {
        self.refusals.push((place, why.to_owned()));
        self.banned.add(place);
    }

    /// The repairs that were not made, each with the reason.
    pub(super) fn refused(&self) -> impl Iterator<Item = Refused> {
        let source = (!self.refusals.is_empty()).then(|| SourceFile::new(&*self.shown, self.original.as_str()));
        let line = move |at: usize| source.as_ref().map_or(1, |source| source.line_column(at).line);
        self.refusals.iter().map(move |((rule, span), why)| Refused {
            path: self.shown.to_string(),
            line: line(span.start()),
            rule,
            why: why.clone(),
        })
    }

    /// How many repairs were refused.
    pub(super) fn refusals(&self) -> usize {
        self.refusals.len()
    }

    /// Says that the repairs of these findings can't be made.
    pub(super) fn refuse(&mut self, gone: &[Place], why: &str) {
        let places: Vec<Place> = gone.iter().map(|(rule, span)| (*rule, self.back(*span))).collect();
        places.into_iter().for_each(|place| self.ban(place, why));
    }

    /// Forgets what was refused, but for the first so many.
    pub(super) fn pardon(&mut self, kept: usize) {
        self.refusals.truncate(kept);
        self.banned = self.refusals.iter().map(|(place, _)| *place).collect();
    }

    /// Makes those of the repairs that do what they are for and nothing else. Hands the others on, each with why not.
    pub(super) fn settle(
        &mut self,
        workshop: &Workshop<'_>,
        base: &Look,
        repairs: &[Repair],
        or: impl FnOnce(&mut Self, Vec<(Repair, String)>),
    ) -> Option<Look> {
        let mut trial = Trial { draft: self, workshop, base, accepted: Vec::new(), best: None, refused: Vec::new() };
        trial.attempt(repairs);
        let Trial { accepted, best, refused, .. } = trial;
        // Their places are those of the text before the others are made.
        or(self, refused);
        best.map(|(look, text, stage)| {
            let gone = accepted.iter().flat_map(|repair| repair.gone.iter().map(|place| (place, repair.is_safe)));
            let done = gone.map(|((rule, span), is_safe)| Done { place: (rule, self.back(*span)), is_safe });
            let done: Vec<Done> = done.collect();
            self.done.extend(done);
            self.text = text;
            self.stages.push(stage);
            look
        })
    }

    /// Judges a text of this file alone. Nothing where that fails.
    pub(super) fn look(&self, workshop: &Workshop<'_>, text: &str) -> Option<Look> {
        let bytes = text.as_bytes().to_vec();
        let checked = workshop.session.check_text(&self.shown, &self.path, bytes, self.kind, &workshop.roots);
        let mut checked = checked.ok()?;
        checked.finish(&workshop.session.inspector(), workshop.session.settings.disk(), Judged::default());
        let source = checked.source.take().filter(|_| !checked.inspection.failed)?;
        let findings = checked.inspection.diagnostics;
        Some(Look { known: Known::all(&source, &findings), source, findings })
    }
}

struct Trial<'d, 't, 's> {
    draft: &'d mut Draft,
    workshop: &'t Workshop<'s>,
    base: &'t Look,
    accepted: Vec<&'t Repair>,
    best: Option<(Look, String, Mapping)>,
    refused: Vec<(Repair, String)>,
}

impl<'t> Trial<'_, 't, '_> {
    /// Tries repairs on top of those that were accepted. Of several that don't go, each half is tried.
    fn attempt(&mut self, repairs: &'t [Repair]) {
        if repairs.is_empty() {
            return;
        }
        if self.draft.attempts == 0 {
            let why = "too many repairs of this file had to be refused";
            return self.refused.extend(repairs.iter().map(|repair| (repair.clone(), why.to_owned())));
        }
        self.draft.attempts -= 1;
        match self.outcome(repairs) {
            Ok(best) => {
                self.accepted.extend(repairs);
                self.best = Some(best);
            }
            Err(why) if repairs.len() == 1 => self.refused.push((repairs[0].clone(), why)),
            Err(_) => {
                let (first, second) = repairs.split_at(repairs.len() / 2);
                self.attempt(first);
                self.attempt(second);
            }
        }
    }

    fn outcome(&self, repairs: &'t [Repair]) -> Result<(Look, String, Mapping), String> {
        let all = || self.accepted.iter().copied().chain(repairs);
        let body = &self.draft.text[self.base.source.bom_len()..];
        let edits: Vec<Vec<Edit>> = all().map(|repair| with_line_ends(&repair.edits, body)).collect();
        let mut patch = Patch::default();
        if !edits.iter().all(|edits| patch.take(edits)) {
            return Err("it overlaps with another".to_owned());
        }
        let text = self.draft.text[..self.base.source.bom_len()].to_owned() + &patch.apply(body);
        let mapping = Mapping::new(patch.edits());
        let look = self.draft.look(self.workshop, &text).ok_or("the file could not be checked any more")?;
        let is_page = self.draft.kind == FileKind::Page;
        if is_page && !shape::same(&self.base.source, &look.source, &mapping) {
            return Err("other parts of the page would be read in another way".to_owned());
        }
        let mut gone: Vec<Place> = all().flat_map(|repair| repair.gone.iter().copied()).collect();
        gone.sort_unstable();
        let stays = |known: &&Known| gone.binary_search(&(known.rule, known.span)).is_err();
        let before = self.base.known.iter().filter(stays);
        let before = before.map(|known| Known { span: mapping.forward(known.span), ..*known }).collect();
        match fresh(before, look.known.clone()).first() {
            None => Ok((look, text, mapping)),
            Some(new) => Err(format!("`{}` would be found then", new.rule)),
        }
    }
}

/// The edits with the line ends of the text around them.
fn with_line_ends(edits: &[Edit], text: &str) -> Vec<Edit> {
    let own = |edit: &Edit| match edit.text.contains('\n') {
        true => Edit::replace(edit.span, edit.text.replace('\n', line_end(text, edit.span.start()))),
        false => edit.clone(),
    };
    edits.iter().map(own).collect()
}

/// The line end before a byte, else the one after it.
fn line_end(text: &str, at: usize) -> &'static str {
    let bytes = text.as_bytes();
    let before = memchr::memrchr2(b'\n', b'\r', &bytes[..at]);
    let end = before.or_else(|| memchr::memchr2(b'\n', b'\r', &bytes[at..]).map(|end| at + end));
    match end.map(|end| (bytes[end], end.checked_sub(1).map(|before| bytes[before]), bytes.get(end + 1))) {
        Some((b'\n', Some(b'\r'), _)) | Some((b'\r', _, Some(b'\n'))) => "\r\n",
        Some((b'\r', ..)) => "\r",
        Some(_) | None => "\n",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_line_ends_as_those_around_it() {
        let ends = [("a\r\nb", 3), ("a\nb\r\n", 3), ("ab\r\n", 0), ("a\rb", 2), ("ab", 1), ("a\r\n", 2)];
        assert_eq!(ends.map(|(text, at)| line_end(text, at)), ["\r\n", "\n", "\r\n", "\r", "\n", "\r\n"]);
    }
}
