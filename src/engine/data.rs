//! Which files are no Markdown and are checked all the same: those by which a site builder makes a site of its pages.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::WalkBuilder;

use super::disk::Disk;
use super::folders::Folders;
use super::inspect::Inspection;
use super::read;
use crate::config::normal;
use crate::docset::{File, FileFacts, FileKind, Target, TargetKind};
use crate::rule::{Findings, RuleSet};
use crate::site::learn::{PublishConfig, Redirections, is_toc};
use crate::site::path::{has_extension, join, name};
use crate::site::{Layout, Site};
use crate::text::SourceFile;

/// How the first line of a YAML page begins.
const MIME: &str = "### YamlMime:";
/// What follows where the file defines zone pivots.
const PIVOTS: &str = "ZonePivotGroups";
/// The name of the file that defines zone pivots, unless metadata name another.
const PIVOT_FILE: &str = "zone-pivot-groups.yml";
/// Bytes of a file that are looked at to tell what it is.
const BEGINNING: u64 = 64;

/// Whether a name can be that of such a file. Costs next to nothing: it is asked of every file in a folder.
pub(super) fn may_be(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.as_encoded_bytes()).unwrap_or_default();
    let ends =
        |ending: &[u8]| name.len() > ending.len() && name[name.len() - ending.len()..].eq_ignore_ascii_case(ending);
    ends(b".yml") || ends(b".json")
}

/// What a file is, told by its name or, for YAML, by its first line.
pub(super) fn kind(path: &Path, disk: &Disk) -> Option<FileKind> {
    let beginning = || if has_extension(path.to_str()?, ".yml") { disk.beginning(path, BEGINNING) } else { None };
    by_name(path).or_else(|| by_beginning(path, &beginning()?))
}

/// As [`kind`], for a text that is at hand.
pub(super) fn kind_of_text(path: &Path, bytes: &[u8]) -> Option<FileKind> {
    by_name(path).or_else(|| by_beginning(path, bytes))
}

fn by_name(path: &Path) -> Option<FileKind> {
    let name = path.file_name()?.to_str()?;
    if matches!(name, "mkdocs.yml" | "mkdocs.yaml") {
        Some(FileKind::Toc)
    } else if !may_be(path) {
        None
    } else if is_toc(name) {
        Some(FileKind::Toc)
    } else if name == "docfx.json" {
        Some(FileKind::Docset)
    } else if Redirections::is_file(name) {
        Some(FileKind::Redirections)
    } else {
        (name == PIVOT_FILE).then_some(FileKind::ZonePivots)
    }
}

fn by_beginning(path: &Path, bytes: &[u8]) -> Option<FileKind> {
    let name = path.file_name()?.to_str()?;
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let mime = bytes.strip_prefix(MIME.as_bytes()).filter(|_| has_extension(name, ".yml"))?;
    let pivots = mime.trim_ascii_start().starts_with(PIVOTS.as_bytes());
    Some(if pivots { FileKind::ZonePivots } else { FileKind::YamlPage })
}

/// Collects what such a file defines and uses. Of a page that is no YAML nothing can be told.
pub(super) fn inspect(
    source: &SourceFile,
    rules: &RuleSet<'_>,
    kind: FileKind,
    (site, folder): (Site, &str),
) -> Inspection {
    let mut out = Inspection::default();
    if !rules.looks_at_all() {
        return out;
    }
    let facts = FileFacts::of_data(kind, source.text(), site, folder);
    out.links = facts.targets.len();
    if let (FileKind::YamlPage, Some(problem), Some(rule)) =
        (kind, facts.problems.first(), rules.get("unreadable-file"))
    {
        let mut findings = Findings::new(&mut out.diagnostics, rule.page.id, rule.severity);
        findings.report(problem.span, problem.message.clone()).help("nothing of it was checked");
        out.failed = true;
    }
    out.facts = Some(facts);
    out
}

/// The table of contents that an entry takes in: its entries count as if they stood here.
pub(super) fn asked(file: &File, target: &Target, path: &Arc<str>) -> Option<Arc<str>> {
    let taken_in = target.kind == TargetKind::TocEntry && file.site.site == Site::Learn && is_toc(name(path));
    taken_in.then(|| path.clone())
}

