use std::sync::OnceLock;

use super::Span;

/// The byte order mark that some editors put first. It is no part of the text.
const BOM: &[u8] = b"\xEF\xBB\xBF";

/// One file's text, without its byte order mark, and where its lines begin.
#[derive(Debug)]
pub struct SourceFile {
    path: String,
    text: String,
    bom: bool,
    /// Where the text is longer than the file's bytes: ends of replacements, and by how much so far.
    longer: Vec<(u32, u32)>,
    line_starts: OnceLock<Vec<u32>>,
    /// Characters before each [`BLOCK`] of the text; only asked for where a line is longer than that.
    characters: OnceLock<Vec<u32>>,
}

/// Bytes that are counted at most for one column, so that thousands of findings on one huge line cost little each.
const BLOCK: usize = 1024;

/// A place as people name it: both count from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// Bytes that are not UTF-8: where the first bad one is, and the text with each bad sequence replaced.
#[derive(Debug)]
pub struct NotUtf8 {
    /// The readable rest: every bad sequence became U+FFFD.
    pub lossy: SourceFile,
    /// Place of the first replacement in `lossy`.
    pub span: Span,
    /// Offset of the first bad byte in the file, from 0.
    pub offset: usize,
    /// The first bad byte.
    pub byte: u8,
}

impl NotUtf8 {
    /// What is wrong and where, in words.
    pub fn message(&self) -> String {
        format!("byte {:#04x} at offset {} is not UTF-8", self.byte, self.offset)
    }
}

impl SourceFile {
    /// A file from text that is known to be good. `path` is how the user is shown the file, with `/`.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        match text.strip_prefix('\u{FEFF}') {
            Some(rest) => Self::from_parts(path.into(), rest.to_owned(), true),
            None => Self::from_parts(path.into(), text, false),
        }
    }

    /// A file from the bytes on disk.
    ///
    /// # Errors
    /// [`NotUtf8`] where they are not UTF-8, with a readable stand-in, so that the rest can still be reported on.
    pub fn from_bytes(path: impl Into<String>, bytes: Vec<u8>) -> Result<Self, Box<NotUtf8>> {
        let path = path.into();
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self::new(path, text)),
            Err(error) => Err(Self::lossy(path, error)),
        }
    }

    /// As [`SourceFile::from_bytes`], for whoever only reads: what is not UTF-8 is replaced and nobody is told.
    pub fn readable(path: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self::from_bytes(path, bytes).unwrap_or_else(|bad| bad.lossy)
    }

    fn lossy(path: String, error: std::string::FromUtf8Error) -> Box<NotUtf8> {
        let offset = error.utf8_error().valid_up_to();
        let bytes = error.into_bytes();
        let byte = bytes[offset];
        let lossy = Self::with_replacements(path, &bytes);
        let start = offset - lossy.bom_len();
        Box::new(NotUtf8 { span: Span::new(start, start + '\u{FFFD}'.len_utf8()), lossy, offset, byte })
    }

    fn with_replacements(path: String, bytes: &[u8]) -> Self {
        let (mut text, mut longer, mut by) = (String::with_capacity(bytes.len()), Vec::new(), 0);
        let bom = bytes.starts_with(BOM);
        for chunk in bytes[if bom { BOM.len() } else { 0 }..].utf8_chunks() {
            text.push_str(chunk.valid());
            let bad = chunk.invalid().len();
            if bad > 0 {
                text.push(char::REPLACEMENT_CHARACTER);
                by += char::REPLACEMENT_CHARACTER.len_utf8() - bad;
                longer.push((text.len() as u32, by as u32));
            }
        }
        Self { longer, ..Self::from_parts(path, text, bom) }
    }

    fn from_parts(path: String, text: String, bom: bool) -> Self {
        Self {
            path,
            text: with_line_feeds(text),
            bom,
            longer: Vec::new(),
            line_starts: OnceLock::new(),
            characters: OnceLock::new(),
        }
    }

    /// The path as the user is shown it, with `/`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The text, without a byte order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Bytes that stand before the text in the file: 3 with a byte order mark, else 0.
    pub fn bom_len(&self) -> usize {
        if self.bom { BOM.len() } else { 0 }
    }

    /// Where in the file, counted in bytes from 0, a byte offset of the text lies.
    pub fn file_offset(&self, offset: usize) -> usize {
        let before = self.longer.partition_point(|(end, _)| *end as usize <= offset);
        let longer = self.longer[..before].last().map_or(0, |(_, by)| *by as usize);
        self.bom_len() + offset - longer
    }

    /// Byte offsets at which lines begin. A line ends with LF, CR LF or a lone CR, as in CommonMark.
    pub fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            let bytes = self.text.as_bytes();
            let ends = memchr::memchr2_iter(b'\n', b'\r', bytes)
                .filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
            std::iter::once(0).chain(ends.map(|at| at as u32 + 1)).collect()
        })
    }

    /// Index, from 0, of the line that holds a byte offset.
    pub fn line_index(&self, offset: usize) -> usize {
        self.line_starts().partition_point(|&start| start as usize <= offset) - 1
    }

    /// The bytes of a line, given by its index from 0, without its line end.
    pub fn line_span(&self, index: usize) -> Span {
        let starts = self.line_starts();
        let start = starts[index] as usize;
        let end = starts.get(index + 1).map_or(self.text.len(), |&next| next as usize);
        let line = self.text[start..end].trim_end_matches(['\n', '\r']);
        Span::new(start, start + line.len())
    }

    /// The lines that a span fills, with their line ends; nothing where something else stands on one of them. A blank line
    /// after them belongs to them where a blank line, or none, stands before: then they can be taken away.
    pub fn own_lines(&self, span: Span) -> Option<Span> {
        let starts = self.line_starts();
        let start_of = |line: usize| starts.get(line).map_or(self.text.len(), |&start| start as usize);
        let (first, last) = (self.line_index(span.start()), self.line_index(span.end().max(span.start() + 1) - 1));
        let is_blank = |line: usize| line < starts.len() && self.line_span(line).of(&self.text).trim().is_empty();
        let whole = Span::new(start_of(first), start_of(last + 1));
        let others = [whole.start()..span.start(), span.end()..whole.end()];
        let alone = others.into_iter().all(|other| self.text[other].trim().is_empty());
        let parted = (first == 0 || is_blank(first - 1)) && is_blank(last + 1);
        alone.then(|| if parted { Span::new(whole.start(), start_of(last + 2)) } else { whole })
    }

    /// Line and column of a byte offset.
    pub fn line_column(&self, offset: usize) -> LineColumn {
        let index = self.line_index(offset);
        let start = self.line_starts()[index] as usize;
        let bytes = self.text.as_bytes();
        let column = match offset - start {
            0..BLOCK => characters(&bytes[start..offset]),
            _ => self.characters_before(offset) - self.characters_before(start),
        };
        LineColumn { line: index + 1, column: column + 1 }
    }

    fn characters_before(&self, offset: usize) -> usize {
        let bytes = self.text.as_bytes();
        let before = self.characters.get_or_init(|| {
            let sums = bytes.chunks(BLOCK).scan(0, |sum, block| {
                *sum += characters(block) as u32;
                Some(*sum)
            });
            std::iter::once(0).chain(sums).collect()
        });
        let block = offset / BLOCK;
        before[block] as usize + characters(&bytes[block * BLOCK..offset])
    }
}

