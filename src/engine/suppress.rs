//! Takes away the findings that comments switch off, and reports the comments that switch off nothing.

mod lines;

use std::collections::{HashMap, HashSet};

use self::lines::{Lines, Stretch};
use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::markdown::{Suppression, SuppressionKind};
use crate::rule::{Findings, Registry, RulePage, RuleSet, Scope};
use crate::text::{SourceFile, Span};

/// Removes what the comments of a page switch off, and returns those findings.
pub(super) fn apply(
    source: &SourceFile,
    suppressions: &[Suppression],
    rules: &RuleSet<'_>,
    registry: &Registry,
    saw_all: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let line = |diagnostic: &Diagnostic| source.line_index(diagnostic.span.start());
    let mut lines = Lines::new(diagnostics.iter().map(|diagnostic| (diagnostic.rule, line(diagnostic))));
    let mut names = Names { registry, rules, known: HashMap::new() };
    let unused = reach(source, suppressions, &mut names, &mut lines, saw_all);
    lines.merge();
    let covered = |diagnostic: &mut Diagnostic| lines.covered(diagnostic.rule, line(diagnostic));
    let suppressed = diagnostics.extract_if(.., covered).collect();
    report_unknown(source, suppressions, rules, registry, diagnostics);
    report_unused(source, &unused, rules, diagnostics);
    suppressed
}

/// A comment, and which of its names, that switched off nothing.
type Unused<'s> = (&'s Suppression, Option<usize>);

/// What a name in a comment means on this page.
struct Meaning {
    rules: Vec<&'static str>,
    /// Whether one of them is on.
    awake: bool,
    /// Whether one of them is on that looks at all files.
    of_all: bool,
}

struct Names<'r, 's> {
    registry: &'r Registry,
    rules: &'r RuleSet<'r>,
    known: HashMap<(bool, Option<&'s str>), Meaning>,
}

impl<'s> Names<'_, 's> {
    fn meaning(&mut self, name: Option<&'s str>, foreign: bool) -> &Meaning {
        self.known.entry((foreign, name)).or_insert_with(|| {
            let pages = match (name, foreign) {
                (None, false) => self.registry.pages().iter().collect(),
                (None, true) => self.registry.pages().iter().filter(|page| is_markdownlints(page)).collect(),
                (Some(name), false) => self.registry.select(name).unwrap_or_default(),
                (Some(name), true) => foreign_rule(self.registry, name).into_iter().collect(),
            };
            // A comment without names speaks of every rule, and so always of one that is on.
            let awake = name.is_none() || pages.iter().any(|page| self.rules.get(page.id).is_some());
            let of_all = pages.iter().any(|page| page.scope == Scope::Docset && self.rules.get(page.id).is_some());
            Meaning { rules: pages.into_iter().map(|page| page.id).collect(), awake, of_all }
        })
    }
}

/// The rule that markdownlint calls so. Our own names mean nothing in its comments.
fn foreign_rule<'r>(registry: &'r Registry, name: &str) -> Option<&'r RulePage> {
    registry.find(name).filter(|page| is_markdownlints(page) && !page.id.eq_ignore_ascii_case(name))
}

/// Whether markdownlint has this rule too: then `MD` and its number are among its aliases.
fn is_markdownlints(page: &RulePage) -> bool {
    let number = |alias: &str| alias.strip_prefix("MD").is_some_and(|n| n.bytes().all(|byte| byte.is_ascii_digit()));
    page.aliases.iter().any(|alias| number(alias))
}

