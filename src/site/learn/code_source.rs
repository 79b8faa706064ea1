//! The parts of a source file that a page can show: on Learn, regions between tags or `#region` lines, and lines; in an
//! mdBook, what stands between anchors.

use std::collections::HashMap;

/// What can be shown of a source file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct CodeSource {
    /// Its lines.
    pub lines: usize,
    /// The regions in the order of the file, as they are written.
    names: Vec<String>,
    /// Folded name -> whether the region has an end.
    regions: HashMap<String, bool>,
}

/// Whether a region can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Region {
    /// It begins and ends.
    Whole,
    /// It begins and has no end.
    Open,
    /// Nothing begins it.
    Missing,
}

/// A line that begins or ends a region.
#[derive(Debug, PartialEq)]
enum Mark<'l> {
    Begin(&'l str),
    End(&'l str),
    /// `#region name`: its end has no name.
    BeginUnnamedEnd(&'l str),
    /// `#endregion`
    EndLast,
}

impl CodeSource {
    /// Reads a source file. docfx knows for each language which comments may hold a tag; here every sign that begins
    /// a comment in some language will do, since no line of code looks like one of them.
    pub fn read(text: &str) -> Self {
        let mut source = Self { lines: text.lines().count(), ..Self::default() };
        let mut open = Vec::new();
        for line in text.lines() {
            match mark(line) {
                Some(Mark::Begin(name)) => drop(source.begin(name)),
                Some(Mark::End(name)) => source.end(&fold(name)),
                Some(Mark::BeginUnnamedEnd(name)) => open.push(source.begin(name)),
                Some(Mark::EndLast) => {
                    if let Some(name) = open.pop() {
                        source.end(&name);
                    }
                }
                None => {}
            }
        }
        source
    }

    /// Whether a region can be shown. Letter case and blanks don't count, nor does a `snippet` before the name.
    pub fn region(&self, name: &str) -> Region {
        let name = fold(name);
        match self.regions.get(&name).or_else(|| self.regions.get(&format!("snippet{name}"))) {
            Some(true) => Region::Whole,
            Some(false) => Region::Open,
            None => Region::Missing,
        }
    }

    /// The regions, in the order of the file.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    fn begin(&mut self, name: &str) -> String {
        let folded = fold(name);
        if self.regions.insert(folded.clone(), false).is_none() {
            self.names.push(name.to_owned());
        }
        folded
    }

    fn end(&mut self, folded: &str) {
        if let Some(whole) = self.regions.get_mut(folded) {
            *whole = true;
        }
    }
}

fn fold(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

fn mark(line: &str) -> Option<Mark<'_>> {
    let line = line.trim();
    directive(line).or_else(|| tag(line)).or_else(|| anchor(line))
}

/// `ANCHOR: name` and `ANCHOR_END: name` of mdBook.
fn anchor(line: &str) -> Option<Mark<'_>> {
    let (_, rest) = line.split_once("ANCHOR")?;
    let (end, rest) = rest.strip_prefix("_END").map_or((false, rest), |rest| (true, rest));
    let name = rest.strip_prefix(':')?.trim_start();
    let stop = name.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(name.len());
    let name = &name[..stop];
    (!name.is_empty()).then_some(if end { Mark::End(name) } else { Mark::Begin(name) })
}

/// `#region name`, `//#region name`, `#pragma region name`, `#Region "name"`, `#End Region`.
fn directive(line: &str) -> Option<Mark<'_>> {
    let at = line.find('#')?;
    let (leader, rest) = line.split_at(at);
    if leader.contains(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let rest = rest.trim_start_matches('#').trim_start();
    let rest = strip_word(rest, "pragma").unwrap_or(rest);
    if let Some(name) = strip_word(rest, "region") {
        let name = name.trim_matches(|c: char| c.is_whitespace() || c == '"');
        let name = name.strip_suffix("-->").or_else(|| name.strip_suffix("*/")).unwrap_or(name).trim_end();
        return Some(Mark::BeginUnnamedEnd(name));
    }
    let rest = strip_word(rest, "end").unwrap_or(rest);
    strip_word(rest, "region").or_else(|| strip_word(rest, "endregion")).map(|_| Mark::EndLast)
}

/// What follows a word in any letter case.
fn strip_word<'l>(text: &'l str, word: &str) -> Option<&'l str> {
    let (start, rest) = text.split_at_checked(word.len())?;
    let ends = rest.chars().next().is_none_or(|c| !c.is_alphanumeric());
    (ends && start.eq_ignore_ascii_case(word)).then(|| rest.trim_start())
}

/// `// <name>`, `# </name>`, `<!-- <name> -->`, `rem <name>`: a tag alone in a comment.
fn tag(line: &str) -> Option<Mark<'_>> {
    let close = line.rfind(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.'))?;
    let open = line[..close].rfind('<')?;
    let (leader, inside) = (line[..open].trim_end(), &line[open + 1..]);
    let (inside, trailer) = inside.split_once('>')?;
    let commented = !leader.is_empty() && !leader.contains(char::is_alphanumeric)
        || ["rem", "@rem"].iter().any(|rem| leader.eq_ignore_ascii_case(rem));
    if !commented || trailer.contains(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let inside = inside.trim();
    let (end, name) = inside.strip_prefix('/').map_or((false, inside), |name| (true, name.trim_start()));
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | ' '));
    is_name.then_some(if end { Mark::End(name) } else { Mark::Begin(name) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_of_many_languages_are_found() {
        let text = "// <Main>\n# < b.c >\n-- <sql>\nrem <bat>\n<!-- <xml> -->\n/* <css> */\n' <vb>\n<button>\n\
                    if (a<b> c) {\n// </main>\n#</B.C>\n--</sql>\nREM </bat>\n<!--</xml>-->\n/* </css> */\n";
        let source = CodeSource::read(text);
        assert_eq!(source.names().collect::<Vec<_>>(), ["Main", "b.c", "sql", "bat", "xml", "css", "vb"]);
        for (name, region) in [
            ("main", Region::Whole),
            ("B.c", Region::Whole),
            ("SQL", Region::Whole),
            ("bat", Region::Whole),
            ("xml", Region::Whole),
            ("css", Region::Whole),
            ("vb", Region::Open),
            ("button", Region::Missing),
            ("b", Region::Missing),
        ] {
            assert_eq!(source.region(name), region, "{name}");
        }
        assert_eq!(source.lines, 15);
    }

    #[test]
    fn region_lines_nest_and_their_ends_have_no_names() {
        let book = CodeSource::read("// ANCHOR: all\nfn main() {} // ANCHOR_END: all\n// ANCHOR:open\n");
        assert_eq!((book.region("all"), book.region("open")), (Region::Whole, Region::Open));
        let text = "#region Outer One\n  #region snippetInner\n  #endregion\n#pragma region c++\n#pragma endregion\n\
                    #Region \"Basic\"\n#End Region\n//#region js\n//#endregion\n# regional\n";
        let source = CodeSource::read(text);
        let seen: Vec<_> = source.names().map(|name| (name, source.region(name))).collect();
        let (whole, open) = (Region::Whole, Region::Open);
        let expected = [("Outer One", open), ("snippetInner", whole), ("c++", whole), ("Basic", whole), ("js", whole)];
        assert_eq!(seen, expected);
        assert_eq!((source.region("inner"), source.region("outerone")), (Region::Whole, Region::Open));
    }
}
