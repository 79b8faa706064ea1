use crate::diagnostic::{Edit, Fix};
use crate::markdown::{Block, LearnKind, LearnNode, LinkKind, Unresolved};
use crate::rule::{Findings, NoOptions, Page};
use crate::site::Site;
use crate::text::{Span, nearest};

/// The alerts that both Learn and GitHub know.
const ALERTS: [&str; 5] = ["NOTE", "TIP", "WARNING", "IMPORTANT", "CAUTION"];

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    for node in page.learn().iter().filter(|node| node.kind == LearnKind::Alert) {
        if let Some(block) = page.block_at(node.span.start()) {
            marker(page, node, block, out);
        }
    }
    for reference in page.unresolved().iter().filter(|reference| reference.kind == LinkKind::Shortcut) {
        misspelt(page, reference, out);
    }
}

fn marker(page: &Page, node: &LearnNode, block: &Block, out: &mut Findings) {
    let text = page.text();
    let after = Span::new(node.span.end(), line_end(text, node.span.end())).trimmed(text);
    if block.quote_depth == 0 {
        out.report(node.span, format!("[!{}] outside a quote is shown as text", node.name))
            .label("an alert is a quote")
            .help("begin this line and those of the alert with `> `");
    } else if !after.is_empty() {
        out.report(after, format!("text on the line of [!{}] makes a plain quote of the alert", node.name))
            .label("belongs on the next line")
            .also(node.span, "shown as text")
            .help("move the text to a line of its own, after `> `")
            // The marker is part of the edit: on its own it is no longer text.
            .fix(Fix::safe([Edit::replace(
                Span::new(node.span.start(), after.start()),
                format!("{}\n{}", node.span.of(text), quote(page, node.span)),
            )]));
    } else if page.site.site == Site::GitHub && !opens_quote(page, block, node.span) {
        out.report(node.span, format!("[!{}] amid a quote is shown as text", node.name))
            .label("not the first line of the quote")
            .help("put a line without `>` before it, so that it begins a quote");
    }
}

/// A word in brackets, alone on the first line of a quote, that was meant as an alert.
fn misspelt(page: &Page, reference: &Unresolved, out: &mut Findings) {
    let text = page.text();
    let name = reference.label.trim_start_matches('!').trim();
    let known = ALERTS.iter().find(|known| known.eq_ignore_ascii_case(name));
    let marked = reference.label.starts_with('!');
    let word = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    let parted = marked && reference.label.contains([' ', '\t']);
    if !word || marked == known.is_some() && !parted || page.learn_at(reference.span).is_some() {
        return;
    }
    let alone = text[reference.span.end()..line_end(text, reference.span.end())].trim().is_empty();
    let Some(block) = page.block_at(reference.span.start()).filter(|block| alone && block.quote_depth > 0) else {
        return;
    };
    if !opens_quote(page, block, reference.span) {
        return;
    }
    if let Some(known) = known.filter(|_| parted) {
        out.report(reference.span, format!("a blank makes text of this alert: {}", reference.span.of(text)))
            .label("no blank belongs between the brackets")
            .help(format!("write `[!{known}]`"))
            .fix(Fix::safe([Edit::replace(reference.span, format!("[!{known}]"))]));
        return;
    }
    if let Some(known) = known {
        out.report(reference.span, format!("[{name}] is no alert and is shown as text"))
            .label("the exclamation mark is missing")
            .help(format!("write `[!{known}]`"))
            .fix(Fix::unsafe_([Edit::replace(reference.span, format!("[!{known}]"))]));
        return;
    }
    let finding = out.report(reference.span, format!("unknown alert [!{name}] is shown as text"));
    finding.label("no such alert");
    match nearest(name, ALERTS) {
        Some(near) => finding
            .help(format!("did you mean `[!{near}]`?"))
            .fix(Fix::unsafe_([Edit::replace(reference.span, format!("[!{near}]"))])),
        None => finding.help(format!("the alerts are {}", ALERTS.join(", "))),
    };
}

/// True where a span opens the block and no line of the same quote stands above.
fn opens_quote(page: &Page, block: &Block, span: Span) -> bool {
    let source = page.source();
    let above = source.line_index(span.start()).checked_sub(1).map(|above| source.line_span(above).of(page.text()));
    block.span.start() == span.start() && above.is_none_or(|above| !above.trim_start().starts_with('>'))
}

/// What stands before a marker on its line: the signs of its quotes.
fn quote<'t>(page: &Page<'t>, marker: Span) -> &'t str {
    let source = page.source();
    let line = source.line_span(source.line_index(marker.start()));
    &page.text()[line.start()..marker.start()]
}

fn line_end(text: &str, from: usize) -> usize {
    memchr::memchr2(b'\n', b'\r', &text.as_bytes()[from..]).map_or(text.len(), |at| from + at)
}