/// Characters that begin in some bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

/// A lone CR ends a line in CommonMark, and our Markdown parser takes it for a blank: it becomes the LF that it stands
/// for. Every byte keeps its place.
fn with_line_feeds(text: String) -> String {
    let bytes = text.as_bytes();
    let lone = |&at: &usize| bytes.get(at + 1) != Some(&b'\n');
    let mut found = memchr::memchr_iter(b'\r', bytes).filter(lone).peekable();
    if found.peek().is_none() {
        return text;
    }
    let places: Vec<usize> = found.collect();
    let mut bytes = text.into_bytes();
    for at in places {
        bytes[at] = b'\n';
    }
    String::from_utf8(bytes).expect("one ASCII character took the place of another")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_with_lf_crlf_or_cr() {
        let file = SourceFile::new("a.md", "a\nb\r\nc\rd");
        assert_eq!(file.line_starts(), [0, 2, 5, 7]);
        assert_eq!(file.line_column(5), LineColumn { line: 3, column: 1 });
        assert_eq!(file.line_span(1).of(file.text()), "b");
    }

    #[test]
    fn columns_count_characters_and_the_bom_counts_for_nothing() {
        let file = SourceFile::from_bytes("a.md", b"\xEF\xBB\xBF\xC3\xA9\xC3\xA9x".to_vec()).unwrap();
        assert_eq!(file.line_column(4), LineColumn { line: 1, column: 3 });
        assert_eq!(file.bom_len(), 3);
    }

    #[test]
    fn columns_of_a_long_line_are_those_of_a_plain_count() {
        let line = "aé☐𝄞".repeat(1000);
        let file = SourceFile::new("a.md", format!("ab\n{line}\n{line}"));
        for (at, _) in file.text().char_indices().filter(|(at, _)| at % 97 < 5 || at % BLOCK < 4) {
            let place = file.line_column(at);
            let start = file.line_span(place.line - 1).start();
            assert_eq!(place.column, file.text()[start..at].chars().count() + 1, "at {at}");
        }
        let end = file.line_column(file.text().len());
        assert_eq!((end.line, end.column), (3, 4001));
    }

    #[test]
    fn lines_are_taken_with_a_blank_one_where_two_would_meet() {
        let file = SourceFile::new("a.md", "a\n\nxx\nyy\n\nb xx\n");
        let taken = |start, end| file.own_lines(Span::new(start, end)).map(|lines| lines.of(file.text()));
        assert_eq!(taken(3, 8), Some("xx\nyy\n\n"));
        assert_eq!(taken(3, 5), Some("xx\n"));
        assert_eq!(taken(12, 14), None);
    }

    #[test]
    fn a_lone_cr_becomes_a_line_feed_and_a_pair_stays() {
        assert_eq!(SourceFile::new("a.md", "a\rb\r\nc\r\r").text(), "a\nb\r\nc\n\n");
    }

    #[test]
    fn bad_bytes_are_placed_and_the_rest_kept() {
        let error = SourceFile::from_bytes("a.md", b"ab\xFFcd".to_vec()).unwrap_err();
        assert_eq!((error.offset, error.byte), (2, 0xFF));
        assert_eq!(error.span.of(error.lossy.text()), "\u{FFFD}");
        assert_eq!(error.lossy.text(), "ab\u{FFFD}cd");
    }

    #[test]
    fn places_after_bad_bytes_are_those_of_the_file() {
        let bytes = b"\xEF\xBB\xBFa\xFFb\xE2\x98c\xF0\x9D\x84d\xE9".to_vec();
        let file = SourceFile::from_bytes("a.md", bytes.clone()).unwrap_err().lossy;
        for letter in "abcd".chars() {
            let in_file = bytes.iter().position(|&byte| byte == letter as u8).unwrap();
            assert_eq!(file.file_offset(file.text().find(letter).unwrap()), in_file, "{letter}");
        }
        assert_eq!(file.file_offset(file.text().len()), bytes.len());
    }
}
