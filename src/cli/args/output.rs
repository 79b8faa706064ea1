use std::ffi::OsStr;
use std::path::PathBuf;

use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::{Error, ErrorKind};
use clap::{Arg, Command};

use crate::report::Format;
use crate::text::nearest;

/// A format, and the file that it goes to; standard output without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    pub format: Format,
    pub file: Option<PathBuf>,
}

/// Reads `FORMAT` and `FORMAT=FILE`.
#[derive(Clone)]
pub(super) struct OutputParser;

impl TypedValueParser for OutputParser {
    type Value = Output;

    fn parse_ref(&self, command: &Command, _: Option<&Arg>, value: &OsStr) -> Result<Output, Error> {
        let read = value.to_str().ok_or_else(|| "the value is not UTF-8".to_owned()).and_then(read);
        read.map_err(|why| {
            let text = format!("--output-format {}: {why}\n", value.to_string_lossy());
            Error::raw(ErrorKind::InvalidValue, text).with_cmd(command)
        })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Format::ALL.into_iter().map(|format| PossibleValue::new(format.name()))))
    }
}

fn read(text: &str) -> Result<Output, String> {
    let (name, file) = match text.split_once('=') {
        None => (text, None),
        Some((name, "")) => {
            return Err(format!("no file is named; write `{name}=FILE`, or `{name}` for standard output"));
        }
        Some((name, file)) => (name, Some(PathBuf::from(file))),
    };
    let names = Format::ALL.map(Format::name);
    let unknown = || match nearest(name, names) {
        Some(near) => format!("no such format; did you mean `{near}`?"),
        None => format!("no such format; the formats are {}", names.join(", ")),
    };
    let format = Format::from_name(name).ok_or_else(unknown)?;
    Ok(Output { format, file })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_go_to_standard_output_or_to_files() {
        let output = |format, file: Option<&str>| Ok(Output { format, file: file.map(PathBuf::from) });
        assert_eq!(read("full"), output(Format::Full, None));
        assert_eq!(read("sarif=out/a=b,c.sarif"), output(Format::Sarif, Some("out/a=b,c.sarif")));
        assert!(read("sarif=").unwrap_err().contains("`sarif=FILE`"));
        assert!(read("sarf=x").unwrap_err().contains("`sarif`"));
        assert!(read("").unwrap_err().contains("json-lines, sarif"));
    }
}
