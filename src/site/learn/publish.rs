use super::json::{Json, Member};
use super::problem::{Problem, Spanned};
use crate::site::path;

/// What `.openpublishing.publish.config.json` at the root of a repository says of links: which folders are doc sets,
/// which folders other repositories fill, and which the build fills itself (docfx v3 `OpsConfig`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublishConfig {
    /// `docsets_to_publish`.
    pub docsets: Vec<PublishedDocset>,
    /// `dependent_repositories`.
    pub dependent_repositories: Vec<DependentRepository>,
    /// `redirection_files`: paths from the root.
    pub redirection_files: Vec<Spanned>,
    /// Folders from the root that the build fills for all doc sets: `output_yaml_folder` of `ECMA2Yaml` and
    /// `output_folder` of `JoinTOCPlugin`. What lies there can't be told from a checkout.
    pub generated_folders: Vec<Spanned>,
    /// `git_repository_url_open_to_public_contributors`: the address of this repository.
    pub repository_url: Option<Spanned>,
    /// What can't be read, in the order of the file.
    pub problems: Vec<Problem>,
}

/// A doc set of a repository.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublishedDocset {
    /// `docset_name`.
    pub name: Option<Spanned>,
    /// `build_source_folder` from the root, normalised: the root itself is the empty string.
    pub folder: Spanned,
    /// Whether pages are made from the Markdown of PowerShell commands by MAML2Yaml: `x.md` is then published where
    /// the content globs mean `x.yml`.
    pub maml: bool,
    /// As in [`PublishConfig::generated_folders`], for this doc set alone.
    pub generated_folders: Vec<Spanned>,
}

/// A repository that is fetched for the build. Links into its folder can't be judged from a checkout.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DependentRepository {
    /// `path_to_root`: the folder it fills, from the root, normalised.
    pub folder: Spanned,
    /// `url`.
    pub url: Option<Spanned>,
    /// `branch`.
    pub branch: Option<Spanned>,
}

impl PublishConfig {
    /// The name of the file, at the root of a repository.
    pub const FILE: &str = ".openpublishing.publish.config.json";

    /// Reads the file. What can't be read is left out and named in [`PublishConfig::problems`].
    pub fn read(text: &str) -> Self {
        let mut config = Self::default();
        match Json::read(text).and_then(Json::members) {
            Ok(members) => config.fill(members),
            Err(error) => config.problems.push(error.into()),
        }
        config
    }

    fn fill(&mut self, members: Vec<Member>) {
        let problems = &mut self.problems;
        let mut maml = false;
        for member in members {
            if member.is("docsets_to_publish") {
                self.docsets = objects(member, problems, PublishedDocset::read);
            } else if member.is("dependent_repositories") {
                self.dependent_repositories = objects(member, problems, DependentRepository::read);
            } else if member.is("redirection_files") {
                self.redirection_files = folders(member, problems);
            } else if member.is("git_repository_url_open_to_public_contributors") {
                self.repository_url = string(member, problems);
            } else if let Some(key) = output_key(&member) {
                self.generated_folders.extend(outputs(member.value, key));
            } else if member.is("monikerPath") {
                maml = !member.value.items().is_empty();
            }
        }
        for docset in &mut self.docsets {
            docset.maml |= maml;
        }
    }
}

impl PublishedDocset {
    fn read(members: Vec<Member>, problems: &mut Vec<Problem>) -> Option<Self> {
        let (mut docset, mut folder) = (Self::default(), None);
        for member in members {
            if member.is("docset_name") {
                docset.name = string(member, problems);
            } else if member.is("build_source_folder") {
                folder = path_of(member, problems);
            } else if member.is("monikerPath") {
                docset.maml = !member.value.items().is_empty();
            } else if let Some(key) = output_key(&member) {
                docset.generated_folders.extend(outputs(member.value, key));
            }
        }
        folder.map(|folder| Self { folder, ..docset })
    }
}

impl DependentRepository {
    fn read(members: Vec<Member>, problems: &mut Vec<Problem>) -> Option<Self> {
        let (mut repository, mut folder) = (Self::default(), None);
        for member in members {
            if member.is("path_to_root") {
                folder = path_of(member, problems);
            } else if member.is("url") {
                repository.url = string(member, problems);
            } else if member.is("branch") {
                repository.branch = string(member, problems);
            }
        }
        folder.map(|folder| Self { folder, ..repository })
    }
}

/// The objects of a list, each read by `read`; `null` stands for an empty list.
fn objects<T>(
    member: Member,
    problems: &mut Vec<Problem>,
    read: impl Fn(Vec<Member>, &mut Vec<Problem>) -> Option<T>,
) -> Vec<T> {
    let mut found = Vec::new();
    for item in list(member, problems) {
        match item.members() {
            Ok(members) => found.extend(read(members, problems)),
            Err(error) => problems.push(error.into()),
        }
    }
    found
}

