//! The globs of docfx.json: relative to its folder or a mapping's `src`, in any letter case, blind to dot folders.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use super::DocsetError;

/// Several globs asked at once.
#[derive(Debug)]
pub(super) struct Globs {
    set: GlobSet,
    /// The folder below which everything lies that they mean, in lower case; empty where that can't be told.
    below: String,
}

impl Globs {
    /// Builds the set from globs with their places, all of them relative to `src`.
    pub(super) fn new(src: &str, globs: &[(String, usize)]) -> Result<Self, DocsetError> {
        let mut set = GlobSetBuilder::new();
        let climbs = |path: &str| path.contains("..") || path.starts_with('.') || path.contains("/./");
        let plain = !climbs(src) && !src.contains('\\') && !globs.iter().any(|(glob, _)| climbs(glob));
        for (glob, offset) in globs {
            let fail = |error: globset::Error| DocsetError { message: error.kind().to_string(), offset: *offset };
            let whole = join(&globset::escape(src), glob);
            set.add(GlobBuilder::new(&whole).literal_separator(true).case_insensitive(true).build().map_err(fail)?);
        }
        let offset = globs.first().map_or(0, |(_, offset)| *offset);
        let below = if plain { src.trim_matches('/').to_ascii_lowercase() } else { String::new() };
        let set = set.build().map_err(|error| DocsetError { message: error.to_string(), offset })?;
        Ok(Self { set, below })
    }

    /// Whether any glob means this path.
    pub(super) fn any(&self, path: &str) -> bool {
        self.reaches(path) && !is_hidden(path) && self.set.is_match(path)
    }

    /// The indices of the globs that mean this path, in order.
    pub(super) fn matches(&self, path: &str) -> Vec<usize> {
        if !self.reaches(path) || is_hidden(path) { Vec::new() } else { self.set.matches(path) }
    }

    /// Whether a path lies where any of them can mean it: doc sets have dozens of mappings, each for a folder.
    fn reaches(&self, path: &str) -> bool {
        let start = path.as_bytes().get(..self.below.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(self.below.as_bytes()))
    }
}

/// Whether a segment of a path begins with a dot. Most paths have no such segment, which two bytes tell.
fn is_hidden(path: &str) -> bool {
    let may_be = path.starts_with('.') || memchr::memmem::find(path.as_bytes(), b"/.").is_some();
    may_be && path.split('/').any(|segment| segment.starts_with('.') && !matches!(segment, "." | ".."))
}

/// One glob from `src` and a glob below it: `.` and `..` resolved, `**.md` spelt out as `**/*.md`.
fn join(src: &str, glob: &str) -> String {
    let mut segments: Vec<String> = Vec::new();
    let both = [src, glob].map(|part| part.replace('\\', "/"));
    for segment in both.iter().flat_map(|part| part.split('/')) {
        match segment {
            "" | "." => {}
            ".." if segments.last().is_some_and(|last| last != "..") => {
                segments.pop();
            }
            _ => match segment.strip_prefix("**") {
                Some(rest) if !rest.is_empty() => segments.extend(["**".to_owned(), format!("*{rest}")]),
                _ => segments.push(segment.to_owned()),
            },
        }
    }
    segments.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spells_out_docfx_shorthands() {
        for (src, glob, whole) in [
            ("", "**.md", "**/*.md"),
            ("docs", "/**.md", "docs/**/*.md"),
            (".", "./a/*.md", "a/*.md"),
            ("../other", "**/*.md", "../other/**/*.md"),
            ("docs", "../x\\*.md", "x/*.md"),
            ("", "guides/**", "guides/**"),
        ] {
            assert_eq!(join(src, glob), whole);
        }
    }

    #[test]
    fn folds_case_keeps_folders_apart_and_skips_dot_folders() {
        let globs = |glob: &str| Globs::new("5.1", &[(glob.to_owned(), 0)]).unwrap();
        assert!(globs("**/About/*.md").any("5.1/Core/about/x.md"));
        assert!(!globs("*.md").any("5.1/Core/x.md"));
        assert!(!globs("**/*.md").any("5.1/.hidden/x.md"));
        assert!(globs("**/*.{md,yml}").any("5.1/x.YML"));
        assert_eq!(Globs::new("", &[("[".to_owned(), 7)]).unwrap_err().offset, 7);
    }
}
