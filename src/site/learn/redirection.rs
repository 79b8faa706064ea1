use super::json::{Json, Member};
use super::problem::{Effect, Problem, Spanned};
use super::scope::is_page;
use super::toc::is_toc;
use crate::site::path;
use crate::text::{Span, clipped, nearest};

/// A redirection file: `.openpublishing.redirection*.json` (docfx v3 `RedirectionModel`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redirections {
    /// The redirects that the build can take, in the order of the file.
    pub items: Vec<Redirection>,
    /// What is wrong with the others.
    pub problems: Vec<Problem>,
}

/// One redirect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirection {
    /// The path of the redirected file from the root of the repository, normalised.
    pub source: String,
    /// Where its source is written.
    pub source_span: Span,
    /// `redirect_url` without white space around it.
    pub target: Spanned,
    /// `redirect_document_id`: the target takes over the identity of the source.
    pub keeps_id: bool,
    /// Where that is written, if it is.
    pub keeps_id_span: Option<Span>,
    /// `monikers`: the versions it is for. The same source may be redirected once for each set of them.
    pub monikers: Vec<String>,
    /// The whole item.
    pub span: Span,
}

/// The keys of an item (docfx v3 `RedirectionItem`).
const KEYS: [&str; 5] = ["source_path", "source_path_from_root", "redirect_url", "redirect_document_id", "monikers"];
/// The keys of the file.
const LISTS: [&str; 2] = ["redirections", "renames"];

impl Redirections {
    /// Whether the build takes a file of this name for a redirection file without being told
    /// (docfx v3 `ProbeRedirectionFiles`).
    pub fn is_file(name: &str) -> bool {
        let name = name.to_ascii_lowercase();
        name.ends_with(".json") && name.contains(".openpublishing.redirection")
    }

    /// Reads the file. `folder` is its own folder from the root of the repository.
    pub fn read(text: &str, folder: &str) -> Self {
        let mut found = Self::default();
        match Json::read(text).and_then(|root| Ok((root.span(), root.members()?))) {
            Ok((span, members)) => found.fill(span, members, folder),
            Err(error) => found.problems.push(Problem {
                message: format!("this is not a list of redirections: {}", error.message),
                ..error.into()
            }),
        }
        found
    }

    fn fill(&mut self, span: Span, members: Vec<Member>, folder: &str) {
        let unknown = misspelt(&members, &LISTS);
        let mut listed = false;
        for member in members {
            let renames = member.is(LISTS[1]);
            if !renames && !member.is(LISTS[0]) {
                continue;
            }
            listed = true;
            if member.value.is_object() {
                self.pairs(member.value, renames, folder);
            } else if member.value.is_list() && !renames {
                self.list(member.value, folder);
            } else if !member.value.is_null() {
                let message = format!("`{}` holds {}, not a list", member.name.text, member.value.kind());
                self.problems.push(Problem::reported(member.value.span(), message));
            }
        }
        if !listed {
            self.problems.push(unknown.unwrap_or_else(|| {
                Problem::ignored(Span::new(span.start(), span.start() + 1), "this file has no `redirections`")
                    .help("list the redirects under `redirections`")
            }));
        }
    }

    /// The short form: source and target as key and value.
    fn pairs(&mut self, pairs: Json, keeps_id: bool, folder: &str) {
        for Member { name, value } in pairs.members().unwrap_or_default() {
            let span = Span::new(name.span.start(), value.span().end());
            let Some(target) = value.string() else {
                let message = format!("the target of `{}` is {}, not a string", clipped(&name.text), value.kind());
                self.problems.push(Problem::reported(value.span(), message));
                continue;
            };
            let draft = Draft { from_file: Some(name), target: Some(target), keeps_id, ..Draft::at(span) };
            self.take(draft, folder);
        }
    }

    fn list(&mut self, list: Json, folder: &str) {
        for item in list.items() {
            let (span, kind) = (item.span(), item.kind());
            let Ok(members) = item.members() else {
                let message = format!("an object with `source_path` and `redirect_url` belongs here, not {kind}");
                self.problems.push(Problem::reported(span, message));
                continue;
            };
            if let Some(draft) = self.draft(span, members) {
                self.take(draft, folder);
            }
        }
    }

    /// The members of an item. None where a problem with one of them already says why it is no redirect.
    fn draft(&mut self, span: Span, members: Vec<Member>) -> Option<Draft> {
        let before = self.problems.len();
        self.problems.extend(misspelt(&members, &KEYS));
        let mut draft = Draft::at(span);
        for member in members {
            let Member { value, .. } = &member;
            let wanted = if member.is(KEYS[0]) {
                draft.from_file = value.string();
                draft.from_file.is_none().then_some("a string")
            } else if member.is(KEYS[1]) {
                draft.from_root = value.string();
                draft.from_root.is_none().then_some("a string")
            } else if member.is(KEYS[2]) {
                draft.target = value.string();
                draft.target.is_none().then_some("a string")
            } else if member.is(KEYS[3]) {
                draft.keeps_id = value.as_bool().unwrap_or_default();
                draft.keeps_id_span = Some(value.span());
                (value.as_bool().is_none()).then_some("true or false")
            } else if member.is(KEYS[4]) {
                draft.monikers = monikers(member.value);
                continue;
            } else {
                continue;
            };
            if let Some(wanted) = wanted.filter(|_| !value.is_null()) {
                let message = format!("`{}` holds {}, not {wanted}", member.name.text, value.kind());
                self.problems.push(Problem::reported(value.span(), message));
            }
        }
        let whole = draft.target.is_some() && (draft.from_file.is_some() || draft.from_root.is_some());
        (whole || self.problems.len() == before).then_some(draft)
    }

