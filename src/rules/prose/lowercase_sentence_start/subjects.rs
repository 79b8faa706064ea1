//! Which words a page uses as names, so that they may begin a sentence in lower case.

use std::collections::HashMap;

use crate::rule::Page;
use crate::text::{Language, char_boundary};

/// The words of one page that were asked for.
pub(super) struct Subjects<'p, 'a> {
    pub page: &'p Page<'a>,
    known: HashMap<&'p str, bool>,
}

impl<'p, 'a> Subjects<'p, 'a> {
    /// Words that are looked up, each over the whole page; a page of many more is no page to be kind to.
    const MOST: usize = 64;

    pub(super) fn of(page: &'p Page<'a>) -> Self {
        Self { page, known: HashMap::new() }
    }

    pub(super) fn language(&self) -> &'p Language {
        self.page.language()
    }

    /// True where a heading begins with the word in lower case, as in `# hyper`, or where it is set apart as a whole: by
    /// code, a link, bold or quotes, or as the name of a project in an address.
    pub(super) fn has(&mut self, word: &'p str) -> bool {
        if let Some(&known) = self.known.get(word) {
            return known;
        }
        let found = self.known.len() < Self::MOST && is_subject(self.page, word);
        self.known.insert(word, found);
        found
    }
}

fn is_subject(page: &Page, word: &str) -> bool {
    let begins = |text: &str| text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(is_part));
    let title = page.front_matter().get("title").and_then(|field| field.value.scalar());
    let mut headings = page.headings().iter();
    // A keyword of a language is a word of English too, and then mostly meant as such.
    let language = page.language();
    let common = [&language.open, &language.weak, &language.openers, &language.determiners]
        .iter()
        .any(|words| words.contains(word));
    let mut titled = || title.is_some_and(begins) || headings.any(|heading| begins(&heading.text));
    !common && (is_library(language, word) || titled() || is_named(page.text(), word))
}

/// `libuv` is written so by custom; `library` and `liberty` are words.
fn is_library(language: &Language, word: &str) -> bool {
    let name = word.split(['\'', '’']).next().unwrap_or(word);
    name.strip_prefix("lib").is_some_and(|rest| rest.len() > 1 && !language.like_libraries.contains(name))
}

fn is_named(text: &str, word: &str) -> bool {
    let finder = memchr::memmem::Finder::new(word.as_bytes());
    let mut places = finder.find_iter(text.as_bytes());
    places.any(|at| {
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        match before.bytes().next_back() {
            Some(b'`') => after.starts_with(['`', ':']),
            Some(b'[') => after.starts_with(']'),
            Some(mark @ (b'*' | b'"')) => after.bytes().next() == Some(mark),
            Some(b'/') => !after.starts_with(is_part) && is_project(before),
            _ => false,
        }
    })
}

/// True for the address of a project but for its name: `https://crates.io/crates/`.
fn is_project(before: &str) -> bool {
    /// What stands between the name of a forge or registry and that of a project.
    const HOSTS: [(&str, usize); 7] = [
        ("github.com/", 1),
        ("gitlab.com/", 1),
        ("crates.io/crates/", 0),
        ("docs.rs/", 0),
        ("npmjs.com/package/", 0),
        ("pypi.org/project/", 0),
        ("rubygems.org/gems/", 0),
    ];
    /// No owner has a longer name.
    const REACH: usize = 64;
    let near = &before[char_boundary(before, before.len().saturating_sub(REACH))..];
    HOSTS.iter().any(|(host, owners)| {
        let rest = near.rfind(host).map(|at| &near[at + host.len()..]);
        rest.is_some_and(|rest| rest.matches('/').count() == *owners)
    })
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_')
}
