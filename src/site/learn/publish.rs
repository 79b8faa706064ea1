//! `.openpublishing.publish.config.json`: where a repository keeps its doc sets.

use super::DocsetError;
use super::json::Json;

/// The folders of the doc sets that a publish configuration names, relative to its own folder, with `/`; `.` stands
/// for that folder itself.
///
/// # Errors
/// [`DocsetError`] where it is not JSON or a value has the wrong type.
pub fn docset_folders(text: &str) -> Result<Vec<String>, DocsetError> {
    let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
    let skipped = text.len() - bare.len();
    read(bare).map_err(|error| DocsetError { offset: error.offset + skipped, ..error })
}

fn read(text: &str) -> Result<Vec<String>, DocsetError> {
    let mut folders = Vec::new();
    for (_, docsets) in Json::read(text)?.members()?.into_iter().filter(|(name, _)| name == "docsets_to_publish") {
        for docset in docsets.items() {
            let members = docset.members()?;
            let folder = members.iter().find(|(name, _)| name == "build_source_folder");
            folders.extend(folder.and_then(|(_, folder)| folder.as_str()).map(tidy));
        }
    }
    Ok(folders)
}

fn tidy(folder: &str) -> String {
    let folder = folder.replace('\\', "/");
    let folder = folder.trim_start_matches("./").trim_matches('/');
    if folder.is_empty() { ".".to_owned() } else { folder.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::docset_folders;

    #[test]
    fn names_every_doc_set() {
        let text = "\u{feff}{ // two of them\n\"docsets_to_publish\": [{\"build_source_folder\": \"./docs/\"}, \
                    {\"build_source_folder\": \".\"}, {\"docset_name\": \"no folder\"},], }";
        assert_eq!(docset_folders(text).unwrap(), ["docs", "."]);
        assert_eq!(docset_folders("{ \"docsets_to_publish\": [1] }").unwrap_err().offset, 25);
        assert!(docset_folders("{").is_err());
    }
}
