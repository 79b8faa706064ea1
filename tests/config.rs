//! The reading of `guidelint.toml` without a disk: whatever the text, there is a configuration or an error.

use std::path::Path;

use guidelint::config::Config;
use guidelint::rules::registry;
use proptest::prelude::*;

fn load(read: &dyn Fn(&str) -> Result<String, String>) -> Result<Config, String> {
    let by_path = |path: &Path| read(&path.to_string_lossy());
    let show = |path: &Path| path.to_string_lossy().into_owned();
    Config::load(Path::new("/0.toml"), Path::new("/"), registry(), &by_path, &show).map_err(|error| error.to_string())
}

fn number(path: &str) -> usize {
    path.trim_matches(|c: char| !c.is_ascii_digit()).parse().unwrap()
}

#[test]
fn a_lattice_of_bases_is_read_once_each() {
    let reads = std::cell::Cell::new(0);
    let config = load(&|path| {
        reads.set(reads.get() + 1);
        let next = number(path) + 1;
        Ok(if next < 30 { format!("extends = ['{next}.toml', './{next}.toml']") } else { String::new() })
    });
    assert_eq!((config.unwrap().files.len(), reads.get()), (30, 30));
}

#[test]
fn bases_of_bases_end_somewhere() {
    let error = load(&|path| Ok(format!("extends = '{}.toml'", number(path) + 1))).unwrap_err();
    assert!(error.contains("more than 32 files deep"), "{error}");
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC*|(?s).*") {
        let _ = load(&|_| Ok(text.clone()));
    }

    #[test]
    fn any_key_and_value_are_read_or_refused(
        key in "extends|site|select|include|rules|rules\\.empty-link|overrides|\\PC{0,8}",
        value in "'all'|\\[\\]|\\[1\\]|\\{\\}|\\[\\{files=\\['é'\\]\\}\\]|\\{ '\\PC{0,4}' = 1 \\}|'\\PC{0,8}'|1|\\[\\[\\]\\]",
    ) {
        let _ = load(&|_| Ok(format!("# é\n{key} = {value}\n")));
    }
}
