mod output;

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

pub(super) use self::output::Output;
use self::output::OutputParser;
use crate::report::links::{InventoryFormat, Status};

const CHECK_EXAMPLES: &str = "\
Examples:
  guidelint check                              the pages below the working directory
  guidelint check docs README.md               a folder and a file
  guidelint check --select links,truncated-sentence docs
  guidelint check --since origin/main          what a pull request causes, anywhere in the docs
  guidelint check --staged                     what a commit would cause
  guidelint check --fail-on warning --output-format json docs > findings.json
  guidelint check --output-format sarif=guidelint.sarif docs       the text, and a file for code scanning
  cat page.md | guidelint check - --stdin-filename docs/page.md
  guidelint check --fix docs                   mend what has one right repair
  guidelint check --diff docs                  show what --fix would change

Exit status:
  0  nothing at or above the failing severity
  1  findings
  2  could not do the job: wrong arguments, wrong configuration, a missing path, unreadable input";

const BASELINE_EXAMPLES: &str = "\
Examples:
  guidelint baseline               list every finding here in .guidelint-baseline.json
  guidelint check                  shows only what is not listed
  guidelint baseline --prune       drop what is fixed
  guidelint baseline docs          update the entries of docs and leave the others alone

Exit status:
  0  the baseline is up to date
  2  could not do the job, or not all of it: then nothing is written";

const LINKS_EXAMPLES: &str = "\
Examples:
  guidelint links docs                         who links where, page by page
  guidelint links --broken                     what leads nowhere
  guidelint links --external                   every URL with its places
  guidelint links --to docs/setup.md           who links to a page, before you move it
  guidelint links --orphans                    pages that nothing leads to
  guidelint links --output-format dot docs | dot -Tsvg > links.svg

Nothing is fetched: a URL is listed as external, whether it answers or not.

Exit status:
  0  the links were listed, whatever is wrong with them
  2  could not do the job: wrong arguments, wrong configuration, a missing path, unreadable input";

const EXPLAIN_LINK_EXAMPLES: &str = "\
Examples:
  guidelint explain-link docs/guide.md:12      every link on that line
  guidelint explain-link docs/guide.md:12:40   the one at that column

Exit status:
  0  the links were explained
  2  no link stands there, or the file can't be read";

const EXAMPLES: &str = "\
Examples:
  guidelint init                   write a guidelint.toml that fits this repository
  guidelint check docs             check a folder
  guidelint explain empty-link     why a rule exists, and how to set it
  guidelint links --broken docs    what leads nowhere
  guidelint explain-link docs/guide.md:12     how a link was resolved";

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
    /// List today's findings in a baseline, so that `check` shows the new ones alone.
    Baseline(BaselineArgs),
    /// List the links of pages: who links where, which URLs are named, which pages nothing leads to.
    Links(LinksArgs),
    /// Show step by step how the links on a line were resolved.
    ExplainLink(ExplainLinkArgs),
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

    #[command(flatten)]
    pub files: FileArgs,
    /// List the files that would be checked, and check none.
    #[arg(long, help_heading = "Files")]
    pub show_files: bool,

    /// Report only what the change since this commit caused: in lines that it wrote, or anywhere else because a file,
    /// heading, redirection or include went away or was renamed.
    ///
    /// What is there now, committed or not, is judged against the commit that it has in common with REF. Findings from
    /// before are counted and not shown, wherever their lines moved. Nothing is checked out and nothing is fetched.
    #[arg(long, value_name = "REF", help_heading = "Change", conflicts_with_all = ["staged", "show_files", "stdin_filename"])]
    pub since: Option<String>,
    /// Report only what the staged change causes, as a commit would hold it.
    #[arg(long, help_heading = "Change", conflicts_with_all = ["show_files", "stdin_filename"])]
    pub staged: bool,

    /// Set aside what this baseline lists, instead of the nearest .guidelint-baseline.json above each file.
    #[arg(long, value_name = "FILE", help_heading = "Baseline", conflicts_with = "ignore_baseline")]
    pub baseline: Option<PathBuf>,
    /// Take no notice of baselines, and show what they list too.
    #[arg(long, help_heading = "Baseline")]
    pub ignore_baseline: bool,

    #[command(flatten)]
    pub fixes: FixArgs,

    /// Severity from which findings fail the run.
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t = FailOn::Error, help_heading = "Exit status")]
    pub fail_on: FailOn,
    /// Fail where there are more warnings than this.
    #[arg(long, value_name = "N", help_heading = "Exit status")]
    pub max_warnings: Option<usize>,
    /// End with status 0 whatever is found; with 2 still where the job could not be done.
    #[arg(long, help_heading = "Exit status")]
    pub exit_zero: bool,

    /// How to report what is found, and the file that takes the report; may be given several times.
    ///
    /// `FORMAT` goes to standard output, which takes one; `FORMAT=FILE` writes the file, whole or not at all.
    /// Standard output has `full` unless it has another format; with -q and nothing but files, it has nothing.
    /// In GitHub Actions `full` is followed by annotations and the summary of the job, in Azure Pipelines by issues and
    /// the summary of the run, unless a format for standard output is named: `--output-format full` is the text alone.
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = OutputParser, help_heading = "Output")]
    pub output_format: Vec<Output>,
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
#[command(after_long_help = BASELINE_EXAMPLES)]
pub(super) struct BaselineArgs {
    /// Files and folders to check [default: .]
    ///
    /// Entries of other files are left alone, unless their file is gone.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Drop what is fixed, and add nothing.
    #[arg(long, help_heading = "Baseline")]
    pub prune: bool,
    /// Write this file, instead of the nearest .guidelint-baseline.json above each file.
    ///
    /// Where there is none, a new one is written at the root of the repository.
    #[arg(long, value_name = "FILE", help_heading = "Baseline")]
    pub baseline: Option<PathBuf>,

