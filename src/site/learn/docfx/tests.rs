use serde_json::json;

use super::*;

const DOCFX: &str = r#"{
  // comments and trailing commas are fine
  "build": {
    "content": [
      { "files": ["**/*.md", "**/*.yml"], "exclude": ["**/obj/**", "README.md"], "src": "guides" },
      { "files": "**/About/*.md", "src": "./7.4" },
      "index.md"
    ],
    "globalMetadata": { "author": "pat", "feedback": { "system": "none", "url": "x" }, "list": [1] },
    "fileMetadata": {
      "ms.topic": {
        "guides/**.md": "concept-article",
        "guides/how-to/*.md": "how-to",
        "**/special.md": null,
      },
      "feedback": { "guides/**": { "system": "open" } },
      "list": { "guides/**": [2] },
    },
    "globalMetadataFiles": ["meta/all.json"],
    "fileMetadataFiles": "meta/some.json",
  }
}"#;

fn docset() -> Docset {
    Docset::read(DOCFX).unwrap()
}

fn value(docset: &Docset, path: &str, field: &str) -> Option<Value> {
    docset.metadata(path, field).map(Cow::into_owned)
}

#[test]
fn the_last_glob_that_matches_wins() {
    let docset = docset();
    assert_eq!(value(&docset, "guides/a.md", "ms.topic"), Some(json!("concept-article")));
    assert_eq!(value(&docset, "Guides/How-To/a.md", "ms.topic"), Some(json!("how-to")));
    assert_eq!(value(&docset, "guides/special.md", "ms.topic"), Some(Value::Null));
    assert_eq!(value(&docset, "guides/.draft/a.md", "ms.topic"), None);
    assert_eq!(value(&docset, "other/a.md", "author"), Some(json!("pat")));
    assert!(docset.knows_field("ms.topic") && !docset.knows_field("ms.date"));
}

#[test]
fn objects_merge_and_lists_replace() {
    let docset = docset();
    assert_eq!(value(&docset, "guides/a.md", "feedback"), Some(json!({"system": "open", "url": "x"})));
    assert_eq!(value(&docset, "guides/a.md", "list"), Some(json!([2])));
    assert_eq!(value(&docset, "index.md", "feedback"), Some(json!({"system": "none", "url": "x"})));
}

#[test]
fn metadata_files_stand_above_docfx_json_itself() {
    let mut docset = docset();
    let extra: Vec<_> = docset.extra_files().iter().map(|file| (file.path.as_str(), file.kind)).collect();
    assert_eq!(extra, [("meta/all.json", ExtraKind::Global), ("meta/some.json", ExtraKind::ByFile)]);
    docset.add_extra(ExtraKind::Global, r#"{ "author": "kim", "feedback": { "url": "y" } }"#).unwrap();
    docset
        .add_extra(ExtraKind::ByFile, r#"{ "fileMetadata": { "ms.topic": { "guides/a.md": "tutorial" } } }"#)
        .unwrap();
    assert_eq!(value(&docset, "index.md", "author"), Some(json!("kim")));
    assert_eq!(value(&docset, "index.md", "feedback"), Some(json!({"system": "none", "url": "y"})));
    assert_eq!(value(&docset, "guides/a.md", "ms.topic"), Some(json!("tutorial")));
    assert_eq!(value(&docset, "guides/b.md", "ms.topic"), Some(json!("concept-article")));
}

#[test]
fn roles_follow_the_content_globs() {
    let docset = docset();
    for (path, role) in [
        ("guides/a.md", Role::Article),
        ("guides/deep/B.MD", Role::Article),
        ("guides/README.md", Role::Other),
        ("guides/deep/README.md", Role::Article),
        ("guides/obj/a.md", Role::Other),
        ("guides/TOC.md", Role::Other),
        ("guides/a.yml", Role::Other),
        ("guides/includes/a.md", Role::Include),
        ("_Includes/a.md", Role::Include),
        ("7.4/Core/about/a.md", Role::Article),
        ("7.4/Core/a.md", Role::Other),
        ("index.md", Role::Article),
        ("./index.md", Role::Article),
        ("other.md", Role::Other),
        ("é", Role::Other),
    ] {
        assert_eq!(docset.role(path), role, "{path}");
    }
    assert_eq!(Docset::read("{}").unwrap().role("a/b.md"), Role::Article);
}

#[test]
fn errors_point_at_the_place() {
    for (text, place) in [
        ("{ \"build\": { \"content\": [{ \"files\": [1] }] } }", "1]"),
        ("{ \"build\": { \"content\": [{ \"files\": [\"[\"] }] } }", "\"[\"]"),
        ("{ \"build\": { \"fileMetadata\": { \"a\": 1 } } }", "1 }"),
        ("{ \"build\": [", "["),
        ("\u{feff}{ \"build\": 1 }", "1 }"),
    ] {
        let error = Docset::read(text).unwrap_err();
        assert!(text[error.offset..].starts_with(place), "{text}: {error:?}");
    }
    assert!(Docset::read("").is_err());
    assert!(Docset::read(&"[".repeat(100_000)).is_err());
}

const SCOPE: &str = r#"{ "build": {
  "content": [
    { "files": ["**/*.{md,yml}", "**/data.txt"], "exclude": ["**/includes/**", "README.md"], "src": "docs", "dest": "guides" },
    { "files": ["index.yml"] },
    { "files": ["**/*.md"], "src": "../other", "dest": "o" },
  ],
  "resource": [{ "files": ["**/*.png", "docs/raw/*.md"], "exclude": ["**/obj/**"] }],
  "globalMetadata": { "tilde_path": "docs" },
} }"#;

