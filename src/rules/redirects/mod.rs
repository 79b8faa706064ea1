//! Family `redirects`: the files that send the readers of pages that are no more to others.

mod malformed_redirection;
mod redirect_conflict;
mod redirect_loop;
mod redirected_file_exists;

use crate::docset::{FileKind, Member};
use crate::rule::{Native, docset_rule};
use crate::site::learn::{RedirectionFile, Repository};

pub(super) fn rules() -> Vec<Native> {
    vec![
        docset_rule!("redirects/malformed-redirection", malformed_redirection),
        docset_rule!("redirects/redirect-conflict", redirect_conflict),
        docset_rule!("redirects/redirect-loop", redirect_loop),
        docset_rule!("redirects/redirected-file-exists", redirected_file_exists),
    ]
}

/// A redirection file as its repository knows it. One that the build does not read has no say.
struct Known<'d> {
    repository: &'d Repository,
    /// Its place in the repository.
    index: usize,
    file: &'d RedirectionFile,
}

impl<'d> Known<'d> {
    fn of(member: &Member<'d>) -> Option<Self> {
        if member.facts().kind != FileKind::Redirections {
            return None;
        }
        let repository = member.repository()?;
        let index = repository.redirections.iter().position(|known| *known.path == *member.file.path)?;
        let file = &repository.redirections[index];
        (file.length == member.facts().length).then_some(Self { repository, index, file })
    }
}
