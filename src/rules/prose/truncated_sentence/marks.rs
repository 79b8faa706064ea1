//! Clues in the mark that a text ends in.

use super::super::reading::{Following, final_word, words};
use super::{Evidence, Tail};

/// A comma or a semicolon with nothing behind it.
pub(super) fn comma(tail: &Tail) -> Option<Evidence> {
    let mark = tail.last_char().filter(|c| matches!(c, ',' | ';'))?;
    let before = tail.text[..tail.text.len() - 1].chars().next_back()?;
    // A list of code, or a line of it.
    if tail.words() < 2 || matches!(before, '}' | ')') && mark == ';' {
        return None;
    }
    let what = if mark == ',' { "ends in a comma" } else { "ends in a semicolon" };
    match tail.following {
        Following::LeadTo(_) => None,
        // A salutation: `Hello all,`.
        Following::Prose if tail.words() < 4 && !tail.is_after_sentence() => None,
        Following::Sibling if mark == ';' || tail.words() < 3 || tail.next_goes_on() => None,
        Following::Sibling
        | Following::End
        | Following::Break
        | Following::Heading
        | Following::Tab
        | Following::Prose => {
            if tail.is_in_list_style() {
                None
            } else {
                Evidence::strong(what)
            }
        }
    }
}

/// A dash, a slash or an open bracket joins to what should come next.
pub(super) fn joint(tail: &Tail) -> Option<Evidence> {
    let mark = tail.last_char()?;
    let rest = &tail.text[..tail.text.len() - mark.len_utf8()];
    let before = rest.chars().next_back()?;
    let what = match mark {
        '-' | '–' if before.is_whitespace() => "ends in a dash",
        '—' => "ends in a dash",
        '/' if tail.words() > 3 && tail.markup_ends_at(rest.len()) => "ends in a slash",
        '(' | '[' if !matches!(before, ':' | ';' | '=') => "ends in an open bracket",
        _ => return None,
    };
    // No dash leads from an article to a list.
    let noun = words(rest).next_back().is_some_and(|word| tail.language().determiners.contains(word));
    let blank = tail.passage.trailing_blanks() == 1;
    let leads = tail.leads() && !matches!(mark, '(' | '/') && !blank && !noun;
    if leads { None } else { Evidence::strong(what) }
}

/// The first half of a word: `multi-`.
pub(super) fn scrap(tail: &Tail) -> Option<Evidence> {
    let before = tail.text.strip_suffix('-')?;
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let half = word.starts_with(char::is_alphabetic) && word.ends_with(char::is_lowercase);
    let half = half && tail.words() > 2 && !tail.leads();
    if half { Evidence::strong("ends in half a word") } else { None }
}

/// A colon with nothing behind it.
pub(super) fn lead_in(tail: &Tail) -> Option<Evidence> {
    let before = tail.text.strip_suffix(':')?;
    let what = "leads in to something that does not follow";
    let word = &before[final_word(before)?];
    if tail.language().determiners.contains_in_any_case(word) && !tail.leads() && tail.words() > 2 {
        return Evidence::strong(what);
    }
    let at_end = tail.passage.next().is_none() && !tail.is_item() && tail.words() > 2;
    if at_end { Evidence::strong(what) } else { None }
}

impl Tail<'_, '_> {
    /// A slash behind a link or a bold word parts two of them; behind a plain word it ends a path.
    fn markup_ends_at(&self, at: usize) -> bool {
        self.passage.marks_at(at..at).any(|mark| mark.range.end == at)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tail::weight;
    use super::*;

    fn fires(text: &str, find: super::super::Clue) -> bool {
        weight(text, find) == 2
    }

    #[test]
    fn a_comma_leads_to_a_block_or_to_the_next_clause() {
        assert!(fires("Open the hatch,\n\n# Next\n", comma));
        assert!(fires("Open the hatch of the deck;\n\nThe next text is whole.\n", comma));
        assert!(!fires("Hi all,\n\nThe hatch is open.\n", comma), "a salutation");
        assert!(!fires("To open the hatch,\n\n    open\n", comma));
        assert!(!fires("- the hatch of the deck,\n- the mast\n", comma));
        assert!(fires("1. Remove the pin of the hatch,\n1. Open the hatch:\n", comma), "a step is no clause");
        let paragraph = "- The tests are run.\n\n  They help to find slips,\n\n- The next item is whole.\n";
        assert!(fires(paragraph, comma), "a paragraph of an item is no clause of a list");
        assert!(!fires("a. of the first part,\n\nb. of the second part,\n\nThe end.\n", comma));
    }

    #[test]
    fn a_joint_joins_to_nothing() {
        for text in
            ["Application Design—\n", "Open the hatch -\n", "Take **one** or the **other**/\n", "See the plan (\n"]
        {
            assert!(fires(text, joint), "{text}");
        }
        assert!(!fires("It has these parts -\n\n- deck\n", joint), "a dash may lead to a list");
        assert!(fires("They got in by using their -\n\n- keys\n", joint), "but not from a possessive");
        assert!(!fires("Look into the folder src/\n", joint));
    }

    #[test]
    fn half_a_word_is_a_scrap() {
        assert!(fires("Learn about [Defender](a.md)defender-\n", scrap));
        assert!(!fires("Look at the `x`-\n", scrap));
    }

    #[test]
    fn a_colon_needs_something_behind_it() {
        assert!(fires("The deck has two hatches:\n", lead_in));
        assert!(fires("Then open the:\n\n# Next\n", lead_in));
        assert!(!fires("The deck has two hatches:\n\n# Fore\n", lead_in), "the headings are the list");
    }
}
