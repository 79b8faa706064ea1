//! A pull request on docs with 200 old findings: it touches three lines, renames a page, deletes a heading that five other
//! pages lead to, and moves forty lines.

use crate::formats::readers;
use crate::repo::{Found, Repo, found};

const PAGES: usize = 40;

/// 40 pages with five findings each, which lead to each other.
fn docs() -> Repo {
    let repo = Repo::new();
    for number in 0..PAGES {
        repo.write(&format!("docs/page-{number:02}.md"), &page(number));
    }
    repo.write("docs/guide.md", "# Guide\n\nHow to begin.\n\n## Set up\n\nDo it.\n\n## Clean up\n\nUndo it.\n");
    repo.commit();
    repo
}

fn page(number: usize) -> String {
    let next = (number + 1) % PAGES;
    let mut text = format!("# Page {number}\n\nRead [the next page](page-{next:02}.md) after this one.\n\n");
    for part in 1..=5 {
        text += &format!("## Part {part}\n\nThe [plan {number}.{part}]() has its reasons.\n\n");
        text += &format!("Line one of part {part} on page {number}.\n\nLine two of part {part} on page {number}.\n\n");
    }
    if number < 5 {
        text += "See [how to set up](guide.md#set-up) too.\n";
    }
    text
}

/// The pull request.
fn change(repo: &Repo) {
    repo.edit("docs/page-10.md", "Line one of part 2 on page 10.", "Line one of [part two]() on page 10.");
    repo.edit("docs/page-11.md", "Line one of part 3 on page 11.", "Line one of part 3 on the page 11.");
    repo.edit("docs/page-12.md", "The [plan 12.1]() has its reasons.", "The [plan 12.1]() has its good reasons.");
    repo.git(&["mv", "docs/page-20.md", "docs/page-twenty.md"]);
    repo.edit("docs/page-twenty.md", "# Page 20\n", "# Page twenty\n");
    repo.edit("docs/guide.md", "## Set up\n\n", "");
    let text = repo.read("docs/page-30.md");
    let lines: Vec<&str> = text.lines().collect();
    let moved = [&lines[..4], &lines[20..], &lines[4..20]].concat();
    repo.write("docs/page-30.md", &(moved.join("\n") + "\n"));
}

fn caused() -> Vec<Found> {
    found(&[
        ("docs/page-00.md", 45, "broken-anchor"),
        ("docs/page-01.md", 45, "broken-anchor"),
        ("docs/page-02.md", 45, "broken-anchor"),
        ("docs/page-03.md", 45, "broken-anchor"),
        ("docs/page-04.md", 45, "broken-anchor"),
        ("docs/page-10.md", 17, "empty-link"),
        ("docs/page-19.md", 3, "broken-link"),
    ])
}

#[test]
fn a_pull_request_answers_for_what_it_caused() {
    let repo = docs();
    assert_eq!(repo.check(&[]).len(), 200);
    repo.git(&["checkout", "--quiet", "-b", "topic"]);
    change(&repo);
    assert_eq!(repo.check(&["--since", "main"]), caused(), "before the commit");
    repo.commit();
    assert_eq!(repo.check(&["--since", "main"]), caused(), "after the commit");
    let summary = repo.report(&["--since", "main"])["summary"].clone();
    assert_eq!((&summary["errors"], &summary["fixed"]), (&7.into(), &0.into()));
    assert_eq!(repo.run(&["check", "--since", "main"]).status.code(), Some(1));
    assert_eq!(repo.run(&["check", "--since", "HEAD"]).status.code(), Some(0));
}

#[test]
fn every_format_tells_of_what_was_caused_and_of_nothing_else() {
    let repo = docs();
    change(&repo);
    for (format, read) in readers() {
        let output = repo.run(&["check", "--since", "HEAD", "--no-collapse", "--output-format", format]);
        assert_eq!(output.status.code(), Some(1), "{format}");
        let text = String::from_utf8(output.stdout).expect("reports are UTF-8");
        let mut seen = read(&text);
        seen.sort();
        assert_eq!(seen, caused(), "{format}:\n{text}");
        let file = format!("{format}=report.txt");
        repo.run(&["check", "--since", "HEAD", "--no-collapse", "-q", "--output-format", &file]);
        assert_eq!(read(&repo.read("report.txt")), read(&text), "{format}, to a file");
    }
}

#[test]
fn what_main_did_meanwhile_is_not_the_requests_fault() {
    let repo = docs();
    repo.git(&["checkout", "--quiet", "-b", "topic"]);
    change(&repo);
    repo.commit();
    repo.git(&["checkout", "--quiet", "main"]);
    repo.edit("docs/page-05.md", "[plan 5.1]()", "[plan 5.1](page-06.md)");
    repo.edit("docs/page-06.md", "Line one of part 2", "Line [one]() of part 2");
    repo.commit();
    repo.git(&["checkout", "--quiet", "topic"]);
    assert_eq!(repo.check(&["--since", "main"]), caused());
}

#[test]
fn the_last_lines_say_what_is_not_shown() {
    let repo = docs();
    repo.edit("docs/page-07.md", "[plan 7.1]()", "[plan 7.1](page-08.md)");
    repo.edit("docs/page-07.md", "Line one of part 2", "Line [one]() of part 2");
    let output = repo.run(&["check", "--since", "HEAD", "--color", "never"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("\n9 older findings not shown · 1 fixed\n"), "{said}");
    assert!(said.contains("\n1 error in 1 file\n"), "{said}");
}
