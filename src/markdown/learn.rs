//! Microsoft Learn's dialect on top of Markdown: `:::` directives, and the constructs that begin with `[!`.
//!
//! Source of the grammar: docfx's Markdig extensions. Every construct ends on the line that it begins on.

use crate::text::{Span, char_boundary};

/// The kinds of constructs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LearnKind {
    /// `[!NOTE]` and the other four, where Markdown's own alerts don't take it: text follows it, or it stands mid-quote.
    Alert,
    /// `> [!div class="..."]` or `> [!section ...]`.
    Div,
    /// `> [!VIDEO url]`.
    Video,
    /// `[!INCLUDE [title](path)]`, as a block or amid text.
    Include,
    /// `[!code-lang[name](path)]` or `[!notebook...]`.
    Snippet,
    /// `:::name attribute="value"`, with or without the closing `:::`.
    Directive,
}

/// One construct of the dialect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LearnNode {
    /// What it is.
    pub kind: LearnKind,
    /// All of it, to the end of its line where it is a block.
    pub span: Span,
    /// `image`, `zone-end`, `NOTE`, `code-csharp`, as written; empty for a bare `:::`.
    pub name: String,
    /// Where the name stands.
    pub name_span: Span,
    /// Its attributes in order.
    pub attributes: Vec<Attribute>,
    /// The destination of an include, a snippet or a video.
    pub target: Option<Span>,
    /// True where it stands amid text, false where it has its lines to itself.
    pub inline: bool,
    /// What keeps Learn from taking it: then it prints as text.
    pub malformed: Option<Malformed>,
}

/// `name="value"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// The name as written.
    pub name: String,
    /// Where the name stands.
    pub name_span: Span,
    /// What stands between the quotes, or nothing for an attribute without a value.
    pub value: Span,
}

/// Why a construct is not well formed, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// What is wrong.
    pub message: &'static str,
    /// Where.
    pub span: Span,
}

impl LearnNode {
    /// The attribute with this name, whatever its case.
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.name.eq_ignore_ascii_case(name))
    }

    /// True for the directive of this name, whatever its case.
    pub fn is_directive(&self, name: &str) -> bool {
        self.kind == LearnKind::Directive && self.name.eq_ignore_ascii_case(name)
    }
}

/// Byte offsets at which a construct may begin.
pub(super) fn candidates(text: &str, base: usize) -> Vec<u32> {
    let body = &text.as_bytes()[base..];
    let colons = memchr::memmem::find_iter(body, ":::").filter(|&at| at == 0 || body[at - 1] != b':');
    let brackets =
        memchr::memmem::find_iter(body, "[!").filter(|&at| body.get(at + 2).is_some_and(u8::is_ascii_alphabetic));
    let written = colons.chain(brackets).filter(|&at| !is_escaped(body, at));
    let mut all: Vec<u32> = written.map(|at| (at + base) as u32).collect();
    all.sort_unstable();
    all
}

/// True after an odd number of backslashes.
fn is_escaped(body: &[u8], at: usize) -> bool {
    body[..at].iter().rev().take_while(|&&byte| byte == b'\\').count() % 2 == 1
}

/// How long a construct may be. Bounds the work on a line of openings that nothing closes.
const REACH: usize = 16 * 1024;

/// Reads the construct that begins at `at`. `line_start` where nothing stands before it on its line; `limit` is the
/// end of the block that holds it.
pub(super) fn read(text: &str, at: usize, line_start: bool, limit: usize) -> Option<LearnNode> {
    let limit = char_boundary(text, limit.min(at + REACH));
    let end = memchr::memchr2(b'\n', b'\r', &text.as_bytes()[at..limit]).map_or(limit, |end| at + end);
    if text.as_bytes()[at] == b':' { directive(text, at, line_start, end) } else { bracket(text, at, line_start, end) }
}

/// A cursor over one line.
struct Cursor<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..self.end]
    }

    fn skip_blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t']).len();
    }

    fn take_while(&mut self, keep: impl Fn(u8) -> bool) -> Span {
        let start = self.at;
        self.at += self.rest().bytes().take_while(|&byte| keep(byte)).count();
        Span::new(start, self.at)
    }

    fn eat(&mut self, what: &str) -> bool {
        let found = self.rest().starts_with(what);
        self.at += if found { what.len() } else { 0 };
        found
    }
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-'
}

