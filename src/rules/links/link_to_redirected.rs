use crate::diagnostic::{Edit, Fix};
use crate::docset::Member;
use crate::rule::{Findings, NoOptions};
use crate::site::Outcome;
use crate::text::WebAddress;

/// Hosts whose addresses Learn takes for paths of its site.
const OWN: [&str; 2] = ["https://learn.microsoft.com", "https://docs.microsoft.com"];

/// Links to files that are gone, whose readers are sent on.
pub fn check(member: &Member, _: &NoOptions, out: &mut Findings) {
    for (target, link) in member.links() {
        let Outcome::Redirected { from, to } = &link.outcome else { continue };
        if !target.kind.is_followed() {
            continue;
        }
        let written = member.facts().destination(target);
        let finding = out.report(target.span, format!("link leads to a file that is redirected: `{written}`"));
        let to = site_path(to);
        finding.label(format!("`{from}` is gone")).help(format!("link to `{to}`, where its readers are sent"));
        if let (true, Some(text)) = (target.literal, replacement(written, to)) {
            finding.fix(Fix::safe([Edit::replace(target.span, text)]));
        }
    }
}

/// An address of the site as its pages write it.
fn site_path(to: &str) -> &str {
    let path = OWN.iter().find_map(|host| to.strip_prefix(host)).filter(|path| path.starts_with('/')).unwrap_or(to);
    path.strip_prefix("/en-us").filter(|rest| rest.starts_with('/')).unwrap_or(path)
}

/// The redirect's target with what the link says beside its path. None where both have a query, where it could not stand
/// between parentheses, or where it counts from the place of the file that is gone.
fn replacement(written: &str, to: &str) -> Option<String> {
    let relative = !to.starts_with('/') && WebAddress::read(to).is_none();
    if relative
        || to.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '(' | ')' | '<' | '>' | '"' | '\''))
    {
        return None;
    }
    let (to, own_fragment) = to.split_once('#').map_or((to, None), |(to, fragment)| (to, Some(fragment)));
    let (rest, fragment) = written.split_once('#').map_or((written, None), |(rest, fragment)| (rest, Some(fragment)));
    let query = rest.split_once('?').map(|(_, query)| query);
    if query.is_some() && to.contains('?') {
        return None;
    }
    let mut text = to.to_owned();
    if let Some(query) = query {
        text = format!("{text}?{query}");
    }
    // As a browser does it: the redirect's own fragment is stronger.
    match own_fragment.or(fragment) {
        Some(fragment) => Some(format!("{text}#{fragment}")),
        None => Some(text),
    }
}

#[cfg(test)]
mod tests {
    use super::{replacement, site_path};

    #[test]
    fn a_redirect_takes_the_place_of_the_path() {
        for (written, to, text) in [
            ("a.md", "/azure/b", Some("/azure/b")),
            ("a.md?tabs=x#y", "/azure/b", Some("/azure/b?tabs=x#y")),
            ("a.md#y", "/azure/b#z", Some("/azure/b#z")),
            ("a.md?view=1", "/azure/b?view=2", None),
            ("a.md", "/azure/b?view=2", Some("/azure/b?view=2")),
            ("a.md", "/azure/b (c)", None),
            ("sub/a.md", "b", None),
            ("sub/a.md", "../b.html", None),
            ("a.md", "https://example.org/b", Some("https://example.org/b")),
        ] {
            assert_eq!(replacement(written, to).as_deref(), text, "{written}");
        }
        assert_eq!(site_path("https://learn.microsoft.com/en-us/azure/x"), "/azure/x");
        assert_eq!(site_path("https://learn.microsoft.communism"), "https://learn.microsoft.communism");
        assert_eq!(site_path("/en-us-x"), "/en-us-x");
    }
}
