/// Where the files of a report lie. Reports for people show paths from the working directory; services want them from
/// the root of the repository.
#[derive(Clone, Copy, Debug, Default)]
pub struct Home<'a> {
    /// The root of the repository, absolute, with `/`; empty where nobody knows.
    pub root: &'a str,
    /// The working directory from there, with `/`; empty for the root itself.
    pub below: &'a str,
}

impl Home<'_> {
    /// A path as it is shown, from the root of the repository. What lies outside of it begins with `../` or is absolute.
    pub fn path(&self, shown: &str) -> String {
        let inside = |path: &str| path.strip_prefix(self.root)?.strip_prefix('/').map(str::to_owned);
        if is_absolute(shown) {
            return Some(shown).filter(|_| !self.root.is_empty()).and_then(inside).unwrap_or_else(|| shown.to_owned());
        }
        let mut steps: Vec<&str> = Vec::new();
        for step in self.below.split('/').chain(shown.split('/')) {
            match (step, steps.last()) {
                ("" | ".", _) => {}
                ("..", Some(&last)) if last != ".." => drop(steps.pop()),
                _ => steps.push(step),
            }
        }
        steps.join("/")
    }

    /// The same, absolute where the root is known.
    pub fn absolute(&self, shown: &str) -> String {
        let path = self.path(shown);
        match self.root {
            "" => path,
            _ if is_absolute(&path) => path,
            root => format!("{}/{path}", root.trim_end_matches('/')),
        }
    }
}

/// True for `/a` and `C:/a`.
pub(super) fn is_absolute(path: &str) -> bool {
    path.starts_with('/') || matches!(path.as_bytes(), [drive, b':', b'/', ..] if drive.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_from_the_root_of_the_repository() {
        let home = Home { root: "/home/x", below: "docs/en" };
        for (shown, path) in [
            ("a.md", "docs/en/a.md"),
            ("./sub/a.md", "docs/en/sub/a.md"),
            ("../a.md", "docs/a.md"),
            ("../../../a.md", "../a.md"),
            ("/home/x/docs/a.md", "docs/a.md"),
            ("/home/xy/a.md", "/home/xy/a.md"),
            ("C:/a.md", "C:/a.md"),
        ] {
            assert_eq!(home.path(shown), path, "{shown}");
        }
        assert_eq!(home.absolute("../a.md"), "/home/x/docs/a.md");
        assert_eq!(home.absolute("/elsewhere/a.md"), "/elsewhere/a.md");
        assert_eq!(Home::default().absolute("a.md"), "a.md");
        assert_eq!(Home::default().path("/a.md"), "/a.md");
    }
}
