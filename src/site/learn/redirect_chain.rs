//! Where redirects lead, in the form in which docfx v3 `RedirectionProvider` compares them.
//!
//! docfx takes a redirect's target for a page of the doc set where the target's path, without host, locale, fragment and
//! a trailing `index`, is the address of a file or of another redirect's source, in any letter case. It goes from source
//! to source that way and calls it circular when it meets one again. A target with a query ends the chain.

/// Where a redirect leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RedirectTarget {
    /// A place on the site, as an address in lower case that begins with `/`.
    Site(String),
    /// A place as seen from the address of the source, in lower case.
    Relative(String),
    /// Another site, or a place with a query: no chain goes on from there.
    End,
}

/// The hosts of Learn: docfx takes an address on them for a path of the site.
const HOSTS: [&str; 2] = ["learn.microsoft.com", "docs.microsoft.com"];

/// What a `redirect_url` names.
pub fn normal_redirect_target(url: &str) -> RedirectTarget {
    let url = url.trim().to_lowercase();
    let address = url.split('#').next().unwrap_or_default();
    if address.contains('?') {
        return RedirectTarget::End;
    }
    if let Some(rest) = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")) {
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        return if HOSTS.contains(&host) {
            RedirectTarget::Site(page_address(without_locale(path)))
        } else {
            RedirectTarget::End
        };
    }
    match address.strip_prefix(['/', '\\']) {
        Some(path) if !path.starts_with('/') => RedirectTarget::Site(page_address(path)),
        Some(_) => RedirectTarget::End,
        None if has_scheme(address) || address.is_empty() => RedirectTarget::End,
        None => RedirectTarget::Relative(address.to_owned()),
    }
}

impl RedirectTarget {
    /// The address on the site, for a source at the address `from`.
    pub fn address(&self, from: &str) -> Option<String> {
        match self {
            RedirectTarget::Site(address) => Some(address.clone()),
            RedirectTarget::Relative(path) => {
                let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
                let slash = if path.ends_with('/') { "/" } else { "" };
                let joined = crate::site::path::join_any(folder, path)?;
                Some(page_address(&format!("{joined}{slash}")))
            }
            RedirectTarget::End => None,
        }
    }
}

/// The address of a path without its leading `/`: `x/index` is at `/x/`.
fn page_address(path: &str) -> String {
    match path.strip_suffix("index") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("/{folder}"),
        Some(_) | None => format!("/{path}"),
    }
}

/// A path without `en-us/` before it.
fn without_locale(path: &str) -> &str {
    let Some((first, rest)) = path.split_once('/') else { return path };
    let parts: Vec<&str> = first.split('-').collect();
    let letters = |part: &str| part.bytes().all(|b| b.is_ascii_alphabetic());
    let is_locale = match parts.as_slice() {
        [language, region] => language.len() == 2 && region.len() == 2 && letters(language) && letters(region),
        [language, script, region] => {
            language.len() == 2 && script.len() == 4 && region.len() == 2 && parts.iter().all(|part| letters(part))
        }
        _ => false,
    };
    if is_locale { rest } else { path }
}

fn has_scheme(address: &str) -> bool {
    address.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
    })
}

/// Segments that the address of a doc set has at most.
const DEEPEST: usize = 16;

/// The address below which a doc set is published, such as `/azure/`. A checkout does not say it; it is told from
/// addresses that surely lead to pages of the doc set: `breadcrumb_path`, and targets of redirects. `is_page` knows the
/// addresses, from that base, of the pages that exist. `None` where nothing speaks clearly for one base.
pub fn base_address<'a>(
    breadcrumb: Option<&str>,
    targets: impl IntoIterator<Item = &'a str>,
    is_page: impl Fn(&str) -> bool,
) -> Option<String> {
    /// So many addresses that speak for a base are enough.
    const ENOUGH: usize = 64;
    let mut votes: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    let mut voters = 0;
    let breadcrumb = breadcrumb.map(|path| path.strip_suffix(".json").unwrap_or(path));
    let weighed = breadcrumb.into_iter().map(|address| (address, 2)).chain(targets.into_iter().map(|t| (t, 1)));
    for (address, weight) in weighed {
        let bases = address.match_indices('/').take(DEEPEST).map(|(at, _)| address.split_at(at + 1));
        let mut spoke = false;
        for (base, rest) in bases.filter(|(base, rest)| base.starts_with('/') && !rest.is_empty()) {
            if is_page(rest) {
                *votes.entry(base).or_default() += weight;
                spoke = true;
            }
        }
        voters += usize::from(spoke);
        if voters == ENOUGH {
            break;
        }
    }
    let most = votes.values().copied().max().filter(|most| *most >= 2)?;
    let mut best = votes.iter().filter(|(_, count)| **count == most).map(|(base, _)| base);
    best.next().filter(|_| best.next().is_none()).map(|base| (*base).to_owned())
}

