use proptest::prelude::*;

use super::*;

fn wrong(text: &str) -> String {
    parse("b.json", text).expect_err(text).to_string()
}

fn table(rows: &str) -> String {
    format!("{{\"version\": 1, \"findings\": [[\"path\", \"rule\", \"hash\", \"count\", \"text\"]{rows}]}}")
}

fn one(path: &str, text: &str, count: u32) -> Entries {
    let mut entries = Entries::default();
    let key = Key { rule: "empty-link".to_owned(), hash: 0xAB };
    entries.0.entry(path.to_owned()).or_default().insert(key, Entry { count, text: text.to_owned() });
    entries
}

#[test]
fn an_entry_takes_a_line_of_its_own() {
    let written = write(&one("docs/a.md", "[\"x\"]()", 2));
    let row = "\n\n    ,[\"docs/a.md\", \"empty-link\", \"00000000000000ab\", 2, \"[\\\"x\\\"]()\"]\n\n";
    assert!(written.contains(row), "{written}");
    assert!(write(&Entries::default()).lines().all(|line| written.lines().any(|other| other == line)));
}

#[test]
fn nothing_hidden_is_written_raw() {
    let entries = one("a\u{202E}b\u{1b}.md", "x\u{E0001}\u{9b}\u{7f}é日", 1);
    let written = write(&entries);
    assert!(written.contains("x\\udb40\\udc01\\u009b\\u007fé日"), "{written}");
    assert!(!written.chars().any(|c| c != '\n' && is_hidden(c)), "{written}");
    assert_eq!(parse("b.json", &written).unwrap(), entries);
}

#[test]
fn a_row_that_stands_twice_counts_once() {
    let row = |count: u32| format!(",[\"a.md\", \"empty-link\", \"00000000000000ab\", {count}, \"t\"]");
    assert_eq!(parse("b.json", &table(&(row(3) + &row(2)))).unwrap(), one("a.md", "t", 3));
}

#[test]
fn a_mark_of_byte_order_and_other_line_ends_do_no_harm() {
    let written = write(&one("a.md", "t", 1)).replace('\n', "\r\n");
    assert_eq!(parse("b.json", &format!("\u{FEFF}{written}")).unwrap(), one("a.md", "t", 1));
    let late = wrong("\u{FEFF}{\n\"version\": 1,\n\"findings\": 5}");
    assert!(late.starts_with("b.json:3:13: invalid type: integer `5`, expected a list of rows\n"), "{late}");
}

#[test]
fn what_is_no_baseline_is_told_with_its_place() {
    for (text, told) in [
        ("", "b.json: is empty; delete it"),
        (" \n\n", "b.json: is empty; delete it"),
        ("null", "b.json:1:1: a baseline is an object and begins with `{`"),
        ("{\"version\": \"1\", \"findings\": []}", "b.json:1:15: the version must be a number"),
        ("{\"findings\": []}", "b.json:1:16: missing field `version`"),
        ("{\"version\": 0, \"findings\": []}", "b.json:1:13: no baseline has version 0"),
        ("{\"version\": 1, \"version\": 1}", "b.json:1:24: duplicate field `version`"),
        ("{\"version\": 1, \"findings\": []}", "b.json:1:29: the first row must be [\"path\", "),
        ("{\"version\": 1}", "b.json:1:14: missing field `findings`"),
    ] {
        assert!(wrong(text).starts_with(told), "{text}: {}", wrong(text));
    }
    for (row, told) in [
        (",[\"a\", \"r\", \"00\", 1, \"\"]", "`00` is no hash of 16 hexadecimal digits"),
        (",[\"a\", \"r\", \"00000000000000AB\", 1, \"\"]", "`00000000000000AB` is no hash"),
        (",[\"a\", \"r\", \"+0000000000000ab\", 1, \"\"]", "`+0000000000000ab` is no hash"),
        (",[\"a\", \"r\", \"00000000000000ab\", 0, \"\"]", "invalid value: integer `0`, expected a nonzero u32"),
        (
            ",[\"a\", \"r\", \"00000000000000ab\"]",
            "invalid length 3, expected a row of path, rule, hash, count and text",
        ),
        (",[\"a\", \"r\", \"00000000000000ab\", 1, \"\", 1]", "trailing characters"),
        (",5", "invalid type: integer `5`, expected a row of path"),
    ] {
        assert!(wrong(&table(row)).contains(told), "{row}: {}", wrong(&table(row)));
    }
}

#[test]
fn a_newer_file_is_called_so_whatever_it_holds() {
    let told = wrong("{\"kinds\": [], \"findings\": {}, \"version\": 2}");
    assert!(told.contains("written by a newer guidelint: it has version 2, and this one reads version 1"), "{told}");
}

#[test]
fn marks_of_a_conflict_say_what_to_do() {
    let told = wrong(&table("\n<<<<<<< ours\n,5\n=======\n>>>>>>> theirs\n"));
    assert!(told.starts_with("b.json:2:1: a merge left a conflict here"), "{told}");
}

#[test]
fn depth_without_end_is_refused() {
    let deep = "[".repeat(1_000_000);
    assert!(wrong(&deep).starts_with("b.json:1:1: a baseline is an object and begins with `{`"));
    assert!(wrong(&format!("{{\"version\": 1, \"findings\": {deep}")).contains("EOF while parsing"));
    assert!(wrong(&format!("{{\"version\": 1, \"x\": {deep}")).contains("EOF while parsing"));
}

proptest! {
    #[test]
    fn what_is_written_is_read(list in prop::collection::vec((".*", "[a-z-]{1,9}", any::<u64>(), 1..u32::MAX, ".*"), 0..20)) {
        let mut entries = Entries::default();
        for (path, rule, hash, count, text) in list {
            entries.0.entry(path).or_default().insert(Key { rule, hash }, Entry { count, text });
        }
        let written = write(&entries);
        prop_assert_eq!(parse("b.json", &written).unwrap(), entries);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[\\[\\]{}\":,0-9a-f<=> \npathrule\u{FEFF}é]*") {
        let _ = parse("b.json", &text);
        let _ = parse("b.json", &table(&text));
    }
}
