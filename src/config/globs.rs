use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

/// Patterns of files and folders, relative to one folder.
///
/// As in .gitignore: a pattern without a slash speaks of a name at any depth, one with a slash of a path from the
/// folder, and what is said of a folder holds for all that lies in it.
#[derive(Clone, Debug, Default)]
pub struct Globs {
    set: GlobSet,
}

impl Globs {
    /// Patterns that are known to be good, see [`Globs::verify`].
    ///
    /// # Errors
    /// The patterns are too large together.
    pub fn new<'p>(patterns: impl IntoIterator<Item = &'p str>) -> Result<Self, String> {
        let mut builder = GlobSetBuilder::new();
        for pattern in patterns {
            builder.add(glob(pattern)?);
        }
        builder.build().map(|set| Self { set }).map_err(|error| error.to_string())
    }

    /// Whether a pattern can be used.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn verify(pattern: &str) -> Result<(), String> {
        glob(pattern).map(|_| ())
    }

    /// True where there is no pattern.
    pub fn is_empty(&self) -> bool {
        self.set.is_empty()
    }

    /// Whether a pattern speaks of this very path, given with `/` from the folder.
    pub fn names(&self, path: &str) -> bool {
        !self.is_empty() && self.set.is_match(path)
    }

    /// Whether a pattern speaks of the path or of a folder that holds it.
    pub fn cover(&self, path: &str) -> bool {
        let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
        !self.is_empty() && std::iter::once(path).chain(folders).any(|path| self.set.is_match(path))
    }
}

/// Which files of a folder are checked: what the patterns cover and is a page by its ending, and what a pattern names
/// by more than `*`: `docs/**` means the pages there, `docs/*.txt` other files too.
#[derive(Clone, Debug, Default)]
pub struct Include {
    covered: Globs,
    named: Globs,
}

impl Include {
    /// Patterns that are known to be good, see [`Globs::verify`].
    ///
    /// # Errors
    /// The patterns are too large together.
    pub fn new<'p>(patterns: impl IntoIterator<Item = &'p str> + Clone) -> Result<Self, String> {
        let last = |pattern: &str| pattern.trim_end_matches('/').rsplit('/').next().map(str::to_owned);
        let names = |pattern: &&str| last(pattern).is_some_and(|last| last.chars().any(|c| c != '*'));
        Ok(Self { covered: Globs::new(patterns.clone())?, named: Globs::new(patterns.into_iter().filter(names))? })
    }

    /// Whether a file is checked; `page` where its ending is a page's.
    pub fn takes(&self, path: &str, page: bool) -> bool {
        page && self.covered.cover(path) || self.named.names(path)
    }
}

fn glob(pattern: &str) -> Result<Glob, String> {
    let path = pattern.strip_suffix('/').unwrap_or(pattern);
    let path = path.strip_prefix("./").unwrap_or(path);
    if path.is_empty() {
        return Err("the pattern is empty".to_owned());
    }
    if path.starts_with('!') {
        return Err("a pattern can't take back what another says".to_owned());
    }
    if path.split('/').any(|part| part == "..") {
        return Err("it goes up with `..`, and patterns speak of what lies below their folder".to_owned());
    }
    let anchored = match path.strip_prefix('/') {
        Some(rest) => rest.to_owned(),
        None if path.contains('/') => path.to_owned(),
        None => format!("**/{path}"),
    };
    // All that lies in a folder is the folder, so that naming the folder itself is naming more than what is left out.
    let mut path = anchored.as_str();
    while let Some(folder) = path.strip_suffix("/**").filter(|folder| !folder.is_empty()) {
        path = folder;
    }
    GlobBuilder::new(path).literal_separator(true).build().map_err(|error| error.kind().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_work_as_in_gitignore() {
        let cases = [
            ("drafts", "a/drafts/x.md", true),
            ("drafts/", "drafts/x.md", true),
            ("docs/*.md", "docs/x.md", true),
            ("docs/*.md", "docs/a/x.md", false),
            ("docs/*.md", "a/docs/x.md", false),
            ("/x.md", "x.md", true),
            ("/x.md", "a/x.md", false),
            ("*.md", "a/x.md", true),
            ("docs/**", "docs/a/x.md", true),
        ];
        for (pattern, path, expected) in cases {
            assert_eq!(Globs::new([pattern]).unwrap().cover(path), expected, "{pattern} {path}");
        }
        for never in ["a[", "../a", "a/../b", "!a"] {
            assert!(Globs::verify(never).is_err(), "{never}");
        }
        assert!(Globs::verify("a..b").is_ok());
    }

    #[test]
    fn a_folder_means_its_pages_and_a_name_means_its_files() {
        let takes = |pattern: &str, path: &str| Include::new([pattern]).unwrap().takes(path, path.ends_with(".md"));
        assert!(takes("docs/**", "docs/a.md") && takes("docs", "docs/a.md") && takes("*.txt", "docs/a.txt"));
        assert!(!takes("docs/**", "docs/a.png") && !takes("docs", "docs/a.png") && !takes("*.txt", "a.md"));
    }
}
