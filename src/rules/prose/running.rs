//! Whether text is written as a sentence, where its end does not tell: sentences, titles, captions and labels stand as
//! paragraphs of their own, and only sentences need an end mark.

use super::reading::words;
use crate::markdown::token;
use crate::text::Language;

/// True for text that is written as a sentence, not as a title, a caption or a label: it begins as one and has words that
/// only running text has.
pub(super) fn reads_as_sentence(language: &Language, text: &str) -> bool {
    let begins = text.trim_start_matches(['"', '“', '(']).starts_with(|c: char| c.is_uppercase() || token::is_token(c));
    begins && !is_title(text) && !text.contains('\n') && !is_entry(text) && has_running_word(language, text)
}

/// True for the entry of a list that is written as paragraphs, and for captions: `x` - what it is; Figure 4-3: what it shows.
pub(super) fn is_entry(text: &str) -> bool {
    let mut parts = text.splitn(3, ' ');
    let (first, second) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let counted = second.ends_with([':', '.']) && second.starts_with(|c: char| c.is_ascii_digit());
    let named = text.starts_with(token::is_token) || text.starts_with(char::is_lowercase);
    let explains =
        || words(text).next().is_some() && [" - ", " – ", " — ", ": ", " : "].iter().any(|mark| text.contains(mark));
    counted || matches!(second, "-" | "–" | "—" | ":") || named && (first.ends_with(':') || explains())
}

/// True for text whose words mostly have capitals, as in titles.
fn is_title(text: &str) -> bool {
    let long = words(text).skip(1).filter(|word| word.len() > 3);
    let (capital, all) = long
        .fold((0, 0), |(capital, all), word| (capital + usize::from(!word.starts_with(char::is_lowercase)), all + 1));
    // A clause behind a comma is written small.
    let clause = text.split(", ").skip(1).any(|rest| rest.starts_with(char::is_lowercase));
    capital > 1 && capital * 5 > all * 3 && !clause
}

/// True where the text opens as a sentence does, or says what something does.
fn has_running_word(language: &Language, text: &str) -> bool {
    let said = without_label(text);
    let Some(first) = words(said).next().map(str::to_lowercase) else { return false };
    // `How to use it` is a title, and a question lacks more than a full stop.
    if language.questions.contains(&first) {
        return false;
    }
    // `A parser of dates` and `Parsing dates` name a thing; a verb makes a sentence of them.
    let names = language.articles.contains(&first) || language.is_gerund(&first) && !said.contains(", ");
    let opens = [&language.openers, &language.introducers, &language.verbs, &language.commands];
    let runs = |word: &str| language.running.contains_in_any_case(word) || language.verbs.contains(word);
    // What a clause says of the noun before it makes no sentence of that noun: `a vault that you have been using`.
    let main = || words(said).take_while(|word| !language.relatives.contains(word));
    let opens = opens.iter().any(|list| list.contains(&first));
    !names && (opens || has_object(language, main())) || main().skip(1).any(runs)
}

/// What stands behind a label: `Note: It is new`.
fn without_label(text: &str) -> &str {
    const LONGEST: usize = 4;
    match text.split_once(": ") {
        Some((label, said)) if words(label).nth(LONGEST).is_none() => said,
        _ => text,
    }
}

/// True where an article stands behind a word that may be a verb: `Gets the objects`, not `of the objects`, `to get the
/// objects` or `getting the objects`.
fn has_object<'t>(language: &Language, mut words: impl Iterator<Item = &'t str>) -> bool {
    let joins = |word: &str| language.open.contains(word) || language.weak.contains(word);
    let (mut last, mut before) = ("", "");
    words.any(|word| {
        let (verb, earlier) = (last, before);
        (before, last) = (last, word);
        language.determiners.contains(word)
            && verb.ends_with(|c: char| c.is_lowercase())
            && !language.is_gerund(verb)
            && !language.infinitives.contains(earlier)
            && !joins(verb)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(text: &str) -> bool {
        reads_as_sentence(Language::english(), text)
    }

    #[test]
    fn sentences_say_what_something_does() {
        for text in [
            "The second command gets the job",
            "\u{1} manages a list of jobs",
            "Computers running Windows can establish connections",
            "Specifies the path of a file",
            "Select jobs of other sessions",
            "By default, Windows PowerShell deletes the entry",
            "Note: The user of the console",
            "A module is a self-contained unit",
        ] {
            assert!(reads(text), "{text}");
        }
    }

    #[test]
    fn titles_captions_labels_and_taglines_name_something() {
        for text in [
            "How to use this guide",
            "What Is New in Windows PowerShell",
            "Figure 4-3: The representation in memory",
            "\u{1} - Location of the topic to be created",
            "name: the value that is read",
            "A struct that implements the trait",
            "Using trait objects to store the values",
            "Code to find the largest number",
            "Fast parser for dates",
            "Applies to: Windows and Linux",
            "Previous: what you need",
        ] {
            assert!(!reads(text), "{text}");
        }
    }
}
