//! Format `json`; `links.schema.json` in the repository says what it holds. Written link by link, as the report is.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::{Inventory, LinkEntry, PageEntry, Status, View};
use crate::docset::{FileKind, TargetKind};
use crate::report::json::{TOOL, value};
use crate::site::Cause;

/// Version of the shape; a change that breaks a reader gives a new one.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Link<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    kind: TargetKind,
    destination: &'a str,
    target: Option<&'a str>,
    fragment: Option<&'a str>,
    redirect: Option<&'a str>,
    status: Status,
    cause: Option<Cause>,
}

#[derive(Serialize)]
struct Page<'a> {
    path: &'a str,
    kind: FileKind,
    title: Option<&'a str>,
    inbound: usize,
    outbound: usize,
    orphan: bool,
}

#[derive(Serialize)]
struct Summary {
    pages: usize,
    links: usize,
    status: BTreeMap<Status, usize>,
    unverifiable: BTreeMap<Cause, usize>,
}

pub(super) fn write(inventory: &Inventory, view: View, out: &mut dyn Write) -> io::Result<()> {
    let orphans_alone = view == View::Orphans;
    let links = if orphans_alone { &[][..] } else { &inventory.links[..] };
    write!(out, "{{\"version\":{VERSION},\"tool\":")?;
    value(&TOOL, out)?;
    out.write_all(b",\"links\":[")?;
    each(links.iter().map(Link::from), out)?;
    out.write_all(b"],\"pages\":[")?;
    let pages = || inventory.pages.iter().filter(|page| page.orphan || !orphans_alone);
    each(pages().map(Page::from), out)?;
    out.write_all(b"],\"summary\":")?;
    value(&summary(links, pages().count()), out)?;
    out.write_all(b"}\n")
}

fn each(items: impl Iterator<Item = impl Serialize>, out: &mut dyn Write) -> io::Result<()> {
    let mut separator = "\n";
    for item in items {
        out.write_all(separator.as_bytes())?;
        separator = ",\n";
        value(&item, out)?;
    }
    out.write_all(b"\n")
}

fn summary(links: &[LinkEntry], pages: usize) -> Summary {
    let mut summary =
        Summary { pages, links: links.len(), status: BTreeMap::default(), unverifiable: BTreeMap::default() };
    for link in links {
        *summary.status.entry(link.status).or_default() += 1;
        if let Some(cause) = link.cause {
            *summary.unverifiable.entry(cause).or_default() += 1;
        }
    }
    summary
}

impl<'a> From<&'a LinkEntry> for Link<'a> {
    fn from(link: &'a LinkEntry) -> Self {
        let LinkEntry { path, line, column, kind, destination, target, fragment, redirect, status, cause } = link;
        Self {
            path,
            line: *line,
            column: *column,
            kind: *kind,
            destination,
            target: target.as_deref(),
            fragment: fragment.as_deref(),
            redirect: redirect.as_deref(),
            status: *status,
            cause: *cause,
        }
    }
}

impl<'a> From<&'a PageEntry> for Page<'a> {
    fn from(page: &'a PageEntry) -> Self {
        let PageEntry { path, kind, title, inbound, outbound, orphan } = page;
        Self { path, kind: *kind, title: title.as_deref(), inbound: *inbound, outbound: *outbound, orphan: *orphan }
    }
}
