use std::process::ExitCode;

fn main() -> ExitCode {
    guidelint::cli::run(std::env::args_os())
}
