use std::sync::Arc;

use super::selection::Selection;
use crate::diagnostic::Severity;
use crate::rule::Settings;
use crate::site::Site;
use crate::text::{ExtraWords, Language};

/// What one configuration file says.
#[derive(Clone, Debug)]
pub struct ConfigFile {
    /// Its path as the user is shown it.
    pub shown: Arc<str>,
    /// `site`.
    pub site: Option<SiteChoice>,
    /// `language`.
    pub language: Option<Arc<Language>>,
    /// `[words]`.
    pub words: ExtraWords,
    /// `select`, `extend-select` and `ignore`.
    pub selection: Selection,
    /// `include`.
    pub include: Option<Vec<String>>,
    /// `exclude`.
    pub exclude: Vec<String>,
    /// `[rules]`.
    pub rules: Vec<RuleEntry>,
    /// `[[overrides]]`, in order.
    pub overrides: Vec<Override>,
}

/// What kind of site the docs are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SiteChoice {
    /// Whatever the files around the page tell.
    Auto,
    /// This one.
    Fixed(Site),
}

/// What is said of one rule.
#[derive(Clone, Debug)]
pub struct RuleEntry {
    /// The rule's id.
    pub id: &'static str,
    /// Its level, where one is given.
    pub level: Option<Level>,
    /// Its options.
    pub settings: Settings,
}

/// A severity, or `off`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    Off,
    On(Severity),
}

impl Level {
    /// The level with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "off" => Some(Self::Off),
            "info" => Some(Self::On(Severity::Info)),
            "warning" => Some(Self::On(Severity::Warning)),
            "error" => Some(Self::On(Severity::Error)),
            _ => None,
        }
    }
}

/// One of `[[overrides]]`.
#[derive(Clone, Debug, Default)]
pub struct Override {
    /// The files it speaks of.
    pub files: Vec<String>,
    /// `site`.
    pub site: Option<SiteChoice>,
    /// `language`.
    pub language: Option<Arc<Language>>,
    /// `words`.
    pub words: ExtraWords,
    /// `rules`.
    pub rules: Vec<RuleEntry>,
}
