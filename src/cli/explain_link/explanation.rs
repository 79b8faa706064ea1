use std::io::{self, Write};

use super::anchors;
use crate::cli::config::{role, site};
use crate::config::from;
use crate::diagnostic::{Diagnostic, Severity};
use crate::docset::{Link, Member, Target};
use crate::engine::{InForce, Settings, Surveyed};
use crate::report::links::{Status, name_of};
use crate::report::{FAINT, Painter, STRONG, cut, cut_start, of_label, padded, visible, width, wrap};
use crate::site::{Cause, Destination, Lead, Outcome, Trace};
use crate::text::{SourceFile, char_boundary};

/// Columns of the names of facts.
const NAMES: usize = 10;
/// Bytes before a link that its line shows at most.
const BEFORE: usize = 30;

/// Explains links of one file.
pub(super) struct Explanation<'a> {
    pub settings: &'a Settings,
    pub in_force: &'a InForce,
    pub source: &'a SourceFile,
    pub findings: &'a [&'a Diagnostic],
    pub member: &'a Member<'a>,
    pub surveyed: &'a Surveyed<'a>,
    pub columns: usize,
    /// Whether to say what holds for the whole file.
    pub with_file: bool,
}

impl Explanation<'_> {
    /// Writes how one target was resolved.
    pub(super) fn write(&self, index: usize, color: bool, out: &mut dyn Write) -> io::Result<()> {
        let (target, link) = (&self.member.facts().targets[index], &self.member.file.links[index]);
        let painter = &mut Painter { out, color };
        let place = self.source.line_column(target.span.start());
        let head = format!("{}:{}:{}", visible(self.source.path()), place.line, place.column);
        painter.paint(STRONG, &head)?;
        painter.plain(&format!("  {}\n\n", name_of(target.kind)))?;
        self.snippet(target, place.line, painter)?;
        self.facts(target, painter)?;
        painter.plain("\n")?;
        let mut steps = reading(self.member.facts().destination(target));
        let mut trace = Trace::on();
        self.member.file.outcome(target, self.member.set.tree, &mut trace);
        steps.extend(trace.into_steps());
        steps.extend(anchors::steps(self.member, target, link));
        for (number, step) in steps.iter().enumerate() {
            self.item(&format!("  {:>2}. ", number + 1), step, painter)?;
        }
        painter.plain("\n")?;
        self.verdict(target, link, painter)?;
        self.says(target, link, painter)
    }

    /// A text behind a head, its lines below each other.
    fn item(&self, head: &str, text: &str, painter: &mut Painter<'_>) -> io::Result<()> {
        let lines = wrap(&visible(text), self.columns.saturating_sub(width(head)));
        painter.plain(&format!("{head}{}\n", lines.join(&format!("\n{}", " ".repeat(width(head))))))
    }

    /// The line of the target with its bytes marked.
    fn snippet(&self, target: &Target, line: usize, painter: &mut Painter<'_>) -> io::Result<()> {
        let text = self.source.text();
        let whole = self.source.line_span(line - 1);
        let start = target.span.start().min(whole.end());
        let end = target.span.end().clamp(start, whole.end());
        let from = char_boundary(text, start.saturating_sub(BEFORE).max(whole.start()));
        let number = format!("  {line} | ");
        let room = self.columns.saturating_sub(width(&number) + BEFORE);
        let before = format!("{}{}", if from > whole.start() { "…" } else { "" }, visible(&text[from..start]));
        let before = cut_start(&before, BEFORE + 1);
        // Four bytes a column are enough for any character.
        let marked = visible(&text[start..char_boundary(text, end.min(start + room * 4))]).into_owned();
        let after = visible(&text[end..char_boundary(text, whole.end().min(end + room * 4))]).into_owned();
        let marked = cut(&marked, room).into_owned();
        let shown = format!("{before}{marked}{after}");
        painter.paint(FAINT, &number)?;
        painter.plain(&format!("{}\n", cut(&shown, self.columns.saturating_sub(width(&number)))))?;
        painter.paint(FAINT, &format!("{}| ", " ".repeat(width(&number) - 2)))?;
        let carets = "^".repeat(width(&marked).max(1));
        painter.plain(&format!("{}{carets}\n\n", " ".repeat(width(&before))))
    }

    fn facts(&self, target: &Target, painter: &mut Painter<'_>) -> io::Result<()> {
        let file = self.member.file;
        let root = from(&self.settings.cwd, self.surveyed.root);
        let docset = self.in_force.folder.docset_folder();
        let written = self.member.facts().destination(target);
        let facts = [
            ("written", if written.trim().is_empty() { "nothing" } else { written }.to_owned()),
            ("file", format!("{}, {}", file.path, role(self.in_force))),
            ("site", site(self.in_force, self.settings)),
            ("doc set", docset.map(|folder| from(&self.settings.cwd, folder)).unwrap_or_default()),
            ("root", format!("{root} (the paths below count from it)")),
        ];
        let facts = &facts[..if self.with_file { facts.len() } else { 1 }];
        for (name, fact) in facts.iter().filter(|(_, fact)| !fact.is_empty()) {
            painter.plain("  ")?;
            painter.paint(FAINT, &padded(name, NAMES))?;
            let lines = wrap(&visible(fact), self.columns.saturating_sub(2 + NAMES));
            painter.plain(&format!("{}\n", lines.join(&format!("\n{}", " ".repeat(2 + NAMES)))))?;
        }
        Ok(())
    }

    fn verdict(&self, target: &Target, link: &Link, painter: &mut Painter<'_>) -> io::Result<()> {
        let (status, cause) = Status::of(self.member, target, link);
        painter.plain("  ")?;
        let style = match status {
            Status::Ok | Status::External | Status::Unverifiable => STRONG,
            Status::Redirected | Status::Miscased | Status::OutsideRoot => of_label(Severity::Warning),
            Status::LocalFile | Status::BrokenAnchor | Status::Broken => of_label(Severity::Error),
        };
        painter.paint(style, status.name())?;
        let head = 2 + width(status.name()) + 2;
        let lines = wrap(&visible(&reason(status, cause, link)), self.columns.saturating_sub(head).max(20));
        painter.plain(&format!(": {}\n", lines.join(&format!("\n{}", " ".repeat(head)))))
    }

    /// What a check says of it.
    fn says(&self, target: &Target, link: &Link, painter: &mut Painter<'_>) -> io::Result<()> {
        let overlaps = |finding: &&&Diagnostic| {
            finding.span.start() <= target.span.end() && target.span.start() <= finding.span.end()
        };
        let mut said = self.findings.iter().filter(overlaps).peekable();
        if said.peek().is_none() {
            let nothing = match Status::of(self.member, target, link).0 {
                Status::Broken | Status::BrokenAnchor => {
                    "says nothing: the rule is off (see `guidelint config`), or a comment of the file switches it off"
                }
                Status::Ok
                | Status::External
                | Status::Unverifiable
                | Status::Redirected
                | Status::Miscased
                | Status::OutsideRoot
                | Status::LocalFile => "no rule that is on has anything to say here",
            };
            return self.item("  check: ", nothing, painter);
        }
        for finding in said {
            let help = finding.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
            let text = format!("{}[{}] {}{help}", finding.severity.name(), finding.rule, finding.message);
            self.item("  check: ", &text, painter)?;
        }
        Ok(())
    }
}

