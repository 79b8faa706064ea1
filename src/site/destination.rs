use std::borrow::Cow;

/// What kind of thing a destination leads to, told by its first characters alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    /// Has a scheme or begins with `//`: another site, mail, a phone.
    External,
    /// `xref:`: a thing that docfx knows by its name.
    Xref,
    /// `C:\...`, `file:` or `\\server`: a file of the writer's machine.
    LocalFile,
    /// Begins with `/`: from the root of the site or the repository.
    Absolute,
    /// No path: the page itself.
    Same,
    /// From the folder of the page.
    Relative,
}

/// A destination in its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination<'d> {
    /// What it leads to.
    pub lead: Lead,
    /// The path, percent-decoded once; `%2F` stays, for it is no separator.
    pub path: Cow<'d, str>,
    /// What stands between `?` and `#`, as written.
    pub query: &'d str,
    /// What stands after the first `#`, percent-decoded once.
    pub fragment: Option<Cow<'d, str>>,
}

impl<'d> Destination<'d> {
    /// Takes a destination apart. White space around it does not count.
    pub fn read(written: &'d str) -> Self {
        let written = written.trim();
        let lead = lead(written);
        if matches!(lead, Lead::External | Lead::Xref | Lead::LocalFile) {
            return Self { lead, path: Cow::Borrowed(written), query: "", fragment: None };
        }
        let (rest, fragment) = match written.split_once('#') {
            Some((rest, fragment)) => (rest, Some(decoded(fragment))),
            None => (written, None),
        };
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        Self { lead, path: decoded(path), query, fragment }
    }
}

fn lead(written: &str) -> Lead {
    let bytes = written.as_bytes();
    match bytes.first() {
        None | Some(b'#' | b'?') => return Lead::Same,
        Some(b'/') if bytes.get(1) == Some(&b'/') => return Lead::External,
        Some(b'\\') if bytes.get(1) == Some(&b'\\') => return Lead::LocalFile,
        Some(b'/' | b'\\') => return Lead::Absolute,
        Some(_) => {}
    }
    let Some(colon) = bytes.iter().position(|&byte| !is_of_scheme(byte)).filter(|&end| bytes[end] == b':') else {
        return Lead::Relative;
    };
    match &written[..colon] {
        "" => Lead::Relative,
        drive if drive.len() == 1 => {
            if matches!(bytes.get(2), Some(b'/' | b'\\')) {
                Lead::LocalFile
            } else {
                Lead::Relative
            }
        }
        scheme if scheme.eq_ignore_ascii_case("file") => Lead::LocalFile,
        scheme if scheme.eq_ignore_ascii_case("xref") => Lead::Xref,
        scheme if scheme.as_bytes()[0].is_ascii_alphabetic() => Lead::External,
        _ => Lead::Relative,
    }
}

/// RFC 3986, 3.1.
fn is_of_scheme(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')
}

/// `%41` as `A`, once. What is no number, is no UTF-8 or would become a separator stays as it is written.
pub fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let pair = after.get(..2).filter(|_| byte == b'%');
        match pair.and_then(|pair| std::str::from_utf8(pair).ok()).and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(value) if value != b'/' && !after.starts_with(b"+") => {
                out.push(value);
                rest = &after[2..];
            }
            _ => {
                out.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8(out).map_or(Cow::Borrowed(text), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn destinations_come_apart() {
        for (written, lead, path, query, fragment) in [
            ("a%20b.md?x=1#c%C3%A9", Lead::Relative, "a b.md", "x=1", Some("cé")),
            (" #top ", Lead::Same, "", "", Some("top")),
            ("?tabs=x#y", Lead::Same, "", "tabs=x", Some("y")),
            ("a%2Fb.md", Lead::Relative, "a%2Fb.md", "", None),
            ("50%.md#", Lead::Relative, "50%.md", "", Some("")),
            ("%FF.md", Lead::Relative, "%FF.md", "", None),
            ("%+1.md", Lead::Relative, "%+1.md", "", None),
            ("a.md#x?y", Lead::Relative, "a.md", "", Some("x?y")),
            ("/azure/x", Lead::Absolute, "/azure/x", "", None),
            ("~/x.md", Lead::Relative, "~/x.md", "", None),
            ("a:b.md", Lead::Relative, "a:b.md", "", None),
        ] {
            let read = Destination::read(written);
            let seen = (read.lead, read.path.as_ref(), read.query, read.fragment.as_deref());
            assert_eq!(seen, (lead, path, query, fragment), "{written}");
        }
        for (written, lead) in [
            ("https://example.org/a#b", Lead::External),
            ("//example.org", Lead::External),
            ("mailto:a@b", Lead::External),
            ("xref:System.String", Lead::Xref),
            ("C:\\docs\\a.md", Lead::LocalFile),
            ("file:///etc/passwd", Lead::LocalFile),
            ("\\\\server\\share", Lead::LocalFile),
        ] {
            assert_eq!(Destination::read(written).lead, lead, "{written}");
        }
    }
}
