use serde_json::{Map, Value, json};

use crate::rule::{OptionSpec, Registry, RulePage};
use crate::site::Site;
use crate::text::{Language, WordList};

/// The JSON schema of `guidelint.toml`, made from the pages of the rules.
pub fn json_schema(registry: &Registry) -> Value {
    let mut rules = Map::new();
    let mut definitions = Map::new();
    for page in registry.pages() {
        definitions.insert(page.id.to_owned(), rule(page));
        for name in page.names() {
            rules.insert(name.to_owned(), json!({ "$ref": format!("#/$defs/{}", page.id) }));
        }
    }
    definitions.insert("severity".to_owned(), severity());
    definitions.insert("site".to_owned(), site());
    definitions.insert("language".to_owned(), language());
    definitions.insert("words".to_owned(), words());
    definitions.insert("strings".to_owned(), json!({ "type": "array", "items": { "type": "string" } }));
    definitions
        .insert("rules".to_owned(), json!({ "type": "object", "properties": rules, "additionalProperties": false }));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "guidelint.toml",
        "description": "Settings of guidelint, a documentation linter and link checker.",
        "type": "object",
        "additionalProperties": false,
        "properties": properties(),
        "$defs": definitions,
    })
}

fn properties() -> Value {
    let strings = |meaning: &str| json!({ "$ref": "#/$defs/strings", "description": meaning });
    json!({
        "extends": {
            "description": "Configuration files to build on, relative to this one; what stands here wins.",
            "oneOf": [{ "type": "string" }, { "$ref": "#/$defs/strings" }],
        },
        "site": { "$ref": "#/$defs/site" },
        "language": { "$ref": "#/$defs/language" },
        "words": { "$ref": "#/$defs/words" },
        "select": strings("Only these rules are on: ids, aliases, families, tags or `all`."),
        "extend-select": strings("Rules that are on as well."),
        "ignore": strings("Rules that are off."),
        "include": strings("Files to check in folders, as globs; `*.md` and `*.markdown` unless set."),
        "exclude": strings("Files and folders not to check, as globs."),
        "rules": { "$ref": "#/$defs/rules", "description": "Severity and options of single rules." },
        "overrides": {
            "description": "Other settings for some files; later ones win.",
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["files"],
                "properties": {
                    "files": { "$ref": "#/$defs/strings", "minItems": 1, "description": "The files, as globs." },
                    "site": { "$ref": "#/$defs/site" },
                    "language": { "$ref": "#/$defs/language" },
                    "words": { "$ref": "#/$defs/words" },
                    "rules": { "$ref": "#/$defs/rules" },
                },
            },
        },
    })
}

fn severity() -> Value {
    json!({ "description": "How bad a finding is, or `off`.", "enum": ["error", "warning", "info", "off"] })
}

fn site() -> Value {
    let names: Vec<&str> = std::iter::once("auto").chain(Site::ALL.map(Site::name)).collect();
    json!({ "description": "What kind of site the docs are for; `auto` looks at the files around them.", "enum": names })
}

fn language() -> Value {
    let names: Vec<&str> = Language::names().collect();
    json!({ "description": "The language that the pages are written in.", "enum": names })
}

fn words() -> Value {
    let entry = json!({ "type": "string", "pattern": "\\S" });
    let lists = WordList::ALL.map(|list| {
        (list.name().to_owned(), json!({ "type": "array", "items": entry, "description": list.meaning() }))
    });
    json!({
        "description": "Words that are added to those of the language; those of all files and overrides count together.",
        "type": "object",
        "additionalProperties": false,
        "properties": Map::from_iter(lists),
    })
}

fn rule(page: &RulePage) -> Value {
    let mut properties = Map::from_iter([("severity".to_owned(), json!({ "$ref": "#/$defs/severity" }))]);
    properties.extend(page.options.iter().map(|spec| (spec.name.to_owned(), option(spec))));
    let table = json!({ "type": "object", "additionalProperties": false, "properties": properties });
    json!({ "description": page.summary.replace('\n', " "), "oneOf": [{ "$ref": "#/$defs/severity" }, table] })
}

fn option(spec: &OptionSpec) -> Value {
    let kind = match &spec.default {
        toml::Value::String(_) | toml::Value::Datetime(_) => "string",
        toml::Value::Integer(_) => "integer",
        toml::Value::Float(_) => "number",
        toml::Value::Boolean(_) => "boolean",
        toml::Value::Array(_) => "array",
        toml::Value::Table(_) => "object",
    };
    let mut schema = json!({ "type": kind, "description": spec.meaning, "default": spec.default });
    if spec.kind == "list of strings" {
        schema["items"] = json!({ "type": "string" });
    }
    schema
}
