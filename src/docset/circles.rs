//! Files that take themselves in.

use std::collections::HashMap;

use super::facts::TargetKind;
use super::set::{DocSet, FileId, Member};

/// Files of a circle that are named at most.
const NAMED: usize = 8;

/// An include that closes a circle: the file that holds it and its place among the file's targets.
type Closing = (FileId, usize);

/// The includes that close circles, each with the files of its circle.
#[derive(Debug, Default)]
pub(super) struct Circles {
    closing: HashMap<Closing, Vec<FileId>>,
}

impl<'d> Member<'d> {
    /// The circle that an include of this file closes, given by its place among the targets: the files that take each
    /// other in, beginning with the one that is included again. Of a long circle, the first of them.
    pub fn circle(&self, target: usize) -> Option<&'d [FileId]> {
        self.set.circles().closing.get(&(self.id, target)).map(Vec::as_slice)
    }
}

/// A file whose includes are being followed.
struct Step {
    file: FileId,
    /// Its includes that are still to be followed, last first.
    left: Vec<(usize, FileId)>,
    /// The include that is being followed.
    at: usize,
    /// The place in the chain of the last file, up to this one, whose findings are asked for.
    checked: Option<usize>,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    /// Followed now, at this place of the chain.
    Open(usize),
    Done,
}

impl Circles {
    /// Follows the includes of all files, those that nobody takes in first, so that a circle is closed where a reader
    /// who comes from a page meets it again.
    pub(super) fn of(set: &DocSet<'_>) -> Self {
        let mut found = Self::default();
        let mut states = vec![State::New; set.files().len()];
        let ids = 0..set.files().len();
        let is_page = |id: &FileId| set.includers(*id).is_empty();
        for id in ids.clone().filter(is_page).chain(ids) {
            if states[id] == State::New {
                found.follow(set, id, &mut states);
            }
        }
        found
    }

    fn follow(&mut self, set: &DocSet<'_>, start: FileId, states: &mut [State]) {
        let mut chain = vec![Step::new(set, start, &[])];
        states[start] = State::Open(0);
        while let Some(step) = chain.last_mut() {
            let Some((at, next)) = step.left.pop() else {
                states[step.file] = State::Done;
                chain.pop();
                continue;
            };
            step.at = at;
            match states[next] {
                State::New => {
                    states[next] = State::Open(chain.len());
                    let step = Step::new(set, next, &chain);
                    chain.push(step);
                }
                State::Open(first) => self.close(&chain, first),
                State::Done => {}
            }
        }
    }

    /// Notes a circle at its last include that stands in a file whose findings are asked for.
    fn close(&mut self, chain: &[Step], first: usize) {
        let checked = chain.last().and_then(|step| step.checked);
        let Some(last) = checked.and_then(|last| last.checked_sub(first)) else { return };
        let circle = &chain[first..];
        let order = circle[last + 1..].iter().chain(&circle[..=last]).take(NAMED);
        let files = order.map(|step| step.file).collect();
        self.closing.entry((circle[last].file, circle[last].at)).or_insert(files);
    }
}

impl Step {
    fn new(set: &DocSet<'_>, id: FileId, chain: &[Step]) -> Self {
        let file = &set.files()[id];
        let includes = file.links().enumerate().filter(|(_, (target, _))| target.kind == TargetKind::Include);
        let to = |(at, (_, link))| Some((at, set.id(file.target_path(link)?)?));
        let mut left: Vec<(usize, FileId)> = includes.filter_map(to).collect();
        left.reverse();
        let before = chain.last().and_then(|step| step.checked);
        let checked = if file.checked { Some(chain.len()) } else { before };
        Self { file: id, left, at: 0, checked }
    }
}
