use std::io::Write;
use std::path::Path;

use super::{Failure, setup, visible_lines};
use crate::docset::FileFacts;
use crate::engine::read_file;
use crate::markdown::{Document, dump};
use crate::report::visible;
use crate::site::Site;
use crate::text::SourceFile;

pub(super) fn run(path: &Path, out: &mut dyn Write) -> Result<(), Failure> {
    let shown = visible(&path.display().to_string()).into_owned();
    let bytes = if path == Path::new("-") {
        setup::standard_input()?
    } else {
        read_file(path).map_err(|why| Failure::Message(format!("{shown} can't be read: {why}")))?
    };
    let source = SourceFile::readable(shown, bytes);
    let doc = Document::new(&source);
    out.write_all(visible_lines(&dump(&doc)).as_bytes())?;
    let facts = serde_json::to_string_pretty(&FileFacts::of(&doc, Site::Learn).to_json())
        .expect("facts are strings, numbers and lists");
    Ok(writeln!(out, "\nfacts\n{}", visible_lines(&facts))?)
}
