use super::DocsetError;
use super::glob::Globs;
use super::json::{Json, Member};
use crate::site::path;

/// What the build makes of a file (docfx v3 `BuildScope`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// A page or a table of contents: `build.content` means it.
    Content,
    /// A file that is copied: `build.resource` means it.
    Resource,
    /// No glob means it. A file that is no page is copied all the same where something links to it.
    Outside,
}

/// The globs of docfx.json. Each mapping is built once.
#[derive(Debug, Default)]
pub(super) struct Scopes {
    /// None where docfx.json does not say: then all is content.
    content: Option<Vec<Mapping>>,
    resource: Vec<Mapping>,
}

/// One item of `build.content` or `build.resource`.
#[derive(Debug)]
struct Mapping {
    /// The folder that its paths count from; none where that lies outside the doc set.
    src: Option<String>,
    /// The folder of the site that they go to.
    dest: String,
    /// The version of the docs that its files are of.
    version: Option<String>,
    files: Globs,
    exclude: Globs,
}

impl Scopes {
    pub(super) fn add_content(&mut self, items: Json) -> Result<(), DocsetError> {
        self.content = Some(mappings(items)?);
        Ok(())
    }

    pub(super) fn add_resource(&mut self, items: Json) -> Result<(), DocsetError> {
        self.resource = mappings(items)?;
        Ok(())
    }

    pub(super) fn is_content(&self, path: &str) -> bool {
        self.content.as_ref().is_none_or(|content| content.iter().any(|mapping| mapping.takes(path)))
    }

    /// Whether a resource mapping means it.
    pub(super) fn is_resource(&self, path: &str) -> bool {
        self.resource.iter().any(|mapping| mapping.takes(path))
    }

    /// The version that the first mapping gives which means it.
    pub(super) fn version(&self, path: &str) -> Option<&str> {
        let content = self.content.as_ref()?;
        content.iter().find(|mapping| mapping.takes(path))?.version.as_deref()
    }

    /// Resources come first: a page that both mean is copied as it is.
    pub(super) fn of(&self, path: &str) -> Scope {
        if self.is_resource(path) {
            Scope::Resource
        } else if !self.is_content(path) {
            Scope::Outside
        } else if is_page(path) {
            Scope::Content
        } else {
            Scope::Resource
        }
    }

    /// The address of a page by the first mapping that means it (docfx v3 `BuildScope.MapPath`).
    pub(super) fn site_path(&self, path: &str) -> Option<String> {
        let whole = match &self.content {
            None => path.to_owned(),
            Some(content) => {
                let mapping = content.iter().chain(&self.resource).find(|mapping| mapping.takes(path))?;
                mapping.target(path)?
            }
        };
        let whole = whole.to_lowercase();
        let bare = if is_page(&whole) { whole.rsplit_once('.').map_or(&*whole, |(bare, _)| bare) } else { &*whole };
        match bare.strip_suffix("index") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => Some(folder.to_owned()),
            Some(_) | None => Some(bare.to_owned()),
        }
    }

    /// The paths from which a page at an address could come, the other way round than [`Scopes::site_path`].
    pub(super) fn sources(&self, address: &str) -> Vec<String> {
        let pages = |below: &str| [".md", ".yml"].map(|ending| format!("{below}{ending}"));
        let Some(content) = &self.content else { return pages(address).into() };
        let mut found = Vec::new();
        for mapping in content {
            let Some(below) = mapping.source(address) else { continue };
            found.extend(pages(&below).into_iter().filter(|path| mapping.takes(path)));
        }
        found
    }
}

impl Mapping {
    fn read(item: Json) -> Result<Self, DocsetError> {
        if item.as_str().is_some() {
            let files = Globs::new("", &item.strings()?)?;
            return Ok(Self {
                src: Some(String::new()),
                dest: String::new(),
                version: None,
                files,
                exclude: Globs::new("", &[])?,
            });
        }
        let (mut src, mut dest, mut version) = (String::new(), String::new(), None);
        let (mut files, mut exclude) = (Vec::new(), Vec::new());
        for Member { name, value } in item.members()? {
            match name.text.as_str() {
                "src" | "cwd" => src = slashes(&value),
                "dest" => dest = slashes(&value),
                "group" | "version" => version = value.as_str().map(str::to_owned),
                "files" => files = value.strings()?,
                "exclude" => exclude = value.strings()?,
                _ => {}
            }
        }
        let (files, exclude) = (Globs::new(&src, &files)?, Globs::new(&src, &exclude)?);
        Ok(Self { src: path::join_any("", &src), dest, version, files, exclude })
    }

    fn takes(&self, path: &str) -> bool {
        self.files.any(path) && !self.exclude.any(path)
    }

    /// The path on the site of a file that it takes.
    fn target(&self, path: &str) -> Option<String> {
        let src = self.src.as_deref()?;
        let below = path.get(..src.len()).filter(|start| start.eq_ignore_ascii_case(src))?;
        path::join_any(&self.dest, &path[below.len()..])
    }

    /// The path, without its ending, of what goes to a path on the site.
    fn source(&self, address: &str) -> Option<String> {
        let dest = self.dest.trim_matches('/');
        let start = address.get(..dest.len()).filter(|start| start.eq_ignore_ascii_case(dest))?;
        let below = &address[start.len()..];
        let below = if dest.is_empty() { below } else { below.strip_prefix('/')? };
        path::join_any(self.src.as_deref()?, below).filter(|_| !below.is_empty())
    }
}

/// The text of a path with `/`.
fn slashes(value: &Json) -> String {
    value.as_str().unwrap_or_default().replace('\\', "/")
}

fn mappings(items: Json) -> Result<Vec<Mapping>, DocsetError> {
    items.items().into_iter().map(Mapping::read).collect()
}

/// Whether a file can be a page or a table of contents, by its name (docfx v3 `BuildScope.GetContentType`).
pub(super) fn is_page(name: &str) -> bool {
    let known = [".md", ".yml", ".json"].iter().any(|extension| path::has_extension(name, extension));
    known && !["docfx", "redirections"].iter().any(|stem| path::stem(name).eq_ignore_ascii_case(stem))
}
