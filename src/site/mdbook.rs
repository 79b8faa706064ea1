//! mdBook: `book.toml`, `SUMMARY.md` and the helpers that take other files in.

mod include;

use std::collections::HashMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::path::{join, within};
use super::{ConfigError, Placed, Redirect};
use crate::markdown::Document;
use crate::text::Span;

pub use include::{Include, IncludeKind, Part, includes};

/// What a `book.toml` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Book {
    source: String,
    site_url: Option<String>,
    print: bool,
    redirects: Vec<Redirect>,
    /// Path of the page below the book, without a leading slash -> index among the redirects.
    redirected: HashMap<String, usize>,
}

impl Book {
    /// Reads a `book.toml` that lies in `folder`, a path from the root.
    ///
    /// # Errors
    /// [`ConfigError`] where it is not TOML or a value that is asked for has the wrong type.
    pub fn read(folder: &str, text: &str) -> Result<Self, ConfigError> {
        let root = DeTable::parse(text)?;
        let root = root.get_ref();
        let book = table(root, "book");
        let html = table(root, "output").and_then(|output| table(output, "html"));
        let source = text_of(book, "src")?.map_or_else(|| "src".to_owned(), |src| src.text);
        let mut made = Self {
            source: join(folder, &source).unwrap_or_else(|| folder.to_owned()),
            site_url: text_of(html, "site-url")?.map(|url| url.text),
            print: flag(html.and_then(|html| table(html, "print")), "enable").unwrap_or(true),
            redirects: redirects(html)?,
            redirected: HashMap::new(),
        };
        for (index, redirect) in made.redirects.iter().enumerate() {
            // `/a.html#old` sends on from one anchor of a page that is there.
            if !redirect.from.text.contains('#') {
                made.redirected.insert(redirect.from.text.trim_start_matches('/').to_owned(), index);
            }
        }
        Ok(made)
    }

    /// A book without a `book.toml`'s word, in this folder.
    pub fn plain(folder: &str) -> Self {
        Self {
            source: join(folder, "src").unwrap_or_default(),
            site_url: None,
            print: true,
            redirects: Vec::new(),
            redirected: HashMap::new(),
        }
    }

    /// The folder of the pages, from the root.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// `[output.html] site-url`.
    pub fn site_url(&self) -> Option<&str> {
        self.site_url.as_deref()
    }

    /// Whether there is a `print.html`.
    pub fn prints(&self) -> bool {
        self.print
    }

    /// `[output.html.redirect]`, in the order of the file.
    pub fn redirects(&self) -> &[Redirect] {
        &self.redirects
    }

    /// The redirect of a page, given by its path below the book: `guide/a.html`.
    pub fn redirect(&self, page: &str) -> Option<&Redirect> {
        self.redirected.get(page).map(|&index| &self.redirects[index])
    }

    /// Whether a file is the book's table of contents. Its entries are the links that [`summary`] tells.
    pub fn is_summary(&self, path: &str) -> bool {
        within(&self.source, path).is_some_and(|below| below.eq_ignore_ascii_case("SUMMARY.md"))
    }

    /// Whether mdBook takes a file into the book: pages where `SUMMARY.md` names them, other files below the source
    /// folder always. `named` tells whether `SUMMARY.md` names a path from the root.
    pub fn in_scope(&self, path: &str, named: impl FnOnce(&str) -> bool) -> bool {
        within(&self.source, path).is_some() && (!path.ends_with(".md") || self.is_summary(path) || named(path))
    }
}

/// The entries of a `SUMMARY.md` that name a file, with the place of each destination. A draft, `[Title]()`, names none.
pub fn summary(doc: &Document<'_>) -> Vec<Placed> {
    let links = doc.links().iter().filter(|link| !link.image && !link.destination.trim().is_empty());
    let mut entries: Vec<Placed> = links
        .map(|link| Placed {
            text: link.destination.to_string(),
            span: doc.destination_span(link).unwrap_or(link.span),
        })
        .collect();
    entries.sort_by_key(|entry| entry.span);
    entries
}

fn table<'t, 'd>(table: &'t DeTable<'d>, key: &str) -> Option<&'t DeTable<'d>> {
    match table.get(key).map(Spanned::get_ref) {
        Some(DeValue::Table(table)) => Some(table),
        _ => None,
    }
}

fn flag(table: Option<&DeTable<'_>>, key: &str) -> Option<bool> {
    match table?.get(key)?.get_ref() {
        DeValue::Boolean(flag) => Some(*flag),
        _ => None,
    }
}

fn text_of(table: Option<&DeTable<'_>>, key: &str) -> Result<Option<Placed>, ConfigError> {
    table.and_then(|table| table.get(key)).map(placed).transpose()
}

fn placed(value: &Spanned<DeValue<'_>>) -> Result<Placed, ConfigError> {
    let span = Span::from(value.span());
    match value.get_ref() {
        DeValue::String(text) => Ok(Placed { text: text.to_string(), span }),
        _ => Err(ConfigError { message: "a string belongs here".to_owned(), span }),
    }
}

fn redirects(html: Option<&DeTable<'_>>) -> Result<Vec<Redirect>, ConfigError> {
    let Some(entries) = html.and_then(|html| table(html, "redirect")) else { return Ok(Vec::new()) };
    let mut redirects = Vec::with_capacity(entries.len());
    for (from, to) in entries {
        let from = Placed { text: from.get_ref().to_string(), span: Span::from(from.span()) };
        redirects.push(Redirect { from, to: placed(to)? });
    }
    redirects.sort_by_key(|redirect| redirect.from.span);
    Ok(redirects)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceFile;

    #[test]
    fn a_book_says_where_it_lies_and_what_moved() {
        let text = "[book]\nsrc = \"text\"\n[output.html]\nsite-url = \"/b/\"\nprint.enable = false\n[output.html.redirect]\n\"/old.html\" = \"new.html\"\n\"/a.html#x\" = \"a.html#y\"\n";
        let book = Book::read("docs", text).unwrap();
        assert_eq!((book.source(), book.site_url(), book.prints()), ("docs/text", Some("/b/"), false));
        let redirect = book.redirect("old.html").unwrap();
        assert_eq!((redirect.from.span.of(text), redirect.to.span.of(text)), ("\"/old.html\"", "\"new.html\""));
        assert_eq!((book.redirects().len(), book.redirect("a.html")), (2, None));
        assert!(book.is_summary("docs/text/SUMMARY.md") && !book.is_summary("docs/text/a/SUMMARY.md"));
        assert!(!book.in_scope("docs/README.md", |_| true) && book.in_scope("docs/text/a.png", |_| false));
        assert_eq!(Book::read("", "").unwrap(), Book::plain(""));
    }

    #[test]
    fn what_is_wrong_has_a_place() {
        let text = "[book]\nsrc = 1\n";
        assert_eq!(Book::read("", text).unwrap_err().span.of(text), "1");
        let text = "[book\n";
        assert!(Book::read("", text).unwrap_err().span.start() > 0);
    }

    #[test]
    fn a_summary_names_files_and_drafts_name_none() {
        let text = "# Summary\n\n[Intro](intro.md)\n\n- [A](a%20b.md)\n  - [Draft]()\n";
        let source = SourceFile::new("SUMMARY.md", text);
        let entries = summary(&Document::new(&source));
        let seen: Vec<_> = entries.iter().map(|entry| (entry.text.as_str(), entry.span.of(text))).collect();
        assert_eq!(seen, [("intro.md", "intro.md"), ("a%20b.md", "a%20b.md")]);
    }
}
