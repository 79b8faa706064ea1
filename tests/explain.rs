//! `explain` and `rules` over pages made by hand. The expected output lies in `tests/report/`; write it anew with
//! `BLESS=1 cargo test --test explain`; read what changed.

mod golden;

use golden::golden;
use guidelint::cli::{explain::explain, rules};
use guidelint::report::is_hidden;
use guidelint::rule::{Native, Registry, RulePage, build_none};
use guidelint::rules::registry;

const PAGE: &str = r##"---
id: torn-page
aliases: [MD999, page-torn]
severity: warning
scope: file
fix: safe
default: [learn, github]
since: 0.1.0
tags: [paper]
options:
  - name: depth
    type: number
    default: 3
    meaning: How many `pages` may be torn before somebody ought to tell the librarian, who keeps count of them.
  - name: words
    type: list of strings
    default: [torn, ripped, "half of it", crumpled, missing, somewhere else, soaked]
    meaning: Words that give it away.
---

# A page is torn

A page that is torn **ends early**, and the reader learns [nothing](nothing.md) of
what was on it; see [the note](https://example.com/note) or <https://example.com>.

## Why

> Paper tears.

1. First, it is folded &amp; bent.
2. Then it is `torn in two`:

   ```sh
   rm page.md
   ```

   - so
   - it is *gone*

| a | b |
|---|---|
| 1 | 2 |

## Examples

```markdown bad site=learn
The page ends in the
```

```markdown fixed site=learn
The page ends in the drawer.
```

```markdown good

    Even	this  is whole.
```

```toml config
[rules.torn-page]
depth = 1
```

## When to turn it off

Never.
"##;

const OTHER: &str = "---\nid: wet-page\naliases: []\nseverity: error\nscope: run\nfix: none\ndefault: off\n\
                     since: 0.1.0\ntags: []\noptions: []\n---\n\n# Page is wet\n\nA page is\nwet.\n\n## Why\n\nRain.\n";

fn explained(page: &RulePage, color: bool, columns: usize) -> String {
    let mut out = Vec::new();
    explain(page, color, columns, &mut out).expect("memory takes everything");
    String::from_utf8(out).expect("pages are UTF-8")
}

fn rules_by_hand() -> Registry {
    let native = |place, page| Native { place, page, build: build_none };
    Registry::new(vec![native("paper/torn-page", PAGE), native("weather/wet-page", OTHER)]).expect("two good pages")
}

#[test]
fn a_page_reads_well_in_a_terminal() {
    let page = RulePage::read("paper/torn-page", PAGE).unwrap();
    golden("explain", &explained(&page, false, 80));
    golden("explain-narrow", &explained(&page, false, 48));
    golden("explain-colour", &explained(&page, true, 80).replace('\u{1b}', "ESC"));
}

#[test]
fn every_page_of_the_binary_can_be_read() {
    for page in registry().pages() {
        let out = explained(page, false, 80);
        assert!(!out.chars().any(|c| c != '\n' && is_hidden(c)), "{out}");
        assert!(out.contains("\nWhy\n"), "{out}");
    }
}

#[test]
fn rules_are_listed_by_family() {
    let mut out = Vec::new();
    rules::table(&rules_by_hand(), false, 100, &mut out).unwrap();
    golden("rules", &String::from_utf8(out).unwrap());
}

#[test]
fn rules_are_listed_for_machines() {
    let mut out = Vec::new();
    rules::json(&rules_by_hand(), &mut out).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(json["rules"][0]["default"], serde_json::json!(["learn", "github"]));
    assert_eq!(json["rules"][1]["summary"], "A page is wet.");
    golden("rules-json", &String::from_utf8(out).unwrap());
}
