use std::path::{Component, MAIN_SEPARATOR, Path, PathBuf};

/// The path of a file from a folder that holds it, with `/`; nothing where it lies elsewhere.
pub fn below(folder: &Path, path: &Path) -> Option<String> {
    path.strip_prefix(folder).ok().map(slashed)
}

/// The path of a file from a folder, with `/`, going up where it must; whole where the two share nothing but the root.
pub fn from(folder: &Path, path: &Path) -> String {
    let shared = folder.components().zip(path.components()).take_while(|(a, b)| a == b).count();
    let named = folder.components().take(shared).filter(|part| matches!(part, Component::Normal(_))).count();
    if named == 0 {
        return slashed(path);
    }
    let up = folder.components().skip(shared).map(|_| Component::ParentDir);
    let steps: PathBuf = up.chain(path.components().skip(shared)).collect();
    if steps.as_os_str().is_empty() { ".".to_owned() } else { slashed(&steps) }
}

/// The path without `.` and `..`, by its words alone.
pub fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if out.file_name().is_some() => {
                out.pop();
            }
            Component::ParentDir if out.has_root() => {}
            Component::ParentDir | Component::Normal(_) | Component::RootDir | Component::Prefix(_) => out.push(part),
        }
    }
    out
}

/// What is not Unicode in a name is shown as `\xFF`: two such names must not look alike.
fn slashed(path: &Path) -> String {
    let mut text = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        text.push_str(&chunk.valid().replace(MAIN_SEPARATOR, "/"));
        text.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02X}")));
    }
    text
}

/// The path that [`from`] shows so, if bytes that are not Unicode were in it.
#[cfg(unix)]
pub fn unshown(shown: &str) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    let mut parts = shown.split("\\x");
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        // A byte of ASCII is never shown so, and none may turn into the `/` or the dots of a path.
        let byte = part.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match byte.filter(|byte| !byte.is_ascii()) {
            Some(byte) => bytes.extend([byte].into_iter().chain(part.bytes().skip(2))),
            None => bytes.extend(b"\\x".iter().copied().chain(part.bytes())),
        }
    }
    PathBuf::from(std::ffi::OsString::from_vec(bytes))
}

/// The path that [`from`] shows so: names are Unicode here.
#[cfg(not(unix))]
pub fn unshown(shown: &str) -> PathBuf {
    PathBuf::from(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn names_that_are_not_unicode_are_shown_and_known_again() {
        use std::os::unix::ffi::OsStrExt;
        let path = Path::new(std::ffi::OsStr::from_bytes(b"a/\xFF\xE9t\xE9 \\x\xC3\xA9.md"));
        assert_eq!(slashed(path), r"a/\xFF\xE9t\xE9 \xé.md");
        assert_eq!(unshown(&slashed(path)), path);
        assert_eq!(unshown(r"\x\x2E\x2E\x2F"), Path::new(r"\x\x2E\x2E\x2F"));
    }

    #[test]
    fn paths_are_shown_from_the_working_directory() {
        let from = |folder: &str, path: &str| from(Path::new(folder), Path::new(path));
        assert_eq!(from("/a/b", "/a/b/c/d.md"), "c/d.md");
        assert_eq!(from("/a/b", "/a/c.md"), "../c.md");
        assert_eq!(from("/a/b", "/c/d.md"), "/c/d.md");
        assert_eq!(from("/a/b", "/a/b"), ".");
        assert_eq!(normal(Path::new("/a/./b/../../../c")), Path::new("/c"));
        assert_eq!(normal(Path::new("../a/../b")), Path::new("../b"));
    }
}
