//! `--add-suppressions`: a comment for each finding, where it changes nothing else.

use super::{read, repository, run};

/// Adds comments to a page, and tells what became of it; nothing is found afterwards, and nothing is added again.
fn suppressed(text: &str) -> String {
    let folder = repository(&[("a.md", text)]);
    let all = ["--extend-select", "empty-link,duplicate-anchor", "-q", "--output-format", "concise"];
    let (status, out, err) = run(folder.path(), &[&["--add-suppressions"], &all[..]].concat());
    assert_eq!((status, out.as_str(), err.as_str()), (0, "", ""), "{}", read(folder.path(), "a.md"));
    let page = read(folder.path(), "a.md");
    assert_eq!(run(folder.path(), &[&["--add-suppressions", "--diff"], &all[..]].concat()).1, "");
    page
}

#[test]
fn running_text_lists_and_cells_hold_a_comment_at_the_end_of_the_line() {
    let text =
        "# T\n\nSee [x]()  \nand more.\n\n- One\n- [x]() and [y](no.md)\n\n| a | b |\n|---|---|\n| [x]() | c |\n";
    let page = suppressed(text);
    let expected = "# T\n\nSee [x]() <!-- guidelint-disable-line empty-link -->  \nand more.\n\n- One\n\
        - [x]() and [y](no.md) <!-- guidelint-disable-line broken-link empty-link -->\n\n\
        | a | b |\n|---|---|\n| [x]() | c <!-- guidelint-disable-line empty-link --> |\n";
    assert_eq!(page, expected);
}

#[test]
fn headings_and_html_get_a_comment_above() {
    let page = suppressed("# T\n\nText.\n\n## See [x]()\n\nText.\n\n<a href=\"TODO\">x</a>\n");
    let above = "<!-- guidelint-disable-next-line empty-link -->\n## See [x]()\n";
    assert!(page.contains(above), "{page}");
}

#[test]
fn what_has_no_room_gets_a_comment_for_the_file() {
    let text = "---\ntitle: A\ntitle: B\n---\n\n# T\n\n- One\n\n  ```bash\n  deploy\n\nText.\n";
    let page = suppressed(text);
    assert!(page.starts_with("---\ntitle: A\ntitle: B\n---\n\n<!-- guidelint-disable-file duplicate-field"), "{page}");
}

#[test]
fn a_comment_that_is_there_names_more_rules() {
    let text = "# T\n\n[x]() and [y](no.md) <!-- guidelint-disable-line empty-link -- on purpose -->\n";
    let expected = "# T\n\n[x]() and [y](no.md) <!-- guidelint-disable-line empty-link broken-link -- on purpose -->\n";
    assert_eq!(suppressed(text), expected);
}

#[test]
fn files_without_comments_are_named_and_left_alone() {
    let toc = "- name: A\n  href: no.md\n";
    let folder = repository(&[(".openpublishing.publish.config.json", "{}"), ("docfx.json", "{}"), ("toc.yml", toc)]);
    let (status, _, err) = run(folder.path(), &["--add-suppressions", "--select", "broken-toc-entry"]);
    assert_eq!(status, 1);
    let said = "guidelint: toc.yml:2: broken-toc-entry not suppressed: such a file holds no comments of Markdown\n";
    assert_eq!(err, said);
    assert_eq!(read(folder.path(), "toc.yml"), toc);
}
