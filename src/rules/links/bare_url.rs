use crate::diagnostic::{Edit, Fix};
use crate::markdown::{MarkKind, Passage, token};
use crate::rule::{Findings, NoOptions, Page};
use crate::rules::visible::quoted;
use crate::site::Site;
use crate::text::{Span, WebAddress};

/// How far before an address the `<a>` may stand that makes a link of it.
const REACH: usize = 1_024;

/// How many tags before an address are looked at.
const TAGS: usize = 8;

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    if memchr::memmem::find(page.text().as_bytes(), b"://").is_none() {
        return;
    }
    for passage in page.passages() {
        let mut done = 0;
        for colon in memchr::memmem::find_iter(passage.text().as_bytes(), "://") {
            if colon < done {
                continue;
            }
            let Some(range) = address_at(passage.text(), colon) else { continue };
            done = range.end;
            if !is_linked(&passage, range.clone()) {
                report(page, passage.source(range.clone()), &passage.text()[range], out);
            }
        }
    }
}

fn report(page: &Page, span: Span, address: &str, out: &mut Findings) {
    // Whoever escapes the `://` wants no link.
    let escaped = || !span.of(page.text()).contains("://");
    if is_in_anchor(page, span.start()) || is_template(page, span.end()) || escaped() {
        return;
    }
    let finding = out.report(span, format!("bare web address in running text: {}", quoted(address)));
    finding.label("not every parser makes a link of this");
    // An address with escapes, entities or emphasis in it reads otherwise than it is written.
    if span.of(page.text()) != address {
        finding.help("write it between `<` and `>`");
        return;
    }
    // MDX takes `<` for the beginning of a component.
    let link = match page.site.site {
        Site::Docusaurus => format!("[{address}]({address})"),
        Site::Learn | Site::GitHub | Site::GitLab | Site::MdBook | Site::MkDocs | Site::Hugo => format!("<{address}>"),
    };
    finding.help(format!("write {}", quoted(&link)));
    finding.fix(Fix::safe([Edit::replace(span, link)]));
}

/// The address whose `://` stands at `colon`: `http` or `https`, a host with a dot in it, and what follows up to a
/// blank, without the marks that end the sentence.
fn address_at(text: &str, colon: usize) -> Option<std::ops::Range<usize>> {
    let start = ["https", "http"].into_iter().find_map(|scheme| {
        let start = colon.checked_sub(scheme.len())?;
        text.get(start..colon)?.eq_ignore_ascii_case(scheme).then_some(start)
    })?;
    let before = &text[..start];
    let within = before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '/' | '"' | '\'' | '='));
    // Brackets that make no link by a slip are other rules' matter.
    if within || ["](", "] (", ")["].iter().any(|slip| before.ends_with(slip)) {
        return None;
    }
    // The host first: it is short, and a text of a million `http://x?` is read once.
    let after = &text[colon + "://".len()..];
    let host = &after[..after.find(|c: char| ends_host(c)).unwrap_or(after.len())];
    if !host.contains('.') || !host.split('.').all(|label| label.is_empty() || label.starts_with(char::is_alphanumeric))
    {
        return None;
    }
    let width = text[start..].find(|c: char| ends_address(c)).unwrap_or(text.len() - start);
    let address = without_end_marks(&text[start..start + width]);
    let host = WebAddress::read(address)?.host;
    (host.contains('.') && !host.contains("..")).then_some(start..start + address.len())
}

fn ends_host(c: char) -> bool {
    ends_address(c) || matches!(c, '/' | '?' | '#')
}

fn ends_address(c: char) -> bool {
    c.is_whitespace()
        || token::is_token(c)
        || matches!(c, '<' | '>' | '"' | '`' | '|' | '[' | ']')
        || !c.is_ascii() && !c.is_alphanumeric()
}

/// Drops the marks that close a sentence or a parenthesis which opens before the address.
fn without_end_marks(mut address: &str) -> &str {
    let mut unopened = address.matches(')').count().saturating_sub(address.matches('(').count());
    while let Some(last) = address.chars().next_back() {
        match last {
            '.' | ',' | ':' | ';' | '!' | '?' | '\'' | '*' | '_' | '~' => {}
            ')' if unopened > 0 => unopened -= 1,
            _ => break,
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    address
}

fn is_linked(passage: &Passage, range: std::ops::Range<usize>) -> bool {
    passage
        .marks_at(range.clone())
        .any(|mark| mark.kind == MarkKind::Link && mark.range.start < range.end && range.start < mark.range.end)
}

/// True between `<a>` and `</a>`.
fn is_in_anchor(page: &Page, at: usize) -> bool {
    let after = page.html_tags().partition_point(|tag| tag.span.start() < at);
    let before = page.html_tags()[..after].iter().rev().take(TAGS);
    let anchor = before.take_while(|tag| at - tag.span.end().min(at) <= REACH).find(|tag| tag.name == "a");
    anchor.is_some_and(|tag| {
        let between = page.text().get(tag.span.end()..at).unwrap_or_default();
        !between.contains("</a") && !between.contains("</A")
    })
}

/// True where a placeholder follows at once, as in `https://contoso.com/<name>`: no address can be made of it.
fn is_template(page: &Page, end: usize) -> bool {
    let rest = &page.text()[end..];
    let follows = rest.starts_with(['<', '`', '{', '[']);
    follows && !rest.starts_with("</") && !rest.get(..3).is_some_and(|tag| tag.eq_ignore_ascii_case("<br"))
}
