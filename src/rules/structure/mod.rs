//! Family `structure`: files and blocks that are not whole, and what the run itself meets.

mod directives;
mod malformed_alert;
mod malformed_directive;
mod merge_conflict_marker;
mod mismatched_tabs;
mod tabs;
mod unclosed_code_block;
mod unclosed_comment;
mod unclosed_directive;
mod unknown_pivot;

use crate::rule::{Native, docset_rule, engine_rule, native_rule};

pub(super) fn rules() -> Vec<Native> {
    vec![
        engine_rule!("structure/internal-error"),
        engine_rule!("structure/invalid-utf8"),
        native_rule!("structure/malformed-alert", malformed_alert),
        native_rule!("structure/malformed-directive", malformed_directive),
        native_rule!("structure/merge-conflict-marker", merge_conflict_marker),
        native_rule!("structure/mismatched-tabs", mismatched_tabs),
        native_rule!("structure/unclosed-code-block", unclosed_code_block),
        native_rule!("structure/unclosed-comment", unclosed_comment),
        native_rule!("structure/unclosed-directive", unclosed_directive),
        docset_rule!("structure/unknown-pivot", unknown_pivot),
        engine_rule!("structure/unknown-suppression"),
        engine_rule!("structure/unreadable-file"),
        engine_rule!("structure/unused-suppression"),
    ]
}
