//! Links between files whose names are a risk on some disks: letters in two Unicode forms, signs that URLs encode, names
//! that differ only in letter case, symbolic links. The files are laid out when the test runs.

mod environment;

use environment::program;
use std::path::Path;

fn repository(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    std::fs::create_dir(folder.path().join(".git")).expect("it can be marked as a repository");
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("its folder can be made");
        std::fs::write(path, text).expect("a file can be written");
    }
    folder
}

/// What is found, one a line: place, rule and message.
fn found(folder: &Path, args: &[&str]) -> Vec<String> {
    let mut command = program();
    command
        .args(["check", "--select", "links", "--output-format", "concise", "--no-collapse", "-q"])
        .args(args)
        .current_dir(folder);
    let output = command.output().expect("the binary runs");
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("the output is UTF-8").lines().map(str::to_owned).collect()
}

/// The destinations that a rule speaks of, in order.
fn named_by(rule: &str, found: &[String]) -> Vec<String> {
    let of_rule = found.iter().filter(|line| line.contains(&format!("[{rule}]")));
    of_rule.filter_map(|line| Some(line.split_once('`')?.1.trim_end_matches('`').to_owned())).collect()
}

#[test]
fn a_letter_with_a_mark_is_found_in_both_unicode_forms() {
    let (one, two) = ("caf\u{e9}", "cafe\u{301}");
    for (name, other, encoded) in [(one, two, "cafe%CC%81"), (two, one, "caf%C3%A9")] {
        let page =
            format!("# Page\n\n[Same]({name}.md), [other]({other}.md), [encoded]({encoded}.md), [no](caf%C3%AA.md)\n");
        let cafe = format!("# {name}\n\n[Same](#{name}), [other](#{other}), [encoded](#{encoded}), [no](#cafe)\n");
        let folder = repository(&[("page.md", &page), (&format!("{name}.md"), &cafe)]);
        let found = found(folder.path(), &[]);
        assert_eq!(named_by("link-case-mismatch", &found), [format!("{other}.md"), format!("{encoded}.md")]);
        assert_eq!(named_by("broken-link", &found), ["caf%C3%AA.md"]);
        assert_eq!(named_by("broken-anchor", &found).len(), 1, "{found:?}");
        assert_eq!(found.len(), 4);
    }
}

