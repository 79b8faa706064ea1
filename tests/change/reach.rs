//! A change is judged by the files that it reaches. Checking all files before and after it, which a rule that looks at
//! all of them demands, must come to the same.

use crate::random::Random;
use crate::repo::{Found, Repo};

/// Forces every file to be checked.
const LOOKS_AT_ALL: &str = "duplicate-title";
const ROUNDS: u64 = 40;

const FOLDERS: [&str; 4] = ["", "guide/", "guide/deep/", "Ref/"];
const NAMES: [&str; 6] = ["index.md", "README.md", "setup.md", "Clean-up.md", "a b.md", "plan.md"];
const HEADINGS: [&str; 4] = ["Set up", "Clean up", "Notes", "Plan"];

struct World<'w> {
    repo: &'w Repo,
    random: Random,
    /// How a path from the root begins: the pages are Learn's where it is `~/`.
    root: &'static str,
}

impl World<'_> {
    fn pick<'p>(&mut self, from: &[&'p str]) -> &'p str {
        from[self.random.below(from.len())]
    }

    fn path(&mut self) -> String {
        format!("docs/{}{}", self.pick(&FOLDERS), self.pick(&NAMES))
    }

    fn page(&mut self, from: &str) -> String {
        let mut text = format!("# Page of {from}\n\n");
        for _ in 0..2 + self.random.below(4) {
            text += &format!("## {}\n\n{}\n\n", self.pick(&HEADINGS), self.link());
        }
        text
    }

    fn link(&mut self) -> String {
        let root = self.root;
        let to = format!("{root}docs/{}{}", self.pick(&FOLDERS), self.pick(&NAMES)).replace(' ', "%20");
        let anchor = self.pick(&["#set-up", "#clean-up", "#notes", "#plan", ""]);
        match self.random.below(12) {
            0 => "An [empty]() one.".to_owned(),
            1 => format!("![the plan]({root}docs/{}plan.png)", self.pick(&FOLDERS)),
            2 => format!("A [folder]({root}docs/{}).", self.pick(&FOLDERS)),
            10 => format!("[Up](..{anchor})."),
            11 => format!("[Home](./{anchor})."),
            4 => "[!INCLUDE [part](~/docs/includes/part.md)]".to_owned(),
            5 => format!("[!INCLUDE [page]({to})]"),
            3 => format!("In [other case]({}).", to.to_lowercase()),
            _ => format!("A [page]({to}{anchor})."),
        }
    }

    fn exists(&self, path: &str) -> bool {
        self.repo.path().join(path).exists()
    }

    fn fill(&mut self) {
        for _ in 0..14 {
            let path = self.path();
            let text = self.page(&path);
            self.repo.write(&path, &text);
        }
        self.repo.write("docs/guide/plan.png", "");
        if self.root == "~/" {
            let content = r#"{"build": {"content": [{"files": ["docs/**/*.md"], "exclude": ["**/includes/**"]}]}}"#;
            self.repo.write("docfx.json", content);
            let part = self.page("a part");
            self.repo.write("docs/includes/part.md", &part);
        }
    }

    /// One step of a change.
    fn change(&mut self) {
        let path = self.path();
        match self.random.below(8) {
            0 if self.exists(&path) => self.repo.remove(&path),
            1 if self.exists(&path) => {
                let to = self.path();
                if !self.exists(&to) {
                    let text = self.repo.read(&path);
                    self.repo.remove(&path);
                    self.repo.write(&to, &text);
                }
            }
            2 if self.exists(&path) => {
                let heading = format!("## {}\n", self.pick(&HEADINGS));
                let text = self.repo.read(&path).replace(&heading, "## Renamed\n");
                self.repo.write(&path, &text);
            }
            4 if self.root == "~/" => {
                let part = self.page("a part");
                self.repo.write("docs/includes/part.md", &part);
            }
            3 => {
                let png = format!("docs/{}plan.png", self.pick(&FOLDERS));
                if self.exists(&png) { self.repo.remove(&png) } else { self.repo.write(&png, "") }
            }
            _ => {
                let text = self.page(&path);
                self.repo.write(&path, &text);
            }
        }
    }
}

#[test]
fn what_a_change_reaches_is_all_that_it_can_cause() {
    let (mut caused, mut older) = (0, 0);
    for seed in 0..ROUNDS {
        let repo = Repo::new();
        let mut world = World { repo: &repo, random: Random::new(seed), root: if seed % 2 == 0 { "/" } else { "~/" } };
        world.fill();
        repo.commit();
        (0..4).for_each(|_| world.change());
        for how in [&["--since", "HEAD"][..], &["--staged"]] {
            if how == ["--staged"] {
                repo.git(&["add", "--all"]);
            }
            let reached = repo.check(how);
            let of_all: Vec<Found> = repo
                .check(&[how, &["--extend-select", LOOKS_AT_ALL]].concat())
                .into_iter()
                .filter(|(_, _, rule)| rule != LOOKS_AT_ALL)
                .collect();
            assert_eq!(reached, of_all, "seed {seed}, {how:?}:\n{}", repo.git(&["status", "--short"]));
            caused += reached.len();
            older += repo.report(how)["summary"]["older"].as_u64().unwrap_or_default();
        }
    }
    assert!(caused > 100 && older > 100, "the changes caused {caused} findings and left {older}");
}
