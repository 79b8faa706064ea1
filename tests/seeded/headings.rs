use std::collections::HashMap;
use std::ops::Range;

use crate::scan::lines;

/// A heading whose anchor is plain: letters, digits, blanks and marks that every site treats alike.
pub struct Heading {
    pub anchor: String,
    /// Its line.
    pub line: Range<usize>,
}

/// What is surely known of the anchors of a page.
pub struct Anchors {
    pub headings: Vec<Heading>,
    /// How often each anchor is made.
    counts: HashMap<String, usize>,
    /// True where text from elsewhere may bring more.
    open: bool,
}

impl Anchors {
    pub fn of(text: &str) -> Self {
        let (mut headings, mut counts): (Vec<Heading>, HashMap<String, usize>) = Default::default();
        let mut fence = false;
        for (start, line) in lines(text) {
            let bare = line.trim_start();
            fence ^= bare.starts_with("```") || bare.starts_with("~~~");
            let title = line.trim_start_matches('#');
            let level = line.len() - title.len();
            if fence || !(1..=6).contains(&level) || !title.starts_with(' ') {
                continue;
            }
            let title = title.trim();
            let anchor = slug(title);
            *counts.entry(anchor.clone()).or_default() += 1;
            if !title.contains(['[', '<', '&', '*', '{', '\\', '_', ':', '#']) && title.is_ascii() && !anchor.is_empty()
            {
                headings.push(Heading { anchor, line: start..start + line.len() });
            }
        }
        let open = text.to_lowercase().contains("[!include");
        headings.retain(|heading| !explicit(text, &heading.anchor));
        Self { headings, counts, open }
    }

    /// The heading of an anchor that no other makes, on a page of which all is known.
    pub fn only(&self, anchor: &str) -> Option<&Heading> {
        let known = !self.open && self.counts.get(anchor) == Some(&1);
        self.headings.iter().find(|heading| known && heading.anchor == anchor)
    }

    /// Whether the page may have this anchor.
    pub fn has(&self, anchor: &str) -> bool {
        let plain = anchor.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('-');
        self.counts.contains_key(anchor) || self.counts.contains_key(plain)
    }
}

/// True where the page also names the anchor in HTML.
fn explicit(text: &str, anchor: &str) -> bool {
    ["id", "name"].iter().any(|key| text.contains(&format!("{key}=\"{anchor}\"")))
}

fn slug(title: &str) -> String {
    let kept = title.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect::<String>().to_lowercase()
}
