use super::options::toml_value;
use crate::diagnostic::Severity;
use crate::site::Site;
use crate::text::{YamlNode, parse_yaml};

/// A rule's page: the only home of what it is called, how bad it is, what can be set, and why it exists.
#[derive(Debug)]
pub struct RulePage {
    /// Its id, kebab-case, naming the defect.
    pub id: &'static str,
    /// The folder that holds its page.
    pub family: &'static str,
    /// Other names it answers to: markdownlint's and Learn's codes.
    pub aliases: Vec<&'static str>,
    /// Severity unless the configuration says otherwise.
    pub severity: Severity,
    /// What it looks at.
    pub scope: Scope,
    /// Whether it can mend what it finds.
    pub fix: FixKind,
    /// Whether it is on unless the configuration says otherwise.
    pub default: DefaultState,
    /// First version that had it.
    pub since: &'static str,
    /// Words to select it by, beside its family.
    pub tags: Vec<&'static str>,
    /// Its options.
    pub options: Vec<OptionSpec>,
    /// The heading of its page.
    pub title: &'static str,
    /// The sentence below the heading.
    pub summary: &'static str,
    /// The page without its head.
    pub body: &'static str,
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// One file at a time.
    File,
    /// All files together.
    Docset,
    /// The run itself: raised by the engine, not by a check.
    Run,
}

/// Whether a rule can mend what it finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FixKind {
    None,
    Safe,
    Unsafe,
}

/// Where a rule is on by default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DefaultState {
    On,
    Off,
    /// On for these kinds of sites.
    Sites(Vec<Site>),
}

impl DefaultState {
    /// Whether the rule is on for a site.
    pub fn is_on(&self, site: Site) -> bool {
        match self {
            DefaultState::On => true,
            DefaultState::Off => false,
            DefaultState::Sites(sites) => sites.contains(&site),
        }
    }
}

/// One option of a rule.
#[derive(Debug)]
pub struct OptionSpec {
    /// Its name.
    pub name: &'static str,
    /// Its type in words: `list of strings`.
    pub kind: &'static str,
    /// Its value unless the configuration says otherwise.
    pub default: toml::Value,
    /// What it means.
    pub meaning: &'static str,
}

/// What an example on a page is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExampleRole {
    /// The rule must fire.
    Bad,
    /// The rule must stay silent.
    Good,
    /// What the safe fix makes of the bad example before it.
    Fixed,
    /// Configuration for the examples that follow it, up to the next one.
    Config,
    /// A file that lies beside the examples that follow it, up to the next such file after them.
    With,
}

/// One fence of a page's examples: its info string is `markdown bad`, `markdown good`, `markdown fixed`,
/// `markdown with` or `toml config` (or with `yaml` or `json` in the place of `markdown`), with `site=NAME`, `file=NAME` and, on a bad one, `lines=3,5` where the rule fires on more than the
/// lines that the reader sees at once.
#[derive(Debug)]
pub struct Example {
    /// What it is for.
    pub role: ExampleRole,
    /// Line of the page on which its text begins, from 1 and counted in the body.
    pub line: usize,
    /// `key=value` words of its info string.
    pub keys: Vec<(&'static str, &'static str)>,
    /// The example.
    pub text: &'static str,
}

impl Example {
    /// The value of a key of the info string.
    pub fn key(&self, name: &str) -> Option<&'static str> {
        self.keys.iter().find(|(key, _)| *key == name).map(|(_, value)| *value)
    }
}

/// Why a page can't be read.
#[derive(Debug, PartialEq, Eq)]
pub struct PageError(pub String);

impl RulePage {
    /// Reads a page. `place` is `family/id`, where its file lies.
    ///
    /// # Errors
    /// Says which part of the head is missing or wrong.
    pub fn read(place: &'static str, text: &'static str) -> Result<Self, PageError> {
        let fail = |what: &str| PageError(format!("rules/{place}.md: {what}"));
        let (family, id) = place.split_once('/').ok_or_else(|| fail("lies in no family"))?;
        let rest = text.strip_prefix("---\n").ok_or_else(|| fail("has no head"))?;
        let (head_text, body) = rest.split_once("\n---\n").ok_or_else(|| fail("its head does not end"))?;
        let root =
            parse_yaml(head_text, 0).map_err(|error| fail(&error.message))?.ok_or_else(|| fail("its head is empty"))?;
        let head = Head { text: head_text, root: &root, place };
        if head.word("id")? != id {
            return Err(fail("its id is not its file's name"));
        }
        let body = body.trim_start();
        let mut paragraphs = body.split("\n\n");
        let title = paragraphs.next().and_then(|line| line.strip_prefix("# ")).ok_or_else(|| fail("has no title"))?;
        let summary = paragraphs.next().ok_or_else(|| fail("has no summary"))?;
        Ok(Self {
            id,
            family,
            aliases: head.words("aliases"),
            severity: head.severity()?,
            scope: head.scope()?,
            fix: head.fix()?,
            default: head.default_state()?,
            since: head.word("since")?,
            tags: head.words("tags"),
            options: head.options()?,
            title,
            summary,
            body,
        })
    }

