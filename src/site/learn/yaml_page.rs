use super::problem::{Problem, Spanned, without_bom};
use super::yaml;
use super::yaml_markdown::MarkdownText;
use crate::text::{Yaml, YamlNode};

/// A page in YAML: a landing page, a hub, questions and answers, a training module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct YamlPage {
    /// What the first line says it is: `### YamlMime:Landing`. No page without it.
    pub mime: Option<Spanned>,
    /// `title`.
    pub title: Option<Spanned>,
    /// The fields of `metadata` that hold one value, as name and value.
    pub metadata: Vec<(Spanned, Spanned)>,
    /// Where it leads, in the order of the file.
    pub links: Vec<YamlLink>,
    /// The values that are Markdown, in the order of the file.
    pub markdown: Vec<MarkdownText>,
    /// Why it can't be read.
    pub problems: Vec<Problem>,
}

/// A link or an image of a page in YAML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YamlLink {
    /// The keys that lead to it: `landingContent[0].linkLists[0].links[1].url`.
    pub path: String,
    /// What it names. A browser also finds a page by a relative address without extension and a folder by its index:
    /// `a` may mean `a.md`, and `a/` what `a/index.yml` becomes.
    pub target: Spanned,
    /// Whether it is an image.
    pub image: bool,
}

/// What the values of a kind of page are. Kinds that are not listed are data or come from generators: their values are
/// let be, for what looks like a link in them need not be one.
struct Schema {
    mimes: &'static [&'static str],
    links: &'static [&'static str],
    images: &'static [&'static str],
    markdown: &'static [&'static str],
}

const SCHEMAS: [Schema; 4] = [
    Schema {
        mimes: &["Landing", "Hub", "Marketing"],
        links: &["url"],
        images: &["imageSrc", "src"],
        markdown: &["footer"],
    },
    Schema {
        mimes: &["FAQ"],
        links: &[],
        images: &[],
        markdown: &["summary", "question", "answer", "additionalContent"],
    },
    Schema {
        mimes: &["Module", "ModuleUnit", "LearningPath", "Achievements", "Architecture"],
        links: &[],
        images: &["iconUrl", "thumbnailUrl"],
        markdown: &["summary", "abstract", "prerequisites", "content", "explanation"],
    },
    // `documentType: LandingData`, the landing page before `Landing`.
    Schema { mimes: &["LandingData"], links: &["href"], images: &["src"], markdown: &["description", "text"] },
];

/// What a scalar is for.
enum Role {
    Link,
    Image,
    Markdown,
    Other,
}

impl Schema {
    fn of(mime: &str) -> Option<&'static Self> {
        SCHEMAS.iter().find(|schema| schema.mimes.contains(&mime))
    }

    fn role(&self, key: &str) -> Role {
        if self.links.contains(&key) {
            Role::Link
        } else if self.images.contains(&key) {
            Role::Image
        } else if self.markdown.contains(&key) {
            Role::Markdown
        } else {
            Role::Other
        }
    }
}

impl YamlPage {
    /// Reads a file. One without `YamlMime` in its first line is no page, and nothing is read from it.
    pub fn read(text: &str) -> Self {
        let mut page = Self { mime: mime(text), ..Self::default() };
        if page.mime.is_some() {
            match yaml::read(text) {
                Ok(root) => page.fill(text, root.as_ref()),
                Err(problem) => page.problems.push(problem),
            }
        }
        page
    }

    fn fill(&mut self, text: &str, root: Option<&YamlNode>) {
        let Some(root) = root else { return };
        let string = |key| root.get(key).and_then(|node| yaml::string(node, text));
        if self.mime.as_ref().is_some_and(|mime| mime.text == "YamlDocument") {
            self.mime = string("documentType").or(self.mime.take());
        }
        self.title = string("title");
        for (key, value) in root.get("metadata").map_or(&[][..], YamlNode::entries) {
            self.metadata.extend(yaml::string(key, text).zip(yaml::string(value, text)));
        }
        if let Some(schema) = self.mime.as_ref().and_then(|mime| Schema::of(&mime.text)) {
            Walk { text, schema, page: self, path: String::new() }.value(root, "");
        }
    }
}

/// Goes through all values. It calls itself for each level; YAML nests at most some hundred levels.
struct Walk<'w> {
    text: &'w str,
    schema: &'w Schema,
    page: &'w mut YamlPage,
    path: String,
}

