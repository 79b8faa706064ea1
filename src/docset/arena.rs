/// A text kept in an [`Arena`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    start: u32,
    end: u32,
}

/// Many short texts in one piece of memory.
#[derive(Clone, Debug, Default)]
pub(super) struct Arena {
    text: String,
}

impl Arena {
    /// Keeps a text. A page's texts are no longer than the page, whose spans are of 32 bits too; what is more, because
    /// entities can grow, is cut off.
    pub(super) fn keep(&mut self, text: &str) -> Kept {
        let start = self.text.len();
        if start + text.len() <= u32::MAX as usize {
            self.text.push_str(text);
        }
        Kept { start: start as u32, end: self.text.len() as u32 }
    }

    /// A text that was kept.
    pub(super) fn get(&self, kept: Kept) -> &str {
        &self.text[kept.start as usize..kept.end as usize]
    }

    /// Gives back what was reserved for more.
    pub(super) fn shrink(&mut self) {
        self.text.shrink_to_fit();
    }
}
