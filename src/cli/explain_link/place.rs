use std::path::Path;

/// A place in a file, as compilers and our own reports write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The file, as it was named.
    pub file: String,
    /// Its line, from 1.
    pub line: usize,
    /// Its column in characters, from 1.
    pub column: Option<usize>,
}

impl Place {
    /// Reads `FILE:LINE` or `FILE:LINE:COLUMN`; a colon at the end, as in a report, does not count. `is_file` decides
    /// where the name of a file ends with a number too.
    pub fn read(text: &str, is_file: impl Fn(&Path) -> bool) -> Option<Self> {
        let text = text.strip_suffix(':').unwrap_or(text);
        let (rest, last) = numbered(text)?;
        match numbered(rest) {
            Some((file, line)) if is_file(Path::new(file)) || !is_file(Path::new(rest)) => {
                Some(Self { file: file.to_owned(), line, column: Some(last) })
            }
            Some(_) | None => Some(Self { file: rest.to_owned(), line: last, column: None }),
        }
    }
}

/// `a:3` as `a` and 3; nothing where no number from 1 on stands behind a colon.
fn numbered(text: &str) -> Option<(&str, usize)> {
    let (rest, number) = text.rsplit_once(':').filter(|(rest, _)| !rest.is_empty())?;
    let digits = number.bytes().all(|byte| byte.is_ascii_digit());
    let number = number.parse().ok().filter(|number| digits && *number > 0)?;
    Some((rest, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_from_their_end() {
        let read = |text: &str| Place::read(text, |path| path == Path::new("odd:7"));
        let place = |file: &str, line, column| Some(Place { file: file.to_owned(), line, column });
        assert_eq!(read("docs/a.md:3"), place("docs/a.md", 3, None));
        assert_eq!(read("docs/a.md:3:14:"), place("docs/a.md", 3, Some(14)));
        assert_eq!(read("C:\\a.md:3"), place("C:\\a.md", 3, None));
        assert_eq!(read("odd:7:2"), place("odd:7", 2, None));
        for text in ["a.md", "a.md:", "a.md:0", "a.md:x", ":3", "a.md:+3", "a.md:99999999999999999999999"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
