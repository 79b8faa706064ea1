use super::reading;
use crate::markdown::{BlockKind, Passage, token};
use crate::rule::{Findings, NoOptions, Page};

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    let quote = |text: &str| memchr::memchr(b'"', text.as_bytes());
    for passage in page.passages_with(quote).filter(reading::is_prose) {
        let text = passage.text();
        let Some(at) = unclosed(text) else { continue };
        // A curly mark may be the other half.
        let mixed = text.contains(['“', '”', '„']);
        if !mixed && !reading::is_cut(page.language(), text) && passage.is_in_language() && !goes_on(page, &passage) {
            out.report(passage.source(at..at + 1), "the quotation is never closed")
                .help("close it with a second `\"`, or take the first one out");
        }
    }
}

/// The straight mark that opens a quotation which nothing closes, where the marks around it leave no doubt.
fn unclosed(text: &str) -> Option<usize> {
    let (mut open, mut lost): (Option<usize>, Option<usize>) = (None, None);
    let mut odd = false;
    for at in memchr::memchr_iter(b'"', text.as_bytes()) {
        odd = !odd;
        let before = text[..at].chars().next_back();
        let after = text[at + 1..].chars().next();
        let parted = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '/'));
        match (open, parted && after.is_some_and(|c| c.is_alphanumeric() || token::is_token(c))) {
            (None, true) => open = Some(at),
            // The sign of inches.
            (None, false) if before.is_some_and(|c| c.is_ascii_digit()) => odd = !odd,
            (None, false) => return None,
            (Some(first), true) => {
                lost.get_or_insert(first);
                open = Some(at);
            }
            (Some(_), false) => open = None,
        }
    }
    lost.or(open).filter(|_| odd)
}

/// True where the next block is part of the quotation: it begins in a mark of its own, or holds the closing one.
fn goes_on(page: &Page, passage: &Passage) -> bool {
    passage.next().is_some_and(|block| match block.kind {
        BlockKind::Paragraph | BlockKind::Code { .. } => {
            let text = block.span.of(page.text());
            text.starts_with('"') || memchr::memchr_iter(b'"', text.as_bytes()).count() % 2 == 1
        }
        BlockKind::Heading { .. }
        | BlockKind::Tab
        | BlockKind::Html
        | BlockKind::Table
        | BlockKind::Rule
        | BlockKind::Learn(_) => false,
    })
}

#[cfg(test)]
mod tests {
    use super::unclosed;

    #[test]
    fn the_mark_without_a_twin_is_found_among_pairs() {
        assert_eq!(unclosed("the \"one and \"two\" of"), Some(4));
        assert_eq!(unclosed("(\"100)."), Some(1));
        assert_eq!(unclosed("the \"one\" and \"two\"."), None);
    }

    #[test]
    fn marks_of_inches_and_marks_in_doubt_are_left_alone() {
        assert_eq!(unclosed("a 24\" and a \"big\" one"), None);
        assert_eq!(unclosed("one\" of \"two\""), None);
        assert_eq!(unclosed("a \" b (\")"), None);
    }
}
