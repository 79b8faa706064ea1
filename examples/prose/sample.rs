//! A sample that is the same for the same seed and spread over all there is.

use crate::random::Random;

/// Keeps `most` items: one by chance from each of so many stretches of the list.
pub fn thin<T>(items: &mut Vec<T>, most: usize, seed: u64) {
    let all = items.len();
    if most >= all {
        return;
    }
    let mut random = Random::new(seed);
    let mut keep = (0..most).map(|stretch| {
        let (start, end) = (stretch * all / most, (stretch + 1) * all / most);
        start + random.below(end - start)
    });
    let mut wanted = keep.next();
    let mut index = 0;
    items.retain(|_| {
        let kept = wanted == Some(index);
        if kept {
            wanted = keep.next();
        }
        index += 1;
        kept
    });
}

#[cfg(test)]
mod tests {
    use super::thin;

    #[test]
    fn a_sample_is_spread_and_repeats() {
        let sample = |seed| {
            let mut items: Vec<usize> = (0..100).collect();
            thin(&mut items, 10, seed);
            items
        };
        assert_eq!(sample(7), sample(7));
        assert_ne!(sample(7), sample(8));
        assert!(sample(7).iter().enumerate().all(|(stretch, item)| item / 10 == stretch));
        let mut few = vec![1, 2];
        thin(&mut few, 3, 1);
        assert_eq!(few, [1, 2]);
    }
}
