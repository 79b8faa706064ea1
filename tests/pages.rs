//! Runs every example of every rule page: a bad one fires its rule and no other when that rule runs alone, a good one
//! fires nothing, a fixed one is what the safe fixes make of the bad one before it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use guidelint::config::{Config, Selection, Selector};
use guidelint::diagnostic::{Applicability, Diagnostic, Patch};
use guidelint::engine::{FileChoice, Input, Inspector, Observer, Session, Settings};
use guidelint::rule::{ExampleRole, FixKind, RuleChoice, RulePage, RuleSet, Scope};
use guidelint::rules::registry;
use guidelint::site::{PageSite, Role, Site};
use guidelint::text::{Language, SourceFile};

/// Rules that only a file system can trip: their pages show no Markdown, and `tests/cli` shows them at work.
const WITHOUT_MARKDOWN: [&str; 3] = ["internal-error", "invalid-utf8", "unreadable-file"];

#[test]
fn every_example_of_every_page_holds() {
    let mut wrong = Vec::new();
    for page in registry().pages() {
        let mut harness = Harness::new(page, &mut wrong);
        harness.run();
    }
    assert!(wrong.is_empty(), "{} examples do not hold:\n\n{}", wrong.len(), wrong.join("\n\n"));
}

/// Pairs of rules that may speak of the same bytes of an example, since two things are wrong there.
const TWO_DEFECTS: [(&str, &str); 1] = [
    // Each field that is missing is a defect of its own, and all stand at the opening fence.
    ("missing-field", "missing-field"),
];

/// Speaks of a whole page at its first line; examples are excerpts.
const OF_THE_PAGE: &str = "missing-title";

#[test]
fn one_defect_is_said_once() {
    let mut wrong = Vec::new();
    for page in registry().pages() {
        let mut harness = Harness::new(page, &mut wrong);
        for example in page.examples() {
            match example.role {
                ExampleRole::Config => harness.configure(example.line, example.text),
                ExampleRole::Bad => {
                    harness.twice(&example);
                    harness.alone = true;
                }
                ExampleRole::With => harness.lay_beside(&example),
                ExampleRole::Good | ExampleRole::Fixed => harness.alone = true,
            }
        }
    }
    assert!(wrong.is_empty(), "{} defects are said twice:\n\n{}", wrong.len(), wrong.join("\n\n"));
}

/// The language with the words that a configuration adds.
fn language(config: &str) -> Arc<Language> {
    let (path, folder) = (Path::new("/guidelint.toml"), Path::new("/"));
    let loaded = Config::load(path, folder, registry(), &|_| Ok(config.to_owned()), &|path| path.display().to_string());
    loaded.unwrap_or_else(|error| panic!("{error}")).language(&[]).0
}

struct Silent;

impl Observer for Silent {
    fn begin(&self, _: usize) {}
    fn done(&self) {}
}

struct Harness<'h> {
    page: &'static RulePage,
    choice: RuleChoice,
    language: Arc<Language>,
    last_bad: Option<(String, Vec<Diagnostic>)>,
    /// Files that lie beside the examples: name and text.
    beside: Vec<(&'static str, &'static str)>,
    /// True after an example: the next file that lies beside one begins a new set.
    alone: bool,
    wrong: &'h mut Vec<String>,
}

impl<'h> Harness<'h> {
    fn new(page: &'static RulePage, wrong: &'h mut Vec<String>) -> Self {
        let (choice, language) = (RuleChoice::default(), Language::english().clone());
        Self { page, choice, language, last_bad: None, beside: Vec::new(), alone: false, wrong }
    }
    fn run(&mut self) {
        let examples = self.page.examples();
        let has = |role| examples.iter().any(|example| example.role == role);
        let shown = has(ExampleRole::Bad) && has(ExampleRole::Good);
        if !(shown || WITHOUT_MARKDOWN.contains(&self.page.id)) {
            self.fail(0, "a page needs at least one bad and one good example");
        }
        if self.page.fix == FixKind::Safe && !has(ExampleRole::Fixed) {
            self.fail(0, "a rule with a safe fix shows a fixed example");
        }
        for example in examples {
            match example.role {
                ExampleRole::Config => self.configure(example.line, example.text),
                ExampleRole::Bad => self.bad(&example),
                ExampleRole::Good => {
                    let found = self.check(&example);
                    if !found.is_empty() {
                        self.fail(example.line, &format!("a good example is reported: {found:#?}"));
                    }
                }
                ExampleRole::Fixed => self.fixed(example.line, example.text),
                ExampleRole::With => {
                    self.lay_beside(&example);
                    continue;
                }
            }
            self.alone = true;
        }
    }

    fn lay_beside(&mut self, example: &guidelint::rule::Example) {
        if std::mem::take(&mut self.alone) {
            self.beside.clear();
        }
        match example.key("file") {
            Some(name) => self.beside.push((name, example.text)),
            None => self.fail(example.line, "a file beside an example has a name: `file=NAME`"),
        }
    }

    fn bad(&mut self, example: &guidelint::rule::Example) {
        let found = self.check(example);
        if !found.iter().any(|d| d.rule == self.page.id) || found.iter().any(|d| d.rule != self.page.id) {
            self.fail(example.line, &format!("a bad example fires its rule and no other; it fires {found:#?}"));
        }
        let source = SourceFile::new("example.md", example.text);
        let mut lines: Vec<String> =
            found.iter().map(|d| source.line_column(d.span.start()).line.to_string()).collect();
        lines.dedup();
        if let Some(expected) = example.key("lines")
            && lines.join(",") != expected
        {
            self.fail(example.line, &format!("fires on lines {}, not {expected}", lines.join(",")));
        }
        self.last_bad = Some((example.text.to_owned(), found));
    }

