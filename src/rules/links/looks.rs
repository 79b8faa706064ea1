//! Whether a text between brackets was meant as a destination.

const SCHEMES: [&str; 5] = ["https://", "http://", "mailto:", "ftp://", "www."];
const PATHS: [&str; 3] = ["./", "../", "/"];
const PAGES: [&str; 4] = [".md", ".mdx", ".html", ".htm"];
const PICTURES: [&str; 6] = [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"];

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

/// True for a path in folders that ends with the name of a file: `images/steps.png`.
pub(super) fn names_file(text: &str) -> bool {
    let path = text.split(['#', '?']).next().unwrap_or_default();
    !text.contains(char::is_whitespace) && path.contains('/') && is_path(path) && has_extension(path)
}

/// True for the name of a picture, with or without folders before it.
pub(super) fn names_picture(text: &str) -> bool {
    let stem = PICTURES.into_iter().find_map(|end| text.strip_suffix(end));
    stem.is_some_and(|stem| !stem.is_empty() && is_path(stem))
}

fn is_path(text: &str) -> bool {
    text.chars().all(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '~' | '%' | '+' | '@'))
}

fn has_extension(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(stem, extension)| {
        !stem.is_empty()
            && (2..=5).contains(&extension.len())
            && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && extension.bytes().any(|byte| byte.is_ascii_lowercase())
    })
}

/// True for a destination with blanks in it: it begins as only an address does, its first word or its end is the name
/// of a file, or it is a path in folders.
pub(super) fn is_spaced_address(text: &str) -> bool {
    let longer = |start: &str| text.len() > start.len() && text.starts_with(start);
    let path = text.split(['#', '?']).next().unwrap_or_default().trim_end();
    let begins_with_page = text.split_whitespace().next().is_some_and(names_page);
    text.contains(char::is_whitespace)
        && (begins_with_page
            || SCHEMES.into_iter().chain(["./", "../"]).any(longer)
            || has_extension(path) && !text.contains([',', ';', ':'])
            || is_spaced_path(path))
}

/// True for folders with a blank in one name, as pages without an extension are addressed: `/azure/foo bar`,
/// `media/a b`. Words with a slash between them, `read/write access`, look much the same, so a path without a slash at
/// its start has one blank, and that in its last name.
fn is_spaced_path(path: &str) -> bool {
    let plain = path.split(' ').all(|word| !word.is_empty() && is_path(word));
    let rooted =
        path.strip_prefix('/').is_some_and(|rest| rest.contains('/') && rest.starts_with(char::is_alphanumeric));
    let folders = path
        .rsplit_once('/')
        .is_some_and(|(folder, name)| !folder.is_empty() && !folder.contains(' ') && name.split(' ').count() == 2);
    plain && path.contains(' ') && (rooted || folders)
}
