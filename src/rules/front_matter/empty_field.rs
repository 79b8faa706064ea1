use serde::Deserialize;
use serde_json::Value;

use crate::rule::{Findings, Page};
use crate::site::{Role, Site};
use crate::text::Span;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Options {
    fields: Vec<String>,
    fields_on_learn: Vec<String>,
}

pub fn check(page: &Page, options: &Options, out: &mut Findings) {
    if page.site.role != Role::Article {
        return;
    }
    let learn = page.site.site == Site::Learn;
    for field in page.front_matter().fields.iter().filter(|field| field.value.is_empty()) {
        if !(options.fields.contains(&field.key) || learn && options.fields_on_learn.contains(&field.key)) {
            continue;
        }
        let span = Span::new(field.key_span.start(), field.value.span.end().max(field.key_span.end()));
        let finding = out.report(span.trimmed(page.text()), format!("`{}` has no value", field.key));
        finding.label("nothing follows the colon");
        match page.site.inherited(&field.key).as_deref() {
            Some(Value::String(text)) if !text.is_empty() => finding
                .note(format!("docfx.json gives `{text}`, which this empty field overrides"))
                .help("remove the line, or give it a value"),
            Some(_) | None => finding.help("give it a value, or remove the line where the page does not need it"),
        };
    }
}