    /// Runs the rules that are on by default together with the rule of the page, and looks for a second one at the
    /// same place.
    fn twice(&mut self, example: &guidelint::rule::Example) {
        let choices = BTreeMap::from([(self.page.id, RuleChoice { on: Some(true), ..self.choice.clone() })]);
        let found = self.inspect(example, &choices);
        let (own, others): (Vec<_>, Vec<_>) = found.iter().partition(|finding| finding.rule == self.page.id);
        let touch = |one: &Diagnostic, other: &Diagnostic| {
            one.span == other.span || one.span.start() < other.span.end() && other.span.start() < one.span.end()
        };
        for (index, one) in own.iter().enumerate() {
            let again = own[..index].iter().filter(|other| one.span == other.span);
            let others = others.iter().filter(|other| other.rule != OF_THE_PAGE && touch(one, other));
            for other in again.chain(others).filter(|other| !TWO_DEFECTS.contains(&(one.rule, other.rule))) {
                let what = format!("{:?} is said by {} too: {:?}", one.message, other.rule, other.message);
                self.fail(example.line, &what);
            }
        }
    }

    fn fixed(&mut self, line: usize, text: &str) {
        let Some((bad, found)) = &self.last_bad else {
            return self.fail(line, "a fixed example follows a bad one");
        };
        let mut patch = Patch::default();
        let safe = found.iter().filter_map(|d| d.fix.as_ref()).filter(|fix| fix.applicability() == Applicability::Safe);
        safe.for_each(|fix| _ = patch.take(fix.edits()));
        let fixed = patch.apply(bad);
        if fixed != text {
            self.fail(line, &format!("the fix gives\n{fixed}"));
        }
    }

    fn configure(&mut self, line: usize, text: &str) {
        let config: toml::Table = toml::from_str(text).expect("an example's configuration is TOML");
        let settings = config.get("rules").and_then(|rules| rules.get(self.page.id)).and_then(|rule| rule.as_table());
        match settings {
            Some(settings) => self.choice.settings = settings.clone(),
            None if config.contains_key("words") => self.language = language(text),
            None => self.fail(line, "the configuration sets no option of this rule"),
        }
        self.choice.settings.remove("severity");
    }

    /// Runs the rule of the page alone. For the rules about suppressions, which speak of others, every rule is on.
    fn check(&self, example: &guidelint::rule::Example) -> Vec<Diagnostic> {
        let alone = self.page.scope != Scope::Run;
        let mut choices: BTreeMap<&'static str, RuleChoice> = BTreeMap::new();
        for other in registry().pages().iter().filter(|_| alone) {
            choices.insert(other.id, RuleChoice { on: Some(false), ..RuleChoice::default() });
        }
        choices.insert(self.page.id, RuleChoice { on: Some(true), ..self.choice.clone() });
        self.inspect(example, &choices)
    }

    fn inspect(
        &self,
        example: &guidelint::rule::Example,
        choices: &BTreeMap<&'static str, RuleChoice>,
    ) -> Vec<Diagnostic> {
        if self.page.scope == Scope::Docset {
            return self.inspect_among(example, choices.len() > 1);
        }
        let site = example.key("site").map_or(Site::GitHub, |name| Site::from_name(name).expect("a site's name"));
        let rules = RuleSet::new(registry(), site, choices)
            .unwrap_or_else(|(rule, error)| panic!("rules/{}/{rule}.md: {}", self.page.family, error.message))
            .in_language(self.language.clone());
        let mut page_site = PageSite::alone(site);
        if example.key("role") == Some("include") {
            page_site.role = Role::Include;
        }
        let source = SourceFile::new(example.key("file").unwrap_or("example.md"), example.text);
        // 2026-01-01, so that what a page says of dates stays true.
        let inspector = Inspector { registry: registry(), today: 20_454 };
        inspector.inspect(&source, &rules, &page_site).diagnostics
    }

    /// Runs the whole tool in a folder that holds the example and the files beside it.
    fn inspect_among(&self, example: &guidelint::rule::Example, alone: bool) -> Vec<Diagnostic> {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let name = example.key("file").unwrap_or("example.md");
        let mut config = toml::Table::new();
        let site = example.key("site").unwrap_or("github");
        config.insert("site".to_owned(), site.into());
        let rules = toml::Table::from_iter([(self.page.id.to_owned(), self.choice.settings.clone().into())]);
        if !self.choice.settings.is_empty() {
            config.insert("rules".to_owned(), rules.into());
        }
        let config = config.to_string();
        for (path, text) in self.beside.iter().copied().chain([(name, example.text), ("guidelint.toml", &config)]) {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("a folder can be made");
            std::fs::write(path, text).expect("a file can be written");
        }
        let own = || vec![Selector::read(registry(), self.page.id).expect("the rule is there")];
        let selection = match alone {
            true => Selection { select: Some(own()), ..Selection::default() },
            false => Selection { extend_select: own(), ..Selection::default() },
        };
        let settings = Settings::new(registry(), folder.path().to_owned(), selection, FileChoice::default());
        let inputs = vec![Input::Path(folder.path().to_owned())];
        let session = Session { registry: registry(), settings, inputs, today: 20_454 };
        let report = session.check(&Silent).unwrap_or_else(|error| panic!("{}: {error}", self.page.id));
        let own = report.files.into_iter().filter(|file| file.source.path() == name);
        own.flat_map(|file| file.diagnostics).collect()
    }

    fn fail(&mut self, line: usize, what: &str) {
        self.wrong.push(format!("rules/{}/{}.md, body line {line}: {what}", self.page.family, self.page.id));
    }
}
