use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::report::Format;

const CHECK_EXAMPLES: &str = "\
Examples:
  guidelint check                              the pages below the working directory
  guidelint check docs README.md               a folder and a file
  guidelint check --select links,truncated-sentence docs
  guidelint check --fail-on warning --output-format json docs > findings.json
  cat page.md | guidelint check - --stdin-filename docs/page.md

Exit status:
  0  nothing at or above the failing severity
  1  findings
  2  could not do the job: wrong arguments, wrong configuration, a missing path, unreadable input";

const EXAMPLES: &str = "\
Examples:
  guidelint init                   write a guidelint.toml that fits this repository
  guidelint check docs             check a folder
  guidelint explain empty-link     why a rule exists, and how to set it";

/// Finds what is not fit to publish in a tree of Markdown documentation.
#[derive(Parser)]
#[command(name = "guidelint", version, after_long_help = EXAMPLES, disable_help_subcommand = true)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub command: Command,
    /// When to color the output; auto obeys the terminal, NO_COLOR and CLICOLOR_FORCE.
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = ColorChoice::Auto)]
    pub color: ColorChoice,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum ColorChoice {
    Auto,
    Always,
    Never,
}

#[derive(Subcommand)]
pub(super) enum Command {
    /// Check pages and report what is wrong with them.
    Check(CheckArgs),
    /// List all rules.
    Rules {
        /// Print them as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Show the page of a rule, or list the rules of a family or tag.
    Explain {
        /// Id or alias of a rule, a family or a tag.
        rule: String,
    },
    /// Write a commented guidelint.toml that fits what is found here.
    Init,
    /// Show the settings in force for a file, and where each came from.
    Config(ConfigArgs),
    /// Print the JSON schema of guidelint.toml.
    Schema,
    /// Print completions for a shell.
    Completions {
        /// The shell.
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Print a page as the rules see it.
    Dump {
        /// The page, or `-` for standard input.
        file: PathBuf,
    },
}

#[derive(Args)]
#[command(after_long_help = CHECK_EXAMPLES)]
pub(super) struct CheckArgs {
    /// Files and folders to check, `-` for standard input [default: .]
    ///
    /// Folders are searched for pages (*.md, *.markdown) as the repository's .gitignore and the configuration allow;
    /// hidden files are passed over and symbolic links not followed. What is named here is checked whatever they say.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    #[command(flatten)]
    pub rules: RuleArgs,

    /// Check only these files in folders.
    ///
    /// Globs work as in .gitignore and count from the working directory: `docs/**` means the pages there, `*.mdx` takes
    /// files that are no pages by their ending.
    #[arg(long, value_name = "GLOB", help_heading = "Files")]
    pub include: Vec<String>,
    /// Leave out these files and folders, as well as those that the configuration excludes.
    #[arg(long, value_name = "GLOB", help_heading = "Files")]
    pub exclude: Vec<String>,
    /// Leave out excluded files even where they are named.
    #[arg(long, help_heading = "Files")]
    pub force_exclude: bool,
    /// The name of what comes from standard input: decides its configuration and is shown.
    #[arg(long, value_name = "PATH", help_heading = "Files")]
    pub stdin_filename: Option<PathBuf>,
    /// List the files that would be checked, and check none.
    #[arg(long, help_heading = "Files")]
    pub show_files: bool,

    /// Severity from which findings fail the run.
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t = FailOn::Error, help_heading = "Exit status")]
    pub fail_on: FailOn,
    /// Fail where there are more warnings than this.
    #[arg(long, value_name = "N", help_heading = "Exit status")]
    pub max_warnings: Option<usize>,
    /// End with status 0 whatever is found; with 2 still where the job could not be done.
    #[arg(long, help_heading = "Exit status")]
    pub exit_zero: bool,

    /// How to print what is found.
    #[arg(long, value_name = "FORMAT", default_value = "full", value_parser = formats(), help_heading = "Output")]
    pub output_format: Format,
    /// Show every finding; repeats of one rule, in one file and in many, are counted otherwise.
    #[arg(long, help_heading = "Output")]
    pub no_collapse: bool,
    /// Print findings and nothing else.
    #[arg(long, short, help_heading = "Output")]
    pub quiet: bool,
    /// Count findings by rule instead of showing them.
    #[arg(long, help_heading = "Output")]
    pub statistics: bool,
}

#[derive(Args)]
pub(super) struct RuleArgs {
    /// Turn only these rules on: ids, aliases, families, tags or `all`.
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "Rules")]
    pub select: Vec<String>,
    /// Turn these rules on too.
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "Rules")]
    pub extend_select: Vec<String>,
    /// Turn these rules off.
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "Rules")]
    pub ignore: Vec<String>,
    /// Use this configuration for every file, instead of the nearest guidelint.toml above it.
    ///
    /// Its globs then count from the working directory.
    #[arg(long, value_name = "PATH", help_heading = "Configuration", conflicts_with = "isolated")]
    pub config: Option<PathBuf>,
    /// Use no configuration file.
    #[arg(long, help_heading = "Configuration")]
    pub isolated: bool,
}

#[derive(Args)]
pub(super) struct ConfigArgs {
    /// The file; a page in the working directory unless given.
    pub file: Option<PathBuf>,
    #[command(flatten)]
    pub rules: RuleArgs,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

fn formats() -> impl TypedValueParser<Value = Format> {
    let names = PossibleValuesParser::new(Format::ALL.map(Format::name));
    names.try_map(|name| Format::from_name(&name).ok_or("no such format"))
}
