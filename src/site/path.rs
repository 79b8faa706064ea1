//! Paths as configuration files and links write them: with `/` or `\`, `.` and `..`, below a root that nothing leaves.

/// The path that `path`, written in a file of `folder`, means. Both lie below one root; `None` where it leaves it.
pub fn join(folder: &str, path: &str) -> Option<String> {
    let mut segments: Vec<&str> = Vec::new();
    for segment in [folder, path].into_iter().flat_map(|part| part.split(['/', '\\'])) {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop()?;
            }
            _ => segments.push(segment),
        }
    }
    Some(segments.join("/"))
}

/// The name of a path without its folders and its last extension.
pub fn stem(path: &str) -> &str {
    let name = name(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The last segment of a path.
pub fn name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// Whether a path ends with an extension, given with its dot, in any letter case.
pub fn has_extension(path: &str, extension: &str) -> bool {
    let (path, extension) = (path.as_bytes(), extension.as_bytes());
    path.len() >= extension.len() && path[path.len() - extension.len()..].eq_ignore_ascii_case(extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_below_the_root() {
        for (folder, path, whole) in [
            ("redir", "../reference/a.md", Some("reference/a.md")),
            ("", "./a//b.md", Some("a/b.md")),
            ("a\\b", "..\\c.md", Some("a/c.md")),
            ("a", "../..", None),
            ("", "../a.md", None),
            ("", "", Some("")),
            ("a", "é/../ü.md", Some("a/ü.md")),
        ] {
            assert_eq!(join(folder, path).as_deref(), whole, "{folder} {path}");
        }
    }

    #[test]
    fn names_and_extensions() {
        assert_eq!((stem("a.b/c.d.md"), stem("a.b/c"), name("a\\b.md")), ("c.d", "c", "b.md"));
        assert!(has_extension("A.MD", ".md") && !has_extension("é", ".md") && !has_extension("a.md ", ".md"));
    }
}
