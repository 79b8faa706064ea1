mod part;

use crate::docset::{Member, TargetKind, Verdict};
use crate::rule::{Findings, NoOptions};
use crate::rules::missing_target;
use crate::site::learn::{CodeSource, Region};
use crate::site::{Outcome, Site, path};
use crate::text::nearest;
use part::{Asked, asked};

/// Regions that are compared with one that is missing.
const COMPARED: usize = 1_024;

/// Code that is taken from a file, where the file or the part of it is not there.
pub fn check(member: &Member, _: &NoOptions, out: &mut Findings) {
    for (target, link) in member.links().filter(|(target, _)| target.kind == TargetKind::CodeSource) {
        match &link.outcome {
            Outcome::File { path, .. } => {
                // The others name no parts in a way that is known here.
                let known = member.file.site.site == Site::Learn || target.part.is_some();
                let asked = if known { asked(member.facts(), target) } else { Vec::new() };
                if asked.is_empty() {
                    continue;
                }
                if let Some(source) = member.set.source(path) {
                    asked.into_iter().for_each(|part| check_part(&part, path, &source, out));
                }
            }
            Outcome::Redirected { .. } => {
                missing_target::report(member, target, link, "source of the code is not there", out);
            }
            Outcome::External
            | Outcome::Same
            | Outcome::Folder { .. }
            | Outcome::Generated
            | Outcome::Unverifiable(_)
            | Outcome::Missing { .. }
            | Outcome::Outside => {
                if member.verdict(target, link) == Verdict::Broken {
                    missing_target::report(member, target, link, "source of the code is not there", out);
                }
            }
        }
    }
}

fn check_part(asked: &Asked, path: &str, source: &CodeSource, out: &mut Findings) {
    match asked {
        // Cells of a notebook have their names in its JSON.
        Asked::Region { .. } if path::has_extension(path, ".ipynb") => {}
        Asked::Region { name, span } => match source.region(name) {
            Region::Whole => {}
            Region::Open => {
                let finding = out.report(*span, format!("region `{name}` of `{path}` has no end"));
                finding.label("it begins there, and nothing ends it").help("end the region in the source");
            }
            Region::Missing => {
                let finding = out.report(*span, format!("no region `{name}` in `{path}`"));
                match nearest(name, source.names().take(COMPARED)) {
                    Some(near) => finding.help(format!("did you mean `{near}`?")),
                    None => finding.help("name a region that the source has, or mark this one in it"),
                };
            }
        },
        Asked::Lines { last, span } if *last > source.lines => {
            let finding = out.report(*span, format!("no line {last} in `{path}`"));
            finding
                .label(format!("the file has {} lines", source.lines))
                .help("the source has changed: ask for the lines as they are now");
        }
        Asked::Lines { .. } => {}
    }
}
