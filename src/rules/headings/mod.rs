//! Family `headings`: the outline of a page.

mod empty_heading;
mod empty_section;
mod missing_title;

use crate::rule::{Native, native_rule};

pub(super) fn rules() -> Vec<Native> {
    vec![
        native_rule!("headings/empty-heading", empty_heading),
        native_rule!("headings/empty-section", empty_section),
        native_rule!("headings/missing-title", missing_title),
    ]
}
