use std::collections::HashMap;

/// The stretches of a text between the lines that stand exactly once in it and exactly once in its older version: what is
/// edited where it stands stays in its stretch.
pub(super) struct Stretches {
    old: Vec<Stretch>,
    new: Vec<Stretch>,
}

/// The lines around a stretch, by their numbers in the older version, from 0.
pub(super) type Stretch = (Option<usize>, Option<usize>);

impl Stretches {
    /// Those between two versions of a text.
    pub(super) fn between(old: &str, new: &str) -> Self {
        let (old_lines, new_lines) = (once(old), once(new));
        let fixed = |text: &str| {
            let place = |line: &str| {
                let line = line.trim();
                old_lines.get(line).copied().flatten().filter(|_| new_lines.get(line).copied().flatten().is_some())
            };
            text.lines().map(place).collect::<Vec<_>>()
        };
        Self { old: around(&fixed(old)), new: around(&fixed(new)) }
    }

    /// The stretch of a line of the older version, from 0.
    pub(super) fn of_old(&self, line: usize) -> Stretch {
        self.old.get(line).copied().unwrap_or_default()
    }

    /// The stretch of a line of the newer version, from 0.
    pub(super) fn of_new(&self, line: usize) -> Stretch {
        self.new.get(line).copied().unwrap_or_default()
    }
}

/// Where each line stands that stands once; `None` for one that stands more often.
fn once(text: &str) -> HashMap<&str, Option<usize>> {
    let mut lines: HashMap<&str, Option<usize>> = HashMap::new();
    for (index, line) in text.lines().enumerate() {
        lines.entry(line.trim()).and_modify(|place| *place = None).or_insert(Some(index));
    }
    lines
}

/// For each line the nearest fixed one before it and after it.
fn around(fixed: &[Option<usize>]) -> Vec<Stretch> {
    let mut stretches = vec![(None, None); fixed.len()];
    let mut last = None;
    for (stretch, fixed) in stretches.iter_mut().zip(fixed) {
        stretch.0 = last;
        last = fixed.or(last);
    }
    let mut next = None;
    for (stretch, fixed) in stretches.iter_mut().zip(fixed).rev() {
        stretch.1 = next;
        next = fixed.or(next);
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edited_lines_stay_between_their_neighbours() {
        let stretches = Stretches::between("a\n\nold\n\nb\n", "new top\na\n\nnew\nmore\n\nb\n");
        assert_eq!(stretches.of_old(2), (Some(0), Some(4)));
        assert_eq!((stretches.of_new(3), stretches.of_new(4)), (stretches.of_old(2), stretches.of_old(2)));
        assert_eq!(stretches.of_new(0), (None, Some(0)));
    }
}
