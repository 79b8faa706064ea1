use super::*;

#[test]
fn three_syntaxes_say_the_same() {
    let toml = "baseURL = 'https://x/y/'\ncontentdir = 'pages'\nstaticDir = ['a', 'b']\ntheme = 't'\n[languages.en]\ncontentDir = 'pages/en'\n";
    let yaml = "baseURL: https://x/y/\ncontentDir: pages\nstaticDir: [a, b]\ntheme: t\nlanguages:\n  en:\n    contentDir: pages/en\n";
    let json = "{\"baseURL\": \"https://x/y/\", \"contentDir\": \"pages\", \"staticDir\": [\"a\", \"b\"], \"theme\": \"t\", \"languages\": {\"en\": {\"contentDir\": \"pages/en\"}}}";
    let read = Hugo::read("site", toml, Syntax::Toml).unwrap();
    assert_eq!(read.contents(), ["site/pages", "site/pages/en"]);
    assert_eq!(read.statics(), ["site/a", "site/b"]);
    assert_eq!((read.has_theme(), read.imports(), read.base_url()), (true, false, Some("https://x/y/")));
    assert_eq!(read.content_of("site/pages/en/a.md"), Some("site/pages/en"));
    assert_eq!(read, Hugo::read("site", yaml, Syntax::of("hugo.yaml").unwrap()).unwrap());
    assert_eq!(read, Hugo::read("site", json, Syntax::of("hugo.json").unwrap()).unwrap());
}

#[test]
fn mounts_add_folders() {
    let text = "[[module.mounts]]\nsource = 'docs'\ntarget = 'content'\n[[module.mounts]]\nsource = 'x'\ntarget = 'content/y'\n";
    let read = Hugo::read("", text, Syntax::Toml).unwrap();
    assert_eq!((read.contents(), read.imports()), (&["content".to_owned(), "docs".to_owned()][..], true));
}

#[test]
fn a_configuration_may_be_in_parts() {
    let mut read = Hugo::plain("");
    read.add("", "hugo.toml", "baseURL = 'https://x/'", Syntax::Toml).unwrap();
    read.add("", "languages.yaml", "fr:\n  contentDir: content/fr\n", Syntax::Yaml).unwrap();
    read.add("", "module.json", "{\"imports\": []}", Syntax::Json).unwrap();
    assert_eq!((read.base_url(), read.imports()), (Some("https://x/"), true));
    assert_eq!((read.contents().len(), read.languages()), (2, &["fr".to_owned()][..]));
}

#[test]
fn what_is_wrong_has_a_place() {
    assert!(Hugo::read("", "a = [", Syntax::Toml).unwrap_err().span.start() > 0);
    assert_eq!(Hugo::read("", "{\n\"é\": ]\n}", Syntax::Json).unwrap_err().span.start(), 8);
    assert!(Hugo::read("", &format!("a: {}", "[".repeat(5000)), Syntax::Yaml).is_err());
    assert!(Hugo::read("", &format!("a: {}{}", "[".repeat(200), "]".repeat(200)), Syntax::Yaml).is_ok());
    assert_eq!(Hugo::read("", "", Syntax::Yaml).unwrap(), Hugo::plain(""));
}
