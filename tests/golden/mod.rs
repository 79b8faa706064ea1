use std::path::Path;

/// Compares with `tests/report/<name>.txt`, or writes that file where `BLESS` is set.
pub fn golden(name: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/report").join(format!("{name}.txt"));
    let version = |text: &str| format!("\"version\":\"{text}\"");
    let actual = actual.replace(&version(env!("CARGO_PKG_VERSION")), &version("VERSION"));
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &actual).expect("the expected output can be written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == actual, "{}:\n{actual}\nexpected:\n{expected}", path.display());
}
