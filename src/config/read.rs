//! From a configuration's text to [`ConfigFile`], with an error at the exact place of whatever is not understood.

mod words;

use std::ops::Range;
use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::error::ConfigError;
use super::file::{ConfigFile, Level, Override, RuleEntry, SiteChoice};
use super::globs::Globs;
use super::selection::{Selection, Selector};
use crate::rule::{Registry, Settings};
use crate::site::Site;
use crate::text::{ExtraWords, WordList, nearest};

const KEYS: [&str; 11] = [
    "extends",
    "site",
    "language",
    "select",
    "extend-select",
    "ignore",
    "include",
    "exclude",
    "words",
    "rules",
    "overrides",
];
const OVERRIDE_KEYS: [&str; 5] = ["files", "site", "language", "words", "rules"];

type Value<'t> = Spanned<DeValue<'t>>;
type Read<T> = Result<T, ConfigError>;

/// A configuration and the files that it extends, not yet read.
pub(super) struct Parsed {
    pub(super) file: ConfigFile,
    pub(super) extends: Vec<(String, Range<usize>)>,
}

pub(super) fn parse(shown: &str, text: &str, registry: &'static Registry) -> Read<Parsed> {
    let reader = Reader { shown, text, registry };
    let root = DeTable::parse(text).map_err(|error| reader.error(error.span().unwrap_or(0..0), error.message()))?;
    let mut parsed = Parsed {
        extends: Vec::new(),
        file: ConfigFile {
            shown: Arc::from(shown),
            site: None,
            language: None,
            words: ExtraWords::default(),
            selection: Selection::default(),
            include: None,
            exclude: Vec::new(),
            rules: Vec::new(),
            overrides: Vec::new(),
        },
    };
    for (key, span, value) in entries(root.get_ref()) {
        reader.key(key, span, value, &mut parsed)?;
    }
    Ok(parsed)
}

struct Reader<'t> {
    shown: &'t str,
    text: &'t str,
    registry: &'static Registry,
}

