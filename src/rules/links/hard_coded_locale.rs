use std::collections::HashMap;

use serde::Deserialize;

use super::destinations::{Destination, destinations, is_of_own_site, may_be_path};
use crate::diagnostic::{Edit, Fix};
use crate::rule::{Findings, Page};
use crate::site::Site;
use crate::text::{Span, WebAddress, leading_locale};

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Options {
    hosts: Vec<String>,
}

pub fn check(page: &Page, options: &Options, out: &mut Findings) {
    let text = page.text();
    let locales: Vec<Locale> =
        destinations(page).filter_map(|destination| locale(page, options, &destination)).collect();
    let choices = choices(&locales);
    for locale in locales.iter().filter(|locale| choices.get(&(locale.origin, locale.path)) != Some(&None)) {
        let name = locale.span.of(text);
        let finding = out.report(locale.span, format!("locale in a link: {name}"));
        finding.label("readers of other languages get this one too");
        finding.help("leave it out: the site then shows the reader's own language");
        let path = locale.span.end() + (text[locale.span.end()..locale.end].len() - locale.path.len());
        finding.fix(Fix::safe([Edit::delete(Span::new(locale.span.start(), path))]));
    }
}

/// A locale in a destination.
struct Locale<'p> {
    /// The locale.
    span: Span,
    /// Its text.
    name: &'p str,
    /// What stands before it: scheme and host, or nothing.
    origin: &'p str,
    /// What follows it, without slashes at its beginning.
    path: &'p str,
    /// Where the destination ends.
    end: usize,
}

fn locale<'p>(page: &'p Page, options: &Options, destination: &Destination) -> Option<Locale<'p>> {
    // The cheap look, before the place is found.
    leading_locale(WebAddress::read(destination.text).map_or(destination.text, |address| address.rest))?;
    let span = destination.span(page);
    let written = span.of(page.text());
    let rest = match WebAddress::read(written) {
        Some(address) if address.is_at(&options.hosts) && !is_of_own_site(page, destination, &address) => address.rest,
        Some(_) => return None,
        None if page.site.site == Site::Learn && may_be_path(page, destination) => written,
        None => return None,
    };
    let name = leading_locale(rest)?;
    let origin = &written[..written.len() - rest.len()];
    let start = span.start() + origin.len() + "/".len();
    let path = rest["/".len() + name.len()..].trim_start_matches('/');
    Some(Locale { span: Span::new(start, start + name.len()), name, origin, path, end: span.end() })
}

/// The locale in which each address is named; nothing for one that is named in several: there, the reader is to choose
/// a language.
fn choices<'p>(locales: &[Locale<'p>]) -> HashMap<(&'p str, &'p str), Option<&'p str>> {
    let mut choices = HashMap::new();
    for locale in locales {
        let name = choices.entry((locale.origin, locale.path)).or_insert(Some(locale.name));
        if name.is_some_and(|name: &str| !name.eq_ignore_ascii_case(locale.name)) {
            *name = None;
        }
    }
    choices
}
