//! Floor `rules`: the checks, one file each, by family. A check reads a [`crate::rule::Page`] and reports; it holds no
//! state, reads no disk and knows no configuration but its own options.

mod links;
mod lists;
mod structure;
mod tables;

use std::sync::LazyLock;

use crate::rule::Registry;

/// Every rule of the binary.
pub fn registry() -> &'static Registry {
    static REGISTRY: LazyLock<Registry> = LazyLock::new(|| {
        let families = [links::rules(), lists::rules(), structure::rules(), tables::rules()];
        Registry::new(families.into_iter().flatten().collect()).unwrap_or_else(|error| panic!("{}", error.0))
    });
    &REGISTRY
}
