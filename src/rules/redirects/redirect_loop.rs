use super::Known;
use crate::docset::Member;
use crate::rule::{Findings, NoOptions};

/// Members of a ring that a finding names.
const NAMED: usize = 4;

/// Redirections that lead back to where they began.
pub fn check(member: &Member, _: &NoOptions, out: &mut Findings) {
    let Some(known) = Known::of(member) else { return };
    let item = |(file, item): (usize, usize)| &known.repository.redirections[file].read.items[item];
    for ring in &member.set.redirects(known.repository).loops {
        let Some(first) = ring.first().filter(|(file, _)| *file == known.index) else { continue };
        let own = item(*first);
        let finding = out.report(own.target.span, format!("this redirect of `{}` leads back to it", own.source));
        if ring.len() > 1 {
            let through: Vec<_> = ring[1..].iter().take(NAMED).map(|id| format!("`{}`", item(*id).source)).collect();
            let more = if ring.len() > NAMED + 1 { " and others" } else { "" };
            finding.note(format!("it goes through {}{more}", through.join(", ")));
        }
        finding.help("lead it to a page that exists");
    }
}
