use std::io::Write;
use std::path::Path;

use super::{Failure, check};
use crate::engine::read_file;
use crate::markdown::{Document, dump};
use crate::text::SourceFile;

pub(super) fn run(path: &Path, out: &mut dyn Write) -> Result<(), Failure> {
    let shown = path.display().to_string();
    let bytes = if path == Path::new("-") {
        check::standard_input()?
    } else {
        read_file(path).map_err(|why| Failure::Message(format!("{shown} can't be read: {why}")))?
    };
    let source = SourceFile::from_bytes(shown, bytes).unwrap_or_else(|bad| bad.lossy);
    Ok(out.write_all(dump(&Document::new(&source)).as_bytes())?)
}
