//! Format `dot`: a graph for graphviz. Files are nodes, links are edges; several links of one kind between two files are
//! one edge with their number.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use super::{Inventory, LinkEntry, Status, View, orphans};
use crate::report::visible;

/// The nodes met so far, by what they stand for.
#[derive(Default)]
struct Nodes<'a> {
    numbers: HashMap<(Shape, &'a str), usize>,
    order: Vec<(Shape, &'a str)>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Shape {
    /// A page that was looked at.
    Page,
    /// Another file: an image, a page elsewhere.
    File,
    /// What is not there.
    Missing,
    /// What lies out of the docs, or where nobody knows.
    Elsewhere,
}

pub(super) fn write(inventory: &Inventory, view: View, out: &mut dyn Write) -> io::Result<()> {
    let mut nodes = Nodes::default();
    let mut edges: BTreeMap<(usize, usize, Status), usize> = BTreeMap::new();
    if view == View::Orphans {
        for page in orphans(inventory) {
            nodes.number(Shape::Page, &page.path);
        }
    } else {
        let pages: Vec<&str> = inventory.pages.iter().map(|page| &*page.path).collect();
        for link in &inventory.links {
            let from = nodes.number(Shape::Page, &link.path);
            let (shape, name) = end(link, &pages);
            *edges.entry((from, nodes.number(shape, name), link.status)).or_default() += 1;
        }
    }
    out.write_all(b"digraph links {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n")?;
    for (number, (shape, name)) in nodes.order.iter().enumerate() {
        writeln!(out, "  n{number} [label=\"{}\"{}];", escaped(name), look_of_node(*shape))?;
    }
    for ((from, to, status), count) in edges {
        let label = if count > 1 { format!(", label=\"{count}\"") } else { String::new() };
        writeln!(out, "  n{from} -> n{to} [tooltip=\"{}\"{}{label}];", status.name(), look_of_edge(status))?;
    }
    out.write_all(b"}\n")
}

impl<'a> Nodes<'a> {
    fn number(&mut self, shape: Shape, name: &'a str) -> usize {
        *self.numbers.entry((shape, name)).or_insert_with(|| {
            self.order.push((shape, name));
            self.order.len() - 1
        })
    }
}

/// Where an edge ends; `pages` are sorted.
fn end<'a>(link: &'a LinkEntry, pages: &[&str]) -> (Shape, &'a str) {
    match &link.target {
        None => (Shape::Elsewhere, link.shown()),
        Some(target) if pages.binary_search(&target.as_str()).is_ok() => (Shape::Page, target),
        Some(target) if link.status == Status::Broken => (Shape::Missing, target),
        Some(target) => (Shape::File, target),
    }
}

fn look_of_node(shape: Shape) -> &'static str {
    match shape {
        Shape::Page => "",
        Shape::File => ", shape=note",
        Shape::Missing => ", color=red, fontcolor=red, style=dashed",
        Shape::Elsewhere => ", shape=ellipse, color=gray40",
    }
}

fn look_of_edge(status: Status) -> &'static str {
    match status {
        Status::Ok | Status::External => "",
        Status::Redirected | Status::Miscased => ", color=orange",
        Status::Unverifiable | Status::OutsideRoot => ", color=gray40, style=dashed",
        Status::LocalFile | Status::BrokenAnchor | Status::Broken => ", color=red, fontcolor=red",
    }
}

/// A text between the quotes of a label, where graphviz obeys `\`, and `&` begins a character's name.
fn escaped(text: &str) -> String {
    visible(text).replace('\\', "\\\\").replace('"', "\\\"").replace('&', "&amp;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stay_within_their_quotes() {
        assert_eq!(escaped("a\"];\\N&lt;\n"), "a\\\"];\\\\N&amp;lt;␊");
    }
}
