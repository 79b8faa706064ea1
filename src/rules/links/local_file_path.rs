use super::destinations::destinations;
use crate::rule::{Findings, NoOptions, Page};
use crate::rules::visible::quoted;

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    for destination in destinations(page).filter(|destination| may_be_local(destination.text)) {
        let span = destination.span(page);
        // The source, for an escape makes one backslash of `\\server`.
        let written = span.of(page.text());
        let Some(what) = local(written) else { continue };
        let finding = out.report(span, format!("destination is {what}: {}", quoted(written)));
        finding.label("no reader has this file");
        finding.help("write the path from this page to a file of the docs, or the web address");
    }
}

/// The cheap look: most destinations begin otherwise.
fn may_be_local(destination: &str) -> bool {
    let bytes = destination.as_bytes();
    matches!(bytes, [b'\\', ..] | [_, b':', ..] | [b'f' | b'F', b'i' | b'I', _, _, b':', ..])
}

fn local(written: &str) -> Option<&'static str> {
    let bytes = written.as_bytes();
    let path = |rest: &[u8]| matches!(rest, [b'\\' | b'/', ..] | [b'%', b'5', b'c' | b'C', ..]);
    match bytes {
        [drive, b':', rest @ ..] if drive.is_ascii_alphabetic() && path(rest) => Some("a path on one computer"),
        [b'\\', b'\\', rest @ ..] if names_share(rest) => Some("a path in one network"),
        _ if bytes.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case(b"file:")) => {
            Some("a file on one computer")
        }
        _ => None,
    }
}

/// True for `server\share`, each backslash escaped or not.
fn names_share(rest: &[u8]) -> bool {
    let rest = rest.strip_prefix(br"\\").unwrap_or(rest);
    let server = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'));
    let server = server.count();
    server > 0 && rest.get(server) == Some(&b'\\')
}
