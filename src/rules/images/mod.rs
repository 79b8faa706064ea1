//! Family `images`: what a reader who can't see an image is told of it.

mod broken_image;
mod filename_alt_text;
mod missing_alt_text;

use crate::markdown::{LearnNode, Link, NodeKind};
use crate::rule::{Native, Page, docset_rule, native_rule};

pub(super) fn rules() -> Vec<Native> {
    vec![
        docset_rule!("images/broken-image", broken_image),
        native_rule!("images/filename-alt-text", filename_alt_text),
        native_rule!("images/missing-alt-text", missing_alt_text),
    ]
}

/// The images that are written in Markdown; what stands in a directive's attribute is none.
fn in_markdown<'p, 'a>(page: &'p Page<'a>) -> impl Iterator<Item = &'p Link<'a>> {
    page.links().iter().filter(|link| link.image && page.learn_at(link.span).is_none())
}

/// The `:::image` directives that show something to read; an icon is decoration.
fn directives<'p>(page: &'p Page) -> impl Iterator<Item = &'p LearnNode> {
    page.learn().iter().filter(|node| {
        let icon = node.attribute("type").is_some_and(|kind| kind.value.of(page.text()).eq_ignore_ascii_case("icon"));
        node.is_directive("image") && node.malformed.is_none() && !icon
    })
}

/// True for an image that is all there is in a link.
fn is_alone_in_link(page: &Page, image: &Link) -> bool {
    let parent = page.node(image.node).parent;
    matches!(page.node(parent).kind, NodeKind::Link(_))
        && image.node == parent + 1
        && page.node(image.node).next == page.node(parent).next
}