/// Marks the lines that the comments speak of; returns what marked none.
fn reach<'s>(
    source: &SourceFile,
    suppressions: &'s [Suppression],
    names: &mut Names<'_, 's>,
    lines: &mut Lines,
    saw_all: bool,
) -> Vec<Unused<'s>> {
    for (order, suppression) in suppressions.iter().enumerate() {
        if suppression.kind == SuppressionKind::Enable {
            let line = source.line_index(suppression.span.start());
            for (_, name) in each_name(suppression) {
                for rule in &names.meaning(name, suppression.foreign).rules {
                    lines.enable(rule, order, line);
                }
            }
        }
    }
    let mut unused = Vec::new();
    for (order, suppression) in suppressions.iter().enumerate() {
        let line = source.line_index(suppression.span.start());
        let stretch = match suppression.kind {
            SuppressionKind::Enable | SuppressionKind::Unknown { .. } => continue,
            SuppressionKind::Disable => Stretch::Open { first: line, order },
            SuppressionKind::File => Stretch::Lines(0, usize::MAX),
            SuppressionKind::Line => Stretch::Lines(line, line),
            SuppressionKind::NextLine => {
                let next = source.line_index(suppression.span.end()) + 1;
                Stretch::Lines(next, next)
            }
        };
        for (index, name) in each_name(suppression) {
            let meaning = names.meaning(name, suppression.foreign);
            let hits = meaning.rules.iter().filter(|rule| lines.cover(rule, stretch)).count();
            // What finds nothing among some files may find something among all.
            let judged = saw_all || !meaning.of_all;
            if hits == 0 && meaning.awake && judged && !suppression.foreign {
                unused.push((suppression, index));
            }
        }
    }
    unused
}

/// The names of a comment, each once; nothing where it has none and so means every rule.
fn each_name(suppression: &Suppression) -> impl Iterator<Item = (Option<usize>, Option<&str>)> {
    let mut seen = HashSet::new();
    let named = suppression.rules.iter().enumerate().filter(move |(_, (name, _))| seen.insert(name.as_str()));
    let all = suppression.rules.is_empty().then_some((None, None));
    all.into_iter().chain(named.map(|(index, (name, _))| (Some(index), Some(name.as_str()))))
}

fn report_unknown(
    source: &SourceFile,
    suppressions: &[Suppression],
    rules: &RuleSet<'_>,
    registry: &Registry,
    out: &mut Vec<Diagnostic>,
) {
    let Some(rule) = rules.get("unknown-suppression") else { return };
    let mut findings = Findings::new(out, rule.page.id, rule.severity);
    for suppression in suppressions.iter().filter(|suppression| !suppression.foreign) {
        if let SuppressionKind::Unknown { verb, meant } = suppression.kind {
            let written = verb.of(source.text());
            let finding = findings.report(verb, format!("`{written}` is no suppression and has no effect"));
            match meant {
                Some(meant) => finding.help(format!("did you mean `guidelint-{meant}`?")),
                None => finding.help("write `guidelint-disable-next-line`, and the rules after it"),
            };
        }
        for (name, span) in &suppression.rules {
            if let Err(message) = registry.select(name) {
                findings.report(*span, message);
            }
        }
    }
}

fn report_unused(source: &SourceFile, unused: &[Unused<'_>], rules: &RuleSet<'_>, out: &mut Vec<Diagnostic>) {
    let Some(rule) = rules.get("unused-suppression") else { return };
    let mut findings = Findings::new(out, rule.page.id, rule.severity);
    for of_one in unused.chunk_by(|(one, _), (other, _)| std::ptr::eq(*one, *other)) {
        // One repair takes a comment away that has no effect at all, whatever it names.
        let mut whole = (of_one.len() >= of_one[0].0.rules.len()).then(|| comment(source, of_one[0].0.span));
        let parted = whole.is_none();
        for (suppression, name) in of_one {
            let finding = match name.map(|index| &suppression.rules[index]) {
                Some((name, span)) => {
                    findings.report(*span, format!("`{name}` finds nothing here; the suppression has no effect"))
                }
                None => findings.report(suppression.span, "nothing is found here; the suppression has no effect"),
            };
            let place = whole.take().or_else(|| name.filter(|_| parted).map(|index| name_in(suppression, index)));
            if let Some(place) = place {
                finding.fix(Fix::safe([Edit::delete(place)]));
            }
        }
    }
}

/// A comment with its line, or with the blank before it.
fn comment(source: &SourceFile, span: Span) -> Span {
    source.own_lines(span).unwrap_or_else(|| {
        let before = &source.text()[..span.start()];
        let blank = before.ends_with(' ') && !before.ends_with("  ");
        Span::new(span.start() - usize::from(blank), span.end())
    })
}

/// A name in a comment that names others too, with what parts it from one of them.
fn name_in(suppression: &Suppression, index: usize) -> Span {
    let own = suppression.rules[index].1;
    match index.checked_sub(1) {
        Some(before) => Span::new(suppression.rules[before].1.end(), own.end()),
        None => Span::new(own.start(), suppression.rules[1].1.start()),
    }
}

#[cfg(test)]
mod tests;
