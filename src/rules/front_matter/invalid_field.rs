use std::collections::BTreeMap;

use serde::Deserialize;

use super::schema::FieldSpec;
use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::markdown::Field;
use crate::rule::{Findings, Page};
use crate::site::Site;
use crate::text::{DateFormat, Yaml, nearest};

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Options {
    fields: BTreeMap<String, FieldSpec>,
    fields_on_learn: BTreeMap<String, FieldSpec>,
}

pub fn check(page: &Page, options: &Options, out: &mut Findings) {
    let learn = page.site.site == Site::Learn;
    // An empty value is `empty-field`'s finding.
    for field in page.front_matter().fields.iter().filter(|field| !field.value.is_empty()) {
        let on_site = || options.fields_on_learn.get(&field.key).filter(|_| learn);
        let Some(spec) = options.fields.get(&field.key).or_else(on_site) else { continue };
        if let Some(fault) = spec.fault(&field.value) {
            let finding = out.report(field.value.span.trimmed(page.text()), format!("`{}` {fault}", field.key));
            advise(page, field, spec, finding);
        }
    }
}

fn advise(page: &Page, field: &Field, spec: &FieldSpec, finding: &mut Diagnostic) {
    let text = field.value.scalar().unwrap_or_default();
    let written = field.value.span.of(page.text());
    if matches!(field.value.value, Yaml::Mapping(_)) && written.starts_with("{{") {
        finding.note("YAML reads braces that are not quoted as a map");
        finding.help(format!("put the template expression in quotes: `{}: \"...\"`", field.key));
    } else if let Some((right, sure)) = spec.date_format().and_then(|format| rewritten(text, format)) {
        finding.help(format!("write `{right}`"));
        if sure {
            finding.fix(Fix::safe([Edit::replace(field.value.span.trimmed(page.text()), right)]));
        }
    } else if let Some(near) = nearest(text, spec.one_of.iter().map(String::as_str)) {
        finding.help(format!("did you mean `{near}`?"));
    } else if let Some(help) = &spec.help {
        finding.help(help);
    } else if !spec.one_of.is_empty() {
        finding.help(format!("it may be `{}`", spec.one_of.join("`, `")));
    } else if let Some(pattern) = &spec.pattern {
        finding.help(format!("it must match the pattern `{}`", pattern.0.as_str()));
    }
}

/// The date as it should be written, and whether it can't be anything else: a day and a month that stand the wrong way
/// round are a guess.
fn rewritten(text: &str, wanted: &DateFormat) -> Option<(String, bool)> {
    let day = text.split(['T', ' ']).next().unwrap_or_default();
    [("YYYY-M-D", true), ("YYYY/M/D", true), ("M-D-YYYY", false), ("D/M/YYYY", false), ("D.M.YYYY", false)]
        .into_iter()
        .find_map(|(format, sure)| {
            let date = DateFormat::new(format).ok()?.read(day)?;
            Some((wanted.write(date), sure && day == text))
        })
}
