use std::collections::BTreeMap;

use guidelint::engine::Inspector;
use guidelint::rule::{RuleChoice, RuleSet};
use guidelint::rules::registry;
use guidelint::site::{PageSite, Site};
use guidelint::text::SourceFile;
use rayon::prelude::*;

/// Stand-in until the command line lands: `guidelint [--select RULE]... [--site S] [--dump] PATH...`, concise output.
fn main() {
    let (mut select, mut site, mut paths, mut dump) = (Vec::new(), Site::Learn, Vec::new(), false);
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--select" => select.push(args.next().unwrap()),
            "--site" => site = Site::from_name(&args.next().unwrap()).unwrap(),
            "--dump" => dump = true,
            _ => paths.push(arg),
        }
    }
    let mut choices: BTreeMap<&'static str, RuleChoice> = BTreeMap::new();
    if !select.is_empty() {
        for page in registry().pages() {
            choices.insert(
                page.id,
                RuleChoice { on: Some(select.iter().any(|s| s == page.id || s == page.family)), ..Default::default() },
            );
        }
    }
    let rules = RuleSet::new(registry(), site, &choices).unwrap_or_else(|(r, e)| panic!("{r}: {}", e.message));
    let files: Vec<_> = paths
        .iter()
        .flat_map(|path| ignore::WalkBuilder::new(path).hidden(true).build().filter_map(Result::ok))
        .filter(|e| e.file_type().is_some_and(|t| t.is_file()) && e.path().extension().is_some_and(|x| x == "md"))
        .map(|e| e.into_path())
        .collect();
    let inspector = Inspector { registry: registry(), today: 20_780, wants_facts: false };
    let page_site = PageSite::alone(site);
    let out: Vec<String> = files
        .par_iter()
        .map(|path| {
            let source = match SourceFile::from_bytes(path.to_string_lossy(), std::fs::read(path).unwrap()) {
                Ok(source) => source,
                Err(bad) => bad.lossy,
            };
            if dump {
                return guidelint::markdown::dump(&guidelint::markdown::Document::new(&source));
            }
            let found = inspector.inspect(&source, &rules, &page_site);
            let mut out = String::new();
            for d in found.diagnostics {
                let at = source.line_column(d.span.start());
                out += &format!(
                    "{}:{}:{}: {}[{}] {}\n",
                    source.path(),
                    at.line,
                    at.column,
                    d.severity.name(),
                    d.rule,
                    d.message
                );
            }
            out
        })
        .collect();
    print!("{}", out.concat());
}
