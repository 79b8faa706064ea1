use std::ops::Range;

/// A half-open byte range of a file's text, on character boundaries. `u32` keeps the arena small: a file over
/// 4 GiB is refused when it is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`, in bytes. An `end` before `start` gives the empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        let start = start as u32;
        Self { start, end: (end as u32).max(start) }
    }

    /// The empty span at a byte offset.
    pub fn at(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// First byte, as an index.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte, as an index.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// The same as an index range.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end() - self.start()
    }

    /// True where no byte is covered.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// True where `other` lies wholly inside.
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True where the byte at `offset` lies inside.
    pub fn contains(self, offset: usize) -> bool {
        self.start() <= offset && offset < self.end()
    }

    /// The text it covers.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// The span without the white space at both ends of what it covers.
    pub fn trimmed(self, text: &str) -> Self {
        let slice = self.of(text);
        // Most text has nothing to trim, and its first and last byte say so.
        if let (Some(first), Some(last)) = (slice.as_bytes().first(), slice.as_bytes().last())
            && first.is_ascii_graphic()
            && last.is_ascii_graphic()
        {
            return self;
        }
        let content = slice.trim_start();
        let start = self.start() + (slice.len() - content.len());
        Self::new(start, start + content.trim_end().len())
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}
