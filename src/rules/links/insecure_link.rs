use serde::Deserialize;

use super::destinations::{destinations, is_of_own_site};
use crate::diagnostic::{Edit, Fix};
use crate::rule::{Findings, Page};
use crate::rules::visible::quoted;
use crate::text::{Span, WebAddress};

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Options {
    hosts: Vec<String>,
}

pub fn check(page: &Page, options: &Options, out: &mut Findings) {
    let insecure = |text: &str| {
        WebAddress::read(text)
            .is_some_and(|address| address.scheme.eq_ignore_ascii_case("http") && address.is_at(&options.hosts))
    };
    for destination in destinations(page).filter(|destination| insecure(destination.text)) {
        let span = destination.span(page);
        let Some(address) = WebAddress::read(span.of(page.text())) else { continue };
        if is_of_own_site(page, &destination, &address) || !insecure(span.of(page.text())) {
            continue;
        }
        let scheme = Span::new(span.start(), span.start() + address.scheme.len());
        let finding = out.report(scheme, format!("link without encryption: {}", quoted(address.host)));
        finding.label("this host serves https");
        finding.help(format!("write https://{}", quoted(address.host)));
        finding.fix(Fix::safe([Edit::replace(scheme, "https")]));
    }
}
