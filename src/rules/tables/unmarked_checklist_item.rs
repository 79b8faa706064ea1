use super::checklist::{self, is_blank};
use crate::rule::{Findings, NoOptions, Page};

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    let text = page.text();
    for cell in checklist::cells(page) {
        let said = || cell.iter().filter(|item| item.mark.is_some() && !is_blank(item.text.of(text)));
        // Where boxed items hold more than a link, a link below one is where to read on.
        if said().next().is_none() || !said().all(|item| is_link(item.text.of(text))) {
            continue;
        }
        for (index, item) in cell.iter().enumerate() {
            // Below a box without text, what is wrong is the break between the two.
            let parted = index.checked_sub(1).is_some_and(|above| cell[above].is_bare(text));
            if item.mark.is_none() && !parted && is_link(item.span.of(text)) {
                out.report(item.span, "checklist item has no checkbox")
                    .label("the other items of this cell have one")
                    .help("put a checkbox before the link");
            }
        }
    }
}

/// How many words may follow the link of an item.
const FURTHER_WORDS: usize = 3;

/// True for a text that is one link, emphasized or not, with a few words or marks after it.
fn is_link(text: &str) -> bool {
    let Some((words, rest)) = text.trim_start_matches(['*', '_']).strip_prefix('[').and_then(|it| it.split_once("]("))
    else {
        return false;
    };
    let Some(after) = after_destination(rest) else { return false };
    let further = after.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
    !words.contains(") ") && !after.contains("](") && further.take(FURTHER_WORDS + 1).count() <= FURTHER_WORDS
}

/// What follows the parenthesis that closes a destination.
fn after_destination(rest: &str) -> Option<&str> {
    let mut depth = 1;
    let close = rest.bytes().position(|byte| {
        match byte {
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        depth == 0
    })?;
    Some(&rest[close + 1..])
}
