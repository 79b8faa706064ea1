/// The formats.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// For people: the place in its line, with what to do.
    Full,
    /// One line for each finding, as compilers write it.
    Concise,
    /// One line for each finding, below the name of its file.
    Grouped,
    /// One JSON object.
    Json,
    /// One JSON object for each finding, and one for the counts.
    JsonLines,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands of GitHub Actions, which become annotations.
    GitHub,
    /// The Code Quality report of GitLab.
    GitLab,
    /// Logging commands of Azure Pipelines.
    Azure,
    /// JUnit's XML, for whatever shows test results.
    JUnit,
    /// Checkstyle's XML.
    Checkstyle,
    /// Reviewdog's JSON.
    RdJson,
    /// A comment for a pull request.
    Markdown,
    /// A row for each finding, as spreadsheets read it.
    Csv,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 14] = [
        Self::Full,
        Self::Concise,
        Self::Grouped,
        Self::Json,
        Self::JsonLines,
        Self::Sarif,
        Self::GitHub,
        Self::GitLab,
        Self::Azure,
        Self::JUnit,
        Self::Checkstyle,
        Self::RdJson,
        Self::Markdown,
        Self::Csv,
    ];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Concise => "concise",
            Self::Grouped => "grouped",
            Self::Json => "json",
            Self::JsonLines => "json-lines",
            Self::Sarif => "sarif",
            Self::GitHub => "github",
            Self::GitLab => "gitlab",
            Self::Azure => "azure",
            Self::JUnit => "junit",
            Self::Checkstyle => "checkstyle",
            Self::RdJson => "rdjson",
            Self::Markdown => "markdown",
            Self::Csv => "csv",
        }
    }

    /// The format with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// Whether people read it in a terminal, so that it may be coloured.
    pub fn is_for_people(self) -> bool {
        matches!(self, Self::Full | Self::Concise | Self::Grouped)
    }

    /// Whether it can show counts by rule instead of findings.
    pub fn has_statistics(self) -> bool {
        self.is_for_people() || matches!(self, Self::Json | Self::JsonLines)
    }

    /// Whether a service reads commands of its own out of it.
    pub fn is_commands(self) -> bool {
        matches!(self, Self::GitHub | Self::Azure)
    }
}
