//! Floor `rules`: the checks, one file each, by family. A check reads a [`crate::rule::Page`] and reports; it holds no
//! state, reads no disk and knows no configuration but its own options.

mod front_matter;
mod headings;
mod images;
mod links;
mod lists;
mod missing_target;
mod prose;
mod redirects;
mod structure;
mod tables;
mod toc;
mod visible;

use std::sync::LazyLock;

use crate::rule::Registry;

/// Every rule of the binary.
pub fn registry() -> &'static Registry {
    static REGISTRY: LazyLock<Registry> = LazyLock::new(|| {
        let families = [
            front_matter::rules(),
            headings::rules(),
            images::rules(),
            links::rules(),
            lists::rules(),
            prose::rules(),
            redirects::rules(),
            structure::rules(),
            tables::rules(),
            toc::rules(),
        ];
        Registry::new(families.into_iter().flatten().collect()).unwrap_or_else(|error| panic!("{}", error.0))
    });
    &REGISTRY
}
