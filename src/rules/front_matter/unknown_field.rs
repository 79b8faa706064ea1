use std::collections::{BTreeMap, HashSet};

use serde::Deserialize;

use crate::diagnostic::{Edit, Fix};
use crate::rule::{Findings, Page};
use crate::site::Site;
use crate::text::{clipped, edits_between, fold_name};

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Options {
    strict: bool,
    known: Names,
    known_on_learn: Names,
    also_known: Names,
    renamed_on_learn: BTreeMap<String, String>,
}

/// Names, ready to be compared.
#[derive(Deserialize)]
#[serde(from = "Vec<String>")]
struct Names {
    exact: HashSet<String>,
    known: Vec<Name>,
    /// Length and letters of each: what nearly every comparison comes down to, side by side.
    looks: Vec<Look>,
}

struct Name {
    name: String,
    folded: String,
}

impl Name {
    fn new(name: &str) -> Self {
        Self { name: name.to_owned(), folded: fold_name(name) }
    }
}

impl From<Vec<String>> for Names {
    fn from(names: Vec<String>) -> Self {
        let known: Vec<Name> = names.iter().map(|name| Name::new(name)).collect();
        let looks = known.iter().map(|name| Look::of(&name.folded)).collect();
        Self { known, looks, exact: names.into_iter().collect() }
    }
}

/// What tells two folded names apart at a glance.
#[derive(Clone, Copy)]
struct Look {
    len: usize,
    letters: u64,
}

impl Look {
    fn of(folded: &str) -> Self {
        Self { len: folded.len(), letters: letters(folded) }
    }

    /// False where more edits lie between the two than a slip of `meant` has.
    fn is_near(self, meant: Self) -> bool {
        let limit = slips(meant.len);
        self.len.abs_diff(meant.len) <= limit && (self.letters ^ meant.letters).count_ones() as usize <= 2 * limit
    }
}

/// How many letters may be wrong in a name of some length.
fn slips(len: usize) -> usize {
    match len {
        0..5 => 0,
        5..10 => 1,
        _ => 2,
    }
}

/// The set of letters of a word, a bit for each (some share one). Two words that are `n` edits apart differ in at most
/// `2 n` of them, which spares nearly every comparison.
fn letters(word: &str) -> u64 {
    word.chars().fold(0, |set, c| set | 1 << (u32::from(c) % 64))
}

pub fn check(page: &Page, options: &Options, out: &mut Findings) {
    let learn = page.site.site == Site::Learn;
    let docset = page.site.docset.as_ref().map(|(docset, _)| docset);
    let on_site = if learn { &options.known_on_learn } else { &options.known };
    let is_known = |key: &str| {
        let listed = on_site.exact.contains(key) || options.also_known.exact.contains(key);
        listed || docset.is_some_and(|docset| docset.knows_field(key))
    };
    for field in page.front_matter().fields.iter().filter(|field| !field.key.is_empty() && !is_known(&field.key)) {
        let key = field.key.as_str();
        let message = || format!("`{}` is no known field", clipped(key));
        if let Some(new) = options.renamed_on_learn.get(key).filter(|_| learn) {
            let finding = out.report(field.key_span, message());
            finding.help(format!("`{new}` stands in its place today"));
            finding.fix(Fix::unsafe_([Edit::replace(field.key_span, new.as_str())]));
        } else if let Some(near) = slip_of(key, [on_site, &options.also_known], learn) {
            let finding = out.report(field.key_span, message()).help(format!("did you mean `{near}`?"));
            finding.fix(Fix::unsafe_([Edit::replace(field.key_span, near)]));
        } else if options.strict {
            out.report(field.key_span, message()).help("remove it, or name it in `also-known` of this rule's options");
        }
    }
}

/// The known name that a key is a slip of.
fn slip_of<'o>(key: &str, names: [&'o Names; 2], learn: bool) -> Option<&'o str> {
    let wrote = Wrote::new(key)?;
    names.into_iter().find_map(|names| {
        let looks = names.looks.iter().enumerate().filter(|(_, look)| wrote.look.is_near(**look));
        let mut near = looks.map(|(index, _)| &names.known[index]);
        near.find(|meant| wrote.is_slip_of(meant, learn)).map(|meant| meant.name.as_str())
    })
}

/// True where this rule takes a key for a slip of a name.
pub(super) fn is_slip(key: &str, meant: &str, learn: bool) -> bool {
    Wrote::new(key).is_some_and(|wrote| wrote.is_slip_of(&Name::new(meant), learn))
}

/// A key, ready to be compared.
struct Wrote {
    folded: String,
    look: Look,
}

impl Wrote {
    fn new(key: &str) -> Option<Self> {
        // No known name comes near this length, and comparing costs length times length.
        if key.len() > 64 {
            return None;
        }
        let folded = fold_name(key);
        Some(Self { look: Look::of(&folded), folded })
    }

    /// The same letters with other signs, or one letter wrong, left out, too many or swapped (two in a long name). A
    /// plural is a name of its own, not a slip, except among Learn's `ms.` names.
    fn is_slip_of(&self, meant: &Name, learn: bool) -> bool {
        let wrote = &self.folded;
        // Elsewhere than on Learn, readers of headers fold case and signs themselves.
        if *wrote == meant.folded {
            return learn;
        }
        let limit = slips(meant.folded.len());
        if limit == 0 || !self.look.is_near(Look::of(&meant.folded)) {
            return false;
        }
        let plural = wrote.strip_suffix('s') == Some(&meant.folded) || meant.folded.strip_suffix('s') == Some(wrote);
        (!plural || meant.name.starts_with("ms.")) && edits_between(wrote, &meant.folded) <= limit
    }
}
