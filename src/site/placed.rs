use crate::text::Span;

/// A value of a site's configuration and where it stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The value.
    pub text: String,
    /// Its place in the configuration's text.
    pub span: Span,
}

/// A page that is no more, and where its readers are sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// The old page, as the configuration names it.
    pub from: Placed,
    /// The new one: a path as the configuration counts it, or a URL.
    pub to: Placed,
}
