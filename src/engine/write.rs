//! Replaces one file, wholly or not at all.

use std::fmt;
use std::fs::{File, Metadata, Permissions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::read::{self, reason};

/// What the names of files begin and end with that are being written. They are hidden, so no walk takes them for pages.
const PREFIX: &str = ".guidelint-";
const SUFFIX: &str = ".tmp";

/// Why a file was not written. It is as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteError {
    /// The file, as it was named to [`replace`].
    pub path: PathBuf,
    /// What stood in the way.
    pub why: Obstacle,
}

/// What keeps a file from being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// It no longer holds what it was judged by.
    Changed,
    /// Its mode forbids writing.
    ReadOnly,
    /// It really lies at this place outside of the repository.
    Outside(PathBuf),
    /// It lies in git's own folder.
    Git,
    /// The system refused, in words.
    Refused(String),
}

impl fmt::Display for WriteError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: not written: ", self.path.display())?;
        match &self.why {
            Obstacle::Changed => write!(out, "it was changed by someone else meanwhile; run again"),
            Obstacle::ReadOnly => write!(out, "it is read-only"),
            Obstacle::Outside(target) => {
                write!(out, "it really lies at `{}`, outside of this repository", target.display())
            }
            Obstacle::Git => out.write_str("it lies in `.git`, where git alone writes"),
            Obstacle::Refused(why) => out.write_str(why),
        }
    }
}

impl std::error::Error for WriteError {}

/// Gives a file new content in one step: whoever reads it sees the old bytes or the new ones, and whatever stops the
/// program leaves one or the other. The file keeps its mode and, where the system allows, its owner.
///
/// With `expected`, the file must exist and hold those bytes still. Without, it may be new.
///
/// A symbolic link stays one: the file that it leads to is replaced, unless that lies outside of the repository. A file
/// with several names (hard links) gets its new content under this name alone; the others keep the old one, since the
/// content is changed by putting a new file in the place of the old.
///
/// # Errors
/// Says what stood in the way. The file is then as it was, and nothing is left beside it.
pub fn replace(path: &Path, expected: Option<&[u8]>, bytes: &[u8]) -> Result<(), WriteError> {
    attempt(path, expected, bytes).map_err(|why| WriteError { path: path.to_owned(), why })
}

fn attempt(path: &Path, expected: Option<&[u8]>, bytes: &[u8]) -> Result<(), Obstacle> {
    let target = target(path)?;
    let old = match std::fs::metadata(&target) {
        Ok(metadata) => Some(metadata),
        Err(error) if error.kind() == ErrorKind::NotFound && expected.is_none() => None,
        Err(error) => return Err(Obstacle::Refused(reason(&error))),
    };
    if let Some(old) = &old {
        refuse(old)?;
    }
    let unwritable =
        |error: io::Error| Obstacle::Refused(format!("its folder can't be written to: {}", reason(&error)));
    let mut new = Replacement::beside(&target, old.as_ref()).map_err(unwritable)?;
    new.fill(|file| file.write_all(bytes)).map_err(|error| Obstacle::Refused(reason(&error)))?;
    // Asked as late as can be.
    if let Some(expected) = expected
        && read::bytes(&target).map_err(Obstacle::Refused)? != expected
    {
        return Err(Obstacle::Changed);
    }
    new.put().map_err(unwritable)
}

/// The file to replace: what a symbolic link leads to. A link's word must not have us write elsewhere on the machine.
fn target(path: &Path) -> Result<PathBuf, Obstacle> {
    let refused = |error: io::Error| Obstacle::Refused(reason(&error));
    let no_folder = |error: io::Error| Obstacle::Refused(format!("its folder can't be opened: {}", reason(&error)));
    let path = std::path::absolute(path).map_err(refused)?;
    let folder = path.parent().unwrap_or(&path);
    let target = match std::fs::symlink_metadata(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            std::fs::canonicalize(folder).map_err(no_folder)?.join(path.file_name().unwrap_or_default())
        }
        _ => std::fs::canonicalize(&path).map_err(refused)?,
    };
    let root = std::fs::canonicalize(home(folder)).map_err(refused)?;
    match target.strip_prefix(&root) {
        Ok(below) if below.components().any(|part| part.as_os_str() == ".git") => Err(Obstacle::Git),
        Ok(_) => Ok(target),
        Err(_) => Err(Obstacle::Outside(target)),
    }
}

/// The repository of a folder, and not one that a symbolic link within a repository leads to. Without one, the working
/// directory where it holds the folder, else the folder itself.
fn home(folder: &Path) -> PathBuf {
    let repositories: Vec<&Path> = folder.ancestors().filter(|above| above.join(".git").exists()).collect();
    let outermost = repositories.last();
    let is_own = |repository: &&&Path| {
        let mut parts = repository.ancestors().take_while(|part| Some(part) != outermost);
        !parts.any(Path::is_symlink)
    };
    let working = || std::env::current_dir().ok().filter(|working| folder.starts_with(working));
    let repository = repositories.iter().find(is_own).map(|repository| repository.to_path_buf());
    repository.or_else(working).unwrap_or_else(|| folder.to_owned())
}

/// A new file can be put in the place of what must not be written, so the mode is asked.
fn refuse(old: &Metadata) -> Result<(), Obstacle> {
    if !old.is_file() {
        return Err(Obstacle::Refused(format!("it is {}", read::kind(old.file_type()))));
    }
    if old.permissions().readonly() { Err(Obstacle::ReadOnly) } else { Ok(()) }
}

/// A file beside another, whose place it takes once it is written. Until then nothing of the other is changed, and this
/// one is taken away again where it is not put there.
pub struct Replacement {
    new: NamedTempFile,
    target: PathBuf,
}

