//! A small doc set of Learn that has one of everything which can be damaged.

use std::fmt::Write as _;
use std::path::Path;

const SUBJECTS: [&str; 16] = [
    "anchors",
    "beacons",
    "compass",
    "dredging",
    "estuary",
    "ferries",
    "gangway",
    "harbours",
    "islands",
    "jetties",
    "lighthouse",
    "moorings",
    "navigation",
    "pilots",
    "quayside",
    "soundings",
];
const PARTS: [&str; 4] = ["Before you begin", "Plan the watch", "Keep the records", "Report what changed"];

/// Writes the set below `root`.
pub fn write(root: &Path) {
    let put = |path: String, text: String| {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().expect("it lies below")).expect("a folder can be made");
        std::fs::write(path, text).expect("a file can be written");
    };
    let mut toc = String::new();
    for (index, subject) in SUBJECTS.iter().enumerate() {
        let folder = folder(index);
        put(format!("docs/{folder}/{subject}.md"), page(index, subject));
        put(format!("docs/media/{subject}.png"), String::new());
        put(format!("docs/includes/{subject}-note.md"), format!("Ask the pilot about {subject} first.\n"));
        put(format!("docs/code/{subject}.cs"), source(subject));
        let _ = writeln!(toc, "- name: About {subject}\n  href: {folder}/{subject}.md");
    }
    put("docs/toc.yml".to_owned(), toc);
    put("docs/docfx.json".to_owned(), DOCFX.to_owned());
    put(".openpublishing.publish.config.json".to_owned(), PUBLISH.to_owned());
    put(".openpublishing.redirection.json".to_owned(), redirections());
}

const DOCFX: &str = r#"{
  "build": {
    "content": [{ "files": ["**/*.md", "**/*.yml"], "exclude": ["**/includes/**"] }],
    "resource": [{ "files": ["**/*.png"] }],
    "globalMetadata": { "author": "kim", "ms.author": "kim" }
  }
}
"#;

const PUBLISH: &str = r#"{ "docsets_to_publish": [{ "docset_name": "sea", "build_source_folder": "docs" }] }
"#;

/// The pages lie by turns in two folders.
fn folder(index: usize) -> &'static str {
    ["coast", "port"][index % 2]
}

fn page(index: usize, subject: &str) -> String {
    let near = |step: usize| {
        let other = (index + step) % SUBJECTS.len();
        (folder(other), SUBJECTS[other])
    };
    // A page that takes text in may have more anchors than its own: every second one takes none in.
    let note = match folder(index) {
        "coast" => format!("[!INCLUDE [A note](../includes/{subject}-note.md)]\n\n"),
        _ => String::new(),
    };
    let mut text = format!(
        "---\ntitle: About {subject}\ndescription: What a crew learns about {subject} before it goes to sea, and whom it asks for more.\nms.date: 03/02/2026\nms.topic: how-to\n---\n\n# About {subject}\n\nRead this page before you sail.\n\n{note}"
    );
    for (step, part) in PARTS.iter().enumerate() {
        let (folder, other) = near(step + 1);
        let (far, third) = near(2 * step + 5);
        let anchor = PARTS[(step + index) % PARTS.len()].to_lowercase().replace(' ', "-");
        let _ = write!(
            text,
            "## {part}\n\nStart from the page about [{other}](../{folder}/{other}.md). It names the [steps in order](../{far}/{third}.md#{anchor}) too.\n\n"
        );
    }
    let _ = write!(
        text,
        ":::image type=\"content\" source=\"../media/{subject}.png\" alt-text=\"Drawing of {subject} seen from the sea at dawn.\":::\n\n![Map of {subject} and the coast around.](../media/{subject}.png)\n\n:::code language=\"csharp\" source=\"../code/{subject}.cs\" id=\"show{subject}\":::\n"
    );
    text
}

fn source(subject: &str) -> String {
    format!("// <show{subject}>\nConsole.WriteLine(\"{subject}\");\n// </show{subject}>\n")
}

fn redirections() -> String {
    let item = |(index, subject): (usize, &&str)| {
        let folder = folder(index);
        format!(
            "    {{\n      \"source_path\": \"docs/old/{subject}.md\",\n      \"redirect_url\": \"/sea/{folder}/{subject}\",\n      \"redirect_document_id\": false\n    }}"
        )
    };
    let items: Vec<String> = SUBJECTS.iter().enumerate().map(item).collect();
    format!("{{\n  \"redirections\": [\n{}\n  ]\n}}\n", items.join(",\n"))
}
