//! Damages to the lists of redirections.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::damage::{Change, Damage, Expected};
use crate::tree::{Tree, joined};

static ITEM: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\{[^{}]*\}").expect("the pattern is right"));
static KEY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#""(source_path|source_path_from_root|redirect_url)"\s*:\s*"([^"]+)""#).expect("the pattern is right")
});

/// An entry of a list of redirections.
pub struct Item {
    file: String,
    whole: Range<usize>,
    pub source: String,
    url: Range<usize>,
    target: String,
}

/// The redirections of a set.
pub fn items(tree: &Tree) -> Vec<Item> {
    let mut items = Vec::new();
    for (file, text) in tree.texts.iter().filter(|(file, _)| file.contains(".openpublishing.redirection")) {
        items.extend(ITEM.find_iter(text).filter_map(|found| item(file, found.range(), found.as_str())));
    }
    items
}

/// An entry whose source is plainly a page: the build passes over all others.
fn item(file: &str, whole: Range<usize>, text: &str) -> Option<Item> {
    let (mut source, mut url) = (None, None);
    for found in KEY.captures_iter(text) {
        let value = found.get(2)?;
        match &found[1] {
            "source_path" => source = joined(file, value.as_str()),
            "source_path_from_root" => source = value.as_str().strip_prefix('/').map(str::to_owned),
            _ => url = Some(value),
        }
    }
    let (source, url) = (source.filter(|source| source.ends_with(".md") && !source.contains('#'))?, url?);
    let target = url.as_str().to_owned();
    let url = whole.start + url.start()..whole.start + url.end();
    Some(Item { file: file.to_owned(), whole, source, url, target })
}

/// The same page is redirected once more.
pub fn redirect_twice(item: &Item, tree: &Tree) -> Damage {
    let entry = &tree.texts[&item.file][item.whole.clone()];
    let place = item.whole.end..item.whole.end;
    let change = Change { file: item.file.clone(), place: place.clone(), text: format!(",\n{entry}") };
    let expected = Expected { file: item.file.clone(), place, rule: "redirect-conflict", right: Vec::new() };
    Damage { changes: vec![change], expected: vec![expected], ..Damage::default() }
}

/// A redirect leads to the address at which its own page was published.
pub fn redirect_to_itself(item: &Item, addresses: &Addresses) -> Option<Damage> {
    let (file, place) = (item.file.clone(), item.url.clone());
    let text = addresses.of(&item.source)?;
    let expected = Expected { file: file.clone(), place: place.clone(), rule: "redirect-loop", right: Vec::new() };
    Some(Damage { changes: vec![Change { file, place, text }], expected: vec![expected], ..Damage::default() })
}

/// Under which address the folder with the most pages is published, told by the redirects that lead to pages which are there.
pub struct Addresses(Option<(String, String)>);

impl Addresses {
    pub fn of_items(items: &[Item], tree: &Tree) -> Self {
        let pages: HashMap<String, Vec<&String>> =
            tree.names.iter().filter(|name| name.ends_with(".md")).fold(HashMap::new(), |mut pages, name| {
                let last = name.rsplit('/').next().unwrap_or(name).trim_end_matches(".md").to_lowercase();
                pages.entry(last).or_default().push(name);
                pages
            });
        let mut votes: HashMap<(String, String), usize> = HashMap::new();
        for item in items {
            let last = item.target.rsplit('/').next().unwrap_or_default().to_lowercase();
            for page in pages.get(&last).into_iter().flatten() {
                if let Some(pair) = prefixes(page.trim_end_matches(".md"), &item.target) {
                    *votes.entry(pair).or_default() += 1;
                }
            }
        }
        // An address that several folders share, as those of versions do, is no page's own.
        let shared =
            |url: &str| votes.iter().filter(|((_, other), _)| other == url).map(|(_, count)| count).sum::<usize>();
        let own = votes.iter().filter(|((_, url), count)| **count * 10 >= shared(url) * 9);
        let most = own.max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)));
        Self(most.map(|(pair, _)| pair.clone()))
    }

    fn of(&self, source: &str) -> Option<String> {
        let path = source.strip_suffix(".md").filter(|path| !path.ends_with("/index"))?;
        let (folder, url) = self.0.as_ref()?;
        Some(format!("{url}{}", path.strip_prefix(folder.as_str())?))
    }
}

/// What stands before the names that both have at their ends. One name in common may be chance.
fn prefixes(page: &str, url: &str) -> Option<(String, String)> {
    let same = page.rsplit('/').zip(url.rsplit('/')).take_while(|(a, b)| a.eq_ignore_ascii_case(b));
    let names: Vec<&str> = same.map(|(name, _)| name).collect();
    let length = names.iter().map(|name| name.len() + 1).sum::<usize>().saturating_sub(1);
    (names.len() >= 2).then(|| (page[..page.len() - length].to_owned(), url[..url.len() - length].to_owned()))
}
