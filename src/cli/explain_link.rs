//! `guidelint explain-link FILE:LINE`: the answer to "why do you say that it is broken?".

mod anchors;
mod choice;
mod explanation;
mod place;

use std::io::Write;
use std::path::Path;

use choice::choose;
use explanation::Explanation;
use place::Place;

use super::args::ExplainLinkArgs;
use super::links::tell;
use super::{CLEAN, Failure, Outcome, check, setup, width};
use crate::config::{Selection, below, from, normal};
use crate::diagnostic::Diagnostic;
use crate::docset::Member;
use crate::engine::{FileChoice, InForce, Input, Report, Session, Surveyed, read_file};
use crate::report::{counted, visible};
use crate::rules::registry;
use crate::text::SourceFile;

/// Links of one line that are explained at once.
const MOST: usize = 20;

/// Explains every link at a place.
pub(super) fn run(args: ExplainLinkArgs, color: bool, out: &mut dyn Write) -> Outcome {
    let place = Place::read(&args.place, Path::is_file)
        .ok_or_else(|| Failure::Message(format!("`{}` is no FILE:LINE or FILE:LINE:COLUMN", args.place)))?;
    let settings = setup::settings_for(&args.config, Selection::default(), FileChoice::default())?;
    let path = normal(&settings.cwd.join(&place.file));
    if path.is_dir() {
        return Err(Failure::Message(format!("{} is a folder; name a file and a line", place.file)));
    }
    let inputs = vec![Input::Path(place.file.clone().into())];
    let session = Session { registry: registry(), settings, inputs, today: setup::today()? };
    let report = check::watched(|progress| session.check(progress))?;
    let shown = from(&session.settings.cwd, &path);
    let bytes = read_file(&path).map_err(|why| Failure::Message(format!("{shown}: can't be read: {why}")))?;
    let source = SourceFile::readable(&*shown, bytes);
    let in_force = session.settings.for_file(&path, source.text());
    let in_force = in_force.map_err(|error| Failure::Message(error.to_string()))?;
    let asked = Asked { session: &session, in_force: &in_force, source: &source, findings: findings(&report, &shown) };
    let mut written: Option<Result<Vec<u8>, Failure>> = None;
    let unread = check::watched(|progress| {
        session.survey(progress, &mut |surveyed| {
            let id = below(surveyed.root, &path).and_then(|path| surveyed.set.id(&path));
            if let Some(member) = id.map(|id| surveyed.set.member(id)) {
                written = Some(asked.explain(&place, &member, surveyed, color));
            }
        })
    })?;
    match written {
        Some(written) => {
            out.write_all(&written?)?;
            Ok(CLEAN)
        }
        None => {
            unread.iter().for_each(tell);
            Err(Failure::Message(format!("{}: its links are not known", visible(&shown))))
        }
    }
}

/// What holds for every link of the file.
struct Asked<'a> {
    session: &'a Session,
    in_force: &'a InForce,
    source: &'a SourceFile,
    findings: Vec<&'a Diagnostic>,
}

impl Asked<'_> {
    fn explain(
        &self,
        place: &Place,
        member: &Member<'_>,
        surveyed: &Surveyed<'_>,
        color: bool,
    ) -> Result<Vec<u8>, Failure> {
        if member.facts().length != self.source.text().len() {
            return Err(Failure::Message(format!("{}: changed while it was read", place.file)));
        }
        let chosen = choose(self.source, member, place).map_err(Failure::Message)?;
        let more = chosen.len().saturating_sub(MOST);
        let mut out = Vec::new();
        for (number, target) in chosen.into_iter().take(MOST).enumerate() {
            if number > 0 {
                out.push(b'\n');
            }
            Explanation {
                settings: &self.session.settings,
                in_force: self.in_force,
                source: self.source,
                findings: &self.findings,
                member,
                surveyed,
                columns: width().clamp(40, crate::report::WIDEST),
                with_file: number == 0,
            }
            .write(target, color, &mut out)?;
        }
        if more > 0 {
            writeln!(out, "\n{} on this line; name a column to have one explained", counted(more, "more link"))?;
        }
        Ok(out)
    }
}

/// What a check says of the links of a file.
fn findings<'r>(report: &'r Report, shown: &str) -> Vec<&'r Diagnostic> {
    let of_links = |rule: &str| {
        let page = registry().find(rule);
        page.is_some_and(|page| matches!(page.family, "links" | "images") || page.scope == crate::rule::Scope::Docset)
    };
    let files = report.files.iter().filter(|file| file.source.path() == shown);
    files.flat_map(|file| &file.diagnostics).filter(|finding| of_links(finding.rule)).collect()
}
