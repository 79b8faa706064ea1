//! Reads one file, whatever it turns out to be.

use std::fs::{FileType, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The bytes of a regular file. Nothing else is opened: a pipe would wait for a writer for ever.
///
/// # Errors
/// Says in words why not.
pub fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let metadata = std::fs::metadata(path).map_err(|error| reason(&error))?;
    refusal(&metadata).map_or(Ok(()), Err)?;
    std::fs::read(path).map_err(|error| reason(&error))
}

/// The bytes of a file that was just seen to be regular: it is not looked at again by its path.
///
/// # Errors
/// Says in words why not.
pub(super) fn regular(path: &Path) -> Result<Vec<u8>, String> {
    let read = || {
        let mut file = std::fs::File::open(path)?;
        let metadata = file.metadata()?;
        let mut bytes = Vec::new();
        let refused = refusal(&metadata);
        if refused.is_none() {
            bytes.reserve_exact(metadata.len() as usize + 1);
            file.read_to_end(&mut bytes)?;
        }
        Ok((bytes, refused))
    };
    let (bytes, refused) = read().map_err(|error: io::Error| reason(&error))?;
    refused.map_or(Ok(bytes), Err)
}

/// The bytes of a file that another file names: a stranger's branch must not make us read, and quote, what lies elsewhere
/// on the machine.
///
/// # Errors
/// Says in words why not.
pub(super) fn bytes_within(root: &Path, path: &Path) -> Result<Vec<u8>, String> {
    let whole = |path: &Path| std::fs::canonicalize(path).map_err(|error| reason(&error));
    let (root, target) = (whole(root)?, whole(path)?);
    if target.starts_with(&root) { bytes(&target) } else { Err("it lies outside of this repository".to_owned()) }
}

/// A file of ignored paths in this folder that is a link or a device: it could be endless, and git follows none either.
pub(super) fn odd_ignore_file(folder: &Path) -> Option<PathBuf> {
    let paths = [".gitignore", ".ignore", ".git/info/exclude"].map(|name| folder.join(name));
    let odd = |path: &PathBuf| {
        std::fs::symlink_metadata(path).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir())
    };
    paths.into_iter().find(odd)
}

/// Such a file in a folder or above it, up to the root of the repository.
pub(super) fn odd_ignore_file_from(folder: &Path) -> Option<PathBuf> {
    let repository = repository(folder);
    folder.ancestors().take_while(|above| above.starts_with(repository)).find_map(odd_ignore_file)
}

/// The root of the repository that holds a folder; without one, the folder itself.
pub(super) fn repository(folder: &Path) -> &Path {
    folder.ancestors().find(|above| above.join(".git").exists()).unwrap_or(folder)
}

fn refusal(metadata: &Metadata) -> Option<String> {
    if !metadata.is_file() {
        return Some(format!("it is {}", kind(metadata.file_type())));
    }
    // Spans are of 32 bits, and Markdown of that size is a mistake.
    (metadata.len() >= u64::from(u32::MAX)).then(|| "it is larger than 4 GiB".to_owned())
}

/// What a file is, in words.
pub(super) fn kind(kind: FileType) -> &'static str {
    if kind.is_dir() {
        return "a folder";
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return "a named pipe";
        }
        if kind.is_socket() {
            return "a socket";
        }
        if kind.is_char_device() || kind.is_block_device() {
            return "a device";
        }
    }
    "not a regular file"
}

/// Why the system refused, without its error number.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it does not exist".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::Other => error.to_string(),
        kind => kind.to_string(),
    }
}

/// What is wrong with a symbolic link.
pub(super) enum BrokenLink {
    /// It leads to no file.
    Nowhere(String),
    /// It leads back to itself, or to a folder that holds it.
    Circle(String),
}

/// What is wrong with the symbolic link at `path`, if anything is.
pub(super) fn broken_link(path: &Path) -> Option<BrokenLink> {
    let target = || std::fs::read_link(path).map(|to| to.to_string_lossy().into_owned()).unwrap_or_default();
    match std::fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => {
            let (link, folder) = (std::fs::canonicalize(path.parent()?).ok()?, std::fs::canonicalize(path).ok()?);
            let message = || format!("the symbolic link to `{}` leads back to a folder that holds it", target());
            link.starts_with(folder).then(|| BrokenLink::Circle(message()))
        }
        Ok(_) => None,
        Err(error) => Some(match error.kind() {
            io::ErrorKind::NotFound => {
                BrokenLink::Nowhere(format!("the symbolic link leads to `{}`, which does not exist", target()))
            }
            io::ErrorKind::PermissionDenied => BrokenLink::Nowhere(reason(&error)),
            _ => BrokenLink::Circle(format!("the symbolic link to `{}` leads in a circle", target())),
        }),
    }
}
