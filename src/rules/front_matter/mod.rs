//! Family `front-matter`: the header of a page, by itself and with what the site's configuration adds to it.

mod diagnosis;
mod duplicate_field;
mod duplicate_title;
mod empty_field;
mod invalid_field;
mod malformed_front_matter;
mod missing_field;
mod missing_front_matter;
mod schema;
mod stale_page;
mod unknown_field;

use crate::rule::{Native, docset_rule, native_rule};

pub(super) fn rules() -> Vec<Native> {
    vec![
        native_rule!("front-matter/duplicate-field", duplicate_field),
        docset_rule!("front-matter/duplicate-title", duplicate_title),
        native_rule!("front-matter/empty-field", empty_field),
        native_rule!("front-matter/invalid-field", invalid_field),
        native_rule!("front-matter/malformed-front-matter", malformed_front_matter),
        native_rule!("front-matter/missing-field", missing_field),
        native_rule!("front-matter/missing-front-matter", missing_front_matter),
        native_rule!("front-matter/stale-page", stale_page),
        native_rule!("front-matter/unknown-field", unknown_field),
    ]
}
