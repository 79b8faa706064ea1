use super::problem::{Problem, Spanned};
use super::yaml;
use crate::site::path;
use crate::text::YamlNode;

/// The groups of zone pivots of a doc set: `zone-pivot-groups.yml` (docfx v3 `ZonePivotProvider`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PivotGroups {
    /// The groups in the order of the file. Where two have the same id, the first one counts.
    pub groups: Vec<PivotGroup>,
    /// What can't be read.
    pub problems: Vec<Problem>,
}

/// A group of pivots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PivotGroup {
    /// What pages name in `zone_pivot_groups`.
    pub id: Spanned,
    /// What the reader sees.
    pub title: Option<Spanned>,
    /// Its pivots in the order of the file. Where two have the same id, the first one counts.
    pub pivots: Vec<Pivot>,
}

/// A pivot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pivot {
    /// What zones name in `pivot=""`.
    pub id: Spanned,
    /// What the reader sees.
    pub title: Option<Spanned>,
}

impl PivotGroups {
    /// Reads the file.
    pub fn read(text: &str) -> Self {
        let mut found = Self::default();
        match yaml::read(text) {
            Ok(Some(root)) => {
                for node in root.get("groups").map_or(&[][..], YamlNode::items) {
                    let pivots = node.get("pivots").map_or(&[][..], YamlNode::items);
                    let Some(id) = found.id(node, "group", text) else { continue };
                    let pivots = pivots.iter().filter_map(|pivot| {
                        let id = found.id(pivot, "pivot", text)?;
                        Some(Pivot { id, title: string(pivot, "title", text) })
                    });
                    let pivots = pivots.collect();
                    found.groups.push(PivotGroup { id, title: string(node, "title", text), pivots });
                }
            }
            Ok(None) => {}
            Err(problem) => found.problems.push(problem),
        }
        found
    }

    /// The group with this id.
    pub fn group(&self, id: &str) -> Option<&PivotGroup> {
        self.groups.iter().find(|group| group.id.text == id)
    }

    /// The [`Docset::site_path`](super::Docset::site_path) of the file that defines the pivots of a page. `named` is the
    /// page's metadata `zone_pivot_group_filename`: it counts from the first segment of the site's address, and ends as the
    /// built file does. `base` is the address of the doc set where it is known, such as `/azure/storage/`. `None` where
    /// another doc set holds the file (docfx v3 `GetZonePivotDefinitionPublishUrl`).
    pub fn definition(named: Option<&str>, base: Option<&str>) -> Option<String> {
        let named = path::join_any("", named.unwrap_or("zone-pivot-groups.json"))?.to_lowercase();
        let bare = named.strip_suffix(".json").or_else(|| named.strip_suffix(".yml")).unwrap_or(&named);
        let folder = base.and_then(|base| base.trim_matches('/').split_once('/')).map(|(_, folder)| folder);
        match folder {
            None => Some(bare.to_owned()),
            Some(folder) => bare.strip_prefix(folder)?.strip_prefix('/').map(str::to_owned),
        }
    }

    fn id(&mut self, node: &YamlNode, what: &str, text: &str) -> Option<Spanned> {
        let id = string(node, "id", text);
        if id.is_none() {
            let span = yaml::beginning(node, text);
            self.problems.push(Problem::reported(span, format!("this {what} has no `id`")));
        }
        id
    }
}

fn string(node: &YamlNode, key: &str, text: &str) -> Option<Spanned> {
    node.get(key).and_then(|value| yaml::string(value, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_and_their_pivots() {
        let text = "# YamlMime:ZonePivotGroups\ngroups:\n- id: os\n  title: Choose\n  prompt: p\n  pivots:\n  - id: 'linux'\n    title: Linux\n  - title: none\n- id: empty\n- id: os\n";
        let found = PivotGroups::read(text);
        assert_eq!(found.groups.iter().map(|group| group.pivots.len()).collect::<Vec<_>>(), [1, 0, 0]);
        let os = found.group("os").unwrap();
        assert_eq!((os.id.span.of(text), os.pivots[0].id.span.of(text)), ("os", "linux"));
        assert_eq!(os.pivots[0].title.as_ref().unwrap().span.of(text), "Linux");
        assert_eq!(found.problems.len(), 1);
        assert_eq!(found.problems[0].span.of(text), "title: none");
    }

    #[test]
    fn files_that_hold_no_groups() {
        for (text, problems) in [("", 0), ("groups:\n", 0), ("groups: x\n", 0), ("- 1\n", 0), ("a: \"open\n", 1)] {
            let found = PivotGroups::read(text);
            assert_eq!((found.groups.len(), found.problems.len()), (0, problems), "{text}");
        }
    }

    #[test]
    fn the_file_that_defines_them() {
        for (named, base, address) in [
            (None, None, Some("zone-pivot-groups")),
            (None, Some("/azure/"), Some("zone-pivot-groups")),
            (None, Some("/azure/storage/"), None),
            (Some("Storage/x.json"), Some("/azure/storage/"), Some("x")),
            (Some("storage-x.json"), Some("/azure/storage/"), None),
            (Some("./a/b.yml"), None, Some("a/b")),
            (Some("../x.yml"), None, None),
        ] {
            assert_eq!(PivotGroups::definition(named, base).as_deref(), address, "{named:?} {base:?}");
        }
    }
}
