use std::io;

use crate::rule::RulePage;

pub fn explain(page: &RulePage, _: bool, _: usize, out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all(page.body.as_bytes())
}