impl Reader<'_> {
    fn key(&self, key: &str, span: Range<usize>, value: &Value<'_>, out: &mut Parsed) -> Read<()> {
        let file = &mut out.file;
        match key {
            "extends" if value.get_ref().is_str() => out.extends.push((self.string(value)?, value.span())),
            "extends" => out.extends = self.strings(value)?,
            "site" => file.site = Some(self.site(value)?),
            "language" => file.language = Some(self.language(value)?),
            "words" => file.words = self.words(value)?,
            "select" => file.selection.select = Some(self.selectors(value)?),
            "extend-select" => file.selection.extend_select = self.selectors(value)?,
            "ignore" => file.selection.ignore = self.selectors(value)?,
            "include" => file.include = Some(self.globs(value)?),
            "exclude" => file.exclude = self.globs(value)?,
            "rules" => file.rules = self.rules(value)?,
            "overrides" => file.overrides = self.overrides(value)?,
            _ => return Err(self.unknown_key(key, span, &KEYS)),
        }
        Ok(())
    }

    fn error(&self, span: Range<usize>, message: impl Into<String>) -> ConfigError {
        ConfigError::at(self.shown, self.text, span, message)
    }

    fn unknown_key(&self, key: &str, span: Range<usize>, known: &[&str]) -> ConfigError {
        let hint = match nearest(key, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if self.registry.find(key).is_some() => "a rule is set under `[rules]`".to_owned(),
            None => format!("known are {}", list(known)),
        };
        self.error(span, format!("unknown key `{key}`; {hint}"))
    }

    fn expected(&self, value: &Value<'_>, what: &str) -> ConfigError {
        let found = value.get_ref().type_str();
        let article = if found.starts_with(['a', 'i']) { "an" } else { "a" };
        self.error(value.span(), format!("expected {what}, found {article} {found}"))
    }

    fn string(&self, value: &Value<'_>) -> Read<String> {
        value.get_ref().as_str().map(str::to_owned).ok_or_else(|| self.expected(value, "a string"))
    }

    fn strings(&self, value: &Value<'_>) -> Read<Vec<(String, Range<usize>)>> {
        let items = value.get_ref().as_array().ok_or_else(|| self.expected(value, "a list of strings"))?;
        items.iter().map(|item| Ok((self.string(item)?, item.span()))).collect()
    }

    fn selectors(&self, value: &Value<'_>) -> Read<Vec<Selector>> {
        let read = |(name, span): (String, Range<usize>)| {
            Selector::read(self.registry, &name).map_err(|message| self.error(span, message))
        };
        self.strings(value)?.into_iter().map(read).collect()
    }

    fn globs(&self, value: &Value<'_>) -> Read<Vec<String>> {
        let verify = |(pattern, span): (String, Range<usize>)| match Globs::verify(&pattern) {
            Ok(()) => Ok(pattern),
            Err(message) => Err(self.error(span, format!("`{pattern}` is no glob: {message}"))),
        };
        self.strings(value)?.into_iter().map(verify).collect()
    }

    fn site(&self, value: &Value<'_>) -> Read<SiteChoice> {
        let name = self.string(value)?;
        if name == "auto" {
            return Ok(SiteChoice::Auto);
        }
        Site::from_name(&name).map(SiteChoice::Fixed).ok_or_else(|| {
            let known: Vec<&str> = std::iter::once("auto").chain(Site::ALL.map(Site::name)).collect();
            self.unknown_value("site", &name, value, &known)
        })
    }

    fn unknown_value(&self, what: &str, name: &str, value: &Value<'_>, known: &[&str]) -> ConfigError {
        let hint = match nearest(name, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known are {}", list(known)),
        };
        self.error(value.span(), format!("unknown {what} `{name}`; {hint}"))
    }

    fn rules(&self, value: &Value<'_>) -> Read<Vec<RuleEntry>> {
        let table = value.get_ref().as_table().ok_or_else(|| self.expected(value, "a table of rules"))?;
        let mut rules: Vec<RuleEntry> = Vec::new();
        let mut names: Vec<&str> = Vec::new();
        for (name, span, value) in entries(table) {
            let Some(page) = self.registry.find(name) else {
                return Err(self.unknown_rule(name, span));
            };
            if let Some(index) = rules.iter().position(|rule| rule.id == page.id) {
                return Err(self.error(span, format!("`{name}` and `{}` are the same rule", names[index])));
            }
            names.push(name);
            rules.push(self.rule(page.id, value)?);
        }
        Ok(rules)
    }

    fn unknown_rule(&self, name: &str, span: Range<usize>) -> ConfigError {
        let message = match self.registry.select(name) {
            Ok(_) => format!("`{name}` is not one rule; use it in `select`, `extend-select` or `ignore`"),
            Err(message) => message,
        };
        self.error(span, message)
    }

    fn rule(&self, id: &'static str, value: &Value<'_>) -> Read<RuleEntry> {
        if value.get_ref().is_str() {
            return Ok(RuleEntry { id, level: Some(self.level(value)?), settings: Settings::new() });
        }
        let Some(table) = value.get_ref().as_table() else {
            return Err(self.expected(value, "a severity (\"error\", \"warning\", \"info\", \"off\") or a table"));
        };
        let mut entry = RuleEntry { id, level: None, settings: Settings::new() };
        for (option, span, value) in entries(table) {
            if option == "severity" {
                entry.level = Some(self.level(value)?);
                continue;
            }
            let setting = toml::Value::deserialize(ValueDeserializer::from(value.clone()))
                .map_err(|error| self.error(value.span(), error.message()))?;
            let alone = Settings::from_iter([(option.to_owned(), setting.clone())]);
            if let Err(error) = self.registry.verify(id, &alone) {
                let (span, message) = match error.option {
                    Some(_) if WordList::from_name(option).is_some() => {
                        (span, format!("{}; a list of this name stands in `[words]`", error.message))
                    }
                    Some(_) => (span, error.message),
                    None => (value.span(), format!("`{option}`: {}", error.message)),
                };
                return Err(self.error(span, message));
            }
            entry.settings.insert(option.to_owned(), setting);
        }
        self.registry.verify(id, &entry.settings).map_err(|error| self.error(value.span(), error.message))?;
        Ok(entry)
    }

    fn level(&self, value: &Value<'_>) -> Read<Level> {
        let name = self.string(value)?;
        Level::from_name(&name)
            .ok_or_else(|| self.unknown_value("severity", &name, value, &["error", "warning", "info", "off"]))
    }

    fn overrides(&self, value: &Value<'_>) -> Read<Vec<Override>> {
        let items = value.get_ref().as_array().ok_or_else(|| self.expected(value, "a list of tables"))?;
        items.iter().map(|item| self.override_(item)).collect()
    }

    fn override_(&self, value: &Value<'_>) -> Read<Override> {
        let table = value.get_ref().as_table().ok_or_else(|| self.expected(value, "a table"))?;
        let mut out = Override::default();
        for (key, span, value) in entries(table) {
            match key {
                "files" => out.files = self.globs(value)?,
                "site" => out.site = Some(self.site(value)?),
                "language" => out.language = Some(self.language(value)?),
                "words" => out.words = self.words(value)?,
                "rules" => out.rules = self.rules(value)?,
                _ => return Err(self.unknown_key(key, span, &OVERRIDE_KEYS)),
            }
        }
        if out.files.is_empty() {
            return Err(self.error(value.span(), "an override names the files it speaks of: `files = [\"docs/**\"]`"));
        }
        Ok(out)
    }
}

/// The entries in the order of the text, so that the first mistake is the one that is reported.
fn entries<'t, 'v>(table: &'v DeTable<'t>) -> Vec<(&'v str, Range<usize>, &'v Value<'t>)> {
    let mut entries: Vec<_> = table.iter().map(|(key, value)| (key.get_ref().as_ref(), key.span(), value)).collect();
    entries.sort_by_key(|(_, span, _)| span.start);
    entries
}

fn list(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
