//! Floor `text`: a file's text and places in it.
//!
//! Owns [`Span`] (a byte range), [`SourceFile`] (path, text, lines) and [`Language`] (lists of words). Knows nothing of Markdown and never reads a disk:
//! bytes come in, text and places come out.

mod date;
mod ending;
mod hidden;
mod language;
mod normal;
mod source;
mod span;
mod url;
mod word;
mod words;
mod yaml;

pub use date::{Date, DateFormat};
pub use ending::{EndModel, Place, Token, features, tokens};
pub use hidden::is_hidden;
pub use language::Language;
pub use normal::{ascii_letters, nfc};
pub use source::{LineColumn, NotUtf8, SourceFile};
pub use span::Span;
pub use url::{WebAddress, leading_locale};
pub use word::{char_boundary, clipped, edits_between, fold_name, nearest};
pub use words::{ExtraWords, WordList, Words};
pub use yaml::{Yaml, YamlError, YamlNode, parse_yaml};