impl Walk<'_> {
    fn value(&mut self, node: &YamlNode, key: &str) {
        match &node.value {
            Yaml::Scalar { .. } => self.scalar(node, key),
            Yaml::Sequence(items) => {
                for (at, item) in items.iter().enumerate() {
                    self.below(&format!("[{at}]"), |walk| walk.value(item, key));
                }
            }
            Yaml::Mapping(entries) => {
                for (name, value) in entries {
                    let Some(name) = name.scalar().filter(|name| *name != "metadata") else { continue };
                    let dot = if self.path.is_empty() { "" } else { "." };
                    self.below(&format!("{dot}{name}"), |walk| walk.value(value, name));
                }
            }
            Yaml::Alias => {}
        }
    }

    fn scalar(&mut self, node: &YamlNode, key: &str) {
        let role = self.schema.role(key);
        let image = match role {
            Role::Link => false,
            Role::Image => true,
            Role::Markdown => {
                let string = yaml::string(node, self.text);
                self.page.markdown.extend(string.map(|string| MarkdownText::new(self.path.clone(), string, self.text)));
                return;
            }
            Role::Other => return,
        };
        if let Some(target) = yaml::string(node, self.text) {
            self.page.links.push(YamlLink { path: self.path.clone(), target, image });
        }
    }

    fn below(&mut self, step: &str, visit: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        self.path.extend(step.chars().take(LONGEST.saturating_sub(length)));
        visit(self);
        self.path.truncate(length);
    }
}

/// Bytes after which a path of keys, which is there for people, is cut: a key may be as long as the file.
const LONGEST: usize = 256;

/// The kind of page that the first line names (docfx v3 `YamlUtility.ReadMime`).
fn mime(text: &str) -> Option<Spanned> {
    let (bare, base) = without_bom(text);
    let line = &bare[..memchr::memchr(b'\n', bare.as_bytes()).unwrap_or(bare.len())];
    let said = line.strip_prefix('#')?.trim_start_matches(['#', ' ']).strip_prefix("YamlMime:")?;
    let start = base + line.len() - said.trim_start().len();
    let name = said.trim();
    (!name.is_empty()).then(|| Spanned { text: name.to_owned(), span: (start..start + name.len()).into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_landing_page_has_its_links_and_metadata() {
        let text = "\u{feff}### YamlMime:Landing\r\ntitle: 'A title'\nmetadata:\n  author: pat\n  url: not-a-link.md\n  list: [x]\nlandingContent:\n  - title: T\n    linkLists:\n      - linkListType: concept\n        links:\n          - text: a.md\n            url: ../a.md#b\n          - url: \"/x/y\"\n          - url:\nimageSrc: ./i.png\n";
        let page = YamlPage::read(text);
        assert_eq!(page.problems, []);
        assert_eq!(page.mime.unwrap().span.of(text), "Landing");
        assert_eq!(page.title.unwrap().span.of(text), "A title");
        let metadata: Vec<_> = page.metadata.iter().map(|(k, v)| (k.text.as_str(), v.span.of(text))).collect();
        assert_eq!(metadata, [("author", "pat"), ("url", "not-a-link.md")]);
        let links: Vec<_> = page.links.iter().map(|l| (l.path.as_str(), l.target.span.of(text), l.image)).collect();
        assert_eq!(
            links,
            [
                ("landingContent[0].linkLists[0].links[0].url", "../a.md#b", false),
                ("landingContent[0].linkLists[0].links[1].url", "/x/y", false),
                ("imageSrc", "./i.png", true),
            ]
        );
    }

    #[test]
    fn questions_and_answers_are_markdown() {
        let text = "### YamlMime:FAQ\nsummary: See [x](x.md).\nsections:\n  - questions:\n      - question: Why?\n        answer: |\n          First [a](a.md).\n\n          [b](b.md)\n";
        let page = YamlPage::read(text);
        let paths: Vec<_> = page.markdown.iter().map(|markdown| markdown.path()).collect();
        assert_eq!(paths, ["summary", "sections[0].questions[0].question", "sections[0].questions[0].answer"]);
        assert_eq!(page.markdown[2].text(), "First [a](a.md).\n\n[b](b.md)\n");
    }

    #[test]
    fn kinds_of_pages() {
        for (text, mime, links) in [
            (
                "### YamlMime:YamlDocument\ndocumentType: LandingData\nsections:\n- items:\n  - href: a.md\n",
                Some("LandingData"),
                1,
            ),
            ("#YamlMime:Hub \nurl: a.md\n", Some("Hub"), 1),
            ("# YamlMime: RESTOperation\nurl: \"{x}/y\"\n", Some("RESTOperation"), 0),
            ("### YamlMime:\nurl: a.md\n", None, 0),
            ("name: workflow\nurl: a.md\n", None, 0),
            ("\n### YamlMime:Hub\nurl: a.md\n", None, 0),
            ("### YamlMime:Hub", Some("Hub"), 0),
            ("", None, 0),
        ] {
            let page = YamlPage::read(text);
            let found = page.mime.as_ref().map(|mime| mime.text.as_str());
            assert_eq!((found, page.links.len(), page.problems.len()), (mime, links, 0), "{text}");
        }
    }

    #[test]
    fn what_is_not_yaml_is_a_problem_of_pages_alone() {
        let broken = "a: \"open\n";
        assert_eq!(YamlPage::read(&format!("### YamlMime:Hub\n{broken}")).problems.len(), 1);
        assert_eq!(YamlPage::read(broken).problems, []);
        assert_eq!(YamlPage::read(&format!("### YamlMime:Hub\n{}", "[".repeat(100_000))).problems.len(), 1);
    }
}
