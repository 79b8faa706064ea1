use std::collections::HashMap;
use std::fmt;

use super::Diagnostic;
use crate::text::SourceFile;

/// What stays of a finding when the lines around it move: its rule, and what it is about or else the text of its bytes,
/// blanks evened out. Neither place nor wording counts, nor the path, so that a renamed page keeps its findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fingerprint {
    /// Of the content.
    pub hash: u64,
    /// Which of the findings of one file with this hash, in the order of their places; from 0.
    pub occurrence: u32,
}

impl Fingerprint {
    /// Those of the findings of one file, which come in the order of their places.
    pub fn all<'d>(source: &SourceFile, findings: impl IntoIterator<Item = &'d Diagnostic>) -> Vec<Self> {
        let mut seen: HashMap<u64, u32> = HashMap::new();
        let one = |finding: &Diagnostic| {
            let hash = hash(source, finding);
            let next = seen.entry(hash).or_default();
            *next += 1;
            Self { hash, occurrence: *next - 1 }
        };
        findings.into_iter().map(one).collect()
    }

    /// The one name of a finding among all files, for services that know findings by nothing else: 32 hexadecimal digits.
    pub fn in_file(&self, path: &str) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(path.as_bytes()).update(&[0xFF]);
        hasher.update(&self.hash.to_be_bytes()).update(&self.occurrence.to_be_bytes());
        let digest = hasher.finalize();
        digest.as_bytes()[..16].iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The hash as 16 hexadecimal digits.
impl fmt::Display for Fingerprint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:016x}", self.hash)
    }
}

fn hash(source: &SourceFile, finding: &Diagnostic) -> u64 {
    let mut hasher = blake3::Hasher::new();
    let mut take = |part: &str| {
        // A byte that no text holds parts the words.
        hasher.update(part.as_bytes()).update(&[0xFF]);
    };
    take(finding.rule);
    take(finding.subject.as_deref().unwrap_or_default());
    if finding.subject.is_none() {
        finding.span.of(source.text()).split_whitespace().for_each(&mut take);
    }
    let digest = hasher.finalize();
    u64::from_be_bytes(*digest.as_bytes().first_chunk().expect("a digest has 32 bytes"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::text::Span;

    fn prints(text: &str, wanted: &str) -> Vec<Fingerprint> {
        let source = SourceFile::new("a.md", text);
        let finding = |(at, found): (usize, &str)| {
            Diagnostic::new("empty-link", Severity::Error, Span::new(at, at + found.len()), "link has no destination")
        };
        let findings: Vec<Diagnostic> = text.match_indices(wanted).map(finding).collect();
        Fingerprint::all(&source, &findings)
    }

    #[test]
    fn lines_that_move_and_break_elsewhere_change_nothing() {
        let before = prints("See [the plan]() now.\n", "[the plan]()");
        assert_eq!(before, prints("# New\n\nMore.\n\n- See\n  [the\n  plan]()", "[the\n  plan]()"));
        assert_ne!(before, prints("[the plans]()", "[the plans]()"));
    }

    #[test]
    fn the_same_text_twice_is_two_findings() {
        let [first, second] = prints("[x]() and [x]()", "[x]()")[..] else { panic!("two") };
        assert_eq!((first.hash, first.occurrence, second.occurrence), (second.hash, 0, 1));
    }

    #[test]
    fn what_a_finding_is_about_tells_it_from_others_at_its_place() {
        let source = SourceFile::new("a.md", "---\n---\n");
        let mut findings = ["author", "title"].map(|name| {
            let mut finding = Diagnostic::new("missing-field", Severity::Error, Span::new(0, 3), name);
            finding.about(name);
            finding
        });
        let [author, title] = Fingerprint::all(&source, &findings)[..] else { panic!("two") };
        assert_ne!(author.hash, title.hash);
        findings[0].message = "said in other words".to_owned();
        assert_eq!(Fingerprint::all(&source, &findings)[0], author);
    }

    #[test]
    fn every_finding_of_every_file_has_its_own_name() {
        let found = prints("[x]() and [x]() and [y]()", "()").into_iter().chain(prints("[x]()", "[x]()"));
        let named = found.flat_map(|print| ["a.md", "b.md"].map(|path| print.in_file(path)));
        let names: std::collections::BTreeSet<String> = named.collect();
        assert!(names.len() == 8 && names.iter().all(|name| name.len() == 32), "{names:?}");
    }

    #[test]
    fn hashes_are_the_same_for_ever() {
        assert_eq!(prints("[x]()", "[x]()")[0].to_string(), "03b42c2ce90b0edb");
    }
}
