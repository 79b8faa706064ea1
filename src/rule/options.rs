use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

use super::page::OptionSpec;
use crate::text::{Yaml, YamlNode, nearest};

/// The options of one rule: name -> value.
pub type Settings = toml::Table;

/// The options of a rule that has none.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoOptions {}

/// Why options were refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionError {
    /// The option, or nothing where the values don't fit together.
    pub option: Option<String>,
    /// What is wrong with it.
    pub message: String,
}

/// A regular expression given as an option. Linear-time, as all of ours.
#[derive(Clone, Debug)]
pub struct Pattern(pub regex::Regex);

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        regex::Regex::new(&text).map(Pattern).map_err(serde::de::Error::custom)
    }
}

/// Fills a rule's options: the defaults of its page, then the user's.
///
/// # Errors
/// An option that the page doesn't name, or a value of the wrong type.
pub(super) fn fill<O: DeserializeOwned>(specs: &[OptionSpec], user: &Settings) -> Result<O, OptionError> {
    let mut all = Settings::new();
    for spec in specs {
        all.insert(spec.name.to_owned(), spec.default.clone());
    }
    for (name, value) in user {
        if !all.contains_key(name) {
            return Err(unknown(specs, name));
        }
        all.insert(name.clone(), value.clone());
    }
    O::deserialize(all).map_err(|error| OptionError { option: None, message: error.message().to_owned() })
}

fn unknown(specs: &[OptionSpec], name: &str) -> OptionError {
    let names = specs.iter().map(|spec| spec.name);
    let hint = match nearest(name, names.clone()) {
        Some(near) => format!("; did you mean `{near}`?"),
        None if specs.is_empty() => "; this rule has no options".to_owned(),
        None => format!("; it has {}", names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")),
    };
    OptionError { option: Some(name.to_owned()), message: format!("unknown option `{name}`{hint}") }
}

/// A YAML default of a rule's page as the value that the configuration would give.
pub(super) fn toml_value(node: &YamlNode) -> toml::Value {
    match &node.value {
        Yaml::Scalar { text, quoted: true } => toml::Value::String(text.clone()),
        Yaml::Scalar { text, quoted: false } => match (text.as_str(), text.parse::<i64>(), text.parse::<f64>()) {
            ("true" | "false", _, _) => toml::Value::Boolean(text == "true"),
            (_, Ok(number), _) => toml::Value::Integer(number),
            (_, _, Ok(number)) => toml::Value::Float(number),
            _ => toml::Value::String(text.clone()),
        },
        Yaml::Sequence(items) => toml::Value::Array(items.iter().map(toml_value).collect()),
        Yaml::Mapping(entries) => toml::Value::Table(
            entries
                .iter()
                .map(|(key, value)| (key.scalar().unwrap_or_default().to_owned(), toml_value(value)))
                .collect(),
        ),
        Yaml::Alias => toml::Value::String(String::new()),
    }
}
