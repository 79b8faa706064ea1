use std::collections::{BTreeSet, HashMap, HashSet};

use super::tabs::{Group, Tab, groups};
use crate::rule::{Findings, NoOptions, Page};
use crate::rules::visible::quoted;

pub fn check(page: &Page, _: &NoOptions, out: &mut Findings) {
    let groups = groups(page);
    let mut choices = Choices::default();
    for group in &groups {
        let visible: Vec<&Tab> = group.tabs.iter().filter(|tab| choices.shows(tab)).collect();
        repeated(&visible, out);
        let ids: BTreeSet<&str> = visible.iter().flat_map(|tab| tab.ids()).collect();
        if let Some(other) = choices.sharing(&ids).filter(|other| other.ids != ids) {
            different(group, &ids, other, out);
        }
        match visible.first().and_then(|tab| tab.ids().next()) {
            Some(first) => choices.add(first, ids, group),
            None => hidden(group, out),
        }
    }
}

/// What a reader chooses among, in the order of the page. Groups that share a tab with an earlier one follow it, as
/// docfx has it.
#[derive(Default)]
struct Choices<'g, 'a> {
    all: Vec<Choice<'g, 'a>>,
    /// Tab -> the first choice that has it.
    by_id: HashMap<&'a str, usize>,
    firsts: HashSet<&'a str>,
}

/// The tabs of the first group of its kind.
struct Choice<'g, 'a> {
    ids: BTreeSet<&'a str>,
    group: &'g Group<'a>,
}

impl<'g, 'a> Choices<'g, 'a> {
    /// True for a tab without a condition, or whose condition is chosen when the page opens.
    fn shows(&self, tab: &Tab) -> bool {
        tab.condition.is_none_or(|condition| self.firsts.contains(condition))
    }

    /// The first choice that has one of these tabs.
    fn sharing(&self, ids: &BTreeSet<&str>) -> Option<&Choice<'g, 'a>> {
        let first = ids.iter().filter_map(|id| self.by_id.get(id)).min();
        first.map(|&index| &self.all[index])
    }

    /// Adds the tabs of a group, unless they follow a choice whose first tab is among them.
    fn add(&mut self, first: &'a str, ids: BTreeSet<&'a str>, group: &'g Group<'a>) {
        if ids.iter().any(|id| self.firsts.contains(id)) {
            return;
        }
        for id in &ids {
            self.by_id.entry(id).or_insert(self.all.len());
        }
        self.firsts.insert(first);
        self.all.push(Choice { ids, group });
    }
}

fn repeated(visible: &[&Tab], out: &mut Findings) {
    let mut seen: HashMap<&str, &Tab> = HashMap::new();
    for tab in visible {
        for id in tab.ids() {
            if let Some(first) = seen.insert(id, tab) {
                let finding = out.report(tab.span, format!("tab is given twice in one group: {}", quoted(id)));
                finding.label("only one of the two can be chosen").also(first.span, "the other one");
                finding.help("give it an id of its own, or end the group before it with a line `---`");
            }
        }
    }
}

fn different(group: &Group, ids: &BTreeSet<&str>, other: &Choice, out: &mut Findings) {
    let list = |ids: &BTreeSet<&str>| ids.iter().take(8).map(|id| quoted(id)).collect::<Vec<_>>().join(", ");
    let first = group.tabs[0].span;
    let stranger = group.tabs.iter().find(|tab| tab.ids().any(|id| !other.ids.contains(id)));
    let span = stranger.map_or(first, |tab| tab.span);
    let finding = out.report(span, format!("tab group has other tabs than the one before it: {}", list(ids)));
    finding.label("choosing a tab in one group chooses it in all");
    finding.also(other.group.tabs[0].span, format!("this group has {}", list(&other.ids)));
    finding.help("give both groups the same tabs, or ids that they don't share");
}

fn hidden(group: &Group, out: &mut Findings) {
    let Some(tab) = group.tabs.first() else { return };
    let condition = tab.condition.unwrap_or_default();
    let finding = out.report(tab.span, "all tabs of this group are hidden");
    finding.label(format!("no group before this one begins with the tab {}", quoted(condition)));
    finding.help("end its address with the id of a tab that a group before it begins with, or with no condition");
}
