use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A doc set in memory: what the damages are planned on.
pub struct Tree {
    /// Where it lies.
    pub root: PathBuf,
    /// Every file, hidden ones too, as a path from the root with `/`.
    pub names: BTreeSet<String>,
    /// The names without letter case.
    folded: BTreeSet<String>,
    /// The texts of pages and of other files of the site, those in hidden folders left out.
    pub texts: BTreeMap<String, String>,
}

impl Tree {
    pub fn read(root: &Path) -> Self {
        let all = |hidden: bool| {
            let walk = ignore::WalkBuilder::new(root).hidden(hidden).git_ignore(hidden).build();
            let files =
                walk.filter_map(Result::ok).filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
            files.map(|entry| below(root, entry.path())).filter(|path| !path.starts_with(".git/")).collect::<Vec<_>>()
        };
        let names: BTreeSet<String> = all(false).into_iter().collect();
        let read = |path: String| Some((path.clone(), std::fs::read_to_string(root.join(path)).ok()?));
        let mut texts: BTreeMap<String, String> =
            all(true).into_iter().filter(|path| is_text(path)).filter_map(read).collect();
        texts
            .extend(names.iter().filter(|path| path.contains(".openpublishing.redirection")).cloned().filter_map(read));
        let folded = names.iter().map(|name| name.to_lowercase()).collect();
        Self { root: root.to_owned(), names, folded, texts }
    }

    /// Whether a file has this path, in any letter case.
    pub fn has(&self, path: &str) -> bool {
        self.folded.contains(&path.to_lowercase())
    }

    /// Copies the set to `to`.
    pub fn copy(&self, to: &Path) {
        for name in &self.names {
            let target = to.join(name);
            std::fs::create_dir_all(target.parent().expect("it lies below")).expect("a folder can be made");
            let bytes = std::fs::read(self.root.join(name)).expect("a file can be read");
            std::fs::write(target, bytes).expect("a file can be written");
        }
    }
}

fn is_text(path: &str) -> bool {
    [".md", ".yml", ".json"].iter().any(|ending| path.ends_with(ending))
}

fn below(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).expect("it lies below").to_string_lossy().replace('\\', "/")
}

/// The path that a relative destination leads to from the folder of a file.
pub fn joined(from: &str, written: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in written.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()?),
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}