    #[command(flatten)]
    pub rules: RuleArgs,
    #[command(flatten)]
    pub files: FileArgs,
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
    #[command(flatten)]
    pub config: ConfigSource,
}

/// Which of the files in folders are taken.
#[derive(Args)]
pub(super) struct FileArgs {
    /// Take only these files in folders.
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
}

/// What is done about what is found.
#[derive(Args)]
pub(super) struct FixArgs {
    /// Fix what has one right repair, then report what is left.
    ///
    /// Only files that are named, or lie in a folder that is named, are changed. Text from standard input goes to
    /// standard output, and the report to standard error.
    #[arg(long, help_heading = "Fixes", conflicts_with_all = ["fix_only", "diff", "show_files"])]
    pub fix: bool,
    /// Fix, and report nothing; the status is 0 unless a file can't be read or written.
    #[arg(long, help_heading = "Fixes", conflicts_with_all = ["diff", "show_files"])]
    pub fix_only: bool,
    /// Show as a diff what --fix would change, and write nothing; the status is 1 where there is a change.
    #[arg(long, help_heading = "Fixes", conflicts_with = "show_files")]
    pub diff: bool,
    /// Make also fixes that may change the meaning: look at the result.
    #[arg(long, help_heading = "Fixes", conflicts_with_all = ["add_suppressions", "show_files"])]
    pub unsafe_fixes: bool,
    /// Switch off what is found by comments in the pages, each as close to its finding as can be.
    ///
    /// With --diff, show them and write nothing.
    #[arg(long, help_heading = "Fixes", conflicts_with_all = ["fix", "fix_only", "show_files"])]
    pub add_suppressions: bool,
}

/// Where the configuration comes from.
#[derive(Args)]
pub(super) struct ConfigSource {
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
#[command(after_long_help = LINKS_EXAMPLES)]
pub(super) struct LinksArgs {
    /// Files and folders whose links are listed, `-` for standard input [default: .]
    ///
    /// The same files are taken as by `check`.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// List only links that lead out of the docs; a table then has the places below each URL.
    #[arg(long, help_heading = "Links", conflicts_with = "local")]
    pub external: bool,
    /// List only links that stay within the docs.
    #[arg(long, help_heading = "Links")]
    pub local: bool,
    /// List only images.
    #[arg(long, help_heading = "Links")]
    pub images: bool,
    /// List only links that lead nowhere: short for `--status broken,broken-anchor,local-file`.
    #[arg(long, help_heading = "Links")]
    pub broken: bool,
    /// List only links with one of these statuses.
    #[arg(long, value_name = "STATUS", value_delimiter = ',', value_parser = statuses(), help_heading = "Links")]
    pub status: Vec<Status>,
    /// List only links that lead to this file, into this folder, or to URLs that begin so.
    #[arg(long, value_name = "PATH|URL", help_heading = "Links")]
    pub to: Option<String>,
    /// List the published pages that no other page, include or table of contents leads to.
    ///
    /// The page of a folder (`index`, `README`) is none. Only links from the files that were taken count, so name all of
    /// the docs.
    #[arg(long, help_heading = "Links", conflicts_with_all = ["external", "local", "images", "broken", "status", "to"])]
    pub orphans: bool,

    #[command(flatten)]
    pub files: FileArgs,
    #[command(flatten)]
    pub config: ConfigSource,

    /// How to print the links.
    ///
    /// `dot` leaves external links out unless they are asked for.
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "table",
        value_parser = inventory_formats(),
        help_heading = "Output"
    )]
    pub output_format: InventoryFormat,
}

#[derive(Args)]
#[command(after_long_help = EXPLAIN_LINK_EXAMPLES)]
pub(super) struct ExplainLinkArgs {
    /// A file with the line of the link, and its column where the line has several.
    #[arg(value_name = "FILE:LINE[:COLUMN]")]
    pub place: String,
    #[command(flatten)]
    pub config: ConfigSource,
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

fn inventory_formats() -> impl TypedValueParser<Value = InventoryFormat> {
    let names = PossibleValuesParser::new(InventoryFormat::ALL.map(InventoryFormat::name));
    names.try_map(|name| InventoryFormat::from_name(&name).ok_or("no such format"))
}

fn statuses() -> impl TypedValueParser<Value = Status> {
    let names = PossibleValuesParser::new(Status::ALL.map(Status::name));
    names.try_map(|name| Status::from_name(&name).ok_or("no such status"))
}
