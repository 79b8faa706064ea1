//! Floor `markdown`: one file's text as a [`Document`], parsed once and asked many times.
//!
//! Owns the single pulldown-cmark pass into a flat arena, the layer of Learn's dialect on top of it (`:::` directives,
//! `[!INCLUDE]` and its kin, tabs), front matter with places, and the views that rules loop over: links, headings,
//! tables, HTML tags, passages of prose, suppression comments. What a rule must not see is not in the view.
//! It knows no site and no rule, and reads no disk.

mod block;
mod document;
mod dump;
mod front_matter;
mod heading;
mod html;
mod learn;
mod link;
mod node;
mod parse;
mod prose;
mod sentence;
mod suppression;
mod table;
mod xref;

pub use block::{Block, BlockKind};
pub use document::Document;
pub use dump::dump;
pub use front_matter::{Field, FrontMatter, FrontMatterError, Header};
pub use heading::{Braces, Heading, HeadingReading};
pub use html::{HtmlAttribute, HtmlTag};
pub use learn::{Attribute, LearnKind, LearnNode, Malformed};
pub use link::{Definition, Link, LinkKind, Unresolved, normal_label};
pub use node::{Node, NodeId, NodeKind};
pub use prose::{Mark, MarkKind, Passage, PassageKind, token};
pub use suppression::{Suppression, SuppressionKind};
pub use table::{Cell, Row, Table, TableDialect};
