use std::collections::HashSet;

use crate::docset::{FileKind, Member};
use crate::rule::{Findings, NoOptions};
use crate::site::learn::{PivotGroup, PivotGroups};
use crate::text::{Span, nearest};

/// Pivots that are compared with one that is unknown.
const COMPARED: usize = 1_024;

/// Groups of pivots and pivots that the doc set does not define.
pub fn check(member: &Member, _: &NoOptions, out: &mut Findings) {
    let facts = member.facts();
    let Some((_, named, span)) = facts.front_matter.iter().find(|(key, ..)| facts.text(*key) == "zone_pivot_groups")
    else {
        // What is taken in by other pages uses their groups.
        return;
    };
    let Some((path, defined)) = definition(member) else { return };
    let mut groups: Vec<&PivotGroup> = Vec::new();
    for id in facts.text(*named).split(',').map(str::trim).filter(|id| !id.is_empty()) {
        match defined.iter().find(|group| group.id.text == id) {
            Some(group) => groups.push(group),
            None => {
                let near = nearest(id, defined.iter().map(|group| group.id.text.as_str()));
                report(out, *span, format!("no group of pivots `{id}` in `{path}`"), near);
            }
        }
    }
    let known: HashSet<&str> = pivots(&groups).collect();
    for (id, span) in facts.zone_pivots.iter().filter(|_| !groups.is_empty()) {
        let id = facts.text(*id);
        if !known.contains(id) {
            let names: Vec<String> = groups.iter().map(|group| format!("`{}`", group.id.text)).collect();
            let near = nearest(id, pivots(&groups).take(COMPARED));
            report(out, *span, format!("no pivot `{id}` in the group {}", names.join(", ")), near);
        }
    }
}

fn pivots<'g>(groups: &[&'g PivotGroup]) -> impl Iterator<Item = &'g str> {
    groups.iter().flat_map(|group| &group.pivots).map(|pivot| pivot.id.text.as_str())
}

fn report(out: &mut Findings, span: Span, message: String, near: Option<&str>) {
    let finding = out.report(span, message);
    if let Some(near) = near {
        finding.help(format!("did you mean `{near}`?"));
    }
}

/// The groups that hold for a page, and the path of the file that defines them, where that file is here.
fn definition<'d>(member: &Member<'d>) -> Option<(&'d str, &'d [PivotGroup])> {
    const FIELD: &str = "zone_pivot_group_filename";
    let (docset, path) = member.file.site.docset.as_ref()?;
    let inherited = docset.metadata(path, FIELD);
    let named = member.facts().field(FIELD).or_else(|| inherited.as_ref().and_then(|value| value.as_str()));
    let address = PivotGroups::definition(named, None)?;
    let defines = member.set.files().iter().filter(|file| file.facts.kind == FileKind::ZonePivots);
    let mut of_docset = defines.filter(|file| {
        let here = file.site.docset.as_ref().filter(|(other, _)| std::sync::Arc::ptr_eq(other, docset));
        here.is_some_and(|(_, path)| docset.site_path(path).as_deref() == Some(address.as_str()))
    });
    of_docset.next().map(|file| (&*file.shown, file.facts.pivot_groups.as_slice()))
}
