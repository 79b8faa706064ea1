//! Random pages of defective pieces: once mended they are better, and mending them again changes nothing.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use guidelint::config::{Selection, Selector};
use guidelint::engine::{FileChoice, Input, Mended, Observer, Repairs, Report, Session, Settings};
use guidelint::markdown::{BlockKind, Document};
use guidelint::rules::registry;
use guidelint::text::SourceFile;
use proptest::prelude::*;
use tempfile::TempDir;

struct Silent;

impl Observer for Silent {
    fn begin(&self, _: usize) {}
    fn done(&self) {}
}

/// Pieces of pages, most with something to mend.
const PIECES: [&str; 24] = [
    "## Tür und Tor\n\n",
    "Two  spaces and,, two commas.\n",
    "It is kept in\nin a table of the the page..\n\n",
    "| a | b |\n|---|---|\n| [x]() | d\n| e\n",
    "| ☐Yes ☐ No | b |\n|---|---|\n| ☐[x](y.md)| &#9744;**d**\n\n",
    "> [!NOTE] Keep a copy.\n> And one more\n\n",
    "> [! TIP]\n> One\n\n> [NOTE]\n> Two\n\n",
    "- (the plan)[https://example.com/a] and (b)[b.md]\n",
    "- \n- [x](our plan.md) [the guide] (./guide.md)\n",
    "See http://docs.microsoft.com/en-us/azure/x and <b>http://example.com</b>.\n\n",
    "[a]: b.md\n[A]: b.md\n[c]: d.md\n\n",
    "- [a]: e.md\n",
    "<!-- guidelint-disable-next-line empty-link bare-url -->\n[x]()\n\n",
    "<!-- guidelint-disable-line nothing empty-link -->\n",
    "Text <!-- guidelint-disable-line empty-link --> more [y]()\n",
    "```bash\ndeploy  it,,\n",
    "```\n\n",
    "    indented  code\n\n",
    "1. One  two\n2.\n\n   Three\n",
    "<div>\n\nin  HTML,,\n\n</div>\n\n",
    "日本語  の ドキュメント。\n\n",
    "A line  \nbroken hard\\\nand *emphasis  here*\n\n",
    "\n",
    "[^1]: note  one\n\ntext[^1]\n\n",
];

const HEADS: [&str; 3] =
    ["", "---\ntitle: A\ntitel: A\ntitle: A\n---\n\n", "---\ntitle: A\nms.date: 2026-1-2\n---\n# T\n\n"];

fn session(text: &str) -> Session {
    let selection =
        Selection { extend_select: vec![Selector::read(registry(), "all").unwrap()], ..Selection::default() };
    // A repository of its own: the pages around it are not asked whether they lead here.
    static FOLDER: LazyLock<TempDir> = LazyLock::new(|| super::repository(&[]));
    let folder = FOLDER.path().to_owned();
    let settings = Settings::new(registry(), folder, selection, FileChoice::default()).isolated();
    let inputs = vec![Input::Text { name: "page.md".into(), bytes: text.as_bytes().to_vec() }];
    Session { registry: registry(), settings, inputs, today: 20_454 }
}

fn mend(text: &str, repairs: Repairs) -> Mended {
    session(text).mend(repairs, None, &Silent).unwrap()
}

fn mended(run: &Mended, text: &str) -> String {
    run.files.first().map_or(text.to_owned(), |file| String::from_utf8(file.new.clone()).unwrap())
}

/// How often each rule finds something.
fn by_rule(report: &Report) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for file in &report.files {
        file.diagnostics.iter().for_each(|finding| *counts.entry(finding.rule).or_default() += 1);
    }
    counts
}

/// What holds a page together.
fn frame(text: &str) -> Vec<BlockKind> {
    let source = SourceFile::new("page.md", text);
    let doc = Document::new(&source);
    let kept = |kind: &BlockKind| {
        matches!(kind, BlockKind::Heading { .. } | BlockKind::Code { .. } | BlockKind::Table | BlockKind::Tab)
    };
    doc.blocks().iter().map(|block| block.kind).filter(kept).collect()
}

fn pages() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES.to_vec()), 1..12);
    (prop::sample::select(HEADS.to_vec()), pieces, any::<bool>(), 0..3_u8, any::<bool>()).prop_map(
        |(head, pieces, mark, ends, cut)| {
            let text = head.to_owned() + &pieces.concat();
            let text = match ends {
                0 => text,
                1 => text.replace('\n', "\r\n"),
                _ => text
                    .chars()
                    .enumerate()
                    .map(|(at, c)| if c == '\n' && at % 2 == 0 { "\r\n".to_owned() } else { c.to_string() })
                    .collect(),
            };
            let text = if cut { text.trim_end().to_owned() } else { text };
            if mark { format!("\u{FEFF}{text}") } else { text }
        },
    )
}

fn holds(text: &str, repairs: Repairs) -> Result<(), TestCaseError> {
    let first = mend(text, repairs);
    let new = mended(&first, text);
    let again = mend(&new, repairs);
    prop_assert!(again.files.is_empty(), "{text:?}\nbecomes {new:?}\nand then {:?}", mended(&again, &new));
    let plain = by_rule(&session(text).check(&Silent).unwrap());
    for (rule, count) in by_rule(&session(&new).check(&Silent).unwrap()) {
        prop_assert!(count <= plain.get(rule).copied().unwrap_or(0), "{rule} is new: {text:?}\nbecomes {new:?}");
    }
    prop_assert_eq!(text.starts_with('\u{FEFF}'), new.starts_with('\u{FEFF}'));
    if !text.replace("\r\n", "").contains('\n') && text.contains("\r\n") {
        prop_assert!(!new.replace("\r\n", "").contains('\n'), "{new:?}");
    }
    prop_assert_eq!(frame(text), frame(&new), "{:?}\nbecomes {:?}", text, &new);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn safe_fixes_only_mend(text in pages()) {
        holds(&text, Repairs::Safe)?;
    }

    #[test]
    fn unsafe_fixes_only_mend(text in pages()) {
        holds(&text, Repairs::Unsafe)?;
    }

    #[test]
    fn comments_only_suppress(text in pages()) {
        holds(&text, Repairs::Comments)?;
    }
}
