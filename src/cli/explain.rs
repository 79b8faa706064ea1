//! `guidelint explain RULE`: a rule's page in the terminal.

mod body;
mod flow;

use std::io::{self, Write};

use body::Body;

use super::rules::{default_name, fix_name};
use crate::markdown::{Document, NodeKind};
use crate::report::{FAINT, Painter, STRONG, padded, width, wrap};
use crate::rule::{FixKind, OptionSpec, RulePage};
use crate::text::SourceFile;

/// Columns of the names of facts.
const NAMES: usize = 10;

/// Writes the page of a rule in lines of at most `columns`.
///
/// # Errors
/// What `out` refuses to take.
pub fn explain(page: &RulePage, color: bool, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    let source = SourceFile::new(page.id, page.body);
    let doc = Document::new(&source);
    let mut body = Body { doc: &doc, width: columns.max(40), painter: Painter { out, color } };
    body.painter.paint(STRONG, page.id)?;
    body.painter.plain(&format!(": {}\n", page.title))?;
    let blocks: Vec<_> = doc.children(0).filter(|&id| doc.node(id).kind != NodeKind::Heading { level: 1 }).collect();
    let (summary, rest) = blocks.split_at(blocks.len().min(1));
    body.blocks(summary, 0)?;
    facts(page, &mut body)?;
    body.blocks(rest, 0)
}

fn facts(page: &RulePage, body: &mut Body<'_, '_>) -> io::Result<()> {
    let fix = match page.fix {
        FixKind::None => "none; it is mended by hand",
        FixKind::Safe | FixKind::Unsafe => fix_name(page.fix),
    };
    let facts = [
        ("family", page.family.to_owned()),
        ("severity", page.severity.name().to_owned()),
        ("default", default_name(&page.default)),
        ("fix", fix.to_owned()),
        ("aliases", page.aliases.join(", ")),
        ("tags", page.tags.join(", ")),
        ("since", page.since.to_owned()),
    ];
    body.painter.plain("\n")?;
    for (name, fact) in facts.iter().filter(|(_, fact)| !fact.is_empty()) {
        body.painter.plain("  ")?;
        body.painter.paint(FAINT, &padded(name, NAMES))?;
        let lines = wrap(fact, body.width.saturating_sub(2 + NAMES));
        body.painter.plain(&format!("{}\n", lines.join(&format!("\n{}", " ".repeat(2 + NAMES)))))?;
    }
    if page.options.is_empty() {
        return Ok(());
    }
    body.heading("Options")?;
    page.options.iter().try_for_each(|option| option_facts(option, body))
}

fn option_facts(option: &OptionSpec, body: &mut Body<'_, '_>) -> io::Result<()> {
    body.painter.plain("  ")?;
    body.painter.paint(STRONG, option.name)?;
    let default = option.default.to_string();
    let kind = format!("  ({})", option.kind);
    if 5 + width(option.name) + width(&default) + width(&kind) <= body.width {
        body.painter.plain(&format!(" = {default}"))?;
        body.painter.paint(FAINT, &kind)?;
    } else {
        body.painter.paint(FAINT, &kind)?;
        let lines = wrap(&default, body.width.saturating_sub(6));
        body.painter.plain(&format!("\n    = {}", lines.join("\n      ")))?;
    }
    body.painter.plain("\n")?;
    let source = SourceFile::new(option.name, option.meaning);
    let doc = Document::new(&source);
    let blocks: Vec<_> = doc.children(0).collect();
    let painter = Painter { out: &mut *body.painter.out, color: body.painter.color };
    let mut meaning = Body { doc: &doc, width: body.width, painter };
    blocks.iter().try_for_each(|&block| meaning.block(block, 4))
}
