use crate::rule::{Registry, RulePage};

/// How much a selector speaks of. What names less counts for more, in whatever order it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Breadth {
    /// `all`.
    All,
    /// A family or a tag.
    Group,
    /// One rule, by id or alias.
    Rule,
}

/// Rules that were named: `all`, a family, a tag, an id or an alias.
#[derive(Clone, Debug)]
pub struct Selector {
    /// How much it speaks of.
    pub breadth: Breadth,
    /// The rules it means.
    pub ids: Vec<&'static str>,
}

impl Selector {
    /// Reads a selector.
    ///
    /// # Errors
    /// Nothing answers to it; the message suggests what was meant.
    pub fn read(registry: &Registry, name: &str) -> Result<Self, String> {
        let pages: Vec<&RulePage> = registry.select(name)?;
        let breadth = if registry.find(name).is_some() {
            Breadth::Rule
        } else if name.eq_ignore_ascii_case("all") {
            Breadth::All
        } else {
            Breadth::Group
        };
        Ok(Self { breadth, ids: pages.into_iter().map(|page| page.id).collect() })
    }
}

/// Which rules are on, as one place of the configuration or the command line says.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Only these are on.
    pub select: Option<Vec<Selector>>,
    /// These are on too.
    pub extend_select: Vec<Selector>,
    /// These are off.
    pub ignore: Vec<Selector>,
}
