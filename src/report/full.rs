//! Format `full`: for people.

use std::io::{self, Write};

use super::elsewhere::Elsewhere;
use super::style::Painter;
use super::{Presentation, closing, repeats, text};
use crate::engine::Report;

pub(super) fn write(columns: usize, report: &Report, how: &Presentation, out: &mut dyn Write) -> io::Result<()> {
    let mut painter = Painter { out, color: how.color };
    let mut elsewhere = Elsewhere::default();
    for file in &report.files {
        for group in repeats::groups(file, how.collapse) {
            if !how.collapse || elsewhere.is_drawn(file, &group) {
                text::write(file, &group, columns, &mut painter)?;
            }
        }
    }
    elsewhere.write(columns, &mut painter)?;
    if how.quiet { Ok(()) } else { closing::write(report, Some(columns), how, &mut painter) }
}
