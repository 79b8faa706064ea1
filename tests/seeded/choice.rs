use crate::random::Random;

impl Random {
    /// So many of the items, in an order of chance.
    pub fn sample<T>(&mut self, mut items: Vec<T>, most: usize) -> Vec<T> {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
        items.truncate(most);
        items
    }
}
