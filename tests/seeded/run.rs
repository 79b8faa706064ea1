use std::path::Path;

use guidelint::config::Selection;
use guidelint::diagnostic::Diagnostic;
use guidelint::engine::{FileChoice, Input, Observer, Session, Settings};
use guidelint::rules::registry;

/// A finding of a run, by itself.
#[derive(Clone, Debug)]
pub struct Found {
    pub file: String,
    /// The line of the file as it stands, for those who read the misses.
    pub line: usize,
    /// The bytes that it points at.
    pub marked: String,
    pub diagnostic: Diagnostic,
}

impl Found {
    /// What its help and its repair name.
    pub fn named(&self) -> Vec<&str> {
        let help = self.diagnostic.help.iter().flat_map(|help| help.split('`').skip(1).step_by(2));
        let edits = self.diagnostic.fix.iter().flat_map(|fix| fix.edits()).map(|edit| edit.text.as_str());
        help.chain(edits).collect()
    }
}

struct Silent;

impl Observer for Silent {
    fn begin(&self, _: usize) {}
    fn done(&self) {}
}

/// Checks a set with every rule that is on by default.
pub fn check(root: &Path) -> Vec<Found> {
    let settings = Settings::new(registry(), root.to_owned(), Selection::default(), FileChoice::default());
    let inputs = vec![Input::Path(root.to_owned())];
    let session = Session { registry: registry(), settings, inputs, today: 20_454 };
    let report = session.check(&Silent).unwrap_or_else(|error| panic!("{error}"));
    let mut found = Vec::new();
    for file in report.files {
        for diagnostic in file.diagnostics {
            let text = file.source.text();
            found.push(Found {
                file: file.source.path().to_owned(),
                line: text[..diagnostic.span.start()].matches('\n').count() + 1,
                marked: diagnostic.span.of(text).to_owned(),
                diagnostic,
            });
        }
    }
    found
}
