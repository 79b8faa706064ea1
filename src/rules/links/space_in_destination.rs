use super::looks::{is_address, is_spaced_address, names_file, names_picture};
use crate::diagnostic::{Edit, Fix};
use crate::markdown::{Node, NodeKind};
use crate::rule::{Findings, NoOptions, Page};
use crate::text::Span;

/// How long a destination may be, and the text before it.
const REACH: usize = 2_048;

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    let text = page.text();
    let mut open: Vec<Node> = Vec::new();
    // Brackets that make no link are text nodes of their own.
    for node in page.nodes().iter().filter(|node| node.kind == NodeKind::Text && node.span.len() <= 2) {
        match node.span.of(text) {
            "[" | "![" => open.push(*node),
            "]" => {
                let opening = std::iter::from_fn(|| open.pop()).find(|opening| opening.parent == node.parent);
                if let Some(opening) = opening
                    && page.learn_at(opening.span).is_none()
                {
                    bracket(page, Span::new(opening.span.start(), node.span.end()), out);
                }
            }
            _ => {}
        }
    }
}

/// Looks at what follows a pair of square brackets.
fn bracket(page: &Page, brackets: Span, out: &mut Findings) {
    let text = page.text();
    let after = brackets.end();
    if brackets.len() > REACH {
        return;
    }
    let blanks = text[after..].bytes().take(2).take_while(|byte| *byte == b' ').count();
    let Some(inside) = parentheses(text, after + blanks) else { return };
    if is_template(inside.of(text)) {
        return;
    }
    let destination = destination(inside.of(text));
    let whole = Span::new(brackets.start(), inside.end() + 1);
    if blanks == 0 && is_spaced_address(destination) {
        let place = Span::new(inside.start(), inside.start() + destination.len()).trimmed(text);
        let finding = out.report(place, format!("destination has a space, so this is no link: {}", place.of(text)));
        finding.label("a destination ends at a space");
        let encoded = place.of(text).replace(' ', "%20");
        finding.help(format!("write {encoded}"));
        let parts =
            [Span::new(whole.start(), place.start()), Span::new(place.end(), whole.end())].map(|part| part.of(text));
        finding.fix(Fix::safe([Edit::replace(whole, parts.join(&encoded))]));
    } else if blanks == 1 && is_target(destination.trim()) && is_link_text(brackets.of(text)) {
        let finding = out.report(whole, format!("a space parts this link in two: {}", brackets.of(text)));
        finding.label("the page shows the brackets as they stand");
        finding.help(format!("write {}({})", brackets.of(text), inside.of(text)));
        let joined = format!("{}({})", brackets.of(text), inside.of(text));
        finding.fix(Fix::unsafe_([Edit::replace(whole, joined)]));
    }
}

fn is_target(destination: &str) -> bool {
    is_address(destination) || names_file(destination) || names_picture(destination)
}

/// The inside of the parentheses that open at `at`, on one line.
fn parentheses(text: &str, at: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    if bytes.get(at) != Some(&b'(') {
        return None;
    }
    let limit = bytes.len().min(at + REACH);
    let mut depth = 0_usize;
    for (offset, byte) in bytes[at..limit].iter().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 1 => return Some(Span::new(at + 1, at + offset)),
            b')' => depth -= 1,
            b'\n' | b'\r' | b'`' | b'[' => return None,
            _ => {}
        }
    }
    None
}

/// True where a template engine writes the destination before the page is parsed: `{{ base }}`, `{% link %}`, `${base}`,
/// `<% base %>`.
fn is_template(inside: &str) -> bool {
    ["{{", "{%", "${", "<%"].iter().any(|mark| inside.contains(mark))
}

/// What stands before the title.
fn destination(inside: &str) -> &str {
    inside.split(['"', '\'']).next().unwrap_or_default().trim_end()
}

/// Words, and not the brackets of a command's syntax or a citation: `[-Path]`, `[x]`, `[1]`.
fn is_link_text(brackets: &str) -> bool {
    let words = brackets.trim_start_matches('!').trim_matches(['[', ']']);
    words.contains(char::is_alphabetic) && !words.eq_ignore_ascii_case("x") && !words.starts_with(['-', '<', '$', '^'])
}
