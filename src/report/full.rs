//! Format `full`: for people.

use std::io::{self, Write};

use super::style::Painter;
use super::{Presentation, closing, repeats, text};
use crate::engine::Report;
use crate::rule::Registry;

pub(super) fn write(
    columns: usize,
    report: &Report,
    registry: &Registry,
    how: &Presentation,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut painter = Painter { out, color: how.color };
    for file in &report.files {
        for group in repeats::groups(file, how.collapse) {
            let remark = repeats::remark(file, &group.more);
            text::write(&file.source, group.first, remark, columns, &mut painter)?;
        }
    }
    if how.quiet { Ok(()) } else { closing::write(report, Some(registry), how, &mut painter) }
}
