//! The published JSON schema of `guidelint.toml` is what the rule pages say, takes every example of a configuration and
//! refuses what guidelint refuses. `BLESS=1 cargo test --test schema` writes it anew.

mod environment;

use guidelint::config::json_schema;
use guidelint::rule::ExampleRole;
use guidelint::rules::registry;

const PUBLISHED: &str = "guidelint.schema.json";

#[test]
fn the_published_schema_is_up_to_date() {
    let schema = format!("{}\n", serde_json::to_string_pretty(&json_schema(registry())).unwrap());
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(PUBLISHED, &schema).unwrap();
    }
    let published = std::fs::read_to_string(PUBLISHED).unwrap_or_default();
    assert!(published == schema, "{PUBLISHED} is out of date: `guidelint schema > {PUBLISHED}`");
}

#[test]
fn the_examples_of_the_rule_pages_are_valid() {
    for page in registry().pages() {
        let examples = page.examples();
        for example in examples.iter().filter(|example| example.role == ExampleRole::Config) {
            assert_eq!(errors(example.text), [""; 0], "rules/{}/{}.md", page.family, page.id);
        }
    }
}

#[test]
fn it_takes_what_guidelint_takes_and_refuses_what_it_refuses() {
    for (text, good) in [
        ("", true),
        ("extends = 'a.toml'\nsite = 'learn'\nselect = ['all']\nexclude = ['drafts/']", true),
        ("extends = ['a.toml']\n[rules]\nMD042 = 'off'\n[[overrides]]\nfiles = ['a']\nrules.empty-link = 'info'", true),
        ("[rules.empty-link]\nseverity = 'error'\nallow-fragment = true", true),
        ("language = 'en'\n[words]\nabbreviations = ['sched.']\nnames = ['contoso']\nendings = [' TM']", true),
        ("[[overrides]]\nfiles = ['a']\nlanguage = 'en'\nwords.names = ['contoso']", true),
        ("exlude = []", false),
        ("language = 'eng'", false),
        ("words.nams = ['contoso']", false),
        ("words.names = [' ']", false),
        ("site = 'mkdoc'", false),
        ("[rules]\nempty-lnik = 'off'", false),
        ("[rules]\nempty-link = 'warn'", false),
        ("[rules.empty-link]\nallow-fragmnt = true", false),
        ("[rules.empty-link]\nallow-fragment = 'no'", false),
        ("[[overrides]]\nsite = 'learn'", false),
        ("[[overrides]]\nfiles = []", false),
    ] {
        assert_eq!(errors(text).is_empty(), good, "{text}: {:?}", errors(text));
    }
}

#[test]
fn the_schema_of_baselines_takes_what_guidelint_writes_and_refuses_what_it_refuses() {
    let schema = serde_json::from_str(&std::fs::read_to_string("baseline.schema.json").unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let written = folder.path().join("known.json");
    let mut command = environment::program();
    command.args(["baseline", "fixtures/archive-draft", "--baseline"]).arg(&written);
    assert_eq!(command.output().unwrap().status.code(), Some(0));
    let written = std::fs::read_to_string(written).unwrap();
    assert!(written.contains("\"empty-checklist-cell\""), "{written}");
    let errors = |text: &str| -> Vec<String> {
        validator.iter_errors(&serde_json::from_str(text).unwrap()).map(|error| error.to_string()).collect()
    };
    assert_eq!(errors(&written), [""; 0]);
    for (good, bad) in [
        ("\"version\": 1", "\"version\": 2"),
        ("\"findings\"", "\"finding\""),
        ("\"rule\", \"hash\"", "\"hash\", \"rule\""),
        (", 1, ", ", 0, "),
        (", 1, ", ", "),
    ] {
        let broken = written.replacen(good, bad, 1);
        assert!(broken != written && !errors(&broken).is_empty(), "{bad}");
    }
}

fn errors(text: &str) -> Vec<String> {
    let config: toml::Table = toml::from_str(text).unwrap();
    let validator = jsonschema::validator_for(&json_schema(registry())).unwrap();
    validator.iter_errors(&serde_json::to_value(config).unwrap()).map(|error| error.to_string()).collect()
}
