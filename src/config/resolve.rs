use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::choices::{Choices, Origin};
use super::error::ConfigError;
use super::load::Config;
use super::selection::Selection;
use crate::rule::{Registry, RuleSet};
use crate::site::Site;
use crate::text::Language;

/// The rules in force for a file.
pub struct Resolved {
    /// The rules that are on.
    pub rules: RuleSet<'static>,
    /// What was chosen for every rule, and by whom.
    pub choices: Choices,
    /// Who said which language their pages are in.
    pub language_from: Origin,
    /// Kept so that its address stays its own for as long as the cache speaks of it.
    _config: Option<Arc<Config>>,
}

/// Gives each file its rules. Files with the same configuration, overrides and site share them.
pub struct Resolver {
    registry: &'static Registry,
    command_line: Selection,
    cache: Mutex<HashMap<Key, Arc<Resolved>>>,
}

/// Address of the configuration, the overrides that apply, the site.
type Key = (usize, Vec<usize>, Site);

impl Resolver {
    /// A resolver for one run.
    pub fn new(registry: &'static Registry, command_line: Selection) -> Self {
        Self { registry, command_line, cache: Mutex::default() }
    }

    /// The rules for files with this configuration, to which these of its overrides apply, on this kind of site.
    ///
    /// # Errors
    /// Options from several files that do not fit together.
    pub fn resolve(
        &self,
        config: Option<&Arc<Config>>,
        overrides: &[usize],
        site: Site,
    ) -> Result<Arc<Resolved>, ConfigError> {
        let key = (config.map_or(0, |config| Arc::as_ptr(config).addr()), overrides.to_vec(), site);
        // Held while the rules are made: two threads would make the same ones.
        let mut cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(resolved) = cache.get(&key) {
            return Ok(resolved.clone());
        }
        let choices = self.choices(config, overrides);
        let rules = RuleSet::new(self.registry, site, &choices.plain()).map_err(|(rule, error)| {
            let shown = config.and_then(|config| config.files.last()).map_or("command line", |file| &file.shown);
            ConfigError::whole(shown, format!("options of `{rule}`: {}", error.message))
        })?;
        let english = || (Language::english().clone(), Origin::Default);
        let (language, language_from) = config.map_or_else(english, |config| config.language(overrides));
        let rules = rules.in_language(language);
        let resolved = Arc::new(Resolved { rules, choices, language_from, _config: config.cloned() });
        cache.insert(key, resolved.clone());
        Ok(resolved)
    }

    fn choices(&self, config: Option<&Arc<Config>>, overrides: &[usize]) -> Choices {
        let mut choices = Choices::default();
        if let Some(config) = config {
            for (index, file) in config.files.iter().enumerate() {
                choices.add_file(file, self.registry);
                for (number, part) in config.overrides_of(index, overrides) {
                    choices.add_override(part, number, file);
                }
            }
        }
        choices.add_command_line(&self.command_line, self.registry);
        choices
    }
}
