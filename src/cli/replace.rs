//! Writes a file whole or not at all.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Failure;
use crate::engine::Replacement;

/// Symbolic links that are followed to a file that is not there yet.
const LINKS: usize = 40;

/// Writes a file by way of another beside it. What is no regular file, such as a pipe, is written to as it is.
pub(super) fn write_whole(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let target = target(path)?;
    let done = match is_special(&target) {
        true => OpenOptions::new().append(true).open(&target).and_then(|mut file| {
            write(&mut file)?;
            file.flush()
        }),
        false => replace(&target, write),
    };
    done.map_err(|error| fail(path, &error))
}

fn replace(target: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut new = Replacement::beside(target, fs::metadata(target).ok().as_ref())?;
    new.fill(|file| write(file))?;
    new.put()
}

/// The file that a path means, through symbolic links.
///
/// # Errors
/// It is a folder, lies in none, or is a link that leads to no file.
pub(super) fn target(path: &Path) -> Result<PathBuf, Failure> {
    if is_special(path) {
        return Ok(path.to_owned());
    }
    let mut target = path.to_owned();
    for _ in 0..LINKS {
        let Ok(link) = fs::read_link(&target) else { break };
        target = target.parent().unwrap_or(Path::new("")).join(link);
    }
    if target.is_symlink() {
        return Err(Failure::Message(format!("{} can't be written: its links lead in a circle", path.display())));
    }
    if target.is_dir() {
        return Err(Failure::Message(format!("{} can't be written: it is a folder", path.display())));
    }
    let (Some(name), Some(parent)) = (target.file_name(), target.parent()) else {
        return Err(Failure::Message(format!("{} can't be written: it is no file", path.display())));
    };
    let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
    match fs::canonicalize(parent) {
        Ok(parent) if parent.is_dir() => Ok(parent.join(name)),
        Ok(_) | Err(_) => Err(Failure::Message(format!(
            "{} can't be written: there is no folder {}",
            path.display(),
            parent.display()
        ))),
    }
}

/// Whether it is a device, a pipe or the like, in whose place no file may be put.
fn is_special(path: &Path) -> bool {
    // What `/dev/stdout` names may be a file that others write to as well.
    let is_handle = path.parent().is_some_and(|folder| folder == Path::new("/dev") || folder == Path::new("/dev/fd"));
    is_handle || fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir())
}

fn fail(path: &Path, error: &io::Error) -> Failure {
    Failure::Message(format!("{} can't be written: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(path: &Path, text: &str) -> Result<(), Failure> {
        write_whole(path, |out| out.write_all(text.as_bytes()))
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_written_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        assert!(written(&path, "one").is_ok() && written(&path, "two").is_ok());
        let broken = write_whole(&path, |out| {
            out.write_all(b"half")?;
            Err(io::Error::other("full"))
        });
        assert!(matches!(broken, Err(Failure::Message(why)) if why.contains("a.json") && why.contains("full")));
        assert_eq!((fs::read_to_string(&path).unwrap().as_str(), names(folder.path())), ("two", vec!["a.json".into()]));
    }

    #[cfg(unix)]
    #[test]
    fn links_and_modes_are_kept_and_devices_written_to() {
        use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let [real, link, far] = ["real", "link", "far"].map(|name| folder.path().join(name));
        symlink("real", &link).unwrap();
        symlink(&link, &far).unwrap();
        assert!(written(&far, "one").is_ok(), "a link to a file that is not there yet");
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
        assert!(written(&far, "two").is_ok());
        assert_eq!(fs::read_to_string(&real).unwrap(), "two");
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert!(written(Path::new("/dev/null"), "x").is_ok());
        assert!(fs::metadata("/dev/null").unwrap().file_type().is_char_device());
        let full = Path::new("/dev/full");
        assert!(
            !full.exists() || matches!(written(full, "x"), Err(Failure::Message(why)) if why.contains("/dev/full"))
        );
        symlink("loop", folder.path().join("loop")).unwrap();
        assert!(written(&folder.path().join("loop"), "x").is_err());
    }
}
