//! Family `lists`: list items that say nothing.

mod empty_checklist_item;
mod empty_list_item;

use crate::rule::{Native, native_rule};

pub(super) fn rules() -> Vec<Native> {
    vec![
        native_rule!("lists/empty-checklist-item", empty_checklist_item),
        native_rule!("lists/empty-list-item", empty_list_item),
    ]
}
