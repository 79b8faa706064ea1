use std::collections::{BTreeSet, HashMap};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::Stdio;

use super::git;

/// Bytes that a blob has fewer of, as a file that is read.
const LARGEST: u64 = u32::MAX as u64 - 1;

/// What is done about a blob that the repository lacks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lacking {
    Fail,
    LeaveOut,
}

/// The blobs with these ids; those that are too large are left out.
pub(super) fn blobs(root: &Path, ids: BTreeSet<String>, lacking: Lacking) -> Result<HashMap<String, Vec<u8>>, String> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let mut git = git(root);
    git.args(["cat-file", "--batch"]).stdin(Stdio::piped()).stderr(Stdio::null());
    let mut child = git.spawn().map_err(|error| format!("git can't be run: {error}"))?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let asked: String = ids.iter().flat_map(|id| [id.as_str(), "\n"]).collect();
    // Both pipes would fill up if one waited for the other.
    let writer = std::thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(asked.as_bytes())));
    let read = stdout
        .map_or_else(|| Err(io::ErrorKind::BrokenPipe.into()), |out| read(BufReader::new(out), ids.len(), lacking));
    // What it could not take shows in what it did not answer.
    let _ = writer.join();
    let _ = child.wait();
    read.map_err(|error| format!("git's answer can't be read: {error}"))?
}

fn read(mut out: impl BufRead, count: usize, lacking: Lacking) -> io::Result<Result<HashMap<String, Vec<u8>>, String>> {
    let mut blobs = HashMap::new();
    for _ in 0..count {
        let mut head = String::new();
        out.read_line(&mut head)?;
        let mut words = head.split_whitespace();
        let (id, size) = (words.next().unwrap_or_default(), words.nth(1).and_then(|size| size.parse::<u64>().ok()));
        let Some(size) = size else {
            if lacking == Lacking::LeaveOut && !id.is_empty() {
                continue;
            }
            return Ok(Err(format!("git has no object {id}; in a partial clone, fetch it first")));
        };
        if size > LARGEST {
            io::copy(&mut out.by_ref().take(size), &mut io::sink())?;
        } else {
            let mut bytes = vec![0; size as usize];
            out.read_exact(&mut bytes)?;
            blobs.insert(id.to_owned(), bytes);
        }
        out.read_exact(&mut [0])?;
    }
    Ok(Ok(blobs))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_to_the_byte() {
        let blobs = read(&b"aa blob 3\na\nb\nbb blob 0\n\n"[..], 2, Lacking::Fail).unwrap().unwrap();
        assert_eq!((blobs["aa"].as_slice(), blobs["bb"].as_slice()), (b"a\nb".as_slice(), b"".as_slice()));
        let lacks = &b"aa missing\nbb blob 0\n\n"[..];
        assert!(read(lacks, 2, Lacking::Fail).unwrap().is_err_and(|error| error.contains("no object aa")));
        assert_eq!(read(lacks, 2, Lacking::LeaveOut).unwrap().unwrap().keys().collect::<Vec<_>>(), ["bb"]);
        assert!(read(&b"aa blob 9\nshort"[..], 1, Lacking::Fail).is_err());
        assert!(read(&b""[..], 1, Lacking::LeaveOut).unwrap().is_err());
    }
}
