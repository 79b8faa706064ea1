//! Format `table`: the links below the file that they stand in, or the places below what is written there.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::io;
use std::io::Write;

use super::{Inventory, InventoryStyle, LinkEntry, PageEntry, Status, View, name_of, orphans};
use crate::diagnostic::Severity;
use crate::report::style::{FAINT, Painter, STRONG, of_label};
use crate::report::wrap::{counted, cut, cut_start, packed, padded, thousands, width};
use crate::report::{NARROWEST, visible};

pub(super) fn write(inventory: &Inventory, style: InventoryStyle, out: &mut dyn Write) -> io::Result<()> {
    let columns = style.columns.map(|columns| columns.max(NARROWEST));
    let mut table = Table { columns, painter: Painter { out, color: style.color } };
    match style.view {
        View::BySource => table.by_source(inventory)?,
        View::ByDestination => table.by_destination(inventory)?,
        View::Orphans => return table.orphans(inventory),
    }
    table.closing(&inventory.links)
}

struct Table<'w> {
    columns: Option<usize>,
    painter: Painter<'w>,
}

impl Table<'_> {
    /// A text that begins after so many columns of its line, cut at its end.
    fn fit<'t>(&self, text: &'t str, used: usize) -> Cow<'t, str> {
        self.columns.map_or(Cow::Borrowed(text), |columns| cut(text, columns.saturating_sub(used)))
    }

    fn by_source(&mut self, inventory: &Inventory) -> io::Result<()> {
        let pages: HashMap<&str, &PageEntry> = inventory.pages.iter().map(|page| (&*page.path, page)).collect();
        for links in inventory.links.chunk_by(|one, other| one.path == other.path) {
            let inbound = pages.get(&*links[0].path).map_or(0, |page| page.inbound);
            self.file(&links[0].path, &counted(inbound, "inbound link"))?;
            let places: Vec<String> = links.iter().map(|link| format!("{}:{}", link.line, link.column)).collect();
            let widest = places.iter().map(String::len).max().unwrap_or(0);
            for (link, place) in links.iter().zip(places) {
                self.link(link, &format!("  {place:<widest$}  "))?;
            }
            self.painter.plain("\n")?;
        }
        Ok(())
    }

    /// A file's path with what is said of it, where there is room.
    fn file(&mut self, path: &str, remark: &str) -> io::Result<()> {
        let room = self.columns.map_or(usize::MAX, |columns| columns.saturating_sub(2 + remark.len()));
        let path = visible(path);
        self.painter.paint(STRONG, &cut_start(&path, room))?;
        self.painter.paint(FAINT, &format!("  {remark}"))?;
        self.painter.plain("\n")
    }

    fn link(&mut self, link: &LinkEntry, head: &str) -> io::Result<()> {
        let name = link.status.name();
        let widest = Status::ALL.iter().map(|status| status.name().len()).max().unwrap_or(0);
        self.painter.plain(head)?;
        match severity(link.status) {
            Some(severity) => self.painter.paint(of_label(severity), &padded(name, widest))?,
            None => self.painter.plain(&padded(name, widest))?,
        }
        let text = format!("{}{}", link.shown(), remark(link));
        let text = visible(&text);
        let text = self.fit(&text, width(head) + widest + 2);
        self.painter.plain(&format!("  {text}\n"))
    }

    fn by_destination(&mut self, inventory: &Inventory) -> io::Result<()> {
        let mut places: BTreeMap<&str, Vec<&LinkEntry>> = BTreeMap::new();
        inventory.links.iter().for_each(|link| places.entry(link.shown()).or_default().push(link));
        for (destination, links) in places {
            let destination = visible(destination);
            let destination = self.fit(&destination, 0).into_owned();
            self.painter.paint(STRONG, &destination)?;
            self.painter.plain("\n")?;
            for link in links {
                let place = format!("{}:{}:{}", visible(&link.path), link.line, link.column);
                let room = self.columns.map_or(usize::MAX, |columns| columns - 2);
                self.painter.plain(&format!("  {}\n", cut_start(&place, room)))?;
            }
            self.painter.plain("\n")?;
        }
        Ok(())
    }

    fn orphans(&mut self, inventory: &Inventory) -> io::Result<()> {
        for page in orphans(inventory) {
            self.file(&page.path, &format!("{} out", thousands(page.outbound)))?;
        }
        let (found, pages) = (orphans(inventory).count(), inventory.pages.len());
        let blank = if found > 0 { "\n" } else { "" };
        let pages = counted(pages, "page");
        self.painter.plain(&format!("{blank}{} that no other of {pages} leads to\n", counted(found, "page")))
    }

    /// `1,204 links in 33 files: 1,100 ok, 104 external`
    fn closing(&mut self, links: &[LinkEntry]) -> io::Result<()> {
        let mut counts: BTreeMap<Status, usize> = BTreeMap::new();
        links.iter().for_each(|link| *counts.entry(link.status).or_default() += 1);
        let files = links.chunk_by(|one, other| one.path == other.path).count();
        let head = format!("{} in {}", counted(links.len(), "link"), counted(files, "file"));
        let counts = counts.into_iter().map(|(status, count)| format!("{} {}", thousands(count), status.name()));
        let mut items: Vec<String> = counts.collect();
        match items.first_mut() {
            Some(first) => *first = format!("{head}: {first}"),
            None => items.push(head),
        }
        let lines = packed(&items, self.columns.unwrap_or(usize::MAX));
        self.painter.plain(&format!("{}\n", lines.join("\n")))
    }
}

/// What the destination alone does not tell.
fn remark(link: &LinkEntry) -> String {
    match (&link.status, &link.target, link.cause) {
        (Status::Redirected, ..) => format!("  (now {})", link.redirect.as_deref().unwrap_or_default()),
        (Status::Miscased, Some(target), _) => format!("  (really {target})"),
        (Status::Unverifiable, _, Some(cause)) => format!("  ({})", name_of(cause)),
        (Status::BrokenAnchor, Some(target), _) if **target != *link.path => format!("  (not in {target})"),
        (_, _, _) => String::new(),
    }
}

fn severity(status: Status) -> Option<Severity> {
    match status {
        Status::Ok | Status::External | Status::Unverifiable => None,
        Status::Redirected | Status::Miscased | Status::OutsideRoot => Some(Severity::Warning),
        Status::LocalFile | Status::BrokenAnchor | Status::Broken => Some(Severity::Error),
    }
}
