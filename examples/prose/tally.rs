//! What is counted over all pages.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::io;
use std::path::Path;

use guidelint::diagnostic::Diagnostic;
use guidelint::engine::Inspector;
use guidelint::markdown::{Document, Passage};
use guidelint::rule::RuleSet;
use guidelint::rules::registry;
use guidelint::site::{PageSite, Site};

use super::{corpus, passages, surroundings};

/// Blocks of prose and the findings in them.
pub struct Tally {
    rules: RuleSet<'static>,
    site: PageSite,
    files: usize,
    blocks: usize,
    distinct: HashSet<String>,
    found: BTreeMap<&'static str, Vec<Found>>,
    /// Rule, message and text of a finding -> where it stands among those of its rule.
    known: HashMap<(&'static str, String, String), usize>,
}

/// A finding as it is shown where it is met first.
pub struct Found {
    shown: String,
    times: usize,
}

impl fmt::Display for Found {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.shown)?;
        if self.times > 1 { writeln!(out, "  times     {}", self.times) } else { Ok(()) }
    }
}

impl Tally {
    /// Of nothing yet.
    pub fn new(rules: RuleSet<'static>, site: Site) -> Self {
        let found = rules.rules().iter().map(|rule| (rule.page.id, Vec::new())).collect();
        let (site, distinct, known) = (PageSite::alone(site), HashSet::new(), HashMap::new());
        Self { rules, site, files: 0, blocks: 0, distinct, found, known }
    }

    /// Takes in a page.
    pub fn page(&mut self, path: &Path) -> io::Result<()> {
        let source = corpus::read(path)?;
        let inspector = Inspector { registry: registry(), today: 0 };
        let findings = inspector.inspect(&source, &self.rules, &self.site).diagnostics;
        let doc = Document::new(&source);
        for passage in doc.passages().filter(passages::is_prose) {
            self.blocks += 1;
            if !self.distinct.contains(passage.text()) {
                self.distinct.insert(passage.text().to_owned());
            }
        }
        self.files += 1;
        if findings.is_empty() {
            return Ok(());
        }
        let passages: Vec<Passage> = doc.passages().collect();
        for finding in &findings {
            self.finding(finding, &doc, &passages);
        }
        Ok(())
    }

    fn finding(&mut self, finding: &Diagnostic, doc: &Document<'_>, passages: &[Passage<'_>]) {
        let index = surroundings::passage_at(passages, finding.span.start());
        let text = index.map_or_else(String::new, |index| passages[index].text().to_owned());
        let found = self.found.entry(finding.rule).or_default();
        let at = *self.known.entry((finding.rule, finding.message.clone(), text)).or_insert(found.len());
        match found.get_mut(at) {
            Some(known) => known.times += 1,
            None => found.push(Found { shown: surroundings::of(finding, doc, passages, index), times: 1 }),
        }
    }

    /// The findings of each rule, in the order of the pages.
    pub fn found(&self) -> impl Iterator<Item = (&'static str, &[Found])> {
        self.found.iter().map(|(rule, found)| (*rule, found.as_slice()))
    }

    /// How much there is of all, in one line.
    pub fn last_line(&self) -> String {
        let distinct = self.distinct.len();
        let rules: Vec<String> = self
            .found()
            .map(|(rule, found)| {
                let all: usize = found.iter().map(|found| found.times).sum();
                let share = found.len() as f64 * 1e4 / distinct.max(1) as f64;
                format!("{rule} {all}, {} distinct ({share:.2} per 10,000)", found.len())
            })
            .collect();
        format!("{} files; {} blocks of prose, {distinct} distinct; {}", self.files, self.blocks, rules.join("; "))
    }
}
