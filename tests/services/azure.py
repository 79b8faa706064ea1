"""Runs the step of ci/azure-pipelines.yml that checks, as an agent does."""

import json
import re
import subprocess
import tempfile
from pathlib import Path

import yaml

from repository import BRANCH, ENVIRONMENT, ROOT, checkout, evaluate, git, same

TEMPLATE = yaml.safe_load((ROOT / "ci/azure-pipelines.yml").read_text())


def run(expected, binary, folder, build, parameters):
    """Runs the step, and asserts its status; what it prints, and the folder with its reports."""
    temp = Path(tempfile.mkdtemp(prefix="agent.", dir=folder.parent))
    (temp / "guidelint/bin").mkdir(parents=True)
    (temp / "guidelint/bin/guidelint").symlink_to(binary)
    given = {of["name"]: str(of["default"]) for of in TEMPLATE["parameters"]} | parameters
    context = {f"parameters.{name}": value for name, value in given.items()}
    step = next(step for step in TEMPLATE["steps"] if step["displayName"] == "Check the docs")
    places = {"Pipeline.Workspace": str(temp), "Agent.TempDirectory": str(temp)}
    variables = {
        name: evaluate(evaluate(value, context), places, ("$(", ")")) for name, value in step["env"].items()
    }
    environment = {**ENVIRONMENT, "TF_BUILD": "True", "AGENT_TEMPDIRECTORY": str(temp), **build, **variables}
    done = subprocess.run(["bash", "-c", step["bash"]], cwd=folder, env=environment, capture_output=True, text=True)
    printed = done.stdout + done.stderr
    assert done.returncode == expected, f"status {done.returncode}, not {expected}:\n{printed}"
    assert not list(folder.rglob("pwned")), "the name of a branch was run"
    print(f"  status: {expected}")
    return printed, temp


def logged(printed):
    """Names of the files and lines that issues were logged for, in order."""
    issues = re.findall(r"^##vso\[task\.logissue (.*?)\]", printed, re.M)
    places = [dict(part.split("=", 1) for part in issue.split(";") if part) for issue in issues]
    return sorted((Path(place["sourcepath"]).name, place["linenumber"]) for place in places if "sourcepath" in place)


def pull_request_shows_what_it_causes(binary, work, origin):
    folder = checkout(work, origin, "refs/pull/change/merge", 0)
    build = {"SYSTEM_PULLREQUEST_TARGETBRANCH": f"refs/heads/{BRANCH}"}
    printed, temp = run(1, binary, folder, build, {})
    same("issues", logged(printed), [("new page.md", "3"), ("use.md", "3")])
    results = json.loads((temp / "guidelint.sarif").read_text())["runs"][0]["results"]
    same("results in the SARIF file", len(results), 2)
    same("the JUnit file names the page", "docs/use.md" in (temp / "guidelint.xml").read_text(), True)


def other_builds_check_everything(binary, work, origin):
    folder = checkout(work, origin, "refs/pull/change/merge", 1)
    printed, _ = run(1, binary, folder, {}, {})
    same("issues", logged(printed), [("new page.md", "3"), ("old.md", "3"), ("other.md", "3"), ("use.md", "3")])
    printed, _ = run(0, binary, folder, {}, {"paths": "docs/new page.md\ndocs/old.md\n", "args": "--ignore empty-link"})
    same("issues with `paths` and `args`", logged(printed), [])


def shallow_checkout_is_explained(binary, work, origin):
    folder = checkout(work, origin, "refs/pull/change/merge", 1)
    git(folder, "remote", "remove", "origin")
    printed, _ = run(2, binary, folder, {"SYSTEM_PULLREQUEST_TARGETBRANCH": "main"}, {})
    same("the message says what to do", "`fetchDepth: 0`" in printed, True)


SCENARIOS = (pull_request_shows_what_it_causes, other_builds_check_everything, shallow_checkout_is_explained)
