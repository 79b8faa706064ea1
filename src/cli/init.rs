use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use super::{Failure, setup};
use crate::config::{FILE_NAMES, Selection};
use crate::engine::{FileChoice, Settings};
use crate::rules::registry;
use crate::site::Site;

/// Folders that hold what others wrote or a builder made.
const FOREIGN: [&str; 10] =
    ["node_modules", "vendor", "third_party", "_site", "_themes", "dist", "target", "venv", "themes", "_book"];

const MARKDOWNLINT: [&str; 9] = [
    ".markdownlint.json",
    ".markdownlint.jsonc",
    ".markdownlint.yaml",
    ".markdownlint.yml",
    ".markdownlint-cli2.jsonc",
    ".markdownlint-cli2.yaml",
    ".markdownlint-cli2.cjs",
    ".markdownlint-cli2.mjs",
    ".mdlrc",
];

/// Writes a configuration that fits what is found in the working directory. Never overwrites one.
pub(super) fn run(out: &mut dyn Write) -> Result<(), Failure> {
    let folder = setup::working_directory()?;
    if let Some(name) = FILE_NAMES.into_iter().find(|name| folder.join(name).exists()) {
        return Err(Failure::Message(format!("{name} is here already; `guidelint config` shows what it does")));
    }
    let settings = Settings::new(registry(), folder.clone(), Selection::default(), FileChoice::default()).isolated();
    let around = settings.folders().get(&folder).map_err(|error| Failure::Message(error.to_string()))?;
    let site =
        around.site.as_ref().map(|(site, marker)| (*site, marker.file_name().unwrap_or_default().to_string_lossy()));
    let text = text(&folder, site.as_ref().map(|(site, marker)| (*site, marker.as_ref())));
    let written = OpenOptions::new().write(true).create_new(true).open(folder.join(FILE_NAMES[0]));
    written
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|error| Failure::Message(format!("{} can't be written: {error}", FILE_NAMES[0])))?;
    writeln!(out, "Wrote {}. Next: guidelint check", FILE_NAMES[0])?;
    Ok(())
}

fn text(folder: &Path, site: Option<(Site, &str)>) -> String {
    let mut text = String::from(
        "# Settings of guidelint. `guidelint rules` lists the rules, `guidelint explain RULE` shows one,\n\
         # `guidelint config FILE` the settings in force for a file.\n\n",
    );
    text += "# What kind of site these docs are for: learn, github, gitlab, mdbook, mkdocs, docusaurus, hugo,\n\
             # or auto to look at the files around each page.\n";
    text += &match site {
        Some((site, marker)) => format!("# {marker} is here.\nsite = \"{}\"\n", site.name()),
        None => "site = \"auto\"\n".to_owned(),
    };
    text += "\n# Files and folders not to check. What .gitignore names is left out anyway.\n";
    let foreign: Vec<String> =
        FOREIGN.iter().filter(|name| folder.join(name).is_dir()).map(|name| format!("\"{name}/\"")).collect();
    text += &match foreign.is_empty() {
        true => "# exclude = [\"drafts/\", \"**/generated-*.md\"]\n".to_owned(),
        false => format!("exclude = [{}]\n", foreign.join(", ")),
    };
    text += "\n# Rules to turn on or off beside the defaults: ids, aliases, families or tags.\n\
             # extend-select = [\"prose\"]\n# ignore = [\"MD042\"]\n";
    if let Some(name) = MARKDOWNLINT.into_iter().find(|name| folder.join(name).exists()) {
        text += &format!(
            "#\n# {name} is here: markdownlint goes on to check style. Its rule names work here as aliases, and its\n\
             # suppression comments hold for the rules that both have.\n"
        );
    }
    text += "\n# Words of these docs: abbreviations, names that start sentences in lower case, endings without an end mark.\n\
             # [words]\n# names = [\"contoso\"]\n";
    text += "\n[rules]\n# A severity: error, warning, info or off.\n# empty-link = \"warning\"\n\
             #\n# Or a table with options:\n# empty-link = { severity = \"error\", allow-fragment = false }\n\
             \n# Other settings for some files; later ones win.\n# [[overrides]]\n# files = [\"archive/**\"]\n\
             # rules = { empty-link = \"off\" }\n";
    text
}
