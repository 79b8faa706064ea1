//! What kind of site a page belongs to, as the files around it tell.

use std::path::{Path, PathBuf};

use super::disk::Disk;
use crate::site::Site;

/// Files of site builders. Where a folder holds several, the first of this list counts.
const MARKERS: [(&str, Site); 14] = [
    (".openpublishing.publish.config.json", Site::Learn),
    ("docfx.json", Site::Learn),
    ("book.toml", Site::MdBook),
    ("mkdocs.yml", Site::MkDocs),
    ("mkdocs.yaml", Site::MkDocs),
    ("docusaurus.config.js", Site::Docusaurus),
    ("docusaurus.config.ts", Site::Docusaurus),
    ("docusaurus.config.mjs", Site::Docusaurus),
    ("docusaurus.config.cjs", Site::Docusaurus),
    ("docusaurus.config.mts", Site::Docusaurus),
    ("docusaurus.config.cts", Site::Docusaurus),
    ("hugo.toml", Site::Hugo),
    ("hugo.yaml", Site::Hugo),
    ("hugo.json", Site::Hugo),
];

/// Whether a file of this name tells of a site.
pub(super) fn is_marker(name: &str) -> bool {
    MARKERS.iter().any(|(marker, _)| *marker == name)
}

/// The kind of site that a file in this very folder tells of, and that file.
pub(super) fn told_by_files(folder: &Path, disk: &Disk) -> Option<(Site, PathBuf)> {
    MARKERS.iter().map(|(name, site)| (*site, folder.join(name))).find(|(_, path)| disk.exists(path))
}

/// The kind of site of a page with no such file above it: a header with an `ms.` field is Learn's.
pub(super) fn told_by_page(text: &str) -> Site {
    let mut lines = text.lines();
    let header = lines.next().is_some_and(|first| first.trim_end() == "---");
    let mut fields = lines.take_while(|line| !matches!(line.trim_end(), "---" | "..."));
    let is_learns = |line: &str| {
        let key = line.split_once(':').map_or("", |(key, _)| key.trim_end());
        key.starts_with("ms.") && !key.contains(char::is_whitespace)
    };
    if header && fields.any(is_learns) { Site::Learn } else { Site::GitHub }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lone_page_tells_by_its_header() {
        assert_eq!(told_by_page("---\ntitle: T\nms.date: 1/2/2026\n---\n"), Site::Learn);
        assert_eq!(told_by_page("---\ntitle: T\n---\nms.date: 1/2/2026\n"), Site::GitHub);
        assert_eq!(told_by_page("# T\nms.date: 1/2/2026\n"), Site::GitHub);
    }
}
