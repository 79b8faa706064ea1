//! Takes up the files that have something to mend.

use std::collections::HashMap;
use std::path::PathBuf;

use super::draft::Draft;
use super::{Refused, Run, Shown};
use crate::diagnostic::Diagnostic;
use crate::engine::checked::Checked;
use crate::engine::read;
use crate::text::SourceFile;

impl Run<'_> {
    /// Takes up each file once, whatever paths lead to it; of its findings those that are shown are mended.
    pub(super) fn open(&mut self, checked: &[Checked], shown: Option<&Shown>) {
        let real = |one: &Checked| std::fs::canonicalize(&one.path).unwrap_or_else(|_| one.path.clone());
        let mut open: Vec<_> = self.to_mend(checked).into_iter().map(|(one, found)| (real(one), one, found)).collect();
        // Where the file itself is among the paths, it goes by that.
        open.sort_by_key(|(real, one, _)| *real != one.path);
        let mut known: HashMap<PathBuf, PathBuf> = HashMap::new();
        for (real, one, findings) in open {
            if let Some(path) = known.get(&real) {
                self.aliases.insert(one.path.clone(), path.clone());
                continue;
            }
            let is_shown = |finding: &Diagnostic| shown.is_none_or(|shown| shown.holds(&one.shown, finding));
            let (own, others): (Vec<_>, Vec<_>) = findings.into_iter().partition(is_shown);
            if own.is_empty() {
                continue;
            }
            let Some(text) = self.text_of(one) else {
                self.refuse(one, &own);
                continue;
            };
            let mut draft = Draft::new(one.path.clone(), one.shown.clone(), one.kind, text);
            draft.leave(others.iter().map(|finding| (finding.rule, finding.span)));
            self.drafts.insert(one.path.clone(), draft);
            self.first.insert(one.path.clone(), own);
            known.insert(real, one.path.clone());
        }
    }

    /// The file's text, byte for byte; nothing where it is not UTF-8 or no longer what was judged.
    fn text_of(&self, one: &Checked) -> Option<String> {
        let at_hand = self.workshop.session.stream(&one.path);
        let bytes = at_hand.map_or_else(|| read::bytes(&one.path).ok(), |bytes| Some(bytes.to_vec()))?;
        let text = String::from_utf8(bytes).ok()?;
        let same = SourceFile::new("", text.as_str()).text() == one.source.as_ref()?.text();
        same.then_some(text)
    }

    /// Says of each finding that would be mended that its file can't be.
    fn refuse(&mut self, one: &Checked, findings: &[Diagnostic]) {
        let wanted: Vec<_> = findings.iter().filter(|finding| self.workshop.is_wanted(finding)).collect();
        self.untouchable += usize::from(!wanted.is_empty());
        self.refused.extend(wanted.into_iter().map(|finding| Refused {
            path: one.shown.to_string(),
            line: one.source.as_ref().map_or(1, |source| source.line_column(finding.span.start()).line),
            rule: finding.rule,
            why: "the file on the disk is not what was judged".to_owned(),
        }));
    }
}