#[test]
fn what_the_build_makes_of_a_file() {
    let docset = Docset::read(SCOPE).unwrap();
    for (path, scope, left_out) in [
        ("docs/a.md", Scope::Content, false),
        ("docs/toc.yml", Scope::Content, false),
        ("./index.yml", Scope::Content, false),
        ("docs/includes/a.md", Scope::Outside, true),
        ("docs/README.md", Scope::Outside, true),
        ("README.md", Scope::Outside, true),
        ("docs/.x/a.md", Scope::Outside, true),
        ("docs/raw/a.md", Scope::Resource, false),
        ("docs/data.txt", Scope::Resource, false),
        ("a/i.PNG", Scope::Resource, false),
        ("obj/i.png", Scope::Outside, false),
        ("LICENSE", Scope::Outside, false),
        ("docfx.json", Scope::Outside, false),
    ] {
        assert_eq!((docset.publishes(path), docset.leaves_out(path, false)), (scope, left_out), "{path}");
    }
    let commands = Docset::read(r#"{ "build": { "content": [{ "files": "7/**/*.yml" }] } }"#).unwrap();
    for (path, maml, left_out) in [("7/Get-É.MD", true, false), ("7/Get-É.MD", false, true), ("8/Get.md", true, true)]
    {
        assert_eq!(commands.leaves_out(path, maml), left_out, "{path}");
    }
    assert_eq!(Docset::read("{}").unwrap().publishes("a/b.md"), Scope::Content);
    assert_eq!(docset.tilde_path("docs/a.md").as_deref(), Some("docs"));
    assert_eq!(Docset::read("{}").unwrap().tilde_path("a.md"), None);
}

#[test]
fn addresses_follow_the_mappings() {
    let docset = Docset::read(SCOPE).unwrap();
    for (path, address) in [
        ("docs/A/b.md", Some("guides/a/b")),
        ("DOCS/gone.md", Some("guides/gone")),
        ("docs/x/index.md", Some("guides/x/")),
        ("docs/reindex.md", Some("guides/reindex")),
        ("docs/toc.yml", Some("guides/toc")),
        ("index.yml", Some("")),
        ("docs/includes/a.md", None),
        ("elsewhere.md", None),
    ] {
        assert_eq!(docset.site_path(path).as_deref(), address, "{path}");
    }
    assert_eq!(Docset::read("{}").unwrap().site_path("a/B.md").as_deref(), Some("a/b"));
    assert_eq!(docset.sources("Guides/a/b"), ["docs/a/b.md", "docs/a/b.yml"]);
    assert_eq!(docset.sources("guidesome/a"), [""; 0]);
    assert_eq!(Docset::read("{}").unwrap().sources("a/b"), ["a/b.md", "a/b.yml"]);
}