    fn take(&mut self, draft: Draft, folder: &str) {
        match draft.finish(folder) {
            Ok(item) => self.items.push(item),
            Err(problem) => self.problems.push(problem),
        }
    }
}

/// A redirect as it is written.
struct Draft {
    from_file: Option<Spanned>,
    from_root: Option<Spanned>,
    target: Option<Spanned>,
    keeps_id: bool,
    keeps_id_span: Option<Span>,
    monikers: Vec<String>,
    span: Span,
}

impl Draft {
    fn at(span: Span) -> Self {
        Self {
            from_file: None,
            from_root: None,
            target: None,
            keeps_id: false,
            keeps_id_span: None,
            monikers: Vec::new(),
            span,
        }
    }

    /// The redirect, where the build can take it (docfx v3 `GenerateRedirectionRules`, then `GetRedirectUrls`).
    fn finish(self, folder: &str) -> Result<Redirection, Problem> {
        let opening = Span::new(self.span.start(), self.span.start() + 1);
        let target = match self.target {
            None => return Err(missing(opening, "redirect_url")),
            Some(written) if written.text.trim().is_empty() => return Err(empty(&written, "redirect_url")),
            Some(written) => trimmed(written),
        };
        if target.text.starts_with(['#', '?']) {
            return Err(Problem::reported(target.span, "this redirect leads back to the page itself")
                .help("name the page that it moved to"));
        }
        let (written, folder) = match (self.from_file, self.from_root) {
            (Some(_), Some(second)) => {
                let message = "this redirect has two sources: `source_path` and `source_path_from_root`";
                return Err(Problem::reported(second.span, message).help("keep one of them"));
            }
            (None, None) => return Err(missing(opening, "source_path")),
            (Some(written), None) => (relative(written)?, folder),
            (None, Some(written)) => (rooted(written)?, ""),
        };
        Ok(Redirection {
            source: page(&written, folder)?,
            source_span: written.span,
            target,
            keeps_id: self.keeps_id,
            keeps_id_span: self.keeps_id_span,
            monikers: self.monikers,
            span: self.span,
        })
    }
}

fn relative(written: Spanned) -> Result<Spanned, Problem> {
    if written.text.is_empty() {
        return Err(empty(&written, "source_path"));
    }
    if written.text.starts_with('/') {
        let message = format!("`source_path` begins with `/`: `{}`", clipped(&written.text));
        return Err(Problem::reported(written.span, message)
            .help("write it from the folder of this file, or name it `source_path_from_root`"));
    }
    Ok(written)
}

fn rooted(written: Spanned) -> Result<Spanned, Problem> {
    if written.text.is_empty() {
        return Err(empty(&written, "source_path_from_root"));
    }
    if !written.text.starts_with('/') {
        let message = format!("`source_path_from_root` does not begin with `/`: `{}`", clipped(&written.text));
        return Err(Problem::reported(written.span, message).help("begin it with `/`, the root of the repository"));
    }
    Ok(written)
}

/// The page that a source names, from the root. Only what the build makes a page of can be redirected
/// (docfx v3 `BuildScope.GetContentType`).
fn page(written: &Spanned, folder: &str) -> Result<String, Problem> {
    let shown = clipped(&written.text);
    if written.text.trim() != written.text {
        let message = format!("there is white space around the source `{}`", clipped(written.text.trim()));
        return Err(Problem::ignored(written.span, message).help("delete the white space"));
    }
    if written.text.contains('#') {
        let message = format!("the source `{shown}` names a section of a page");
        let problem = Problem { effect: Effect::Harmless, ..Problem::ignored(written.span, message) };
        return Err(problem.help("only whole pages can be redirected, for a browser keeps what follows `#` to itself"));
    }
    let Some(source) = path::join_any(folder, &written.text) else {
        let message = format!("the source `{shown}` leads out of the repository");
        return Err(Problem::ignored(written.span, message));
    };
    if !is_page(&source) || is_toc(path::name(&source)) {
        let message = format!("the source `{shown}` is not a page");
        return Err(Problem::ignored(written.span, message).help("redirect a `.md` or `.yml` page"));
    }
    Ok(source)
}

fn trimmed(written: Spanned) -> Spanned {
    let text = written.text.trim();
    if text.len() == written.text.len() {
        return written;
    }
    Spanned { text: text.to_owned(), span: written.span }
}

fn missing(span: Span, key: &str) -> Problem {
    Problem::reported(span, format!("this redirect has no `{key}`"))
}

fn empty(written: &Spanned, key: &str) -> Problem {
    Problem::reported(written.span, format!("`{key}` is empty"))
}

fn monikers(value: Json) -> Vec<String> {
    value.items().iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

/// A key that is none of `keys` but like one of them that is not there.
fn misspelt(members: &[Member], keys: &[&'static str]) -> Option<Problem> {
    let there = |key: &str| members.iter().any(|member| member.is(key));
    let absent: Vec<&str> = keys.iter().copied().filter(|key| !there(key)).collect();
    members.iter().filter(|member| !keys.iter().any(|key| member.is(key))).find_map(|member| {
        let meant = nearest(&member.name.text, absent.iter().copied())?;
        let message = format!("unknown key `{}`", member.name.text);
        Some(Problem::ignored(member.name.span, message).help(format!("did you mean `{meant}`?")))
    })
}

#[cfg(test)]
mod tests;
