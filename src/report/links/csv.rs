//! Format `csv`: a row for each link or page, below a header.

use std::io::{self, Write};

use super::{Inventory, View, name_of, orphans};
use crate::report::cells::row;

pub(super) fn write(inventory: &Inventory, view: View, out: &mut dyn Write) -> io::Result<()> {
    if view == View::Orphans {
        row(&["path", "kind", "title", "inbound", "outbound"], out)?;
        for page in orphans(inventory) {
            let (inbound, outbound) = (page.inbound.to_string(), page.outbound.to_string());
            let title = page.title.as_deref().unwrap_or_default();
            row(&[&page.path, &name_of(page.kind), title, &inbound, &outbound], out)?;
        }
        return Ok(());
    }
    row(&["path", "line", "column", "kind", "destination", "target", "fragment", "redirect", "status", "cause"], out)?;
    for link in &inventory.links {
        let (line, column) = (link.line.to_string(), link.column.to_string());
        let text = |text: &'_ Option<String>| text.clone().unwrap_or_default();
        let cells = [
            &*link.path,
            &line,
            &column,
            &name_of(link.kind),
            &link.destination,
            &text(&link.target),
            &text(&link.fragment),
            &text(&link.redirect),
            link.status.name(),
            &link.cause.map(name_of).unwrap_or_default(),
        ];
        row(&cells, out)?;
    }
    Ok(())
}
