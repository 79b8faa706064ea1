use serde::Serialize;

use crate::docset::{AnchorVerdict, Link, Member, Target, TargetKind, Verdict};
use crate::site::{Cause, Destination, Lead, Outcome};

/// What is to be said of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It leads where it says.
    Ok,
    /// It leads out of the docs and was not followed.
    External,
    /// It leads to a file that is no more, whose readers are sent on.
    Redirected,
    /// Only letter case keeps it from its file.
    Miscased,
    /// Nobody can tell from the files at hand.
    Unverifiable,
    /// It leads above the root.
    OutsideRoot,
    /// It leads to a file of the writer's machine.
    LocalFile,
    /// Its file has no such anchor.
    BrokenAnchor,
    /// It leads nowhere.
    Broken,
}

impl Status {
    /// All of them, the good ones first.
    pub const ALL: [Status; 9] = [
        Self::Ok,
        Self::External,
        Self::Redirected,
        Self::Miscased,
        Self::Unverifiable,
        Self::OutsideRoot,
        Self::LocalFile,
        Self::BrokenAnchor,
        Self::Broken,
    ];

    /// The name on the command line and in every format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::External => "external",
            Self::Redirected => "redirected",
            Self::Miscased => "miscased",
            Self::Unverifiable => "unverifiable",
            Self::OutsideRoot => "outside-root",
            Self::LocalFile => "local-file",
            Self::BrokenAnchor => "broken-anchor",
            Self::Broken => "broken",
        }
    }

    /// The status with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }

    /// Whether a reader who follows it ends up nowhere.
    pub fn is_broken(self) -> bool {
        match self {
            Self::Broken | Self::BrokenAnchor | Self::LocalFile => true,
            Self::Ok | Self::External | Self::Redirected | Self::Miscased | Self::Unverifiable | Self::OutsideRoot => {
                false
            }
        }
    }

    /// What is to be said of a link, and why nobody can tell where that is so.
    pub fn of<'d>(member: &Member<'d>, target: &Target, link: &'d Link) -> (Self, Option<Cause>) {
        let written = member.facts().destination(target);
        match member.verdict(target, link) {
            Verdict::Unverifiable(cause) => return (Self::Unverifiable, Some(cause)),
            // `[!VIDEO 1d3846c0]`: where no file has that name, it is one of the site's own videos.
            Verdict::Broken if target.kind == TargetKind::Video => return (Self::Unverifiable, Some(Cause::Template)),
            Verdict::Broken => return (Self::Broken, None),
            Verdict::Right if written.trim().is_empty() => return (Self::Broken, None),
            Verdict::Right => {}
        }
        let status = match (&link.outcome, member.anchor_verdict(target, link)) {
            (Outcome::External, _) if Destination::read(written).lead == Lead::LocalFile => Self::LocalFile,
            (Outcome::External, _) => Self::External,
            (Outcome::Redirected { .. }, _) => Self::Redirected,
            (Outcome::Outside, _) => Self::OutsideRoot,
            (_, AnchorVerdict::Broken(_)) => Self::BrokenAnchor,
            (Outcome::File { exact: false, .. } | Outcome::Folder { exact: false, .. }, _) => Self::Miscased,
            (_, AnchorVerdict::Unverifiable(cause)) => return (Self::Unverifiable, Some(cause)),
            (_, AnchorVerdict::Right) => Self::Ok,
        };
        (status, None)
    }
}
