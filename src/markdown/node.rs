use crate::text::Span;

/// Index of a node in the arena of its [`super::Document`].
pub type NodeId = u32;

/// What a node is. Code and HTML blocks are leaves: their lines are no nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// The root.
    Document,
    Paragraph,
    /// A heading of level 1 to 6.
    Heading {
        level: u8,
    },
    /// A quote; `alert` where its first line is `[!NOTE]` or another of the five.
    BlockQuote {
        alert: bool,
    },
    /// A code block; `fenced` or indented.
    CodeBlock {
        fenced: bool,
    },
    HtmlBlock,
    /// A list, `ordered` or not.
    List {
        ordered: bool,
    },
    Item,
    Table,
    TableHead,
    TableRow,
    TableCell,
    FootnoteDefinition,
    Emphasis,
    Strong,
    Strikethrough,
    /// A link; the index leads into [`super::Document::links`].
    Link(u32),
    /// An image; the index leads into [`super::Document::links`].
    Image(u32),
    /// Text that stands in the source as it reads.
    Text,
    /// A character that the source spells as an entity: `&#9744;`.
    Entity(char),
    /// Inline code.
    Code,
    /// One inline HTML tag or comment.
    InlineHtml,
    FootnoteReference,
    SoftBreak,
    HardBreak,
    /// A thematic break.
    Rule,
    /// `[ ]` or `[x]` at the start of a list item.
    TaskMarker {
        done: bool,
    },
}

/// A node of the arena. Nodes stand in pre-order, so a subtree is the run from a node to its `next`.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// The bytes it covers.
    pub span: Span,
    /// The node that holds it; the root holds itself.
    pub parent: NodeId,
    /// The first node after its subtree.
    pub next: NodeId,
}
