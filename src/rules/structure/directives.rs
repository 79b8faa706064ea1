//! The directives of Microsoft Learn that begin with `:::`, and what each may carry. Names have any case.

use crate::text::nearest;

/// One directive.
pub struct Directive {
    /// Its name.
    pub name: &'static str,
    /// The attributes that it may have; nothing where they are not fixed.
    pub attributes: Option<&'static [&'static str]>,
    /// It needs one of these; none means that it needs nothing.
    pub required: &'static [&'static str],
    /// True where it ends with `:::` on its own line.
    pub closed: bool,
}

const fn directive(
    name: &'static str,
    attributes: Option<&'static [&'static str]>,
    required: &'static [&'static str],
    closed: bool,
) -> Directive {
    Directive { name, attributes, required, closed }
}

/// Every directive that Learn knows.
pub const DIRECTIVES: [Directive; 14] = [
    directive(
        "image",
        Some(&["source", "alt-text", "type", "loc-scope", "border", "lightbox", "link"]),
        &["source"],
        true,
    ),
    directive("image-end", Some(&[]), &[], false),
    directive("code", Some(&["source", "language", "id", "range", "highlight", "interactive"]), &["source"], true),
    directive(
        "video",
        Some(&["source", "title", "max-width", "type", "duration", "thumbnail", "upload-date"]),
        &["source"],
        true,
    ),
    directive("zone", Some(&["target", "pivot"]), &["target", "pivot"], false),
    directive("zone-end", Some(&[]), &[], false),
    directive("moniker", Some(&["range"]), &["range"], false),
    directive("moniker-end", Some(&[]), &[], false),
    directive("row", Some(&["count"]), &[], false),
    directive("row-end", Some(&[]), &[], false),
    directive("column", Some(&["span"]), &[], false),
    directive("column-end", Some(&[]), &[], false),
    directive("no-loc", Some(&["text"]), &["text"], true),
    directive("form", None, &[], false),
];

/// The directive of this name.
pub fn find(name: &str) -> Option<&'static Directive> {
    DIRECTIVES.iter().find(|known| known.name.eq_ignore_ascii_case(name))
}

/// The directive that a name was meant for. The first letter must be right: `note` is no slip for `code`.
pub fn near(name: &str) -> Option<&'static str> {
    let names = DIRECTIVES.iter().map(|known| known.name);
    let first = |name: &str| name.as_bytes().first().map(u8::to_ascii_lowercase);
    nearest(name, names).filter(|near| first(near) == first(name))
}
