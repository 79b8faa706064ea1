//! Whether a text between brackets was meant as a destination.

const SCHEMES: [&str; 5] = ["https://", "http://", "mailto:", "ftp://", "www."];
const PATHS: [&str; 3] = ["./", "../", "/"];
const PAGES: [&str; 4] = [".md", ".mdx", ".html", ".htm"];

/// True for what only a destination looks like: an address with a scheme, a path from here, the name of a page.
pub(super) fn is_address(text: &str) -> bool {
    if text.is_empty() || text.contains(char::is_whitespace) {
        return false;
    }
    let longer = |start: &str| text.len() > start.len() && text.starts_with(start);
    SCHEMES.into_iter().any(longer)
        || PATHS.into_iter().any(|start| longer(start) && text.contains(char::is_alphanumeric))
        || names_page(text)
        || text.strip_prefix('#').is_some_and(|id| id.len() > 2 && id.starts_with(|c: char| c.is_alphabetic()))
}

fn names_page(text: &str) -> bool {
    let path = text.split(['#', '?']).next().unwrap_or_default();
    PAGES.into_iter().any(|end| path.len() > end.len() && path.ends_with(end))
}

/// True for a destination with blanks in it: it begins as only an address does, or its first word or its end is the
/// name of a file.
pub(super) fn is_spaced_address(text: &str) -> bool {
    let longer = |start: &str| text.len() > start.len() && text.starts_with(start);
    let path = text.split(['#', '?']).next().unwrap_or_default().trim_end();
    let extension = path.rsplit_once('.').map(|(_, extension)| extension);
    let names_file = extension.is_some_and(|extension| {
        (2..=5).contains(&extension.len())
            && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && extension.bytes().any(|byte| byte.is_ascii_lowercase())
    });
    let begins_with_page = text.split_whitespace().next().is_some_and(names_page);
    text.contains(char::is_whitespace)
        && (begins_with_page
            || SCHEMES.into_iter().chain(["./", "../"]).any(longer)
            || names_file && !text.contains([',', ';', ':']))
}
