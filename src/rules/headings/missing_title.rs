use serde::Deserialize;

use crate::diagnostic::Diagnostic;
use crate::markdown::{BlockKind, LearnKind};
use crate::rule::{Findings, Page};
use crate::site::{Role, Site};
use crate::text::Span;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Options {
    exempt_fields: Vec<String>,
}

pub fn check(page: &Page, options: &Options, out: &mut Findings) {
    let Some(first) = page.blocks().first().filter(|_| page.site.role == Role::Article) else { return };
    let titled = page.headings().iter().any(|heading| heading.level == 1)
        || page.html_tags().iter().any(|tag| tag.name == "h1")
        || has_title_field(page)
        || opens_with_include(page)
        || options.exempt_fields.iter().any(|field| page.front_matter().get(field).is_some());
    if titled {
        return;
    }
    let start = first.span.start();
    let line = first.span.of(page.text()).find(['\n', '\r']).map_or(first.span.end(), |end| start + end);
    let finding = out.report(Span::new(start, line), "page has no title");
    finding.about(Diagnostic::PAGE).label("the page begins here, and no `# Title` follows");
    match page.front_matter().get("title").and_then(|field| field.value.scalar()) {
        Some(title) => finding.help(format!("open the page with `# {title}`")),
        None => finding.help("open the page with a line `# ` and its title"),
    };
}

/// Whether the header's title shows as the heading of the page. Learn takes it for the browser's tab alone.
fn has_title_field(page: &Page) -> bool {
    let shown = match page.site.site {
        Site::Learn | Site::GitHub | Site::GitLab | Site::MdBook => false,
        Site::MkDocs | Site::Docusaurus | Site::Hugo => true,
    };
    shown && page.front_matter().get("title").is_some_and(|field| !field.value.is_empty())
}

/// True where a file is taken in above the first heading: the title may stand there.
fn opens_with_include(page: &Page) -> bool {
    let first_heading = page.headings().first().map_or(page.text().len(), |heading| heading.span.start());
    let above = |span: Span| span.start() < first_heading;
    let mut learn = page.learn().iter().take_while(|node| above(node.span));
    let mut blocks = page.blocks().iter().take_while(|block| above(block.span));
    learn.any(|node| node.kind == LearnKind::Include)
        || blocks.any(|block| {
            let text = block.span.of(page.text());
            block.kind == BlockKind::Paragraph && ["{{", "{%", "--8<--"].iter().any(|mark| text.starts_with(mark))
        })
}
