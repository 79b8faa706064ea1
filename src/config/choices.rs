use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::file::{ConfigFile, Level, Override, RuleEntry};
use super::selection::{Breadth, Selection, Selector};
use crate::diagnostic::Severity;
use crate::rule::{Registry, RuleChoice, RulePage, Scope};

/// Who made a setting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// The rule's page, or what guidelint does by itself.
    #[default]
    Default,
    /// A configuration file.
    File(Arc<str>),
    /// An override of a configuration file, by its number from 1.
    Override(Arc<str>, usize),
    /// The command line.
    CommandLine,
}

impl fmt::Display for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Default => out.write_str("default"),
            Origin::File(path) => out.write_str(path),
            Origin::Override(path, number) => write!(out, "{path}, override {number}"),
            Origin::CommandLine => out.write_str("command line"),
        }
    }
}

/// What was chosen for one rule, and by whom.
#[derive(Clone, Debug, Default)]
pub struct Chosen {
    /// What was chosen.
    pub choice: RuleChoice,
    /// Who switched it on or off.
    pub state_from: Origin,
    /// Who set its severity.
    pub severity_from: Origin,
    /// Who set each of its options.
    pub settings_from: BTreeMap<String, Origin>,
}

/// What was chosen for each rule; later layers win over earlier ones.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    rules: BTreeMap<&'static str, Chosen>,
}

impl Choices {
    /// What was chosen for a rule; nothing where nobody spoke of it.
    pub fn get(&self, id: &str) -> Option<&Chosen> {
        self.rules.get(id)
    }

    /// The choices alone.
    pub(super) fn plain(&self) -> BTreeMap<&'static str, RuleChoice> {
        self.rules.iter().map(|(id, chosen)| (*id, chosen.choice.clone())).collect()
    }

    pub(super) fn add_file(&mut self, file: &ConfigFile, registry: &'static Registry) {
        self.add(&file.selection, &file.rules, &Origin::File(file.shown.clone()), registry);
    }

    pub(super) fn add_override(&mut self, part: &Override, number: usize, file: &ConfigFile) {
        for entry in &part.rules {
            self.set(entry, &Origin::Override(file.shown.clone(), number));
        }
    }

    pub(super) fn add_command_line(&mut self, selection: &Selection, registry: &'static Registry) {
        self.add(selection, &[], &Origin::CommandLine, registry);
    }

    /// Within one layer what names less counts for more: `all`, then families and tags, then `[rules]`, then rules by
    /// name; and what switches off counts for more than what switches on.
    fn add(&mut self, selection: &Selection, rules: &[RuleEntry], origin: &Origin, registry: &'static Registry) {
        if selection.select.is_some() {
            for page in registry.pages().iter().filter(|page| !speaks_of_the_unchecked(page)) {
                self.switch(page.id, false, origin);
            }
        }
        for breadth in [Breadth::All, Breadth::Group, Breadth::Rule] {
            if breadth == Breadth::Rule {
                rules.iter().for_each(|entry| self.set(entry, origin));
            }
            let named = |list: &[Selector]| -> Vec<&'static str> {
                list.iter().filter(|selector| selector.breadth == breadth).flat_map(|s| s.ids.clone()).collect()
            };
            let on = named(selection.select.as_deref().unwrap_or_default());
            for id in on.into_iter().chain(named(&selection.extend_select)) {
                self.switch(id, true, origin);
            }
            for id in named(&selection.ignore) {
                self.switch(id, false, origin);
            }
        }
    }

    fn switch(&mut self, id: &'static str, on: bool, origin: &Origin) {
        let chosen = self.rules.entry(id).or_default();
        chosen.choice.on = Some(on);
        chosen.state_from = origin.clone();
    }

    /// Whoever gives a rule a severity or options wants it on.
    fn set(&mut self, entry: &RuleEntry, origin: &Origin) {
        self.switch(entry.id, entry.level != Some(Level::Off), origin);
        let chosen = self.rules.entry(entry.id).or_default();
        if let Some(Level::On(severity)) = entry.level {
            chosen.choice.severity = Some(severity);
            chosen.severity_from = origin.clone();
        }
        for (name, value) in &entry.settings {
            chosen.choice.settings.insert(name.clone(), value.clone());
            chosen.settings_from.insert(name.clone(), origin.clone());
        }
    }
}

/// The rules that say what could not be checked. `select` leaves them alone: a run that passes in silence over what it
/// can't read would pass pages that nobody looked at.
fn speaks_of_the_unchecked(page: &RulePage) -> bool {
    page.scope == Scope::Run && page.severity == Severity::Error
}
