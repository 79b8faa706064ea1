"""Runs the script of the component templates/guidelint.yml, as a runner does."""

import json
import subprocess

import yaml

from repository import BRANCH, ENVIRONMENT, ROOT, checkout, evaluate, same

HEADER, JOBS = yaml.safe_load_all((ROOT / "templates/guidelint.yml").read_text())


def run(expected, binary, folder, variables, inputs):
    """Runs the job with each shell that images have, and asserts its status; the report for the merge request."""
    (folder / ".guidelint/bin").mkdir(parents=True, exist_ok=True)
    (folder / ".guidelint/.gitignore").write_text("*\n")
    if not (folder / ".guidelint/bin/guidelint").exists():
        (folder / ".guidelint/bin/guidelint").symlink_to(binary)
    given = {name: str(of["default"]) for name, of in HEADER["spec"]["inputs"].items()} | inputs
    context = {f"inputs.{name}": value for name, value in given.items()}
    (job,) = JOBS.values()
    own = {name: evaluate(value, context, ("$[[", "]]")) for name, value in job["variables"].items()}
    environment = {**ENVIRONMENT, "GITLAB_CI": "true", "CI_PROJECT_DIR": str(folder), **variables, **own}
    report = folder / "gl-code-quality-report.json"
    reports = []
    for shell in ("sh", "bash"):
        command = [shell, "-c", "\n".join(job["script"])]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
        printed = done.stdout + done.stderr
        assert done.returncode == expected, f"status {done.returncode}, not {expected}:\n{printed}"
        reports.append(json.loads(report.read_text()))
        report.unlink()
    assert reports[0] == reports[1], "the shells differ"
    print(f"  status: {expected}")
    return sorted((entry["location"]["path"], entry["location"]["lines"]["begin"]) for entry in reports[0])


def merge_request_shows_what_it_causes(binary, work, origin):
    folder = checkout(work, origin, "refs/pull/change/merge", 0)
    command = ["git", "rev-parse", BRANCH]
    base = subprocess.run(command, cwd=origin, env=ENVIRONMENT, capture_output=True, text=True).stdout.strip()
    found = run(1, binary, folder, {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base}, {})
    same("report", found, [("docs/new page.md", 3), ("docs/use.md", 3)])


def other_pipelines_check_everything(binary, work, origin):
    everything = [("docs/new page.md", 3), ("docs/old.md", 3), ("docs/other.md", 3), ("docs/use.md", 3)]
    folder = checkout(work, origin, "refs/pull/change/merge", 1)
    same("report", run(1, binary, folder, {}, {}), everything)
    found = run(0, binary, folder, {}, {"paths": "docs/new page.md\ndocs/old.md\n", "args": "--ignore empty-link"})
    same("report with `paths` and `args`", found, [])


SCENARIOS = (merge_request_shows_what_it_causes, other_pipelines_check_everything)
