//! Prose as the rules read it: how much there is, and each finding amid its surroundings, to be judged by a reader.
//!
//! `cargo run --release --example prose -- DIR...` prints the findings and, as its last line, how many there are for each
//! rule and for 10,000 blocks of prose. The same finding in the same text, as in the versions of a page, is printed once
//! and counts once for the share. With `--passages` it prints every passage as a line of JSON instead. The order is that
//! of the paths, so that two runs compare.

mod corpus;
mod excerpt;
mod passages;
#[path = "../../tests/seeded/random.rs"]
mod random;
mod sample;
mod surroundings;
mod tally;

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use guidelint::report::visible;
use guidelint::rule::{RuleChoice, RuleSet};
use guidelint::rules::registry;
use guidelint::site::Site;

use tally::Tally;

/// Reads the prose of docs as the rules do.
#[derive(Parser)]
struct Args {
    /// Folders and pages to read.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Rules, families or tags whose findings are shown.
    #[arg(long, value_delimiter = ',', default_value = "truncated-sentence,lowercase-sentence-start")]
    select: Vec<String>,
    /// Kind of site that the pages are for.
    #[arg(long, default_value = "learn", value_parser = |name: &str| Site::from_name(name).ok_or("unknown site"))]
    site: Site,
    /// Show so many findings of each rule, spread over all of them.
    #[arg(long)]
    sample: Option<usize>,
    /// Which sample.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Print every passage as a line of JSON.
    #[arg(long)]
    passages: bool,
}

fn main() -> ExitCode {
    let mut out = BufWriter::new(io::stdout().lock());
    match run(&Args::parse(), &mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            eprintln!("prose: {}", visible(&error.to_string()));
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}

fn run(args: &Args, out: &mut dyn Write) -> io::Result<()> {
    let files = corpus::files(&args.paths)?;
    if args.passages {
        return files.iter().try_for_each(|path| passages::write(path, out));
    }
    let mut tally = Tally::new(rules(args)?, args.site);
    files.iter().try_for_each(|path| tally.page(path))?;
    for (rule, found) in tally.found() {
        let mut shown: Vec<_> = found.iter().collect();
        if let Some(most) = args.sample {
            sample::thin(&mut shown, most, args.seed);
            writeln!(out, "{rule}: {} of {}\n", shown.len(), found.len())?;
        }
        shown.iter().try_for_each(|found| writeln!(out, "{found}"))?;
    }
    writeln!(out, "{}", tally.last_line())
}

/// The selected rules and no other.
fn rules(args: &Args) -> io::Result<RuleSet<'static>> {
    let mut choices: BTreeMap<&'static str, RuleChoice> = BTreeMap::new();
    for page in registry().pages() {
        choices.insert(page.id, RuleChoice { on: Some(false), ..RuleChoice::default() });
    }
    for selector in &args.select {
        for page in registry().select(selector).map_err(io::Error::other)? {
            choices.insert(page.id, RuleChoice { on: Some(true), ..RuleChoice::default() });
        }
    }
    RuleSet::new(registry(), args.site, &choices)
        .map_err(|(rule, error)| io::Error::other(format!("{rule}: {error:?}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(args: &[&str]) -> String {
        let mut out = Vec::new();
        let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/archive-draft");
        run(&Args::parse_from([&["prose"], args, &[fixture]].concat()), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_last_line_counts_blocks_and_findings() {
        let found = output(&[]);
        assert_eq!(
            found.lines().last().unwrap(),
            "7 files; 23 blocks of prose, 23 distinct; \
             lowercase-sentence-start 1, 1 distinct (434.78 per 10,000); \
             truncated-sentence 1, 1 distinct (434.78 per 10,000)"
        );
        assert!(found.contains("The company checklist␠\n  after     [heading] ### Checklist for a small team\n"));
    }

    #[test]
    fn passages_are_lines_of_json() {
        let found = output(&["--passages"]);
        let first: serde_json::Value = serde_json::from_str(found.lines().next().unwrap()).unwrap();
        assert_eq!(first["text"], "A move takes weeks. Plan for two reviews.");
        assert_eq!((&first["kind"], &first["line"]), (&"paragraph".into(), &2.into()));
        assert!(found.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()));
    }
}
