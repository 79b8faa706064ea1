use std::collections::{HashMap, HashSet};

/// The anchors that a document has used up.
#[derive(Default)]
pub(super) struct Taken {
    names: HashSet<String>,
    /// For a name and a number, the next number worth a try: all between are known to be taken. Without it, many
    /// headings of one text would cost their number squared.
    onward: HashMap<String, HashMap<u64, u64>>,
}

impl Taken {
    /// Takes a name; false where it is taken already.
    pub fn take(&mut self, name: &str) -> bool {
        self.names.insert(name.to_owned())
    }

    /// Takes the name, or where it is taken, the first free one of `name-1`, `name-2`...
    pub fn take_numbered(&mut self, name: String) -> String {
        if self.take(&name) { name } else { self.take_from(&name, '-', 1) }
    }

    /// Takes the first free one of the names with a number from `first` on after them.
    pub fn take_from(&mut self, base: &str, separator: char, first: u64) -> String {
        let onward = self.onward.entry(base.to_owned()).or_default();
        let mut passed = Vec::new();
        let mut number = first;
        let found = loop {
            if let Some(&next) = onward.get(&number) {
                passed.push(number);
                number = next;
                continue;
            }
            let name = format!("{base}{separator}{number}");
            passed.push(number);
            number += 1;
            if self.names.insert(name.clone()) {
                break name;
            }
        };
        onward.extend(passed.into_iter().map(|tried| (tried, number)));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_go_on_past_names_taken_by_others() {
        let mut taken = Taken::default();
        let names = ["a", "a", "a-1", "a", "a-1"].map(|name| taken.take_numbered(name.to_owned()));
        assert_eq!(names, ["a", "a-1", "a-1-1", "a-2", "a-1-2"]);
    }

    #[test]
    fn many_equal_names_are_told_apart_at_once() {
        let mut taken = Taken::default();
        for _ in 0..50_000 {
            taken.take_numbered("same".to_owned());
        }
        assert_eq!(taken.take_numbered("same".to_owned()), "same-50000");
    }
}
