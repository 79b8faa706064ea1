use crate::text::Span;

/// Why the configuration of a site can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// What is wrong.
    pub message: String,
    /// Where, in the configuration's text.
    pub span: Span,
}

impl From<toml::de::Error> for ConfigError {
    fn from(error: toml::de::Error) -> Self {
        let span = error.span().map_or_else(Span::default, Span::from);
        Self { message: error.message().to_owned(), span }
    }
}

impl From<crate::text::YamlError> for ConfigError {
    fn from(error: crate::text::YamlError) -> Self {
        Self { message: error.message, span: error.span }
    }
}
