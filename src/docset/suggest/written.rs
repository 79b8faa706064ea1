//! A path as the writer of a link would have written it.

use crate::docset::{Member, Target, TargetKind};
use crate::site::path::folder_of;
use crate::site::{Destination, Layout, Lead, Outcome, Trace};

impl Member<'_> {
    /// How a target of this file would name the file at `path`, in the manner in which it is written now. None where
    /// the site would not find it by that.
    pub(super) fn written(&self, target: &Target, path: &str) -> Option<String> {
        let now = self.facts().destination(target).trim();
        let lead = Destination::read(now).lead;
        let relative = relative(folder_of(&self.file.path), path);
        let from_root = match &*self.file.layout {
            Layout::Learn(layout) if now.starts_with("~/") => {
                below(layout.folder.as_deref().unwrap_or_default(), path).map(|path| format!("~/{path}"))
            }
            Layout::Learn(_) => None,
            _ => (lead == Lead::Absolute).then(|| format!("/{path}")),
        };
        let here = if now.starts_with("./") && !relative.starts_with("../") { "./" } else { "" };
        let forms = [from_root, Some(format!("{here}{relative}"))];
        let mut encoded = forms.into_iter().flatten().map(|form| encoded(&form, true));
        encoded.find(|form| self.finds(target.kind, form, path))
    }

    fn finds(&self, kind: TargetKind, written: &str, path: &str) -> bool {
        match self.file.lookup(kind, written, self.set.tree, &mut Trace::off()) {
            Outcome::File { path: found, .. } | Outcome::Folder { path: found, .. } => *found == *path,
            Outcome::Same => *self.file.path == *path,
            Outcome::External
            | Outcome::Redirected { .. }
            | Outcome::Generated
            | Outcome::Unverifiable(_)
            | Outcome::Missing { .. }
            | Outcome::Outside => false,
        }
    }
}

/// The path below a folder.
fn below<'p>(folder: &str, path: &'p str) -> Option<&'p str> {
    if folder.is_empty() { Some(path) } else { path.strip_prefix(folder)?.strip_prefix('/') }
}

/// The way from a folder to a file, both from the root.
fn relative(folder: &str, path: &str) -> String {
    let mut folders = folder.split('/').filter(|name| !name.is_empty()).peekable();
    let mut rest = path;
    while let (Some(name), Some((first, after))) = (folders.peek(), rest.split_once('/')) {
        if *name != first {
            break;
        }
        folders.next();
        rest = after;
    }
    format!("{}{rest}", "../".repeat(folders.count()))
}

/// A path or an anchor in which nothing ends the destination that it is written in.
pub(super) fn encoded(text: &str, path: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let ends = c.is_whitespace()
            || c.is_control()
            || matches!(c, '%' | '(' | ')' | '<' | '>' | '"' | '\\' | '[' | ']')
            || path && matches!(c, '?' | '#');
        if ends {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}")));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_are_short() {
        for (folder, path, way) in [
            ("", "a/b.md", "a/b.md"),
            ("a", "a/b.md", "b.md"),
            ("a/c", "a/b.md", "../b.md"),
            ("a/b/c", "x.md", "../../../x.md"),
            ("a", "ab/c.md", "../ab/c.md"),
        ] {
            assert_eq!(relative(folder, path), way, "{folder} {path}");
        }
        assert_eq!(encoded("a b(1)#c.md", true), "a%20b%281%29%23c.md");
    }
}
