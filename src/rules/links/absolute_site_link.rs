use serde::Deserialize;

use super::destinations::{destinations, is_learn, may_be_path};
use crate::diagnostic::{Edit, Fix};
use crate::rule::{Findings, Page};
use crate::rules::visible::quoted;
use crate::site::Site;
use crate::text::{Span, WebAddress, leading_locale};

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Options {
    hosts: Vec<String>,
}

pub fn check(page: &Page, options: &Options, out: &mut Findings) {
    for destination in destinations(page).filter(|destination| WebAddress::read(destination.text).is_some()) {
        let span = destination.span(page);
        let Some(address) = WebAddress::read(span.of(page.text())) else { continue };
        let listed = options.hosts.iter().any(|host| host.eq_ignore_ascii_case(address.host));
        // Learn's hosts, which are the default, are no other site's own.
        let own = listed && (page.site.site == Site::Learn || !is_learn(address.host));
        if !own || !may_be_path(page, &destination) {
            continue;
        }
        let locale = leading_locale(address.rest).map_or(0, |locale| "/".len() + locale.len());
        let path = address.rest[locale..].trim_start_matches('/');
        let prefix = Span::new(span.start(), span.end() - path.len());
        let bare = Span::new(span.start(), span.start() + address.origin_len() + locale);
        let finding = out.report(bare, format!("link to the own site by its whole address: {}", bare.of(page.text())));
        finding.label("the site's own pages are addressed by their path");
        finding.help(format!("write /{}", quoted(path)));
        finding.fix(Fix::safe([Edit::replace(prefix, "/")]));
    }
}
