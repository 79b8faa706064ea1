//! What each phase of a run costs beside the floor: reading the files and one bare pass of the Markdown parser.
//!
//! `cargo bench` measures a generated tree; `GUIDELINT_CORPUS=DIR cargo bench` measures the pages below DIR. Everything
//! runs on one thread, so that times are CPU times, and in one process, so that they compare as ratios. The last lines
//! give those ratios; the very last is what all rules of prose cost by themselves, passages and sentences included, which
//! should be no more than 1.2.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use guidelint::docset::FileFacts;
use guidelint::engine::Inspector;
use guidelint::markdown::Document;
use guidelint::rule::{RuleChoice, RuleSet};
use guidelint::rules::registry;
use guidelint::site::{PageSite, Site};
use guidelint::text::SourceFile;

/// A phase over all files, with a number that keeps the optimiser honest.
type Phase = (String, Box<dyn Fn(&[PathBuf]) -> usize>);

fn phases(criterion: &mut Criterion) {
    let files = corpus();
    let mut group = criterion.benchmark_group("phases");
    group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(3));
    let all = all_phases();
    for (name, phase) in &all {
        group.bench_function(name, |bencher| bencher.iter(|| phase(&files)));
    }
    group.finish();
    ratios(&files, &all);
}

/// The best of five turns of each phase, the turns interleaved, as multiples of the floor.
fn ratios(files: &[PathBuf], all: &[Phase]) {
    let mut best = vec![Duration::MAX; all.len()];
    for _ in 0..5 {
        for ((_, phase), best) in all.iter().zip(&mut best) {
            let start = Instant::now();
            std::hint::black_box(phase(files));
            *best = (*best).min(start.elapsed());
        }
    }
    println!("\n{} files; best of five, as multiples of the floor", files.len());
    for ((name, _), time) in all.iter().zip(&best) {
        println!(
            "  {name:<28} {:>9.1} ms  {:>5.2}",
            time.as_secs_f64() * 1e3,
            time.as_secs_f64() / best[0].as_secs_f64()
        );
    }
    let time = |wanted: &str| {
        let index = all.iter().position(|(name, _)| name == wanted).expect("it is a phase");
        best[index].as_secs_f64()
    };
    println!("  prose rules alone {:.2}", (time("rules: prose") - time("document")) / best[0].as_secs_f64());
}

fn all_phases() -> Vec<Phase> {
    let mut phases: Vec<Phase> = vec![
        ("floor (read, bare parse)".into(), Box::new(|files| each(files, bare_parse))),
        ("document".into(), Box::new(|files| each(files, |source| Document::new(source).nodes().len()))),
        (
            "document, facts".into(),
            Box::new(|files| each(files, |s| FileFacts::of(&Document::new(s), Site::Learn).targets.len())),
        ),
        ("document, passages".into(), Box::new(|files| each(files, |source| Document::new(source).passages().count()))),
        ("all default rules".into(), Box::new(|files| inspect(files, None))),
    ];
    let mut families: Vec<&'static str> = registry().pages().iter().map(|page| page.family).collect();
    families.dedup();
    for family in families {
        phases.push((format!("rules: {family}"), Box::new(move |files| inspect(files, Some(family)))));
    }
    phases
}

fn bare_parse(source: &SourceFile) -> usize {
    use pulldown_cmark::{Options, Parser};
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_HEADING_ATTRIBUTES;
    Parser::new_ext(source.text(), options).into_offset_iter().map(|(_, range)| range.len()).sum()
}

fn each(files: &[PathBuf], work: impl Fn(&SourceFile) -> usize) -> usize {
    files.iter().map(|path| work(&read(path))).sum()
}

fn read(path: &Path) -> SourceFile {
    let bytes = std::fs::read(path).expect("a file of the corpus can be read");
    SourceFile::from_bytes(path.to_string_lossy(), bytes).unwrap_or_else(|bad| bad.lossy)
}

fn inspect(files: &[PathBuf], family: Option<&str>) -> usize {
    let mut choices: BTreeMap<&'static str, RuleChoice> = BTreeMap::new();
    for page in registry().pages().iter().filter(|page| family.is_some_and(|family| family != page.family)) {
        choices.insert(page.id, RuleChoice { on: Some(false), ..RuleChoice::default() });
    }
    let rules = RuleSet::new(registry(), Site::Learn, &choices).unwrap_or_else(|(rule, _)| panic!("{rule}"));
    let inspector = Inspector { registry: registry(), today: 20_454 };
    let site = PageSite::alone(Site::Learn);
    each(files, |source| inspector.inspect(source, &rules, &site).diagnostics.len())
}

/// The pages to measure: those below `GUIDELINT_CORPUS`, else a tree that is made for it.
fn corpus() -> Vec<PathBuf> {
    let root = match std::env::var_os("GUIDELINT_CORPUS") {
        Some(root) => PathBuf::from(root),
        None => generated(),
    };
    let mut files: Vec<PathBuf> = ignore::WalkBuilder::new(root)
        .build()
        .filter_map(Result::ok)
        .map(ignore::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    files.sort();
    files
}

/// 400 pages of everything that docs are made of, always the same.
fn generated() -> PathBuf {
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("bench-tree");
    std::fs::create_dir_all(&root).expect("the tree can be made");
    for page in 0..400 {
        let mut text = format!(
            "---\ntitle: Page {page}\ndescription: One of many pages.\nms.date: 01/02/2026\n---\n\n# Page {page}\n\n"
        );
        for section in 0..12 {
            text += &format!(
                "## Section {section}\n\nThe [overview](page-{section}.md#part) says **more** about `item {section}`. It has two sentences.\n\n"
            );
            text += "> [!NOTE]\n> A note stands here, with a [link](https://example.org).\n\n1. First, open it.\n2. Then close it.\n\n";
            text += "| Phase | Activities |\n|---|---|\n| Plan | &#9744; [Assess](a.md) <br> &#9744; [Decide](b.md) |\n\n```rust\nfn main() {}\n```\n\n";
        }
        std::fs::write(root.join(format!("page-{page}.md")), text).expect("a page can be written");
    }
    root
}

criterion_group!(benches, phases);
criterion_main!(benches);
