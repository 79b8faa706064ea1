use super::facts::{FileKind, Target, TargetKind};
use super::set::{FileId, Link, Member};
use crate::site::learn::is_toc;
use crate::site::{Cause, Destination, Lead, Outcome, Role, Site};
use crate::text::nfc;

/// Whether a link is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It leads where it says.
    Right,
    /// It leads nowhere.
    Broken,
    /// Nobody can tell.
    Unverifiable(Cause),
}

/// Whether the fragment of a link names an anchor of its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnchorVerdict {
    /// It does, or the link has no fragment, or its target is no page.
    Right,
    /// It doesn't, in this page.
    Broken(FileId),
    /// Nobody can tell.
    Unverifiable(Cause),
}

impl<'d> Member<'d> {
    /// Whether the file or folder that a target names is there.
    pub fn verdict(&self, target: &Target, link: &Link) -> Verdict {
        match &link.outcome {
            Outcome::External
            | Outcome::Same
            | Outcome::File { .. }
            | Outcome::Redirected { .. }
            | Outcome::Generated
            // Above the root may be anything; a rule of its own speaks of it.
            | Outcome::Outside => Verdict::Right,
            Outcome::Folder { path, .. } if self.finds_file_of(target, path) => Verdict::Right,
            Outcome::Folder { .. } => {
                if target.kind.is_followed() && self.file.layout.opens_folders() { Verdict::Right } else { Verdict::Broken }
            }
            Outcome::Unverifiable(cause) => Verdict::Unverifiable(*cause),
            Outcome::Missing { .. } => Verdict::Broken,
        }
    }

    /// Whether what names a folder on Learn means a file in it: an entry of a table of contents that of the folder
    /// (`href: sub/`), a YAML page its index.
    fn finds_file_of(&self, target: &Target, folder: &str) -> bool {
        let has = |is: fn(&str) -> bool| self.set.tree.list(folder).iter().any(|name| is(name));
        let slash = || Destination::read(self.file.facts.destination(target)).path.ends_with(['/', '\\']);
        match (self.file.site.site, target.kind) {
            (Site::Learn, TargetKind::TocEntry) => slash() && has(is_toc),
            (Site::Learn, TargetKind::YamlLink) => has(|name| matches!(name, "index.yml" | "index.md")),
            (
                Site::Learn | Site::GitHub | Site::GitLab | Site::MdBook | Site::MkDocs | Site::Docusaurus | Site::Hugo,
                _,
            ) => false,
        }
    }

    /// Whether the fragment of a link names an anchor. A fragment alone is judged in each page that takes this file in:
    /// it is broken only where all is known of a page that lacks it.
    pub fn anchor_verdict(&self, target: &Target, link: &'d Link) -> AnchorVerdict {
        if !self.file.facts.destination(target).contains('#') {
            return AnchorVerdict::Right;
        }
        *link.anchor.get_or_init(|| self.judge_anchor(target, link))
    }

    fn judge_anchor(&self, target: &Target, link: &'d Link) -> AnchorVerdict {
        if !target.kind.is_followed() {
            return AnchorVerdict::Right;
        }
        let destination = Destination::read(self.file.facts.destination(target));
        let site = self.file.site.site;
        let Some(fragment) = destination.fragment.as_deref().filter(|fragment| !always_there(fragment, site)) else {
            return AnchorVerdict::Right;
        };
        if shows_source(destination.query, site) {
            return AnchorVerdict::Right;
        }
        if destination.lead == Lead::Same {
            return self.in_publishing_pages(fragment);
        }
        match self.target(link) {
            Some(id) => self.in_page(id, fragment),
            None => AnchorVerdict::Right,
        }
    }

    fn in_page(&self, id: FileId, fragment: &str) -> AnchorVerdict {
        let file = &self.set.files()[id];
        if file.facts.kind != FileKind::Page {
            return AnchorVerdict::Unverifiable(Cause::Generated);
        }
        let anchors = self.set.anchors(id);
        if anchors.has(bare(&nfc(fragment), file.site.site)) {
            return AnchorVerdict::Right;
        }
        anchors.open.map_or(AnchorVerdict::Broken(id), AnchorVerdict::Unverifiable)
    }

    /// The pages that a file is part of: itself, or those that take it in.
    fn in_publishing_pages(&self, fragment: &str) -> AnchorVerdict {
        let own = self.in_page(self.id, fragment);
        if own == AnchorVerdict::Right {
            return own;
        }
        if self.set.includers(self.id).is_empty() {
            // Text that nobody here takes in is taken in elsewhere, or was left behind.
            let taken_in = self.file.site.role == Role::Include;
            return if taken_in { AnchorVerdict::Unverifiable(Cause::ForeignInclude) } else { own };
        }
        let mut verdicts = self.set.publishing(self.id).iter().map(|id| self.in_page(*id, fragment));
        verdicts.find(|verdict| *verdict != AnchorVerdict::Right).unwrap_or(AnchorVerdict::Right)
    }
}

/// Fragments that every page has (HTML, "indicated part of the document"), and on Learn those that choose a tab or name
/// the panel that Learn makes of one.
fn always_there(fragment: &str, site: Site) -> bool {
    let of_page = fragment.is_empty() || fragment.eq_ignore_ascii_case("top") || fragment.starts_with(":~:");
    of_page || site == Site::Learn && (fragment.starts_with("tab/") || fragment.starts_with("tabpanel_"))
}

/// Whether a link shows the source of a page, where each line has an anchor: `page.md?plain=1#L3`.
fn shows_source(query: &str, site: Site) -> bool {
    match site {
        Site::GitHub | Site::GitLab => query.split('&').any(|field| field == "plain=1"),
        Site::Learn | Site::MdBook | Site::MkDocs | Site::Docusaurus | Site::Hugo => false,
    }
}

/// A fragment as the anchors of a site are called: GitHub answers to the name with `user-content-` before it too.
fn bare(fragment: &str, site: Site) -> &str {
    match site {
        Site::GitHub | Site::GitLab => fragment.strip_prefix("user-content-").unwrap_or(fragment),
        Site::Learn | Site::MdBook | Site::MkDocs | Site::Docusaurus | Site::Hugo => fragment,
    }
}
