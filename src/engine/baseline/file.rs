//! Reads and writes the file: a table in JSON, one entry a line.
//!
//! Each row brings its comma along, and an empty line parts the rows of two files. So an entry that comes or goes changes
//! its own line alone, git merges branches that changed entries of different files, and taking both sides of a conflict
//! leaves a table that can be read.

use std::fmt;
use std::num::NonZeroU32;
use std::path::Path;

use serde::de::{Error as _, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::entries::{Entries, Entry, Key};
use crate::config::ConfigError;
use crate::engine::disk::Disk;
use crate::engine::read;
use crate::text::is_hidden;

/// Version of the shape.
const VERSION: u64 = 1;
/// The first row.
const COLUMNS: [&str; 5] = ["path", "rule", "hash", "count", "text"];
/// Bytes of a file that are read at most: a million entries take fewer.
const LARGEST: u64 = 1 << 28;

/// What lies on the disk.
pub(super) struct Stored {
    /// What it lists.
    pub entries: Entries,
    /// The file as it was read.
    pub bytes: Vec<u8>,
}

/// Reads a baseline; nothing where there is none. One that was not named must lie in its repository.
///
/// # Errors
/// It can't be read, or is no baseline.
pub(super) fn load(path: &Path, shown: &str, named: bool, disk: &Disk) -> Result<Option<Stored>, ConfigError> {
    if !disk.holds(path) {
        return Ok(None);
    }
    let refused = |why: String| ConfigError::whole(shown, format!("can't be read: {why}"));
    if std::fs::metadata(path).is_ok_and(|metadata| metadata.len() > LARGEST) {
        return Err(refused(format!("it is larger than {} MiB, which no baseline is", LARGEST >> 20)));
    }
    let root = read::repository(path.parent().unwrap_or(path));
    let bytes = if named { disk.bytes(path) } else { disk.bytes_within(root, path) }.map_err(refused)?;
    let text = str::from_utf8(&bytes).map_err(|error| refused(format!("it is not UTF-8: {error}")))?;
    let entries = parse(shown, text)?;
    Ok(Some(Stored { entries, bytes }))
}

/// Reads the text of a baseline.
///
/// # Errors
/// What is wrong with it, and where.
pub(super) fn parse(shown: &str, text: &str) -> Result<Entries, ConfigError> {
    let bare = text.trim_start_matches('\u{FEFF}');
    let base = text.len() - bare.len();
    let start = base + bare.len() - bare.trim_start().len();
    match text[start..].chars().next() {
        None => return Err(ConfigError::whole(shown, "is empty; delete it, or take it from a commit before")),
        Some('{' | '<' | '|' | '=' | '>') => {}
        // A list of the fields' values would be taken for the fields.
        Some(other) => {
            let at = start..start + other.len_utf8();
            return Err(ConfigError::at(shown, text, at, "a baseline is an object and begins with `{`"));
        }
    }
    // Whatever a newer version may hold, it says first that it is newer.
    let read = serde_json::from_str::<Head>(bare).and_then(|_| serde_json::from_str::<Body>(bare));
    read.map(|body| body.findings.0).map_err(|error| {
        if let Some(at) = conflict(bare) {
            let message = "a merge left a conflict here; keep the lines of both sides, take the marks away, and run \
                           `guidelint baseline --prune`";
            return ConfigError::at(shown, text, base + at..base + at + 7, message);
        }
        let said = error.to_string();
        let place = format!(" at line {} column {}", error.line(), error.column());
        let at = base + offset(bare, error.line(), error.column());
        ConfigError::at(shown, text, at..at + 1, said.strip_suffix(&place).unwrap_or(&said))
    })
}

/// Where git's first mark of a conflict stands.
fn conflict(text: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|mark| line.starts_with(mark)) {
            return Some(at);
        }
        at += line.len();
    }
    None
}

fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    before + column.saturating_sub(1)
}

/// The text of the file.
pub(super) fn write(entries: &Entries) -> String {
    let mut out = format!("{{\n  \"version\": {VERSION},\n  \"findings\": [\n    ");
    out += &format!("[{}]\n", COLUMNS.map(quoted).join(", "));
    for (path, of_file) in &entries.0 {
        let path = quoted(path);
        out.push('\n');
        for (Key { rule, hash }, Entry { count, text }) in of_file {
            out += &format!("    ,[{path}, {}, \"{hash:016x}\", {count}, {}]\n", quoted(rule), quoted(text));
        }
    }
    out + "\n  ]\n}\n"
}

/// A string of JSON in which whatever a terminal or a viewer of changes would obey or hide is escaped.
fn quoted(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    if !json.contains(is_hidden) {
        return json;
    }
    let mut out = String::new();
    for c in json.chars() {
        if is_hidden(c) {
            c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| out += &format!("\\u{unit:04x}"));
        } else {
            out.push(c);
        }
    }
    out
}

#[derive(Deserialize)]
struct Head {
    #[serde(rename = "version")]
    _version: Version,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    #[serde(rename = "version")]
    _version: Version,
    findings: Rows,
}

struct Version;

impl<'de> Deserialize<'de> for Version {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let written = serde_json::Value::deserialize(from)?;
        let number = written.as_u64().ok_or_else(|| D::Error::custom("the version must be a number"))?;
        match number {
            VERSION => Ok(Self),
            newer if newer > VERSION => Err(D::Error::custom(format_args!(
                "written by a newer guidelint: it has version {newer}, and this one reads version {VERSION}"
            ))),
            none => Err(D::Error::custom(format_args!("no baseline has version {none}"))),
        }
    }
}

#[derive(Deserialize)]
#[serde(expecting = "a row of path, rule, hash, count and text")]
struct Row(String, String, Hash, NonZeroU32, String);

struct Hash(u64);

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let digits =
            text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        let hash = u64::from_str_radix(&text, 16).ok().filter(|_| digits);
        hash.map(Self).ok_or_else(|| D::Error::custom(format_args!("`{text}` is no hash of 16 hexadecimal digits")))
    }
}

struct Rows(Entries);

impl<'de> Deserialize<'de> for Rows {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_seq(Table).map(Self)
    }
}

struct Table;

impl<'de> Visitor<'de> for Table {
    type Value = Entries;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a list of rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<Entries, A::Error> {
        if rows.next_element::<Vec<String>>()?.is_none_or(|first| first != COLUMNS) {
            return Err(A::Error::custom(format_args!("the first row must be [{}]", COLUMNS.map(quoted).join(", "))));
        }
        let mut entries = Entries::default();
        while let Some(Row(path, rule, Hash(hash), count, text)) = rows.next_element()? {
            let entry = entries.0.entry(path).or_default().entry(Key { rule, hash }).or_default();
            // Where both sides of a merge were taken a row stands twice; neither side knew of more than it says.
            *entry = Entry { count: entry.count.max(count.get()), text };
        }
        Ok(entries)
    }
}

#[cfg(test)]
mod tests;
