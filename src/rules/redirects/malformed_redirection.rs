use serde::Deserialize;

use crate::docset::{FileKind, Member};
use crate::rule::Findings;
use crate::site::learn::Effect;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Options {
    sections: bool,
}

/// Redirections that the build can't take.
pub fn check(member: &Member, options: &Options, out: &mut Findings) {
    if member.facts().kind != FileKind::Redirections {
        return;
    }
    let counts = |effect| effect != Effect::Harmless || options.sections;
    for problem in member.facts().problems.iter().filter(|problem| counts(problem.effect)) {
        let finding = out.report(problem.span, problem.message.clone());
        if let Some(help) = &problem.help {
            finding.help(help.clone());
        }
        match problem.effect {
            Effect::Reported => {}
            Effect::Ignored | Effect::Harmless => {
                finding.note("the build leaves it out without a word");
            }
        }
    }
}