#[cfg(unix)]
#[test]
fn signs_of_urls_in_names_are_decoded_once() {
    let names = ["50% off.md", "a#b.md", "what?.md", "a+b & c.md", "%41.md", "(x).md", "[x].md"];
    let page = "# Page

[Half](50%25%20off.md), [half](<50% off.md>), [sign](a%23b.md), [what](what%3F.md), [plus](a+b%20&%20c.md),
[plus](a%2Bb%20%26%20c.md), [coded](%2541.md), [round]((x).md), [round](%28x%29.md), [square](%5Bx%5D.md)

[Sign](a#b.md), [what](what?.md), [coded](%41.md), [half](50%2525%20off.md), [plus](a%20b%20&%20c.md)
";
    let mut files: Vec<(&str, &str)> = names.iter().map(|name| (*name, "# Name\n")).collect();
    files.push(("page.md", page));
    let folder = repository(&files);
    let found = found(folder.path(), &[]);
    let broken = ["a#b.md", "what?.md", "%41.md", "50%2525%20off.md", "a%20b%20&%20c.md"];
    assert_eq!(named_by("broken-link", &found), broken);
    assert_eq!(found.len(), broken.len(), "{found:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn of_two_names_that_differ_in_case_each_is_found() {
    let page = "# Page\n\n[One](Plan.md#big), [two](plan.md#small), [cross](Plan.md#small), [neither](PLAN.md)\n";
    let folder = repository(&[("page.md", page), ("Plan.md", "# Big\n"), ("plan.md", "# Small\n")]);
    let found = found(folder.path(), &[]);
    assert_eq!(
        found,
        [
            "page.md:3:58: error[broken-anchor] no anchor `#small` in `Plan.md`",
            "page.md:3:77: warning[link-case-mismatch] path differs in letter case from the name of the file: `PLAN.md`",
        ]
    );
}

#[test]
fn a_page_that_is_not_checked_is_known_and_nothing_above_the_root_is() {
    let page = "# Page\n\n[Known](../other/known.md#here), [not](../other/known.md#there), [above](../../above.md)\n";
    let known = "# Known\n\n## Here\n\n[Broken](gone.md) and [back](../docs/page.md)\n";
    let above = repository(&[("above.md", "# Above\n")]);
    let root = above.path().join("root");
    for (name, text) in [("docs/page.md", page), ("other/known.md", known), (".git/HEAD", "")] {
        let path = root.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let expected = [
        "docs/page.md:3:57: error[broken-anchor] no anchor `#there` in `other/known.md`",
        "docs/page.md:3:74: warning[link-outside-root] link leads out of the repository: `../../above.md`",
    ];
    assert_eq!(found(&root, &["docs"]), expected);
    assert_eq!(found(&root, &["docs/page.md"]), expected);
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_followed_within_the_root() {
    use std::os::unix::fs::symlink;
    let page = "# Page

[a](linked.md#here), [b](linked.md#there), [c](folder/real.md#here), [d](folder/real.md#there), [e](folder/gone.md)

[f](round/round/page.md#page), [g](round/gone.md), [h](outside.md#never), [i](outer/secret.md), [j](folder/)

[k](dangling.md#x), [l](loop.md#x)
";
    let real = "# Real\n\n## Here\n\n[Up](../docs/page.md)\n";
    let folder = repository(&[("docs/page.md", page), ("shared/real.md", real)]);
    let elsewhere = repository(&[("secret.md", "# Secret\n\n[broken](gone.md)\n")]);
    let secret = elsewhere.path().join("secret.md");
    let docs = folder.path().join("docs");
    let links: [(&str, &Path); 7] = [
        ("linked.md", Path::new("../shared/real.md")),
        ("folder", Path::new("../shared")),
        ("round", Path::new(".")),
        ("outside.md", &secret),
        ("outer", elsewhere.path()),
        ("dangling.md", Path::new("nowhere.md")),
        ("loop.md", Path::new("loop.md")),
    ];
    for (name, target) in links {
        symlink(target, docs.join(name)).expect("a link can be made");
    }
    let found = found(folder.path(), &["docs/page.md"]);
    let broken = ["folder/gone.md", "round/gone.md", "outer/secret.md", "dangling.md#x"];
    assert_eq!(named_by("broken-link", &found), broken);
    let anchors = ["#there` in `docs/linked.md", "#there` in `docs/folder/real.md"];
    assert_eq!(named_by("broken-anchor", &found), anchors);
    assert_eq!(found.len(), 6, "{found:?}");
}

#[test]
fn a_link_of_a_hundred_thousand_folders_is_a_broken_link() {
    let deep = "a/".repeat(100_000);
    let folder =
        repository(&[("page.md", &format!("# Page\n\n[x]({deep}x.md), [y](docs/{deep})\n")), ("docs/a/b.md", "")]);
    assert_eq!(named_by("broken-link", &found(folder.path(), &[])).len(), 2);
}

#[test]
fn what_two_files_take_in_is_not_doubled_with_each_of_them() {
    let twice = |next: usize| format!("[!INCLUDE [x](f{next}.md)]\n\n[!INCLUDE [x](f{next}.md)]\n\n");
    let mut files: Vec<(String, String)> = (0..40).map(|at| (format!("f{at}.md"), twice(at + 1))).collect();
    files.push(("f40.md".to_owned(), "## End\n".to_owned()));
    files.push(("page.md".to_owned(), format!("# Page\n\n[End](#end), [gone](#gone)\n\n{}", twice(0))));
    files.push(("docfx.json".to_owned(), r#"{ "build": { "content": [{ "files": ["**/*.md"] }] } }"#.to_owned()));
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let folder = repository(&files);
    assert_eq!(found(folder.path(), &[]), ["page.md:3:21: error[broken-anchor] no anchor `#gone` in this page"]);
}

#[test]
fn comments_of_a_page_that_was_not_checked_are_not_judged() {
    let from = "# From\n\n<!-- guidelint-disable-next-line broken-link -->\n[Gone](gone.md)\n\n[To](to.md#gone)\n";
    let folder = repository(&[("from.md", from), ("to.md", "# To\n")]);
    let expected = ["from.md:6:11: error[broken-anchor] no anchor `#gone` in `to.md`"];
    assert_eq!(found(folder.path(), &["--select", "unused-suppression", "to.md"]), expected);
}

#[test]
fn lines_of_a_source_have_anchors() {
    let page = "# Page\n\n[Line](to.md?plain=1#L3), [lines](?plain=1#L1-L3), [none](to.md?raw=1#L3)\n";
    let folder = repository(&[("page.md", page), ("to.md", "# To\n")]);
    assert_eq!(found(folder.path(), &[]), ["page.md:3:70: error[broken-anchor] no anchor `#L3` in `to.md`"]);
}

#[test]
fn a_slip_in_a_title_does_not_hide_that_another_page_has_it() {
    let folder = repository(&[("a.md", "# The the plan\n\nText.\n"), ("b.md", "# The the plan\n\nText.\n")]);
    let found = found(folder.path(), &["--select", "repeated-word,duplicate-title"]);
    assert_eq!(named_by("duplicate-title", &found), ["The the plan"]);
    assert_eq!(found.len(), 3, "{found:?}");
}

#[test]
fn a_heading_of_an_include_is_missed_by_pages_that_lead_to_those_that_take_it_in() {
    let files = [
        ("docs/docfx.json", "{ \"build\": { \"content\": [{ \"files\": [\"**/*.md\"] }] } }"),
        ("docs/includes/tide.md", "## Of the tide\n\nIt comes and goes.\n"),
        ("docs/includes/water.md", "[!INCLUDE [tide](tide.md)]\n"),
        ("docs/sea.md", "# Sea\n\n[!INCLUDE [water](includes/water.md)]\n"),
        ("docs/start.md", "# Start\n\n[Right](sea.md#of-the-tide), [gone](sea.md#the-tide)\n"),
        ("docs/other.md", "# Other\n\n[Not asked about](nothing.md)\n"),
    ];
    let folder = repository(&files);
    let found = found(folder.path(), &["docs/includes/tide.md"]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("docs/start.md:3:") && found[0].contains("`#the-tide`"), "{found:?}");
}

#[test]
fn a_comment_about_all_files_is_no_idle_one_where_few_are_checked() {
    let page = "# Page\n\n<!-- guidelint-disable-file broken-link -->\n";
    let folder = repository(&[("page.md", page), ("other.md", "# Other\n")]);
    let unused = |args: &[&str]| {
        let all = [&["--extend-select", "unused-suppression"], args].concat();
        named_by("unused-suppression", &found(folder.path(), &all))
    };
    assert_eq!(unused(&["page.md"]), [""; 0]);
    assert_eq!(unused(&["."]).len(), 1);
}

#[test]
fn the_nearest_configuration_makes_a_root_where_there_is_no_repository() {
    let folder = repository(&[
        ("mkdocs.yml", "site_name: Outer\n"),
        ("inner/docfx.json", "{}"),
        ("inner/src/page.md", "# Page\n\n[Above](../../mkdocs.yml)\n"),
    ]);
    std::fs::remove_dir(folder.path().join(".git")).expect("it is no repository any more");
    let found = found(&folder.path().join("inner/src"), &["page.md"]);
    assert_eq!(named_by("link-outside-root", &found), ["../../mkdocs.yml"], "{found:?}");
}
