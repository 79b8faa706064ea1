//! The document in words: what `guidelint dump` prints for the authors of rules.

use std::fmt::Write;

use super::Document;
use crate::text::Span;

/// Writes down everything that rules can see of a page.
pub fn dump(doc: &Document<'_>) -> String {
    let mut out = String::new();
    let writer = Writer { doc };
    writer.write(&mut out).expect("a string takes everything");
    out
}

struct Writer<'d, 'a> {
    doc: &'d Document<'a>,
}

impl Writer<'_, '_> {
    fn place(&self, span: Span) -> String {
        let at = self.doc.source().line_column(span.start());
        format!("{}:{} {:?}", at.line, at.column, shortened(span.of(self.doc.text())))
    }

    fn write(&self, out: &mut String) -> std::fmt::Result {
        self.front_matter(out)?;
        self.arena(out)?;
        writeln!(out, "\nblocks")?;
        for block in self.doc.blocks() {
            let item = if block.opens_item { " opens-item" } else { "" };
            let depth = (block.list_depth, block.quote_depth);
            writeln!(out, "  {:?} list {} quote {}{item} {}", block.kind, depth.0, depth.1, self.place(block.span))?;
        }
        writeln!(out, "\nlearn")?;
        for node in self.doc.learn() {
            let inline = if node.inline { " inline" } else { "" };
            writeln!(out, "  {:?}{inline} {:?} {}", node.kind, node.name, self.place(node.span))?;
            for attribute in &node.attributes {
                writeln!(out, "    {} = {}", attribute.name, self.place(attribute.value))?;
            }
            if let Some(malformed) = &node.malformed {
                writeln!(out, "    malformed: {} {}", malformed.message, self.place(malformed.span))?;
            }
        }
        self.links(out)?;
        self.prose(out)
    }

    fn front_matter(&self, out: &mut String) -> std::fmt::Result {
        writeln!(out, "front matter")?;
        let front_matter = self.doc.front_matter();
        for field in &front_matter.fields {
            writeln!(out, "  {} = {}", field.key, self.place(field.value.span))?;
        }
        if let Some(error) = &front_matter.error {
            writeln!(out, "  error: {} {}", error.message, self.place(error.span))?;
        }
        Ok(())
    }

    fn arena(&self, out: &mut String) -> std::fmt::Result {
        writeln!(out, "\narena")?;
        let mut ends = Vec::new();
        for (id, node) in self.doc.nodes().iter().enumerate() {
            while ends.last().is_some_and(|&end| end as usize <= id) {
                ends.pop();
            }
            writeln!(out, "  {}{:?} {}", "  ".repeat(ends.len().min(20)), node.kind, self.place(node.span))?;
            ends.push(node.next);
        }
        Ok(())
    }

    fn links(&self, out: &mut String) -> std::fmt::Result {
        writeln!(out, "\nlinks")?;
        for link in self.doc.links() {
            writeln!(out, "  {:?} -> {:?} {}", link.kind, link.destination, self.place(link.span))?;
        }
        for definition in self.doc.definitions() {
            writeln!(
                out,
                "  definition {:?} -> {:?} {}",
                definition.label,
                definition.destination,
                self.place(definition.span)
            )?;
        }
        for reference in self.doc.unresolved() {
            writeln!(out, "  unresolved {:?} {}", reference.label, self.place(reference.span))?;
        }
        for tag in self.doc.html_tags() {
            writeln!(out, "  tag {} {}", tag.name, self.place(tag.span))?;
        }
        Ok(())
    }

    fn prose(&self, out: &mut String) -> std::fmt::Result {
        writeln!(out, "\ntables")?;
        for table in self.doc.tables() {
            for row in std::iter::once(&table.header).chain(&table.rows) {
                let cells: Vec<&str> = row.cells.iter().map(|cell| shortened(cell.span.of(self.doc.text()))).collect();
                writeln!(out, "  {cells:?} closed {} {}", row.closed, self.place(row.span))?;
            }
        }
        writeln!(out, "\nprose")?;
        for passage in self.doc.passages() {
            writeln!(out, "  {:?} {}", passage.kind(), self.place(passage.span()))?;
            for sentence in passage.sentences() {
                writeln!(out, "    {:?}", &passage.text()[sentence])?;
            }
        }
        writeln!(out, "\nsuppressions")?;
        for suppression in self.doc.suppressions() {
            let rules: Vec<&str> = suppression.rules.iter().map(|(name, _)| name.as_str()).collect();
            let reason = suppression.reason.as_deref().map(|why| format!(" because {:?}", shortened(why)));
            let reason = reason.unwrap_or_default();
            writeln!(out, "  {:?} {rules:?}{reason} {}", suppression.kind, self.place(suppression.span))?;
        }
        Ok(())
    }
}

/// At most 60 characters of a text.
fn shortened(text: &str) -> &str {
    text.char_indices().nth(60).map_or(text, |(end, _)| &text[..end])
}
