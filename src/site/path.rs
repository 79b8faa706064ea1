//! Paths as configuration files and links write them: with `/` or `\`, `.` and `..`, below a root that nothing leaves.

/// The path that `path`, written with `/` in a file of `folder`, means. Both lie below one root; `None` where it leaves
/// it. A slash at its end is dropped.
pub fn join(folder: &str, path: &str) -> Option<String> {
    joined([folder, path].into_iter().flat_map(|part| part.split('/')))
}

/// As [`join`], for what docfx reads: `\` parts names as `/` does.
pub fn join_any(folder: &str, path: &str) -> Option<String> {
    joined([folder, path].into_iter().flat_map(|part| part.split(['/', '\\'])))
}

fn joined<'p>(parts: impl Iterator<Item = &'p str>) -> Option<String> {
    let mut segments: Vec<&str> = Vec::new();
    for segment in parts {
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

/// The folder of a path with `/`; the empty path for what lies in the root.
pub fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The path of a name in a folder.
pub fn child(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// The part of a path with `/` that lies below a folder; empty for the folder itself. Everything lies below the root.
pub fn within<'p>(folder: &str, path: &'p str) -> Option<&'p str> {
    if folder.is_empty() {
        return Some(path);
    }
    let rest = path.strip_prefix(folder)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('/') }
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

/// Whether a path names a page of Markdown.
pub fn is_page(path: &str) -> bool {
    [".md", ".markdown", ".mdx"].iter().any(|extension| has_extension(path, extension))
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
            assert_eq!(join_any(folder, path).as_deref(), whole, "{folder} {path}");
        }
    }

    #[test]
    fn a_path_lies_below_a_folder_and_not_below_a_part_of_its_name() {
        for (folder, path, rest) in [
            ("a", "a/b.md", Some("b.md")),
            ("a", "ab/c.md", None),
            ("a", "a", Some("")),
            ("", "a/b.md", Some("a/b.md")),
        ] {
            assert_eq!(within(folder, path), rest, "{folder} {path}");
        }
    }

    #[test]
    fn links_join_with_slashes_alone() {
        assert_eq!(join("a/b", "../c.md").as_deref(), Some("a/c.md"));
        assert_eq!(join("a", "b\\c.md").as_deref(), Some("a/b\\c.md"));
        assert_eq!((join("a", "../").as_deref(), join("a", "../../c.md")), (Some(""), None));
    }

    #[test]
    fn names_and_extensions() {
        assert_eq!((stem("a.b/c.d.md"), stem("a.b/c"), name("a\\b.md")), ("c.d", "c", "b.md"));
        assert!(has_extension("A.MD", ".md") && !has_extension("é", ".md") && !has_extension("a.md ", ".md"));
    }
}