impl Replacement {
    /// An empty file beside `target`, with the mode and, where the system allows, the owner of the old one.
    ///
    /// # Errors
    /// The folder takes no file, or the file no such mode.
    pub fn beside(target: &Path, old: Option<&Metadata>) -> io::Result<Self> {
        let mut builder = Builder::new();
        builder.prefix(PREFIX).suffix(SUFFIX);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // As any new file: the umask of the user takes away the rest.
            builder.permissions(Permissions::from_mode(0o666));
        }
        let new = builder.tempfile_in(target.parent().unwrap_or(target))?;
        if let Some(old) = old {
            keep_owner(new.as_file(), old);
            // After the owner: a new owner clears bits of the mode.
            new.as_file().set_permissions(old.permissions())?;
        }
        Ok(Self { new, target: target.to_owned() })
    }

    /// Writes its content, through to the disk.
    ///
    /// # Errors
    /// What `write` or the disk refuses.
    pub fn fill(&mut self, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
        let file = self.new.as_file_mut();
        write(file)?;
        file.flush()?;
        file.sync_all()
    }

    /// Puts it in the place of the other.
    ///
    /// # Errors
    /// The system refuses; the other is then as it was.
    pub fn put(self) -> io::Result<()> {
        self.new.persist(self.target).map(drop).map_err(|error| error.error)
    }
}

/// Only the superuser may give a file away, and everyone else owns what they may write, mostly.
#[cfg(unix)]
fn keep_owner(file: &File, old: &Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let _ = fchown(file, Some(old.uid()), Some(old.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) {}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(".git")).unwrap();
        folder
    }

    fn names(folder: &Path) -> Vec<String> {
        let name = |entry: io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string().unwrap();
        let mut names: Vec<String> = fs::read_dir(folder).unwrap().map(name).filter(|name| name != ".git").collect();
        names.sort();
        names
    }

    #[test]
    fn replaces_what_is_as_expected_and_makes_what_is_new() {
        let folder = folder();
        let page = folder.path().join("a.md");
        replace(&page, None, b"one").unwrap();
        replace(&page, Some(b"one"), b"two").unwrap();
        assert_eq!((fs::read(&page).unwrap(), names(folder.path())), (b"two".to_vec(), vec!["a.md".to_owned()]));
    }

    #[test]
    fn leaves_a_file_alone_that_someone_else_changed() {
        let folder = folder();
        let page = folder.path().join("a.md");
        fs::write(&page, "theirs").unwrap();
        let error = replace(&page, Some(b"ours"), b"new").unwrap_err();
        assert_eq!(error.why, Obstacle::Changed);
        assert!(error.to_string().starts_with(&page.display().to_string()));
        assert_eq!((fs::read(&page).unwrap(), names(folder.path())), (b"theirs".to_vec(), vec!["a.md".to_owned()]));
        fs::remove_file(&page).unwrap();
        assert!(matches!(replace(&page, Some(b"ours"), b"new").unwrap_err().why, Obstacle::Refused(_)));
        assert!(names(folder.path()).is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn keeps_the_mode_and_obeys_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = folder();
        let page = folder.path().join("a.md");
        fs::write(&page, "one").unwrap();
        fs::set_permissions(&page, Permissions::from_mode(0o751)).unwrap();
        replace(&page, Some(b"one"), b"two").unwrap();
        assert_eq!(fs::metadata(&page).unwrap().permissions().mode() & 0o7777, 0o751);
        fs::set_permissions(&page, Permissions::from_mode(0o444)).unwrap();
        assert_eq!(replace(&page, Some(b"two"), b"three").unwrap_err().why, Obstacle::ReadOnly);
        assert_eq!((fs::read(&page).unwrap(), names(folder.path())), (b"two".to_vec(), vec!["a.md".to_owned()]));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_one_and_leads_no_writer_out() {
        use std::os::unix::fs::symlink;
        let (home, elsewhere) = (folder(), tempfile::tempdir().unwrap());
        fs::write(home.path().join("real.md"), "one").unwrap();
        fs::write(elsewhere.path().join("theirs.md"), "one").unwrap();
        fs::write(home.path().join(".git/hook"), "one").unwrap();
        let link = |name: &str, to: PathBuf| {
            let link = home.path().join(name);
            symlink(to, &link).unwrap();
            link
        };
        let inside = link("link.md", PathBuf::from("real.md"));
        replace(&inside, Some(b"one"), b"two").unwrap();
        assert!(fs::symlink_metadata(&inside).unwrap().is_symlink());
        assert_eq!(fs::read(home.path().join("real.md")).unwrap(), b"two");
        for outside in [link("out.md", elsewhere.path().join("theirs.md")), link("hook.md", ".git/hook".into())] {
            let error = replace(&outside, Some(b"one"), b"two").unwrap_err();
            assert!(matches!(error.why, Obstacle::Outside(_) | Obstacle::Git), "{error}");
            assert_eq!(fs::read(&outside).unwrap(), b"one");
        }
        fs::create_dir(elsewhere.path().join(".git")).unwrap();
        let folder = link("folder", elsewhere.path().to_owned());
        let theirs = folder.join("theirs.md");
        assert!(matches!(replace(&theirs, Some(b"one"), b"two").unwrap_err().why, Obstacle::Outside(_)));
        assert!(matches!(replace(&folder.join("new.md"), None, b"x").unwrap_err().why, Obstacle::Outside(_)));
        assert_eq!(names(elsewhere.path()), ["theirs.md"]);
        assert_eq!(fs::read(elsewhere.path().join("theirs.md")).unwrap(), b"one");
    }

    #[test]
    fn says_what_is_no_file() {
        let folder = folder();
        let error = replace(folder.path(), Some(b""), b"x").unwrap_err();
        assert!(error.to_string().ends_with("not written: it is a folder"), "{error}");
    }
}
