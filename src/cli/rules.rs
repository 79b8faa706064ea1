use std::io;

use crate::rule::Registry;

pub fn table(registry: &Registry, _: bool, out: &mut dyn io::Write) -> io::Result<()> {
    registry.pages().iter().try_for_each(|page| writeln!(out, "{}", page.id))
}

pub fn json(registry: &Registry, out: &mut dyn io::Write) -> io::Result<()> {
    table(registry, false, out)
}
