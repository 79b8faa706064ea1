//! Every destination that a page writes down, whatever asks for it: the view of the rules that judge addresses.

use crate::markdown::{Definition, LearnKind, Link, LinkKind};
use crate::rule::Page;
use crate::site::{Role, Site};
use crate::text::{Span, WebAddress};

/// A destination. A reference has none of its own: its definition has it.
pub(super) struct Destination<'p, 'a> {
    /// As it reads, after entities and escapes.
    pub text: &'p str,
    /// What asks for it.
    pub written: Written<'p, 'a>,
}

/// How a destination is written.
#[derive(Clone, Copy)]
pub(super) enum Written<'p, 'a> {
    /// `[text](destination)`, or an image.
    Inline(&'p Link<'a>),
    /// `<https://...>`: the destination is the text.
    Autolink(&'p Link<'a>),
    /// `[label]: destination`.
    Definition(&'p Definition<'a>),
    /// `[!VIDEO destination]`, which must be a whole address.
    Video(Span),
    /// Another construct of Learn's dialect: `:::image`, an include.
    Learn(Span),
    /// `href`, `src` or `poster` of an HTML tag.
    Html(Span),
}

impl Destination<'_, '_> {
    /// The bytes that it is written in.
    pub fn span(&self, page: &Page) -> Span {
        match self.written {
            Written::Inline(link) | Written::Autolink(link) => page.destination_span(link).unwrap_or(link.span),
            Written::Definition(definition) => page.definition_destination(definition),
            Written::Video(span) | Written::Learn(span) | Written::Html(span) => span,
        }
    }
}

/// The destinations of a page: those of links, of definitions, of Learn's constructs, of HTML.
pub(super) fn destinations<'p, 'a>(page: &'p Page<'a>) -> impl Iterator<Item = Destination<'p, 'a>> {
    let links = super::written(page).filter_map(|link| {
        let written = match link.kind {
            LinkKind::Inline => Written::Inline(link),
            LinkKind::Autolink => Written::Autolink(link),
            LinkKind::Reference | LinkKind::Collapsed | LinkKind::Shortcut | LinkKind::Email => return None,
        };
        Some(Destination { text: &link.destination, written })
    });
    let definitions = page.definitions().iter().filter_map(|definition| {
        let text = definition.destination.as_deref()?;
        Some(Destination { text, written: Written::Definition(definition) })
    });
    links.chain(definitions).chain(of_learn(page)).chain(of_html(page))
}

/// The attributes of a directive that lead somewhere.
pub(super) const DIRECTIVE_ATTRIBUTES: [&str; 3] = ["source", "lightbox", "link"];

fn of_learn<'p, 'a>(page: &'p Page<'a>) -> impl Iterator<Item = Destination<'p, 'a>> {
    page.learn().iter().flat_map(|node| {
        let leads = |name: &str| DIRECTIVE_ATTRIBUTES.iter().any(|attribute| attribute.eq_ignore_ascii_case(name));
        let named = node.attributes.iter().filter(move |attribute| leads(&attribute.name));
        named.map(|attribute| attribute.value).chain(node.target).map(|span| Destination {
            text: span.of(page.text()),
            written: if node.kind == LearnKind::Video { Written::Video(span) } else { Written::Learn(span) },
        })
    })
}

fn of_html<'p, 'a>(page: &'p Page<'a>) -> impl Iterator<Item = Destination<'p, 'a>> {
    let attributes = page.html_tags().iter().flat_map(|tag| &tag.attributes);
    let leading = attributes.filter(|attribute| matches!(attribute.name.as_str(), "href" | "src" | "poster"));
    leading.map(|attribute| Destination { text: &attribute.value, written: Written::Html(attribute.value_span) })
}

/// Hosts of Microsoft Learn, the older one first.
const LEARN: [&str; 2] = ["docs.microsoft.com", "learn.microsoft.com"];

/// True for the whole address of a page of the site that publishes this page, where a path would do: that is
/// `absolute-site-link`'s matter, whose fix drops scheme, host and locale at once.
pub(super) fn is_of_own_site(page: &Page, destination: &Destination, address: &WebAddress) -> bool {
    page.site.site == Site::Learn && is_learn(address.host) && may_be_path(page, destination)
}

/// True for a host of Microsoft Learn.
pub(super) fn is_learn(host: &str) -> bool {
    LEARN.iter().any(|known| known.eq_ignore_ascii_case(host))
}

/// False where only a whole address works: a page that the site doesn't publish is read elsewhere, an autolink or a
/// text like it shows its address, a video needs one.
pub(super) fn may_be_path(page: &Page, destination: &Destination) -> bool {
    let published = match page.site.role {
        Role::Article | Role::Include => true,
        Role::Other => false,
    };
    published
        && match destination.written {
            Written::Autolink(_) | Written::Video(_) => false,
            Written::Inline(link) => link.image || !shows_address(page, link),
            Written::Definition(_) | Written::Learn(_) | Written::Html(_) => true,
        }
}

/// True for a link whose text is its address, or the host of it: readers are to see it, in print too.
fn shows_address(page: &Page, link: &Link) -> bool {
    let shown = page.link_text_span(link).of(page.text()).trim();
    let host = WebAddress::read(&link.destination).map_or("", |address| address.host);
    shown.eq_ignore_ascii_case(host) || WebAddress::read(shown).is_some()
}
