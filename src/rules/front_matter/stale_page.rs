use serde::Deserialize;
use serde_json::Value;

use super::schema::Format;
use crate::rule::{Findings, Page};
use crate::site::Role;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Options {
    days: i64,
    field: String,
    format: Format,
    cycle_field: String,
}

pub fn check(page: &Page, options: &Options, out: &mut Findings) {
    if page.site.role != Role::Article {
        return;
    }
    let Some(field) = page.front_matter().get(&options.field) else { return };
    let Some(date) = field.value.scalar().and_then(|text| options.format.0.read(text)) else { return };
    let age = page.today - date.days();
    let cycle = own_cycle(page, &options.cycle_field);
    let limit = cycle.unwrap_or(options.days);
    if age > limit {
        let finding =
            out.report(field.value.span.trimmed(page.text()), format!("page was last reviewed {age} days ago"));
        finding.label(format!("more than {limit} days"));
        if cycle.is_some() {
            finding.note(format!("the limit of {limit} days comes from `{}`", options.cycle_field));
        }
        finding.help(format!("review the page, then set `{}` to the day of the review", options.field));
    }
}

/// The page's own limit, from its header or the site's configuration: `180-days`.
fn own_cycle(page: &Page, field: &str) -> Option<i64> {
    let days = |text: &str| text.split('-').next().and_then(|number| number.trim().parse::<i64>().ok());
    match page.front_matter().get(field) {
        Some(own) => own.value.scalar().and_then(days),
        None => match page.site.inherited(field).as_deref() {
            Some(Value::String(text)) => days(text),
            Some(_) | None => None,
        },
    }
}
