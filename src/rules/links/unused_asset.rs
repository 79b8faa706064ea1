use std::collections::HashSet;

use serde::Deserialize;

use crate::docset::{DocSet, FileKind, Member};
use crate::rule::Findings;
use crate::site::path::name;
use crate::site::{Destination, Lead, Outcome, Tree};
use crate::text::Span;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Options {
    endings: Vec<String>,
}

/// Pictures and the like of a doc set to which nothing leads. They have no text to point at: what publishes them has.
pub fn check(member: &Member, options: &Options, out: &mut Findings) {
    if member.facts().kind != FileKind::Docset || !member.sees_whole_site() {
        return;
    }
    let Some((docset, _)) = &member.file.site.docset else { return };
    let folder = member.site_folder();
    let used = Used::by(member.set);
    for asset in assets(member.set.tree, folder, &options.endings) {
        let below = asset.strip_prefix(folder).unwrap_or(&asset).trim_start_matches('/');
        if docset.copies(below) && !used.has(&asset) {
            let finding = out.report(Span::new(0, 1), format!("nothing leads to `{below}`"));
            finding.about(below).help("delete it, or leave it out of `build.resource`");
        }
    }
}

/// What the files of a doc set lead to.
struct Used<'d> {
    paths: HashSet<&'d str>,
    /// The last names of addresses of the whole site, which may mean files of this doc set.
    names: HashSet<String>,
}

impl<'d> Used<'d> {
    fn by(set: &'d DocSet<'d>) -> Self {
        let mut used = Self { paths: HashSet::new(), names: HashSet::new() };
        for file in set.files() {
            for (target, link) in file.links() {
                if let Outcome::File { path, .. } = &link.outcome {
                    used.paths.insert(path);
                    continue;
                }
                let destination = Destination::read(file.facts.destination(target));
                if matches!(destination.lead, Lead::Absolute | Lead::External) {
                    used.names.insert(name(&destination.path).to_lowercase());
                }
            }
        }
        used
    }

    fn has(&self, asset: &str) -> bool {
        self.paths.contains(asset) || self.names.contains(&name(asset).to_lowercase())
    }
}

/// The files below a folder with one of the endings, in the order of their paths.
fn assets(tree: &dyn Tree, folder: &str, endings: &[String]) -> Vec<String> {
    let mut folders = vec![folder.to_owned()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for name in tree.list(&folder).iter().filter(|name| !name.starts_with('.')) {
            let slash = if folder.is_empty() { "" } else { "/" };
            let path = format!("{folder}{slash}{name}");
            let ends = |ending: &String| path.rsplit_once('.').is_some_and(|(_, own)| own.eq_ignore_ascii_case(ending));
            match path.strip_suffix('/') {
                Some(folder) => folders.push(folder.to_owned()),
                None if endings.iter().any(ends) => found.push(path),
                None => {}
            }
        }
    }
    found.sort_unstable();
    found
}
