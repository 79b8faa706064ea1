use std::collections::HashMap;

use serde::de::DeserializeOwned;

use super::findings::{Findings, Page};
use super::options::{OptionError, Settings, fill};
use super::page::{PageError, RulePage};
use crate::docset::Member;
use crate::text::{clipped, nearest};

/// A check of one page, with its options inside.
pub type PageCheck = Box<dyn Fn(&Page<'_>, &mut Findings<'_>) + Send + Sync>;

/// A check of one file among all, with its options inside.
pub type DocsetCheck = Box<dyn Fn(&Member<'_>, &mut Findings<'_>) + Send + Sync>;

/// What a rule runs.
pub enum Check {
    Page(PageCheck),
    Docset(DocsetCheck),
}

/// Makes a check from the user's settings.
pub type Build = fn(&RulePage, &Settings) -> Result<Option<Check>, OptionError>;

/// A rule that is part of the binary: its page and its check.
pub struct Native {
    /// `family/id`, where the page lies under `rules/`.
    pub place: &'static str,
    /// The page.
    pub page: &'static str,
    /// Makes its check; nothing comes of it for a rule that the engine itself raises.
    pub build: Build,
}

/// Fills a rule's options and binds its check to them. Called through [`native_rule!`].
#[doc(hidden)]
pub fn build<O>(
    page: &RulePage,
    user: &Settings,
    check: fn(&Page<'_>, &O, &mut Findings<'_>),
) -> Result<Option<Check>, OptionError>
where
    O: DeserializeOwned + Send + Sync + 'static,
{
    let options: O = fill(&page.options, user)?;
    Ok(Some(Check::Page(Box::new(move |page, out| check(page, &options, out)))))
}

/// As [`build`], for a rule that looks at all files. Called through [`docset_rule!`].
#[doc(hidden)]
pub fn build_docset<O>(
    page: &RulePage,
    user: &Settings,
    check: fn(&Member<'_>, &O, &mut Findings<'_>),
) -> Result<Option<Check>, OptionError>
where
    O: DeserializeOwned + Send + Sync + 'static,
{
    let options: O = fill(&page.options, user)?;
    Ok(Some(Check::Docset(Box::new(move |member, out| check(member, &options, out)))))
}

/// Refuses options of a rule that the engine raises, unless its page names them.
#[doc(hidden)]
pub fn build_none(page: &RulePage, user: &Settings) -> Result<Option<Check>, OptionError> {
    fill::<Settings>(&page.options, user).map(|_| None)
}

/// `native_rule!("links/empty-link", empty_link)`: the page under `rules/` and the module with `Options` and `check`.
#[macro_export]
macro_rules! native_rule {
    ($place:literal, $module:ident) => {
        $crate::rule::Native {
            place: $place,
            page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/", $place, ".md")),
            build: |page, user| $crate::rule::build(page, user, $module::check),
        }
    };
}

/// `docset_rule!("links/broken-link", broken_link)`: as [`native_rule!`], for a check that looks at all files together.
#[macro_export]
macro_rules! docset_rule {
    ($place:literal, $module:ident) => {
        $crate::rule::Native {
            place: $place,
            page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/", $place, ".md")),
            build: |page, user| $crate::rule::build_docset(page, user, $module::check),
        }
    };
}

/// `engine_rule!("structure/unreadable-file")`: a page whose findings the engine itself raises.
#[macro_export]
macro_rules! engine_rule {
    ($place:literal) => {
        $crate::rule::Native {
            place: $place,
            page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/", $place, ".md")),
            build: $crate::rule::build_none,
        }
    };
}

pub use crate::{docset_rule, engine_rule, native_rule};

/// Every rule there is, in the order of (family, id).
pub struct Registry {
    pages: Vec<RulePage>,
    natives: Vec<Native>,
    /// Id or alias in lower case -> index.
    names: HashMap<String, usize>,
}

impl Registry {
    /// Reads the pages of all rules.
    ///
    /// # Errors
    /// The first page that can't be read, or a name that two rules claim.
    pub fn new(mut natives: Vec<Native>) -> Result<Self, PageError> {
        natives.sort_by_key(|native| native.place);
        let pages =
            natives.iter().map(|native| RulePage::read(native.place, native.page)).collect::<Result<Vec<_>, _>>()?;
        let mut names = HashMap::new();
        for (index, page) in pages.iter().enumerate() {
            for name in page.names() {
                if names.insert(name.to_lowercase(), index).is_some() {
                    return Err(PageError(format!("rules/{}/{}.md: `{name}` is taken", page.family, page.id)));
                }
            }
        }
        Ok(Self { pages, natives, names })
    }

    /// The pages of all rules, in the order of (family, id).
    pub fn pages(&self) -> &[RulePage] {
        &self.pages
    }

    /// The rule with this id or alias, in any case.
    pub fn find(&self, name: &str) -> Option<&RulePage> {
        self.index(name).map(|index| &self.pages[index])
    }

    pub(super) fn index(&self, name: &str) -> Option<usize> {
        self.names.get(&name.to_lowercase()).copied()
    }

    pub(super) fn check(&self, index: usize, user: &Settings) -> Result<Option<Check>, OptionError> {
        (self.natives[index].build)(&self.pages[index], user)
    }

    /// Whether a rule would take these options.
    ///
    /// # Errors
    /// The option that was refused, and why.
    pub fn verify(&self, id: &str, settings: &Settings) -> Result<(), OptionError> {
        self.index(id).map_or(Ok(()), |index| self.check(index, settings).map(|_| ()))
    }

    /// The rules that a selector means: `all`, an id, an alias, a family or a tag.
    ///
    /// # Errors
    /// Nothing answers to it; the message suggests what was meant.
    pub fn select(&self, selector: &str) -> Result<Vec<&RulePage>, String> {
        if selector.eq_ignore_ascii_case("all") {
            return Ok(self.pages.iter().collect());
        }
        if let Some(page) = self.find(selector) {
            return Ok(vec![page]);
        }
        let group = |page: &&RulePage| page.family == selector || page.tags.contains(&selector);
        let members: Vec<&RulePage> = self.pages.iter().filter(group).collect();
        if members.is_empty() { Err(self.unknown(selector)) } else { Ok(members) }
    }

    /// `unknown rule ...; did you mean ...?`
    pub fn unknown(&self, name: &str) -> String {
        // A number close by is another rule, never a slip of the pen.
        if is_number_of_markdownlint(name) {
            return format!("no rule stands for {}; `guidelint rules` lists them all", name.to_uppercase());
        }
        let known = self.pages.iter().flat_map(|page| page.names().chain([page.family]));
        let near = nearest(name, known);
        let name = clipped(name);
        match near {
            Some(near) => format!("unknown rule `{name}`; did you mean `{near}`?"),
            None => format!("unknown rule `{name}`; `guidelint rules` lists them all"),
        }
    }
}

/// `MD` and digits, in any case.
fn is_number_of_markdownlint(name: &str) -> bool {
    let digits = name.get(..2).filter(|start| start.eq_ignore_ascii_case("MD")).map(|_| &name[2..]);
    digits.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}