/// How the destination was taken apart.
fn reading(written: &str) -> Vec<String> {
    let read = Destination::read(written);
    let mut steps = Vec::new();
    match read.lead {
        Lead::Relative => steps.push(format!("it is a relative path, `{}`", read.path)),
        Lead::Absolute => steps.push(format!("it is an absolute path, `{}`", read.path)),
        Lead::External | Lead::Xref | Lead::LocalFile | Lead::Same => {}
    }
    let path = written.trim().split(['#', '?']).next().unwrap_or_default();
    if matches!(read.lead, Lead::Relative | Lead::Absolute) && path != read.path {
        steps.push(format!("its `%` signs were decoded once: `{path}` is `{}`", read.path));
    }
    if !read.query.is_empty() {
        steps.push(format!("its query, `?{}`, changes nothing", read.query));
    }
    steps
}

/// The verdict in words.
fn reason(status: Status, cause: Option<Cause>, link: &Link) -> String {
    match (status, &link.outcome) {
        (Status::Ok, Outcome::Generated) => "the site makes this page by itself".to_owned(),
        (Status::Ok, _) => "it leads where it says".to_owned(),
        (Status::External, _) => "it leads out of the docs; nothing was fetched".to_owned(),
        (Status::Redirected, Outcome::Redirected { to, .. }) => format!("its readers are sent on to `{to}`"),
        (Status::Redirected, _) => "its readers are sent on".to_owned(),
        (Status::Miscased, _) => "only letter case keeps it from its file; some systems mind that".to_owned(),
        (Status::Unverifiable, _) => {
            format!("nobody can tell from the files at hand: {}", cause.map_or("", because))
        }
        (Status::OutsideRoot, _) => "it leads above the root, where nothing is opened".to_owned(),
        (Status::LocalFile, _) => "it leads to a file of the writer's machine".to_owned(),
        (Status::BrokenAnchor, _) => "the page has no such anchor".to_owned(),
        (Status::Broken, Outcome::Missing { path }) => format!("there is no `{path}`"),
        (Status::Broken, Outcome::Folder { path, .. }) => format!("`{path}` is a folder, and the site wants a file"),
        (Status::Broken, _) => "an empty destination leads the reader nowhere".to_owned(),
    }
}

fn because(cause: Cause) -> &'static str {
    match cause {
        Cause::Dependency => "its file is fetched from another repository when the site is built",
        Cause::SitePath => "it is a path of the whole site, of which these docs are a part",
        Cause::ForeignInclude => "the page takes in text that is not at hand",
        Cause::Xref => "an `xref:` is looked up when the site is built",
        Cause::Template => "the site's own code decides",
        Cause::Generated => "its target is made when the site is built",
        Cause::Alone => "the page lies in no repository and in no folder that was named",
    }
}
