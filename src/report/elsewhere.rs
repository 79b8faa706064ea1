//! What a rule finds in further files, after it was drawn in some: counts and places, so that a run over thousands of
//! files can still be read.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;

use super::repeats::Group;
use super::style::{self, Painter};
use super::visible;
use super::wrap::{counted, packed, thousands};
use crate::diagnostic::Severity;
use crate::engine::FileReport;

/// Files in which the findings of one rule are drawn.
const DRAWN: usize = 3;
/// Further files that are named.
const NAMED: usize = 10;
/// Blanks before the places.
const INDENT: usize = 2;

/// What is drawn of a run and what is only listed, rule by rule.
#[derive(Default)]
pub(super) struct Elsewhere<'r> {
    rules: BTreeMap<&'static str, Tally<'r>>,
}

/// One rule's findings.
struct Tally<'r> {
    severity: Severity,
    /// Files in which they were drawn.
    drawn: usize,
    /// Findings in other files.
    more: usize,
    /// Those files.
    files: usize,
    /// Some of those files, with the line of the first finding.
    places: Vec<(&'r str, usize)>,
}

impl<'r> Elsewhere<'r> {
    /// Takes note of a rule's findings in a file; true where they are to be drawn.
    pub fn is_drawn(&mut self, file: &'r FileReport, group: &Group<'_>) -> bool {
        let first = group.first;
        let tally = self.rules.entry(first.rule).or_insert(Tally {
            severity: first.severity,
            drawn: 0,
            more: 0,
            files: 0,
            places: Vec::new(),
        });
        if tally.drawn < DRAWN {
            tally.drawn += 1;
            return true;
        }
        // An override may give a rule another severity in some files.
        tally.severity = if tally.files == 0 { first.severity } else { tally.severity.max(first.severity) };
        tally.more += 1 + group.more.len();
        tally.files += 1;
        if tally.places.len() < NAMED {
            tally.places.push((file.source.path(), file.source.line_index(first.span.start()) + 1));
        }
        false
    }

    /// Writes what was not drawn: the gravest rules first, then those that find most.
    pub fn write(&self, columns: usize, painter: &mut Painter<'_>) -> io::Result<()> {
        let mut rules: Vec<_> = self.rules.iter().filter(|(_, tally)| tally.files > 0).collect();
        rules.sort_by_key(|(_, tally)| Reverse((tally.severity, tally.more)));
        for (rule, tally) in &rules {
            tally.write(rule, columns, painter)?;
        }
        painter.plain(if rules.is_empty() { "" } else { "\n" })
    }
}

impl Tally<'_> {
    fn write(&self, rule: &str, columns: usize, painter: &mut Painter<'_>) -> io::Result<()> {
        painter.paint(style::of_severity(self.severity), &format!("{}[{rule}]", self.severity.name()))?;
        let (more, files) = (thousands(self.more), counted(self.files, "file"));
        painter.paint(style::STRONG, &format!(": {more} more in {files}"))?;
        painter.plain(" (show with --no-collapse)\n")?;
        let room = columns.saturating_sub(INDENT);
        // A path is never cut here: nobody could open it.
        let name = |&(path, line): &(&str, usize)| format!("{}:{line}", visible(path));
        let mut items: Vec<String> = self.places.iter().map(name).collect();
        if self.files > self.places.len() {
            items.push(format!("and {}", counted(self.files - self.places.len(), "more file")));
        }
        packed(&items, room).iter().try_for_each(|line| painter.plain(&format!("{}{line}\n", " ".repeat(INDENT))))
    }
}
