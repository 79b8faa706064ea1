//! What a field must be: the values of `invalid-field`'s options.

use std::sync::LazyLock;

use serde::{Deserialize, Deserializer};

use crate::rule::Pattern;
use crate::text::{DateFormat, Yaml, YamlNode, clipped};

/// The kinds of values.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum FieldType {
    String,
    Date,
    List,
    Bool,
    Number,
}

/// What the value of a field must be. What is not given is not asked for.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct FieldSpec {
    pub(super) r#type: Option<FieldType>,
    pub(super) format: Option<Format>,
    pub(super) pattern: Option<Pattern>,
    pub(super) min_length: Option<usize>,
    pub(super) max_length: Option<usize>,
    #[serde(default)]
    pub(super) one_of: Vec<String>,
    /// What to say to the writer of a wrong value.
    pub(super) help: Option<String>,
}

/// A date format given as an option.
pub(super) struct Format(pub(super) DateFormat);

impl<'de> Deserialize<'de> for Format {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        DateFormat::new(String::deserialize(deserializer)?).map(Format).map_err(serde::de::Error::custom)
    }
}

impl FieldType {
    fn name(self) -> &'static str {
        match self {
            FieldType::String => "a text",
            FieldType::Date => "a date",
            FieldType::List => "a list",
            FieldType::Bool => "`true` or `false`",
            FieldType::Number => "a number",
        }
    }

    fn takes(self, value: &YamlNode) -> bool {
        match (&value.value, self) {
            (Yaml::Alias, _) => true,
            (Yaml::Scalar { .. }, FieldType::String | FieldType::Date) => true,
            (Yaml::Scalar { text, quoted: false }, FieldType::Bool) => {
                matches!(text.as_str(), "true" | "false" | "True" | "False" | "TRUE" | "FALSE")
            }
            (Yaml::Scalar { text, quoted: false }, FieldType::Number) => text.parse::<f64>().is_ok(),
            (Yaml::Scalar { .. }, FieldType::List | FieldType::Bool | FieldType::Number) => false,
            (Yaml::Sequence(_), kind) => kind == FieldType::List,
            (Yaml::Mapping(_), _) => false,
        }
    }
}

impl FieldSpec {
    /// What is wrong with a value, if anything is.
    pub(super) fn fault(&self, value: &YamlNode) -> Option<String> {
        if let Some(wanted) = self.r#type.filter(|kind| !kind.takes(value)) {
            return Some(format!("is {}, not {}", kind_of(value), wanted.name()));
        }
        let length = match &value.value {
            Yaml::Scalar { text, .. } => text.chars().count(),
            Yaml::Sequence(items) => items.len(),
            Yaml::Mapping(_) | Yaml::Alias => return None,
        };
        let of = if value.scalar().is_some() { "characters" } else { "items" };
        match (self.min_length, self.max_length) {
            (Some(least), _) if length < least => return Some(format!("has {length} {of}, fewer than {least}")),
            (_, Some(most)) if length > most => return Some(format!("has {length} {of}, more than {most}")),
            _ => {}
        }
        let texts = || value.scalar().into_iter().chain(value.items().iter().filter_map(YamlNode::scalar));
        texts().find_map(|text| self.fault_of_text(text))
    }

    fn fault_of_text(&self, text: &str) -> Option<String> {
        if let Some(format) = self.date_format()
            && format.read(text).is_none()
        {
            return Some(format!("is not a date written as {}: `{}`", format.text(), clipped(text)));
        }
        if !self.one_of.is_empty() && !self.one_of.iter().any(|allowed| allowed == text) {
            return Some(format!("is not one of the values it may have: `{}`", clipped(text)));
        }
        let Pattern(pattern) = self.pattern.as_ref()?;
        (!pattern.is_match(text)).then(|| format!("does not have the form it must have: `{}`", clipped(text)))
    }

    /// The format of a date, where a date is asked for.
    pub(super) fn date_format(&self) -> Option<&DateFormat> {
        static ISO: LazyLock<Option<DateFormat>> = LazyLock::new(|| DateFormat::new("YYYY-MM-DD").ok());
        match &self.format {
            Some(Format(format)) => Some(format),
            None => ISO.as_ref().filter(|_| self.r#type == Some(FieldType::Date)),
        }
    }
}

fn kind_of(value: &YamlNode) -> &'static str {
    match value.value {
        Yaml::Scalar { quoted: true, .. } => "a text in quotes",
        Yaml::Scalar { quoted: false, .. } => "a text",
        Yaml::Sequence(_) => "a list",
        Yaml::Mapping(_) => "a map",
        Yaml::Alias => "an alias",
    }
}
