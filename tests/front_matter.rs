//! The front-matter rules on pages of a doc set: what docfx.json adds is there before anything is called missing.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use guidelint::diagnostic::Diagnostic;
use guidelint::engine::Inspector;
use guidelint::rule::{RuleChoice, RuleSet};
use guidelint::rules::registry;
use guidelint::site::learn::{Docset, ExtraKind};
use guidelint::site::{PageSite, Site};
use guidelint::text::SourceFile;

const DOCFX: &str = r#"{
  "build": {
    "content": [{ "files": ["**/*.md", "**/*.yml"], "exclude": ["**/includes/**", "README.md"] }],
    "globalMetadata": { "ms.author": "pat", "author": "patlee", "ms.custom": "team" },
    "fileMetadata": {
      "ms.topic": { "guides/**.md": "concept-article", "guides/drafts/*.md": null },
      "ms.update-cycle": { "guides/slow/**": "3650-days" },
    },
    "globalMetadataFiles": ["more.json"],
  },
}"#;

const PAGE: &str = "---\ntitle: Plan\ndescription: How to plan.\nms.date: 1/9/2026\n---\n\n# Plan\n";

fn docset() -> Arc<Docset> {
    Arc::new(Docset::read(DOCFX).expect("a readable docfx.json"))
}

fn place(docset: &Arc<Docset>, path: &str) -> PageSite {
    PageSite { site: Site::Learn, role: docset.role(path), docset: Some((Arc::clone(docset), path.to_owned())) }
}

/// Findings of the family on a page; `stale-page` is on too.
fn check(text: &str, site: &PageSite) -> Vec<Diagnostic> {
    let mut choices: BTreeMap<&'static str, RuleChoice> = BTreeMap::new();
    for page in registry().pages() {
        let on = page.family == "front-matter" && (page.default.is_on(site.site) || page.id == "stale-page");
        choices.insert(page.id, RuleChoice { on: Some(on), ..RuleChoice::default() });
    }
    let rules = RuleSet::new(registry(), site.site, &choices).unwrap_or_else(|(rule, _)| panic!("{rule}"));
    // 2026-01-10.
    let inspector = Inspector { registry: registry(), today: 20_463 };
    inspector.inspect(&SourceFile::new("page.md", text), &rules, site).diagnostics
}

fn brief(found: &[Diagnostic]) -> Vec<(&'static str, &str)> {
    found.iter().map(|finding| (finding.rule, finding.message.as_str())).collect()
}

#[test]
fn a_field_is_missing_only_after_the_merge() {
    let docset = docset();
    assert_eq!(brief(&check(PAGE, &place(&docset, "guides/plan.md"))), []);
    let lacks_topic = [("missing-field", "front matter lacks `ms.topic`")];
    assert_eq!(brief(&check(PAGE, &place(&docset, "other/plan.md"))), lacks_topic);
    assert_eq!(brief(&check(PAGE, &place(&docset, "guides/drafts/plan.md"))), lacks_topic);
    let alone = check(PAGE, &PageSite::alone(Site::Learn));
    assert_eq!(alone.len(), 3, "author, ms.author and ms.topic: {alone:#?}");
}

#[test]
fn what_is_no_article_needs_no_header() {
    let docset = docset();
    for path in ["guides/includes/part.md", "README.md", "guides/.draft/plan.md"] {
        assert_eq!(brief(&check("Text.\n", &place(&docset, path))), [], "{path}");
    }
    let found = check("Text.\n", &place(&docset, "guides/plan.md"));
    assert_eq!(brief(&found), [("missing-front-matter", "page has no front matter")]);
}

#[test]
fn an_empty_field_hides_what_docfx_json_gives_and_is_reported_once() {
    let docset = docset();
    let found = check(&PAGE.replace("ms.date", "author:\nms.date"), &place(&docset, "guides/plan.md"));
    assert_eq!(brief(&found), [("empty-field", "`author` has no value")]);
    assert!(found[0].notes[0].contains("patlee"), "{found:#?}");
}

#[test]
fn metadata_files_count_once_they_are_added() {
    let mut docset = Docset::read(DOCFX).expect("a readable docfx.json");
    assert_eq!(docset.extra_files()[0].path, "more.json");
    docset.add_extra(ExtraKind::Global, "{ \"ms.topic\": \"how-to\" } // all").expect("readable metadata");
    assert_eq!(brief(&check(PAGE, &place(&Arc::new(docset), "other/plan.md"))), []);
}

#[test]
fn a_cycle_of_docfx_json_sets_the_limit() {
    let docset = docset();
    let old = PAGE.replace("1/9/2026", "1/9/2020");
    assert_eq!(brief(&check(&old, &place(&docset, "guides/slow/plan.md"))), []);
    let found = check(&old, &place(&docset, "guides/plan.md"));
    assert_eq!(brief(&found), [("stale-page", "page was last reviewed 2193 days ago")]);
}

#[test]
fn fields_of_docfx_json_are_known() {
    let docset = docset();
    assert_eq!(brief(&check(&PAGE.replace("ms.date", "ms.custom: x\nms.date"), &place(&docset, "guides/p.md"))), []);
    let found = check(&PAGE.replace("ms.date", "ms.reviewr: kim\nms.date"), &place(&docset, "guides/p.md"));
    assert_eq!(brief(&found), [("unknown-field", "`ms.reviewr` is no known field")]);
}

#[test]
fn a_broken_header_is_one_finding() {
    let docset = docset();
    let found = check("---\ntitle: Plan: the start\nms.date: never\n---\n", &place(&docset, "guides/plan.md"));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].rule, "malformed-front-matter");
    assert!(found[0].help.as_deref().is_some_and(|help| help.contains("title: \"Plan: the start\"")));
}

#[test]
fn hostile_headers_cost_what_they_weigh() {
    let docset = docset();
    let many = |line: fn(usize) -> String| (0..20_000).map(line).collect::<String>();
    for (what, yaml) in [
        ("keys", many(|n| format!("field-{n}: v\n"))),
        ("one key again and again", many(|_| "title: x\n".to_owned())),
        ("aliases", format!("a: &a [x, x]\n{}", many(|n| format!("k{n}: [*a, *a]\n")))),
        ("nesting", format!("a: {}\n", "[".repeat(20_000))),
        ("quotes", "a: \"\n".repeat(19_999)),
        ("one long key", format!("{}: x\n", "ms.".repeat(20_000))),
        ("one long value", format!("ms.date: {}\n", "1/".repeat(20_000))),
    ] {
        let start = Instant::now();
        check(&format!("---\n{yaml}---\n\nText.\n"), &place(&docset, "guides/plan.md"));
        // Seconds in an unoptimised build; quadratic work would take minutes.
        assert!(start.elapsed() < Duration::from_secs(60), "{what}: {:?}", start.elapsed());
    }
}