fn folders(member: Member, problems: &mut Vec<Problem>) -> Vec<Spanned> {
    let name = member.name.clone();
    let items = list(member, problems);
    items.into_iter().filter_map(|value| path_of(Member { name: name.clone(), value }, problems)).collect()
}

fn list<'a>(member: Member<'a>, problems: &mut Vec<Problem>) -> Vec<Json<'a>> {
    if member.value.is_list() || member.value.is_null() {
        return member.value.items();
    }
    let message = format!("`{}` holds {}, not a list", member.name.text, member.value.kind());
    problems.push(Problem::reported(member.value.span(), message));
    Vec::new()
}

/// A path from the root, normalised.
fn path_of(member: Member, problems: &mut Vec<Problem>) -> Option<Spanned> {
    let written = string(member, problems)?;
    match path::join_any("", &written.text) {
        Some(text) => Some(Spanned { text, span: written.span }),
        None => {
            let message = format!("`{}` leads out of the repository", written.text);
            problems.push(Problem::reported(written.span, message));
            None
        }
    }
}

fn string(member: Member, problems: &mut Vec<Problem>) -> Option<Spanned> {
    let found = member.value.string();
    if found.is_none() && !member.value.is_null() {
        let message = format!("`{}` holds {}, not a string", member.name.text, member.value.kind());
        problems.push(Problem::reported(member.value.span(), message));
    }
    found
}

/// The key that names the folder a build step writes to, where a member configures such a step.
fn output_key(member: &Member) -> Option<&'static str> {
    [("ECMA2Yaml", "OutputYamlFolder"), ("JoinTOCPlugin", "OutputFolder")]
        .into_iter()
        .find(|(step, _)| member.is(step))
        .map(|(_, key)| key)
}

/// The folders that a build step writes to. Keys of these steps are written both `OutputFolder` and `output_folder`.
fn outputs(steps: Json, key: &str) -> Vec<Spanned> {
    let mut found = Vec::new();
    for members in steps.items().into_iter().filter_map(|step| step.members().ok()) {
        for member in members.into_iter().filter(|m| m.name.text.replace('_', "").eq_ignore_ascii_case(key)) {
            let Some(written) = member.value.string() else { continue };
            found.extend(path::join_any("", &written.text).map(|text| Spanned { text, span: written.span }));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONFIG: &str = r#"{
  "docsets_to_publish": [
    { "docset_name": "main", "build_source_folder": "./docs/", "monikerPath": ["m.json"] },
    { "docset_name": "root", "build_source_folder": ".", "ECMA2Yaml": { "output_yaml_folder": "api\\out" } },
    { "docset_name": "nowhere" },
  ],
  // the theme
  "dependent_repositories": [{ "path_to_root": "_themes", "url": "https://x/y", "branch": "main", "branch_mapping": {} }],
  "Redirection_Files": ["redir/a.json"],
  "JoinTOCPlugin": [{ "OutputFolder": "refs" }],
  "need_preview_pull_request": true,
}"#;

    #[test]
    fn doc_sets_and_what_decides_links() {
        let config = PublishConfig::read(CONFIG);
        assert_eq!(config.problems, []);
        let folders: Vec<_> = config.docsets.iter().map(|set| (set.folder.text.as_str(), set.maml)).collect();
        assert_eq!(folders, [("docs", true), ("", false)]);
        assert_eq!(config.docsets[0].folder.span.of(CONFIG), "./docs/");
        assert_eq!(config.docsets[1].generated_folders[0].text, "api/out");
        assert_eq!(config.generated_folders[0].text, "refs");
        assert_eq!(config.dependent_repositories[0].folder.text, "_themes");
        assert_eq!(config.dependent_repositories[0].branch.as_ref().unwrap().span.of(CONFIG), "main");
        assert_eq!(config.redirection_files[0].span.of(CONFIG), "redir/a.json");
    }

    #[test]
    fn what_cant_be_read_has_its_place() {
        for (text, place, says) in [
            ("{ \"docsets_to_publish\": 3 }", "3", "a list"),
            ("{ \"docsets_to_publish\": [3] }", "", "an object"),
            ("{ \"docsets_to_publish\": [{ \"build_source_folder\": [] }] }", "[]", "not a string"),
            ("{ \"redirection_files\": [\"../x\"] }", "../x", "out of the repository"),
            ("{ \"redirection_files\": \"x\" }", "\"x\"", "not a list"),
            ("[]", "", "an object"),
            ("{", "", ""),
            ("", "", "empty"),
        ] {
            let config = PublishConfig::read(text);
            assert_eq!(config.problems.len(), 1, "{text}");
            let problem = &config.problems[0];
            assert_eq!(problem.span.of(text), place, "{text}");
            assert!(problem.message.contains(says), "{text}: {}", problem.message);
        }
        assert_eq!(PublishConfig::read("\u{feff}{ \"docsets_to_publish\": null }"), PublishConfig::default());
        assert_eq!(PublishConfig::read(&"[".repeat(100_000)).problems.len(), 1);
    }
}
