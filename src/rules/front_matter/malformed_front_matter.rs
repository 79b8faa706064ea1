use super::diagnosis::diagnose;
use crate::rule::{Findings, NoOptions, Page};

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    let (Some(header), Some(error)) = (page.header(), &page.front_matter().error) else { return };
    if !header.closed {
        out.report(error.span, error.message.as_str())
            .label("no line `---` follows")
            .help("put a line `---` below the last field");
        return;
    }
    let diagnosis = diagnose(header.yaml.of(page.text()), header.yaml.start(), error);
    let finding = out.report(diagnosis.span, diagnosis.message);
    finding.label(diagnosis.label).note("with one such fault the whole front matter is lost, every field of it");
    if let Some(help) = diagnosis.help {
        finding.help(help);
    }
}
