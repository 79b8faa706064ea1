use serde::Deserialize;
use serde_json::Value;

use super::unknown_field::is_slip;
use crate::rule::{Findings, Page};
use crate::site::{Role, Site};
use crate::text::{Span, fold_name, nearest};

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Options {
    required: Vec<String>,
    required_on_learn: Vec<String>,
}

pub fn check(page: &Page, options: &Options, out: &mut Findings) {
    let learn = page.site.site == Site::Learn;
    // A Learn page without any header is one defect, and `missing-front-matter` names it.
    let silent = page.header().is_none() && (learn || options.required.is_empty());
    if silent || page.site.role != Role::Article || page.front_matter().error.is_some() {
        return;
    }
    let on_site: &[String] = if learn { &options.required_on_learn } else { &[] };
    let twice = |field: &String| options.required.contains(field);
    for field in options.required.iter().chain(on_site.iter().filter(|field| !twice(field))) {
        let missing = page.front_matter().get(field).is_none() && !inherits(page, field);
        if missing && !has_slip(page, field, learn) {
            report(page, field, out);
        }
    }
}

fn inherits(page: &Page, field: &str) -> bool {
    page.site.inherited(field).is_some_and(|value| match value.as_ref() {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(members) => !members.is_empty(),
        Value::Bool(_) | Value::Number(_) => true,
    })
}

/// True where the field is there under a name that `unknown-field` reports as a slip of it: one defect, and it is said
/// at the key.
fn has_slip(page: &Page, field: &str, learn: bool) -> bool {
    page.front_matter().fields.iter().take(KEYS).any(|known| is_slip(&known.key, field, learn))
}

/// How many keys are compared: a handful is enough to find a slip, and a header of a hundred thousand stays cheap.
const KEYS: usize = 100;

fn report(page: &Page, field: &str, out: &mut Findings) {
    let fence = page.header().map_or(Span::at(0), |_| Span::new(0, "---".len()));
    let finding = out.report(fence, format!("front matter lacks `{field}`")).about(field);
    let keys = page.front_matter().fields.iter().take(KEYS).map(|known| known.key.as_str());
    match nearest(field, keys) {
        Some(slip) if fold_name(slip) == fold_name(field) => {
            finding.help(format!("write `{field}` for `{slip}`: names of fields are compared letter by letter"))
        }
        _ => finding.help(format!("add a line `{field}: ...`")),
    };
    if page.site.docset.is_some() {
        finding.note("docfx.json gives this page no such field either");
    }
}
