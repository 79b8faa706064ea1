use std::collections::HashMap;

use super::directives::{self, DIRECTIVES, Directive};
use crate::markdown::{BlockKind, LearnKind, LearnNode, NodeKind};
use crate::rule::{Findings, NoOptions, Page};
use crate::text::{Span, nearest};

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    for node in page.learn().iter().filter(|node| node.kind == LearnKind::Directive && !node.name.is_empty()) {
        match directives::find(&node.name) {
            Some(known) => directive(page, node, known, out),
            None => unknown(node, out),
        }
    }
    amid_text(page, out);
}

fn unknown(node: &LearnNode, out: &mut Findings) {
    if let Some(near) = directives::near(&node.name) {
        out.report(node.name_span, format!("unknown directive `:::{}`", node.name))
            .label("Learn knows no such directive")
            .help(format!("did you mean `{near}`?"));
    }
}

fn directive(page: &Page, node: &LearnNode, known: &Directive, out: &mut Findings) {
    let name = known.name;
    if let Some(malformed) = &node.malformed {
        let span = if malformed.span.is_empty() { node.name_span } else { malformed.span };
        out.report(span, format!("`:::{name}` is malformed, so Learn shows it as text")).label(malformed.message);
        return;
    }
    if known.closed && !node.span.of(page.text()).ends_with(":::") {
        out.report(node.name_span, format!("`:::{name}` has no `:::` at its end, so Learn shows it as text"))
            .label("not closed on this line")
            .help("write the whole directive on one line and end it with `:::`");
        return;
    }
    let mistaken = attributes(node, known, out);
    // An attribute under a wrong name may be the one that is required.
    if !mistaken
        && !known.required.is_empty()
        && !known.required.iter().any(|required| node.attribute(required).is_some())
    {
        let wanted = known.required.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or ");
        out.report(node.name_span, format!("`:::{name}` has no {wanted}")).label(format!("{wanted} is required"));
    }
}

/// Reports unknown and repeated attributes; true where one is unknown.
fn attributes(node: &LearnNode, known: &Directive, out: &mut Findings) -> bool {
    let Some(allowed) = known.attributes else { return false };
    let mut mistaken = false;
    let mut seen: HashMap<String, usize> = HashMap::new();
    for attribute in &node.attributes {
        let name = attribute.name.to_ascii_lowercase();
        if !allowed.contains(&name.as_str()) {
            mistaken = true;
            let finding = out.report(attribute.name_span, format!("`:::{}` has no attribute `{name}`", known.name));
            finding.label("Learn shows the directive as text");
            match nearest(&name, allowed.iter().copied()) {
                Some(near) => finding.help(format!("did you mean `{near}`?")),
                None if allowed.is_empty() => finding.help("it takes no attributes"),
                None => finding.help(format!("it takes {}", allowed.join(", "))),
            };
            continue;
        }
        let count = seen.entry(name).or_default();
        *count += 1;
        if *count == 2 {
            out.report(attribute.name_span, format!("`:::{}` has `{}` twice", known.name, attribute.name))
                .label("Learn shows the directive as text")
                .help("keep one of the two");
        }
    }
    mistaken
}

/// Directives amid a line of text that are not whole: there the document model sees only colons.
fn amid_text(page: &Page, out: &mut Findings) {
    let text = page.text();
    let body = page.body();
    for at in memchr::memmem::find_iter(&text.as_bytes()[body..], b":::").map(|at| body + at) {
        let rest = &text[at + 3..];
        let length = rest.bytes().take_while(|&byte| byte.is_ascii_alphanumeric() || byte == b'-').count();
        let inline = || DIRECTIVES.iter().any(|known| known.closed && known.name.eq_ignore_ascii_case(&rest[..length]));
        if length > 0 && rest[length..].starts_with([' ', '\t']) && inline() && prints_as_text(page, at) {
            let span = Span::new(at, at + 3 + length);
            out.report(span, format!("`{}` amid text is malformed, so Learn shows it as text", span.of(text)))
                .label("not a whole directive")
                .help("write each attribute as name=\"value\" and end the directive with `:::` on the same line");
        }
    }
}

fn prints_as_text(page: &Page, at: usize) -> bool {
    let text_block = page.block_at(at).is_some_and(|block| match block.kind {
        BlockKind::Paragraph | BlockKind::Heading { .. } | BlockKind::Table => true,
        BlockKind::Tab | BlockKind::Code { .. } | BlockKind::Html | BlockKind::Rule | BlockKind::Learn(_) => false,
    });
    text_block
        && page.learn_at(Span::new(at, at + 1)).is_none()
        && page.inline_at(at).is_some_and(|node| node.kind == NodeKind::Text)
}
