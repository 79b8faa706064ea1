use std::io::{self, Write};
use std::path::Path;

use super::args::ConfigArgs;
use super::{Failure, setup, visible_lines};
use crate::config::{Chosen, Origin, from, normal};
use crate::engine::{FileChoice, InForce, Settings, read_file};
use crate::report::visible;
use crate::rule::{RulePage, RuleSet};
use crate::rules::registry;
use crate::site::Role;
use crate::site::learn::Scope;
use crate::text::{SourceFile, WordList};

/// Prints the settings in force for a file.
pub(super) fn run(args: ConfigArgs, out: &mut dyn Write) -> Result<(), Failure> {
    let mut shown = Vec::new();
    let outcome = show(args, &mut shown);
    out.write_all(visible_lines(&String::from_utf8_lossy(&shown)).as_bytes())?;
    outcome
}

fn show(args: ConfigArgs, out: &mut dyn Write) -> Result<(), Failure> {
    let settings = setup::settings(&args.rules, FileChoice::default())?;
    let named = args.file.as_deref().map(|file| normal(&settings.cwd.join(file)));
    let path = match &named {
        Some(path) if path.is_dir() => path.join("page.md"),
        Some(path) => path.clone(),
        None => settings.cwd.join("page.md"),
    };
    // A page that is not there yet has settings too; only its own header can't be asked.
    let source = SourceFile::readable("", read_file(&path).unwrap_or_default());
    let in_force = settings.for_file(&path, source.text()).map_err(|error| Failure::Message(error.to_string()))?;
    let shown = named
        .as_deref()
        .map_or_else(|| "pages here".to_owned(), |path| visible(&from(&settings.cwd, path)).into_owned());
    writeln!(out, "Settings in force for {shown}")?;
    surroundings(&in_force, &settings, &path, out)?;
    let config = in_force.folder.config.as_deref();
    if settings.covers_excluded(&path, config) {
        writeln!(out, "checked: only where it is named, because `exclude` speaks of it")?;
    } else if !settings.includes(&path, config) {
        writeln!(out, "checked: only where it is named, because `include` does not speak of it")?;
    }
    writeln!(out)?;
    for page in registry().pages() {
        rule(page, &in_force.resolved.rules, in_force.resolved.choices.get(page.id), out)?;
    }
    Ok(())
}

fn surroundings(in_force: &InForce, settings: &Settings, path: &Path, out: &mut dyn Write) -> io::Result<()> {
    let files = in_force.folder.config.as_ref().map(|config| config.files.as_slice()).unwrap_or_default();
    match files.split_last() {
        None => writeln!(out, "configuration: none")?,
        Some((file, bases)) => {
            let bases: Vec<&str> = bases.iter().rev().map(|base| base.shown.as_ref()).collect();
            let extends = if bases.is_empty() { String::new() } else { format!(" (extends {})", bases.join(", ")) };
            writeln!(out, "configuration: {}{extends}", file.shown)?;
        }
    }
    writeln!(out, "site: {}", site(in_force, settings))?;
    writeln!(out, "page: {}", role(in_force))?;
    let resolved = &in_force.resolved;
    writeln!(out, "language: {} ({})", resolved.rules.language().name(), resolved.language_from)?;
    let include = files.iter().rev().find_map(|file| Some((file.include.as_ref()?, &file.shown)));
    match include {
        Some((globs, shown)) => writeln!(out, "include: {} ({shown})", globs.join(", "))?,
        None => writeln!(out, "include: *.md, *.markdown (default)")?,
    }
    for file in files.iter().filter(|file| !file.exclude.is_empty()) {
        writeln!(out, "exclude: {} ({})", file.exclude.join(", "), file.shown)?;
    }
    words(in_force, path, out)
}

/// The words that were added to those of the language, with who added them.
fn words(in_force: &InForce, path: &Path, out: &mut dyn Write) -> io::Result<()> {
    let Some(config) = &in_force.folder.config else { return Ok(()) };
    for (words, origin) in config.words(&config.matching(path)) {
        for list in WordList::ALL.into_iter().filter(|list| !words.list(*list).is_empty()) {
            let shown: Vec<String> = words.list(list).iter().map(|word| format!("{word:?}")).collect();
            writeln!(out, "words.{}: {} ({origin})", list.name(), shown.join(", "))?;
        }
    }
    Ok(())
}

/// The kind of site that a file is for, and who said so.
pub(super) fn site(in_force: &InForce, settings: &Settings) -> String {
    let told = match (&in_force.site_from, &in_force.folder.site) {
        (Origin::Default, Some((_, marker))) => format!("found {}", visible(&from(&settings.cwd, marker))),
        (Origin::Default, None) => "no file of a site builder above it".to_owned(),
        (origin, _) => origin.to_string(),
    };
    format!("{} ({told})", in_force.site.site.name())
}

/// What a file is to its site.
pub(super) fn role(in_force: &InForce) -> &'static str {
    match in_force.site.role {
        Role::Article => "published on its own",
        Role::Include => "included by other pages",
        Role::Other => match &in_force.site.docset {
            Some((docset, path)) if docset.publishes(path) == Scope::Content => "part of the site",
            Some(_) | None => "not published by the site",
        },
    }
}

fn rule(page: &RulePage, on: &RuleSet<'_>, chosen: Option<&Chosen>, out: &mut dyn Write) -> io::Result<()> {
    let unspoken = Chosen::default();
    let chosen = chosen.unwrap_or(&unspoken);
    let active = on.get(page.id);
    let level = active.map_or("off", |rule| rule.severity.name());
    let mut origins = vec![&chosen.state_from];
    if active.is_some() && !origins.contains(&&chosen.severity_from) {
        origins.push(&chosen.severity_from);
    }
    if origins.len() > 1 {
        origins.retain(|origin| **origin != Origin::Default);
    }
    let origins: Vec<String> = origins.into_iter().map(Origin::to_string).collect();
    writeln!(out, "{level:<8} {:<32} {}", page.id, origins.join("; "))?;
    for spec in page.options.iter().filter(|_| active.is_some()) {
        let value = chosen.choice.settings.get(spec.name).unwrap_or(&spec.default);
        let origin = chosen.settings_from.get(spec.name).unwrap_or(&Origin::Default);
        let value = if *origin == Origin::Default { shortened(&value.to_string()) } else { value.to_string() };
        writeln!(out, "{:<11}{} = {value}  ({origin})", "", spec.name)?;
    }
    Ok(())
}

/// A default that fits on a line: `guidelint explain` shows the whole of it.
fn shortened(value: &str) -> String {
    const WIDTH: usize = 60;
    match value.char_indices().nth(WIDTH) {
        None => value.to_owned(),
        Some((end, _)) => {
            let cut = value[..end].rfind([',', ' ']).unwrap_or(end);
            format!("{} …", value[..cut].trim_end_matches(','))
        }
    }
}
