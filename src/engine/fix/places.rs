use std::collections::BTreeSet;

use crate::text::Span;

/// A finding by its rule and its place.
pub(super) type Place = (&'static str, Span);

/// Places of findings, asked for what touches a span.
#[derive(Default)]
pub(super) struct Places {
    by_start: BTreeSet<(&'static str, u32, u32)>,
    /// Bytes of the longest of them: none that touches a span starts further before it.
    longest: u32,
}

impl Places {
    pub(super) fn add(&mut self, (rule, span): Place) {
        self.by_start.insert((rule, span.start, span.end));
        self.longest = self.longest.max(span.end - span.start);
    }

    /// Whether a place of this rule touches a span.
    pub(super) fn touch(&self, (rule, span): Place) -> bool {
        let from = (rule, span.start.saturating_sub(self.longest), 0);
        self.by_start.range(from..=(rule, span.end, u32::MAX)).any(|(.., end)| *end >= span.start)
    }
}

impl FromIterator<Place> for Places {
    fn from_iter<I: IntoIterator<Item = Place>>(places: I) -> Self {
        let mut all = Self::default();
        places.into_iter().for_each(|place| all.add(place));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_touch_what_they_meet_or_border_on() {
        let places: Places =
            [("a", Span::new(0, 90)), ("a", Span::new(95, 97)), ("b", Span::new(200, 201))].into_iter().collect();
        let asked =
            [("a", 90, 91), ("a", 91, 94), ("a", 97, 99), ("a", 40, 50), ("a", 200, 201), ("b", 199, 200), ("c", 0, 9)];
        let met = asked.map(|(rule, start, end)| places.touch((rule, Span::new(start, end))));
        assert_eq!(met, [true, false, true, true, false, true, false]);
    }
}
