//! Whether text is in a language.

use crate::text::Language;

/// Words that tell of another language where next to none of them is frequent. A list of names may be so long in
/// English too, but hardly longer.
const ENOUGH: usize = 40;

/// Words of a page that are looked at.
const MOST: usize = 2_000;

/// Whether a passage is in the language; nothing where it has too few words to tell.
pub(super) fn reads_as(language: &Language, text: &str) -> Option<bool> {
    if !is_mostly_ascii(text) {
        return Some(false);
    }
    let share = Share::of(language, text, MOST);
    // One of them may be a word of a name; two are not.
    let told = share.words >= ENOUGH || share.frequent > 1 && share.is_frequent_enough();
    told.then(|| share.is_frequent_enough())
}

/// Whether a page is in the language. One of next to no words is.
pub(super) fn page_reads_as(language: &Language, text: &str) -> bool {
    let share = Share::of(language, text, MOST);
    share.words < ENOUGH || share.is_frequent_enough()
}

/// Text of other scripts than the Latin one, or with many letters that English lacks, is told without reading it.
fn is_mostly_ascii(text: &str) -> bool {
    if text.is_ascii() {
        return true;
    }
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let (ascii, all) = letters.fold((0, 0), |(ascii, all), c| (ascii + usize::from(c.is_ascii()), all + 1));
    ascii * 5 >= all * 4
}

/// How many of the words are frequent ones.
struct Share {
    words: usize,
    frequent: usize,
}

impl Share {
    fn of(language: &Language, text: &str, most: usize) -> Self {
        let mut share = Self { words: 0, frequent: 0 };
        let words =
            text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| word.contains(char::is_alphabetic));
        for word in words.take(most) {
            share.words += 1;
            let lower = |word: &str| word.to_ascii_lowercase();
            let known = word.len() <= language.frequent.longest() && language.frequent.contains(&lower(word));
            share.frequent += usize::from(known);
        }
        share
    }

    fn is_frequent_enough(&self) -> bool {
        self.frequent * 20 >= self.words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_english(text: &str) -> Option<bool> {
        reads_as(Language::english(), text)
    }

    fn page_is_english(text: &str) -> bool {
        page_reads_as(Language::english(), text)
    }

    #[test]
    fn english_is_told_by_its_small_words() {
        assert_eq!(is_english("Open the page and read it"), Some(true));
        assert_eq!(
            is_english("It is written for teams that run their own servers, with a plan (see \u{1})."),
            Some(true)
        );
        assert_eq!(is_english("Key Vault, Azure Monitor"), None);
    }

    #[test]
    fn other_languages_without_an_accent_are_not_english() {
        let others = [
            "La herramienta lee cada archivo una sola vez y luego muestra los errores que encuentra en el texto. Para usarla \
             en un proyecto nuevo basta con instalar el programa, abrir la carpeta de trabajo y escribir el nombre del sitio.",
            "Das Werkzeug liest jede Datei nur einmal und zeigt danach alle Fehler in dem Text an. Wer es in einem neuen \
             Projekt benutzen will, muss nur das Programm laden, den Ordner mit den Seiten nennen und auf das Ende warten.",
            "Het programma leest elk bestand maar een keer en toont daarna alle fouten die in de tekst staan. Wie het in een \
             nieuw project wil gebruiken, hoeft alleen de map met de bladen te noemen en te wachten tot het klaar is met lezen.",
            "Le programme lit chaque fichier une seule fois et montre ensuite les fautes du texte. Pour un nouveau projet, il \
             suffit de nommer le dossier avec les pages, de choisir le site dans la configuration et de lancer la commande.",
            "Il programma legge ogni pagina una sola volta e mostra poi tutti gli errori trovati nel testo. Per usarlo in un \
             progetto nuovo basta scegliere la cartella con le pagine, indicare il nome del sito e aspettare la fine della corsa.",
        ];
        for text in others {
            assert_eq!(is_english(text), Some(false), "{text}");
            assert!(!page_is_english(text), "{text}");
        }
        assert_eq!(is_english("これは英語ではない。"), Some(false));
        assert!(page_is_english("# Alpha beta gamma"));
    }
}
