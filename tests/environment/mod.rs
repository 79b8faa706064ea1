use std::process::Command;

/// What decides how the program prints: nobody's own settings, nor the service that runs the tests, may change what a
/// test sees.
const DECIDES: [&str; 15] = [
    "AGENT_TEMPDIRECTORY",
    "BUILD_SOURCESDIRECTORY",
    "CI_PROJECT_DIR",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "FORCE_COLOR",
    "GITHUB_ACTIONS",
    "GITHUB_STEP_SUMMARY",
    "GITHUB_WORKSPACE",
    "GITLAB_CI",
    "NO_COLOR",
    "RAYON_NUM_THREADS",
    "SOURCE_DATE_EPOCH",
    "TF_BUILD",
    "XDG_CONFIG_HOME",
];

/// The program, in an environment that says nothing.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guidelint"));
    for name in DECIDES {
        command.env_remove(name);
    }
    command
}