/// The loops among redirects, each as the indices of its members in the order in which they lead to each other.
/// `next` names for each the redirect that its target is the source of.
pub fn loops(next: &[Option<usize>]) -> Vec<Vec<usize>> {
    const UNSEEN: usize = usize::MAX;
    let mut seen_from = vec![UNSEEN; next.len()];
    let mut found = Vec::new();
    for start in 0..next.len() {
        let mut at = Some(start);
        while let Some(index) = at.filter(|&index| index < next.len() && seen_from[index] == UNSEEN) {
            seen_from[index] = start;
            at = next[index];
        }
        if let Some(entry) = at.filter(|&index| seen_from.get(index) == Some(&start)) {
            let mut members = vec![entry];
            members
                .extend(std::iter::successors(next[entry], |&index| next[index]).take_while(|&index| index != entry));
            found.push(members);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_in_the_form_docfx_compares() {
        let site = |address: &str| RedirectTarget::Site(address.to_owned());
        for (url, target) in [
            ("/Azure/X/Y#z", site("/azure/x/y")),
            (" /azure/x/index ", site("/azure/x/")),
            ("/azure/x/", site("/azure/x/")),
            ("/index", site("/")),
            ("/azure/reindex", site("/azure/reindex")),
            ("https://learn.microsoft.com/en-us/azure/x", site("/azure/x")),
            ("https://docs.microsoft.com/zh-hans-cn/azure/x", site("/azure/x")),
            ("http://Docs.Microsoft.com/azure", site("/azure")),
            ("https://learn.microsoft.com", site("/")),
            ("https://example.com/azure/x", RedirectTarget::End),
            ("//example.com/x", RedirectTarget::End),
            ("/azure/x?view=y", RedirectTarget::End),
            ("mailto:x", RedirectTarget::End),
            ("#a", RedirectTarget::End),
            ("", RedirectTarget::End),
            ("../a/B", RedirectTarget::Relative("../a/b".to_owned())),
        ] {
            assert_eq!(normal_redirect_target(url), target, "{url}");
        }
    }

    #[test]
    fn relative_targets_stand_beside_their_source() {
        for (url, from, address) in [
            ("b", "/x/a", Some("/x/b")),
            ("../c/index", "/x/y/a", Some("/x/c/")),
            ("./", "/x/a", Some("/x/")),
            ("../../c", "/x/a", None),
        ] {
            assert_eq!(normal_redirect_target(url).address(from).as_deref(), address, "{url} from {from}");
        }
    }

    #[test]
    fn the_base_is_told_by_what_leads_to_pages() {
        let pages = ["a", "b", "x/a", "bread/toc"];
        let base = |breadcrumb, targets: &[&str]| {
            base_address(breadcrumb, targets.iter().copied(), |rest| pages.contains(&rest))
        };
        assert_eq!(base(Some("/azure/bread/toc.json"), &[]).as_deref(), Some("/azure/"));
        assert_eq!(base(None, &["/azure/a", "/azure/b", "/other/a"]).as_deref(), Some("/azure/"));
        assert_eq!(base(None, &["/azure/a"]), None);
        assert_eq!(base(None, &["/azure/a", "/other/a", "/azure/b", "/other/b"]), None);
        assert_eq!(base(Some("~/bread/toc.yml"), &["é/a", "a"]), None);
    }

    #[test]
    fn loops_are_found_once_each() {
        let next = [Some(1), Some(2), Some(1), None, Some(4), Some(0), Some(9)];
        assert_eq!(loops(&next), [vec![1, 2], vec![4]]);
        let long: Vec<_> = (0..100_000).map(|n| Some((n + 1) % 100_000)).collect();
        assert_eq!(loops(&long)[0].len(), 100_000);
    }
}
