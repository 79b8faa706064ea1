//! `language` and `[words]`.

use std::sync::Arc;

use super::{Read, Reader, Value, entries};
use crate::text::{ExtraWords, Language, WordList};

impl Reader<'_> {
    pub(super) fn language(&self, value: &Value<'_>) -> Read<Arc<Language>> {
        let name = self.string(value)?;
        let known: Vec<&str> = Language::names().collect();
        Language::find(&name).ok_or_else(|| self.unknown_value("language", &name, value, &known))
    }

    pub(super) fn words(&self, value: &Value<'_>) -> Read<ExtraWords> {
        let table = value.get_ref().as_table().ok_or_else(|| self.expected(value, "a table of words"))?;
        let mut words = ExtraWords::default();
        for (key, span, value) in entries(table) {
            let Some(list) = WordList::from_name(key) else {
                return Err(self.unknown_key(key, span, &WordList::ALL.map(WordList::name)));
            };
            for (entry, span) in self.strings(value)? {
                words.add(list, &entry).map_err(|why| self.error(span, format!("`{entry}` finds nothing: {why}")))?;
            }
        }
        Ok(words)
    }
}
