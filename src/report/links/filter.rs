use super::inventory::{Inventory, LinkEntry};
use super::status::Status;

/// Which links are shown; every wish narrows the choice.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only those that lead out of the docs, or only the others.
    pub external: Option<bool>,
    /// Only images.
    pub images: bool,
    /// Only those with one of these statuses, where any is named.
    pub statuses: Vec<Status>,
    /// Only those that lead to this place.
    pub to: Option<To>,
}

/// A place that links lead to.
#[derive(Clone, Debug)]
pub enum To {
    /// A file, or all that lies in a folder, as it is shown.
    Path(String),
    /// Every URL that begins so.
    Url(String),
}

impl Filter {
    /// Drops the links that nobody wants to see.
    pub fn apply(&self, inventory: &mut Inventory) {
        inventory.links.retain(|link| self.takes(link));
    }

    /// Whether a link is shown.
    pub fn takes(&self, link: &LinkEntry) -> bool {
        self.external.is_none_or(|external| external == (link.status == Status::External))
            && (!self.images || link.kind.is_image())
            && (self.statuses.is_empty() || self.statuses.contains(&link.status))
            && self.to.as_ref().is_none_or(|to| to.takes(link))
    }
}

impl To {
    fn takes(&self, link: &LinkEntry) -> bool {
        match self {
            To::Url(start) => link.status == Status::External && link.destination.starts_with(start.as_str()),
            To::Path(wanted) => link.target.as_deref().is_some_and(|target| {
                wanted == "."
                    || target.strip_prefix(wanted.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::docset::TargetKind;

    fn link(destination: &str, target: Option<&str>, status: Status) -> LinkEntry {
        LinkEntry {
            path: "a.md".into(),
            line: 1,
            column: 1,
            kind: TargetKind::Link,
            destination: destination.to_owned(),
            target: target.map(str::to_owned),
            fragment: None,
            redirect: None,
            status,
            cause: None,
        }
    }

    #[test]
    fn a_place_takes_what_lies_in_it() {
        let to = |to: To, link: &LinkEntry| Filter { to: Some(to), ..Filter::default() }.takes(link);
        let inside = link("../docs/b.md#x", Some("docs/b.md"), Status::Ok);
        for (wanted, taken) in [("docs/b.md", true), ("docs", true), ("doc", false), ("docs/b", false), (".", true)] {
            assert_eq!(to(To::Path(wanted.to_owned()), &inside), taken, "{wanted}");
        }
        let outside = link("https://example.org/a", None, Status::External);
        assert!(to(To::Url("https://example.org/".to_owned()), &outside));
        assert!(!to(To::Path(".".to_owned()), &outside) && !to(To::Url("https://example.com".to_owned()), &outside));
    }

    #[test]
    fn wishes_narrow_the_choice() {
        let broken = link("b.md", Some("b.md"), Status::Broken);
        let filter =
            |external, statuses: &[Status]| Filter { external, statuses: statuses.to_vec(), ..Filter::default() };
        assert!(filter(None, &[]).takes(&broken) && filter(Some(false), &[Status::Broken, Status::Ok]).takes(&broken));
        assert!(!filter(Some(true), &[]).takes(&broken) && !filter(None, &[Status::Ok]).takes(&broken));
        assert!(!Filter { images: true, ..Filter::default() }.takes(&broken));
    }
}
