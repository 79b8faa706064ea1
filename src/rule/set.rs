use std::collections::BTreeMap;
use std::sync::Arc;

use super::options::{OptionError, Settings};
use super::page::RulePage;
use super::registry::{Check, Registry};
use crate::diagnostic::Severity;
use crate::site::Site;
use crate::text::Language;

/// What the configuration says of one rule.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RuleChoice {
    /// On or off, where it says so.
    pub on: Option<bool>,
    /// Another severity, where it says so.
    pub severity: Option<Severity>,
    /// Its options.
    pub settings: Settings,
}

/// A rule that is on.
pub struct ActiveRule<'r> {
    /// Its page.
    pub page: &'r RulePage,
    /// The severity in force.
    pub severity: Severity,
    /// Its check; none for a rule that the engine itself raises.
    pub check: Option<Check>,
}

/// The rules that are on for a file, in the order of (family, id), and the language that they read it in.
pub struct RuleSet<'r> {
    rules: Vec<ActiveRule<'r>>,
    language: Arc<Language>,
}

impl<'r> RuleSet<'r> {
    /// The rules that are on for a site after the configuration's choices, which are keyed by id.
    ///
    /// # Errors
    /// The rule whose options were refused, and why.
    pub fn new(
        registry: &'r Registry,
        site: Site,
        choices: &BTreeMap<&'static str, RuleChoice>,
    ) -> Result<Self, (&'static str, OptionError)> {
        let mut rules = Vec::new();
        let plain = RuleChoice::default();
        for (index, page) in registry.pages().iter().enumerate() {
            let choice = choices.get(page.id).unwrap_or(&plain);
            // Options are checked for rules that are off too: a slip in them would lie in wait otherwise.
            let on = choice.on.unwrap_or_else(|| page.default.is_on(site));
            if !on && choice.settings.is_empty() {
                continue;
            }
            let check = registry.check(index, &choice.settings).map_err(|error| (page.id, error))?;
            if on {
                rules.push(ActiveRule { page, severity: choice.severity.unwrap_or(page.severity), check });
            }
        }
        Ok(Self { rules, language: Language::english().clone() })
    }

    /// The same rules for pages in a language.
    #[must_use]
    pub fn in_language(self, language: Arc<Language>) -> Self {
        Self { language, ..self }
    }

    /// The language of the pages.
    pub fn language(&self) -> &Language {
        &self.language
    }

    /// The rules.
    pub fn rules(&self) -> &[ActiveRule<'r>] {
        &self.rules
    }

    /// Whether a rule is on that looks at all files.
    pub fn looks_at_all(&self) -> bool {
        self.rules.iter().any(|rule| matches!(rule.check, Some(Check::Docset(_))))
    }

    /// The rule with this id, if it is on.
    pub fn get(&self, id: &str) -> Option<&ActiveRule<'r>> {
        self.rules.iter().find(|rule| rule.page.id == id)
    }
}
