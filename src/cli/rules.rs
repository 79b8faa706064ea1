//! `guidelint rules`: every rule there is.

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use crate::diagnostic::Severity;
use crate::report::{FAINT, Painter, STRONG, counted, padded, wrap};
use crate::rule::{DefaultState, FixKind, OptionSpec, Registry, RulePage, Scope};

/// Sites that a cell of the table names; more are counted.
const SITES: usize = 2;

/// Writes a table of the rules, by family, in lines of at most `columns`.
///
/// # Errors
/// What `out` refuses to take.
pub fn table(registry: &Registry, color: bool, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    let mut painter = Painter { out, color };
    let pages = registry.pages();
    let widest = |text: fn(&RulePage) -> String, name: &str| {
        pages.iter().map(|page| text(page).len()).max().unwrap_or(0).max(name.len()) + 2
    };
    let widths = [
        widest(|page| page.id.to_owned(), "rule"),
        widest(|page| page.severity.name().to_owned(), "severity"),
        widest(|page| short_default(&page.default), "default"),
        widest(|page| fix_name(page.fix).to_owned(), "fix"),
    ];
    let row = |cells: [&str; 4]| cells.iter().zip(widths).map(|(cell, width)| padded(cell, width)).collect::<String>();
    painter.paint(FAINT, &format!("  {}{}", row(["rule", "severity", "default", "fix"]), "what it finds"))?;
    painter.plain("\n")?;
    for family in pages.chunk_by(|one, other| one.family == other.family) {
        painter.plain("\n")?;
        painter.paint(STRONG, family[0].family)?;
        painter.plain("\n")?;
        for page in family {
            let cells = [page.id, page.severity.name(), &short_default(&page.default), fix_name(page.fix)];
            painter.plain(&hanging(&format!("  {}", row(cells)), page.title, columns))?;
        }
    }
    painter.plain("\n")?;
    painter.plain("guidelint explain RULE shows the page of a rule\n")
}

/// Writes the names and titles of the rules of a family or tag, in lines of at most `columns`.
///
/// # Errors
/// What `out` refuses to take.
pub fn members(name: &str, pages: &[&RulePage], color: bool, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    let mut painter = Painter { out, color };
    painter.paint(STRONG, name)?;
    painter.plain(&format!(": {}\n\n", counted(pages.len(), "rule")))?;
    let widest = pages.iter().map(|page| page.id.len()).max().unwrap_or(0) + 2;
    for page in pages {
        painter.plain(&hanging(&format!("  {}", padded(page.id, widest)), page.title, columns))?;
    }
    painter.plain("\nguidelint explain RULE shows the page of a rule\n")
}

/// A text behind a head, broken into lines that stand below each other.
fn hanging(head: &str, text: &str, columns: usize) -> String {
    let lines = wrap(text, columns.saturating_sub(head.len()).max(20));
    format!("{head}{}\n", lines.join(&format!("\n{}", " ".repeat(head.len()))))
}

/// Writes the rules as one JSON object.
///
/// # Errors
/// What `out` refuses to take.
pub fn json(registry: &Registry, out: &mut dyn Write) -> io::Result<()> {
    let rules = registry.pages().iter().map(Entry::from).collect();
    serde_json::to_writer_pretty(&mut *out, &Listing { version: 1, rules })?;
    out.write_all(b"\n")
}

/// Where a rule is on, in words: `on`, `off`, or the sites.
pub(super) fn default_name(default: &DefaultState) -> String {
    match default {
        DefaultState::On => "on".to_owned(),
        DefaultState::Off => "off".to_owned(),
        DefaultState::Sites(sites) => sites.iter().map(|site| site.name()).collect::<Vec<_>>().join(", "),
    }
}

/// The same for a narrow cell: many sites are only counted.
fn short_default(default: &DefaultState) -> String {
    match default {
        DefaultState::Sites(sites) if sites.len() > SITES => counted(sites.len(), "site"),
        DefaultState::On | DefaultState::Off | DefaultState::Sites(_) => default_name(default),
    }
}

/// Whether a rule mends what it finds, in a word.
pub(super) fn fix_name(fix: FixKind) -> &'static str {
    match fix {
        FixKind::None => "-",
        FixKind::Safe => "safe",
        FixKind::Unsafe => "unsafe",
    }
}

#[derive(Serialize)]
struct Listing<'a> {
    version: u32,
    rules: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    family: &'a str,
    aliases: &'a [&'static str],
    severity: Severity,
    scope: &'static str,
    fix: Option<&'static str>,
    #[serde(serialize_with = "default_state")]
    default: &'a DefaultState,
    since: &'a str,
    tags: &'a [&'static str],
    options: Vec<OptionEntry<'a>>,
    title: &'a str,
    summary: String,
}

#[derive(Serialize)]
struct OptionEntry<'a> {
    name: &'a str,
    r#type: &'a str,
    default: &'a toml::Value,
    meaning: &'a str,
}

impl<'a> From<&'a OptionSpec> for OptionEntry<'a> {
    fn from(option: &'a OptionSpec) -> Self {
        let OptionSpec { name, kind, default, meaning } = option;
        Self { name, r#type: kind, default, meaning }
    }
}

impl<'a> From<&'a RulePage> for Entry<'a> {
    fn from(page: &'a RulePage) -> Self {
        Self {
            id: page.id,
            family: page.family,
            aliases: &page.aliases,
            severity: page.severity,
            scope: match page.scope {
                Scope::File => "file",
                Scope::Docset => "docset",
                Scope::Run => "run",
            },
            fix: match page.fix {
                FixKind::None => None,
                FixKind::Safe | FixKind::Unsafe => Some(fix_name(page.fix)),
            },
            default: &page.default,
            since: page.since,
            tags: &page.tags,
            options: page.options.iter().map(OptionEntry::from).collect(),
            title: page.title,
            summary: page.summary.split_whitespace().collect::<Vec<_>>().join(" "),
        }
    }
}

fn default_state<S: Serializer>(default: &DefaultState, serializer: S) -> Result<S::Ok, S::Error> {
    match default {
        DefaultState::On | DefaultState::Off => serializer.serialize_str(&default_name(default)),
        DefaultState::Sites(sites) => serializer.collect_seq(sites.iter().map(|site| site.name())),
    }
}