fn directive(text: &str, at: usize, line_start: bool, end: usize) -> Option<LearnNode> {
    let mut cursor = Cursor { text, at, end };
    cursor.take_while(|byte| byte == b':');
    if line_start {
        cursor.skip_blanks();
    }
    let name_span = cursor.take_while(is_name);
    let mut node = LearnNode {
        kind: LearnKind::Directive,
        span: Span::new(at, end),
        name: name_span.of(text).to_owned(),
        name_span,
        attributes: Vec::new(),
        target: None,
        inline: false,
        malformed: None,
    };
    if name_span.is_empty() && !line_start {
        return None;
    }
    let closed = attributes(&mut cursor, &mut node);
    node.span = Span::new(at, cursor.at);
    cursor.skip_blanks();
    let alone = line_start && cursor.rest().is_empty();
    if !alone {
        // Amid text only a closed directive of a known name is one; the rest are colons that mean nothing.
        let inline =
            ["image", "no-loc", "code", "video", "form"].iter().any(|name| node.name.eq_ignore_ascii_case(name));
        if line_start && node.malformed.is_some() {
            node.span = Span::new(at, end);
        } else if !closed || !inline {
            return None;
        }
        node.inline = node.malformed.is_none();
    }
    Some(node)
}

/// Reads the attributes up to the closing `:::` (true) or the end of the line (false).
fn attributes(cursor: &mut Cursor<'_>, node: &mut LearnNode) -> bool {
    loop {
        let before = cursor.at;
        cursor.skip_blanks();
        if cursor.rest().starts_with(":::") {
            cursor.take_while(|byte| byte == b':');
            return true;
        }
        if cursor.rest().is_empty() {
            cursor.at = before;
            return false;
        }
        let name_span = cursor.take_while(is_name);
        if name_span.is_empty() || before == name_span.start() {
            let span = Span::new(cursor.at, cursor.end);
            node.malformed = Some(Malformed { message: "an attribute is written name=\"value\"", span });
            cursor.at = cursor.end;
            return false;
        }
        let name = name_span.of(cursor.text).to_owned();
        match value(cursor) {
            Ok(value) => node.attributes.push(Attribute { name, name_span, value }),
            Err(malformed) => {
                node.malformed = Some(malformed);
                cursor.at = cursor.end;
                return false;
            }
        }
    }
}

/// `= "value"`, or nothing at all for an attribute that is only named.
fn value(cursor: &mut Cursor<'_>) -> Result<Span, Malformed> {
    let named = cursor.at;
    cursor.skip_blanks();
    if !cursor.eat("=") {
        cursor.at = named;
        return Ok(Span::at(named));
    }
    cursor.skip_blanks();
    let open = cursor.at;
    if !cursor.eat("\"") {
        let rest = cursor.rest();
        let width = rest.find([' ', '\t']).unwrap_or(rest.len());
        return Err(Malformed { message: "the value needs double quotes", span: Span::new(open, open + width) });
    }
    let value = cursor.take_while(|byte| byte != b'"');
    if cursor.eat("\"") {
        Ok(value)
    } else {
        Err(Malformed { message: "the quote that opens here is never closed", span: Span::new(open, cursor.end) })
    }
}

fn bracket(text: &str, at: usize, line_start: bool, end: usize) -> Option<LearnNode> {
    let mut cursor = Cursor { text, at: at + "[!".len(), end };
    let name_span = cursor.take_while(is_name);
    let name = name_span.of(text);
    let kind = bracket_kind(name)?;
    let target = match kind {
        LearnKind::Include | LearnKind::Snippet => {
            cursor.take_while(|byte| matches!(byte, b' ' | b'\t' | b'+' | b'-'));
            Some(nested_link(&mut cursor)?)
        }
        LearnKind::Video => {
            cursor.skip_blanks();
            Some(cursor.take_while(|byte| !matches!(byte, b']' | b' ' | b'\t')))
        }
        LearnKind::Div => {
            cursor.take_while(|byte| byte != b']');
            None
        }
        LearnKind::Alert | LearnKind::Directive => None,
    };
    cursor.skip_blanks();
    if !cursor.eat("]") {
        return None;
    }
    let span = Span::new(at, cursor.at);
    let alone = line_start && cursor.rest().trim().is_empty();
    let keeps_line = matches!(kind, LearnKind::Alert | LearnKind::Div | LearnKind::Video | LearnKind::Snippet);
    if keeps_line && !line_start {
        return None;
    }
    Some(LearnNode {
        kind,
        span,
        name: name.to_owned(),
        name_span,
        attributes: Vec::new(),
        target,
        inline: !alone,
        malformed: None,
    })
}

