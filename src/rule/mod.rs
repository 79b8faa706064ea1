//! Floor `rule`: what a rule is.
//!
//! Owns the rule's page ([`RulePage`], the only home of its id, aliases, severity and options), the typed options
//! filled from it, the [`Registry`] of all rules, and [`RuleSet`]: the rules that are on for a file.

mod findings;
mod options;
mod page;
mod registry;
mod set;

pub use findings::{Findings, Page};
pub use options::{NoOptions, OptionError, Pattern, Settings};
pub use page::{DefaultState, Example, ExampleRole, FixKind, OptionSpec, PageError, RulePage, Scope};
pub use registry::{Check, Native, Registry, docset_rule, engine_rule, native_rule};
#[doc(hidden)]
pub use registry::{build, build_docset, build_none};
pub use set::{ActiveRule, RuleChoice, RuleSet};