/// Where the pivots that a page speaks of are defined, unless its metadata say otherwise.
pub(super) fn pivots_of(file: &File) -> Option<Arc<str>> {
    let speaks = !file.facts.zone_pivots.is_empty() || file.facts.field("zone_pivot_groups").is_some();
    let Layout::Learn(layout) = &*file.layout else { return None };
    let folder = layout.folder.as_deref().filter(|_| speaks)?;
    join(folder, PIVOT_FILE).map(Arc::from)
}

/// The redirection files of the repositories that publish to Learn and have their root in a folder, and what
/// `.gitignore` leaves of them. The walk of the folder itself does not see them: they are hidden.
pub(super) fn redirection_files(within: &Path, folders: &Folders) -> BTreeSet<PathBuf> {
    let roots = folders.marked_by(PublishConfig::FILE, Site::Learn);
    let mut found = BTreeSet::new();
    for root in roots.iter().filter(|root| root.starts_with(within)) {
        let listed = listed_redirections(root, folders.disk());
        let by_name = |path: &Path| path.file_name().and_then(|name| name.to_str()).is_some_and(Redirections::is_file);
        found.extend(files_in(root, folders.disk()).into_iter().filter(|path| by_name(path)));
        let others: BTreeSet<&Path> = listed.iter().filter_map(|path| path.parent()).collect();
        found.extend(
            others.into_iter().flat_map(|folder| files_in(folder, folders.disk())).filter(|path| listed.contains(path)),
        );
    }
    found
}

/// Whether a repository that publishes to Learn lists this file as one of redirections, whatever its name.
pub(super) fn is_listed_redirection(path: &Path, disk: &Disk) -> bool {
    path.ancestors()
        .skip(1)
        .find(|above| disk.is_file(&above.join(PublishConfig::FILE)))
        .is_some_and(|root| listed_redirections(root, disk).iter().any(|listed| listed == path))
}

fn listed_redirections(root: &Path, disk: &Disk) -> Vec<PathBuf> {
    let bytes = disk.bytes_within(root, &root.join(PublishConfig::FILE)).unwrap_or_default();
    let config = PublishConfig::read(&String::from_utf8_lossy(&bytes));
    config.redirection_files.iter().map(|file| normal(&root.join(&file.text))).collect()
}

/// The files of a folder, hidden ones too, that `.gitignore` does not name; none where it is a pipe that nobody fills.
fn files_in(folder: &Path, disk: &Disk) -> Vec<PathBuf> {
    if read::odd_ignore_file_from(folder).is_some() {
        return Vec::new();
    }
    let entries = WalkBuilder::new(folder).hidden(false).max_depth(Some(1)).build();
    let files = entries.flatten().filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
    let back = disk.others().map(|(path, _)| path).filter(|path| path.parent() == Some(folder)).map(Path::to_owned);
    let mut found: Vec<PathBuf> = files.map(ignore::DirEntry::into_path).chain(back).collect();
    found.retain(|path| disk.is_file(path));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_by_name_and_first_line() {
        for (name, text, kind) in [
            ("docs/toc.yml", "", Some(FileKind::Toc)),
            ("TOC.yml", "### YamlMime:Landing", Some(FileKind::Toc)),
            ("toc.json", "", Some(FileKind::Toc)),
            ("toc.md", "", None),
            ("mkdocs.yml", "", Some(FileKind::Toc)),
            ("docfx.json", "", Some(FileKind::Docset)),
            (".openpublishing.redirection.a.json", "", Some(FileKind::Redirections)),
            ("zone-pivot-groups.yml", "", Some(FileKind::ZonePivots)),
            ("groups.yml", "### YamlMime:ZonePivotGroups\n", Some(FileKind::ZonePivots)),
            ("index.yml", "\u{feff}### YamlMime:Landing\n", Some(FileKind::YamlPage)),
            ("ci.yml", "steps:\n", None),
            ("a.md", "### YamlMime:Landing\n", None),
            ("a.json", "{}", None),
        ] {
            assert_eq!(kind_of_text(Path::new(name), text.as_bytes()), kind, "{name}");
        }
    }
}