fn bracket_kind(name: &str) -> Option<LearnKind> {
    let name = name.to_ascii_lowercase();
    match name.as_str() {
        "note" | "tip" | "warning" | "important" | "caution" => Some(LearnKind::Alert),
        "div" | "section" => Some(LearnKind::Div),
        "video" => Some(LearnKind::Video),
        "include" | "include-" => Some(LearnKind::Include),
        "code" | "notebook" => Some(LearnKind::Snippet),
        _ if name.starts_with("code-") || name.starts_with("notebook-") => Some(LearnKind::Snippet),
        _ => None,
    }
}

/// `[title](path "title")`: the path. Nothing where it is no link.
fn nested_link(cursor: &mut Cursor<'_>) -> Option<Span> {
    if !cursor.eat("[") {
        return None;
    }
    let mut depth = 1;
    let close = cursor.rest().bytes().position(|byte| {
        match byte {
            b'[' => depth += 1,
            b']' => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    cursor.at += close? + 1;
    if !cursor.eat("(") {
        return None;
    }
    let close = cursor.at + cursor.rest().find(')')?;
    let target = super::link::destination_in(cursor.text, cursor.at, close);
    cursor.at = close + 1;
    Some(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Option<LearnNode> {
        let at = candidates(text, 0)[0] as usize;
        read(text, at, text[..at].trim().is_empty(), text.len())
    }

    #[test]
    fn directives_have_names_attributes_and_places() {
        let text = ":::image type=\"content\" source = \"a.png\" border:::";
        let node = first(text).unwrap();
        assert_eq!((node.name.as_str(), node.span.of(text), node.inline), ("image", text, false));
        assert_eq!(node.attribute("SOURCE").unwrap().value.of(text), "a.png");
        assert_eq!(node.attribute("border").unwrap().value.of(text), "");
        assert!(first("::: zone-end").unwrap().is_directive("zone-end"));
        assert_eq!(
            first("See :::no-loc text=\"Az\"::: now").unwrap().span.of("See :::no-loc text=\"Az\"::: now"),
            ":::no-loc text=\"Az\":::"
        );
        assert_eq!(first("a ::: b"), None);
    }

    #[test]
    fn a_bad_value_is_placed() {
        let text = ":::image source=a.png alt-text=\"x\":::";
        assert_eq!(first(text).unwrap().malformed.unwrap().span.of(text), "a.png");
        let text = ":::image source=\"a.png :::";
        assert_eq!(first(text).unwrap().malformed.unwrap().span.of(text), "\"a.png :::");
    }

    #[test]
    fn an_escaped_bracket_or_colon_begins_nothing() {
        assert!(candidates("\\[!NOTE] \\:::image", 0).is_empty());
        assert_eq!(candidates("\\\\[!NOTE]", 0), [2]);
    }

    #[test]
    fn brackets() {
        let text = "[!INCLUDE [a [b]](../includes/x.md \"t\")]";
        let node = first(text).unwrap();
        assert_eq!(
            (node.kind, node.target.unwrap().of(text), node.inline),
            (LearnKind::Include, "../includes/x.md", false)
        );
        assert_eq!(first("[!INCLUDE [é](x.md)]").unwrap().kind, LearnKind::Include);
        assert!(first("See [!INCLUDE [a](x.md)] there").unwrap().inline);
        assert_eq!(first("[!code-csharp[Main](a.cs?name=b)]").unwrap().kind, LearnKind::Snippet);
        assert_eq!(first("[!NOTE] text").unwrap().kind, LearnKind::Alert);
        assert_eq!(first("[!unknown]"), None);
    }
}
