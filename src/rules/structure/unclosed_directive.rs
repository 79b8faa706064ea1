use crate::markdown::{BlockKind, LearnKind, LearnNode};
use crate::rule::{Findings, NoOptions, Page};
use crate::text::Span;

/// The directives that hold what stands between them and their `-end`.
const HOLDERS: [&str; 5] = ["zone", "moniker", "row", "column", "image"];

/// A line that opens or closes a holder.
struct Mark {
    span: Span,
    /// Index in [`HOLDERS`].
    holder: usize,
    opens: bool,
    colons: usize,
}

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    let mut marks: Vec<Mark> = page.learn().iter().filter_map(|node| mark(page, node)).collect();
    if marks.is_empty() {
        return;
    }
    // A holder ends at its closing line even where HTML goes on.
    let html = page.blocks().iter().filter(|block| block.kind == BlockKind::Html);
    marks.extend(html.flat_map(|block| closers(page, block.span)));
    marks.sort_by_key(|mark| mark.span);
    let mut holders = Holders::default();
    for mark in marks {
        if mark.opens {
            holders.open(mark, out);
        } else {
            holders.close(&mark, out);
        }
    }
    for last in holders.open {
        unclosed(&last, None, out);
    }
}

/// The holders that are open at a line.
#[derive(Default)]
struct Holders {
    open: Vec<Mark>,
    /// How many of each kind are among them.
    count: [usize; HOLDERS.len()],
}

impl Holders {
    fn open(&mut self, mark: Mark, out: &mut Findings) {
        // A zone can't hold a zone, so the one before it has lost its end.
        while HOLDERS[mark.holder] == "zone" && self.count[mark.holder] > 0 {
            if let Some(last) = self.pop() {
                unclosed(&last, Some(&mark), out);
            }
        }
        self.count[mark.holder] += 1;
        self.open.push(mark);
    }

    fn close(&mut self, mark: &Mark, out: &mut Findings) {
        let name = HOLDERS[mark.holder];
        if self.count[mark.holder] == 0 {
            out.report(mark.span, format!("`:::{name}-end` closes nothing"))
                .label(format!("no `:::{name}` is open here"))
                .help(format!("delete the line, or put the `:::{name}` that it belongs to before it"));
            return;
        }
        while let Some(last) = self.pop() {
            if last.holder == mark.holder {
                check_colons(&last, mark, out);
                return;
            }
            unclosed(&last, Some(mark), out);
        }
    }

    fn pop(&mut self) -> Option<Mark> {
        let last = self.open.pop()?;
        self.count[last.holder] -= 1;
        Some(last)
    }
}

fn unclosed(mark: &Mark, before: Option<&Mark>, out: &mut Findings) {
    let name = HOLDERS[mark.holder];
    let finding = out.report(mark.span, format!("`:::{name}` is never closed"));
    let colons = ":".repeat(mark.colons.min(8));
    finding.help(match name {
        "zone" | "moniker" => format!("end it with a line `{colons} {name}-end`"),
        _ => format!("end it with a line `{colons}{name}-end{colons}`"),
    });
    match before {
        Some(before) => finding.label("opened here").also(before.span, "its end is missing before this line"),
        None => finding.label("no end up to the end of the page"),
    };
}

fn check_colons(open: &Mark, close: &Mark, out: &mut Findings) {
    let name = HOLDERS[open.holder];
    if open.colons != close.colons && matches!(name, "row" | "column") {
        out.report(close.span, format!("`:::{name}-end` has {} colons, its `:::{name}` {}", close.colons, open.colons))
            .label("does not close it")
            .also(open.span, "opened here")
            .help("write as many colons in both lines");
    }
}

fn mark(page: &Page, node: &LearnNode) -> Option<Mark> {
    if node.kind != LearnKind::Directive || node.inline {
        return None;
    }
    let (holder, opens) = holder(&node.name)?;
    let complex =
        || node.attribute("type").is_some_and(|kind| kind.value.of(page.text()).eq_ignore_ascii_case("complex"));
    let holds = !opens || HOLDERS[holder] != "image" || complex();
    let colons = leading_colons(node.span.of(page.text()));
    holds.then_some(Mark { span: node.span, holder, opens, colons })
}

/// The holder that a name opens (true) or closes (false).
fn holder(name: &str) -> Option<(usize, bool)> {
    let index = |name: &str| HOLDERS.iter().position(|holder| holder.eq_ignore_ascii_case(name));
    let base = name.len().checked_sub("-end".len()).and_then(|at| name.split_at_checked(at));
    match base.filter(|(_, end)| end.eq_ignore_ascii_case("-end")) {
        Some((base, _)) => index(base).map(|index| (index, false)),
        None => index(name).map(|index| (index, true)),
    }
}

/// The closing lines within an HTML block.
fn closers(page: &Page, html: Span) -> Vec<Mark> {
    let mut found = Vec::new();
    let slice = html.of(page.text());
    if memchr::memmem::find(slice.as_bytes(), b":::").is_none() {
        return found;
    }
    let mut at = html.start();
    for line in slice.split_inclusive(['\n', '\r']) {
        let span = Span::new(at, at + line.len()).trimmed(page.text());
        at += line.len();
        let colons = leading_colons(span.of(page.text()));
        let name = span.of(page.text()).trim_matches(':').trim();
        if let Some((holder, false)) = holder(name).filter(|_| colons >= 3) {
            found.push(Mark { span, holder, opens: false, colons });
        }
    }
    found
}

fn leading_colons(text: &str) -> usize {
    text.bytes().take_while(|&byte| byte == b':').count()
}
