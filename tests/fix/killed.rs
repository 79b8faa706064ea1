//! Whatever stops the program, a file is the old one or the new one.

use std::collections::BTreeMap;
use std::path::Path;

use super::{command, repository, run};

const FILES: usize = 12;
const KILLS: usize = 20;

/// The files of a folder with their bytes, without those that were being written.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if name.ends_with(".md") {
            files.insert(name, std::fs::read(entry.path()).unwrap());
        } else {
            assert!(name == ".git" || name.starts_with(".guidelint-") && name.ends_with(".tmp"), "{name}");
        }
    }
    files
}

#[test]
fn a_killed_run_leaves_whole_files() {
    let old: BTreeMap<String, Vec<u8>> = (0..FILES)
        .map(|number| {
            let rows = format!("| c | d{number}\n").repeat(200 + number * 20);
            (format!("{number:02}.md"), format!("# T\n\n| a | b |\n|---|---|\n{rows}").into_bytes())
        })
        .collect();
    let new: BTreeMap<String, Vec<u8>> = old
        .iter()
        .map(|(name, text)| {
            let text = String::from_utf8(text.clone()).unwrap();
            let closed = |line: &str| if line.starts_with("| c") { format!("{line} |\n") } else { format!("{line}\n") };
            (name.clone(), text.lines().map(closed).collect::<String>().into_bytes())
        })
        .collect();
    let folder = repository(&[]);
    let restore = || old.iter().for_each(|(name, text)| std::fs::write(folder.path().join(name), text).unwrap());
    let mut cut_short = 0;
    for kill in 0..KILLS {
        restore();
        let mut child = command(folder.path(), &["--fix-only", "-q"]).spawn().unwrap();
        // Killed as soon as so many files are new, or while the first is still being looked at.
        let wanted = kill * FILES / KILLS;
        let is_new =
            |name: &String| std::fs::metadata(folder.path().join(name)).unwrap().len() == new[name].len() as u64;
        while child.try_wait().unwrap().is_none() && new.keys().filter(|name| is_new(name)).count() < wanted {}
        child.kill().unwrap();
        child.wait().unwrap();
        let left = files(folder.path());
        assert!(left.iter().all(|(name, text)| *text == old[name] || *text == new[name]), "kill {kill}");
        assert_eq!(left.len(), FILES);
        cut_short += usize::from(left != new);
    }
    assert!(cut_short > 0, "no run was killed in time");
    assert_eq!(run(folder.path(), &["--fix-only", "-q"]).0, 0);
    assert_eq!(files(folder.path()), new);
}
