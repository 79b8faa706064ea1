//! The service that runs the program, as its environment tells.

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::Failure;
use crate::config::{below, from};
use crate::report::{Home, Shield};

/// Folders that hold the sources, as the services name them.
const SOURCES: [&str; 3] = ["GITHUB_WORKSPACE", "BUILD_SOURCESDIRECTORY", "CI_PROJECT_DIR"];

/// A service that runs jobs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Host {
    /// GitHub Actions, with the file that takes the summary of the step.
    GitHub { summary: Option<PathBuf> },
    /// Azure Pipelines, with the folder for files of the job.
    Azure { temp: Option<PathBuf> },
    /// GitLab CI/CD.
    GitLab,
}

impl Host {
    /// The service that the environment tells of.
    pub fn detect() -> Option<Self> {
        Self::told(|name| std::env::var_os(name))
    }

    fn told(variable: impl Fn(&str) -> Option<OsString>) -> Option<Self> {
        let set = |name: &str| variable(name).is_some_and(|value| value.eq_ignore_ascii_case("true"));
        let path = |name: &str| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        match (set("GITHUB_ACTIONS"), set("TF_BUILD"), set("GITLAB_CI")) {
            (true, ..) => Some(Self::GitHub { summary: path("GITHUB_STEP_SUMMARY") }),
            (_, true, _) => Some(Self::Azure { temp: path("AGENT_TEMPDIRECTORY") }),
            (_, _, true) => Some(Self::GitLab),
            (false, false, false) => None,
        }
    }

    /// Whether it reads commands out of what is printed.
    fn takes_commands(&self) -> bool {
        match self {
            Self::GitHub { .. } | Self::Azure { .. } => true,
            Self::GitLab => false,
        }
    }
}

/// Whether what is printed must not look like a command.
pub(super) fn takes_commands() -> bool {
    Host::detect().is_some_and(|host| host.takes_commands())
}

/// Does work whose output holds no command, whatever it quotes.
pub(super) fn shielded<T>(
    out: &mut dyn Write,
    work: impl FnOnce(&mut dyn Write) -> Result<T, Failure>,
) -> Result<T, Failure> {
    if !takes_commands() {
        return work(out);
    }
    let mut shield = Shield::new(out);
    let done = work(&mut shield)?;
    shield.finish()?;
    Ok(done)
}

/// Whether standard output goes to a file, where no service reads it.
pub(super) fn prints_to_file() -> bool {
    #[cfg(unix)]
    {
        use std::os::fd::AsFd;
        let file = std::io::stdout().as_fd().try_clone_to_owned().map(std::fs::File::from);
        file.and_then(|file| file.metadata()).is_ok_and(|metadata| metadata.is_file())
    }
    #[cfg(not(unix))]
    false
}

/// The root of the repository, and the working directory from there.
pub(super) struct Place {
    root: String,
    below: String,
}

impl Place {
    /// The nearest folder with a `.git` at or above the working directory; else the one that the service checked out.
    pub fn of(cwd: &Path) -> Self {
        let holds = |root: &PathBuf| root.is_absolute() && cwd.starts_with(root);
        let named = || SOURCES.iter().filter_map(std::env::var_os).map(PathBuf::from).find(holds);
        let repository = cwd.ancestors().find(|above| above.join(".git").exists()).map(Path::to_owned);
        let root = repository.or_else(named).unwrap_or_else(|| cwd.to_owned());
        Self { below: below(&root, cwd).unwrap_or_default(), root: from(Path::new(""), &root) }
    }

    pub fn home(&self) -> Home<'_> {
        Home { root: &self.root, below: &self.below }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(variables: &[(&str, &str)]) -> Option<Host> {
        let value = |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into());
        Host::told(value)
    }

    #[test]
    fn services_are_known_by_their_variables() {
        assert_eq!(told(&[]), None);
        assert_eq!(told(&[("GITHUB_ACTIONS", "false"), ("TF_BUILD", "")]), None);
        let summary = Some(PathBuf::from("/s.md"));
        assert_eq!(
            told(&[("GITHUB_ACTIONS", "true"), ("GITHUB_STEP_SUMMARY", "/s.md")]),
            Some(Host::GitHub { summary })
        );
        assert_eq!(told(&[("TF_BUILD", "True"), ("AGENT_TEMPDIRECTORY", "")]), Some(Host::Azure { temp: None }));
        assert_eq!(told(&[("GITLAB_CI", "true")]), Some(Host::GitLab));
    }
}
