//! The fixes of rules, one round after the other.

use super::draft::{Draft, Repair};
use super::{Repairs, Workshop};
use crate::diagnostic::{Applicability, Diagnostic, Fix, Patch};

/// Rounds that are made at most; each needs what the one before it left open.
const ROUNDS: usize = 20;

/// Whether a fix is to be made.
pub(super) fn is_wanted(fix: &Fix, repairs: Repairs) -> bool {
    match (fix.applicability(), repairs) {
        (Applicability::Safe, Repairs::Safe | Repairs::Unsafe) | (Applicability::Unsafe, Repairs::Unsafe) => true,
        (Applicability::Unsafe, Repairs::Safe) | (_, Repairs::Comments) => false,
    }
}

/// Makes the fixes of these findings, then those that the file alone still asks for, until none is left.
pub(super) fn mend(draft: &mut Draft, workshop: &Workshop<'_>, mut findings: Vec<Diagnostic>) {
    let text = draft.text.clone();
    let Some(mut look) = draft.look(workshop, &text) else { return };
    let (mut moved, refused_before) = (false, draft.refusals());
    for _ in 0..ROUNDS {
        let mut repairs = choose(draft, workshop.repairs, &findings);
        if repairs.is_empty() && std::mem::take(&mut moved) {
            // What did harm before others were made may do none now.
            draft.pardon(refused_before);
            repairs = choose(draft, workshop.repairs, &look.findings);
        }
        if repairs.is_empty() {
            return;
        }
        let new = draft.settle(workshop, &look, &repairs, |draft, refused| {
            refused.iter().for_each(|(repair, why)| draft.refuse(&repair.gone, why));
        });
        // Where all were refused, those that had to wait for them have their turn.
        match new {
            Some(new) => (look, moved) = (new, true),
            None => continue,
        }
        findings = look.findings.clone();
    }
    let left = choose(draft, workshop.repairs, &findings);
    for repair in left {
        draft.refuse(&repair.gone, "it was not done after 20 rounds");
    }
}

/// The fixes that can be made at once: first come, first served.
fn choose(draft: &Draft, repairs: Repairs, findings: &[Diagnostic]) -> Vec<Repair> {
    let mut patch = Patch::default();
    let mut chosen = Vec::new();
    for finding in findings {
        let Some(fix) = finding.fix.as_ref().filter(|fix| is_wanted(fix, repairs)) else { continue };
        if !draft.is_banned((finding.rule, finding.span)) && patch.take(fix.edits()) {
            let is_safe = fix.applicability() == Applicability::Safe;
            chosen.push(Repair { gone: vec![(finding.rule, finding.span)], edits: fix.edits().to_vec(), is_safe });
        }
    }
    chosen
}