    /// Every name the rule answers to: its id, then its aliases.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + '_ {
        std::iter::once(self.id).chain(self.aliases.iter().copied())
    }

    /// The examples of the page, in order.
    pub fn examples(&self) -> Vec<Example> {
        let mut examples = Vec::new();
        let mut lines = self.body.split_inclusive('\n').enumerate();
        let mut at = 0;
        while let Some((index, line)) = lines.next() {
            at += line.len();
            let ticks = line.bytes().take_while(|&byte| byte == b'`').count();
            if ticks < 3 {
                continue;
            }
            let start = at;
            let fence = &line[..ticks];
            for (_, inside) in lines.by_ref() {
                if inside.trim_end() == fence {
                    examples.extend(example(&line[ticks..], index + 2, &self.body[start..at]));
                    at += inside.len();
                    break;
                }
                at += inside.len();
            }
        }
        examples
    }
}

fn example(info: &'static str, line: usize, text: &'static str) -> Option<Example> {
    let mut words = info.split_whitespace();
    let role = match (words.next()?, words.next()?) {
        ("markdown" | "yaml" | "json", "bad") => ExampleRole::Bad,
        ("markdown" | "yaml" | "json", "good") => ExampleRole::Good,
        ("markdown" | "yaml" | "json", "fixed") => ExampleRole::Fixed,
        ("toml", "config") => ExampleRole::Config,
        (_, "with") => ExampleRole::With,
        _ => return None,
    };
    Some(Example { role, line, keys: words.filter_map(|word| word.split_once('=')).collect(), text })
}

/// The YAML head of a page while it is read.
struct Head<'h> {
    text: &'static str,
    root: &'h YamlNode,
    place: &'static str,
}

impl Head<'_> {
    fn fail(&self, what: &str) -> PageError {
        PageError(format!("rules/{}.md: {what}", self.place))
    }

    /// A scalar as it stands on the page, so that it lives as long as the page.
    fn text_of(&self, node: &YamlNode) -> &'static str {
        node.span.of(self.text).trim_matches('"')
    }

    fn word(&self, key: &str) -> Result<&'static str, PageError> {
        self.root.get(key).map(|node| self.text_of(node)).ok_or_else(|| self.fail(&format!("its head lacks `{key}`")))
    }

    fn words(&self, key: &str) -> Vec<&'static str> {
        self.root.get(key).map(|node| node.items().iter().map(|item| self.text_of(item)).collect()).unwrap_or_default()
    }

    fn severity(&self) -> Result<Severity, PageError> {
        match self.word("severity")? {
            "error" => Ok(Severity::Error),
            "warning" => Ok(Severity::Warning),
            "info" => Ok(Severity::Info),
            other => Err(self.fail(&format!("unknown severity `{other}`"))),
        }
    }

    fn scope(&self) -> Result<Scope, PageError> {
        match self.word("scope")? {
            "file" => Ok(Scope::File),
            "docset" => Ok(Scope::Docset),
            "run" => Ok(Scope::Run),
            other => Err(self.fail(&format!("unknown scope `{other}`"))),
        }
    }

    fn fix(&self) -> Result<FixKind, PageError> {
        match self.word("fix")? {
            "none" => Ok(FixKind::None),
            "safe" => Ok(FixKind::Safe),
            "unsafe" => Ok(FixKind::Unsafe),
            other => Err(self.fail(&format!("unknown fix `{other}`"))),
        }
    }

    fn default_state(&self) -> Result<DefaultState, PageError> {
        let node = self.root.get("default").ok_or_else(|| self.fail("its head lacks `default`"))?;
        match node.scalar() {
            Some("on") => Ok(DefaultState::On),
            Some("off") => Ok(DefaultState::Off),
            Some(other) => Err(self.fail(&format!("unknown default `{other}`"))),
            None => {
                let sites = node.items().iter().map(|item| {
                    let name = self.text_of(item);
                    Site::from_name(name).ok_or_else(|| self.fail(&format!("unknown site `{name}`")))
                });
                Ok(DefaultState::Sites(sites.collect::<Result<_, _>>()?))
            }
        }
    }

    fn options(&self) -> Result<Vec<OptionSpec>, PageError> {
        let items = self.root.get("options").map(|node| node.items()).unwrap_or_default();
        items.iter().map(|item| self.option(item)).collect()
    }

    fn option(&self, item: &YamlNode) -> Result<OptionSpec, PageError> {
        let part = |key: &str| item.get(key).ok_or_else(|| self.fail(&format!("an option lacks `{key}`")));
        Ok(OptionSpec {
            name: self.text_of(part("name")?),
            kind: self.text_of(part("type")?),
            default: toml_value(part("default")?),
            meaning: self.text_of(part("meaning")?),
        })
    }
}
