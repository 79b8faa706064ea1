//! Family `structure`: files and blocks that are not whole, and what the run itself meets.

use crate::rule::{Native, engine_rule};

pub(super) fn rules() -> Vec<Native> {
    vec![
        engine_rule!("structure/internal-error"),
        engine_rule!("structure/invalid-utf8"),
        engine_rule!("structure/unknown-suppression"),
        engine_rule!("structure/unreadable-file"),
        engine_rule!("structure/unused-suppression"),
    ]
}
