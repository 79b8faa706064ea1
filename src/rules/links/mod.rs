//! Family `links`: what is wrong with a link, judged from its own page.

mod empty_link;

use crate::rule::{Native, native_rule};

pub(super) fn rules() -> Vec<Native> {
    vec![native_rule!("links/empty-link", empty_link)]
}
