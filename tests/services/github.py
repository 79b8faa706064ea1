"""Runs the steps of action.yml as a runner does, on a pull request of a real repository.

The binary stands in for what the step of installation builds; steps that use other actions are passed over.
"""

import json
import re
import subprocess
import tempfile
from pathlib import Path

import yaml

from repository import BRANCH, ENVIRONMENT, ROOT, checkout, evaluate, same

ACTION = yaml.safe_load((ROOT / "action.yml").read_text())


def variables(path):
    """What steps wrote to a file such as GITHUB_OUTPUT."""
    return dict(line.split("=", 1) for line in path.read_text().splitlines())


def run(expected, binary, folder, event, inputs, queue_base=""):
    """Runs the steps, and asserts the status of the first that fails, or 0; what they print, the outputs, the summary."""
    temp = Path(tempfile.mkdtemp(prefix="runner.", dir=folder.parent))
    (temp / "guidelint/bin").mkdir(parents=True)
    (temp / "guidelint/bin/guidelint").symlink_to(binary)
    context = {f"inputs.{name}": str(of.get("default", "")) for name, of in ACTION["inputs"].items()}
    context.update({f"inputs.{name}": value for name, value in inputs.items()})
    context |= {"runner.temp": str(temp), "github.event.merge_group.base_sha": queue_base}
    summary = temp / "summary.md"
    summary.touch()
    printed, status = "", 0
    for step in ACTION["runs"]["steps"]:
        if "uses" in step or step["name"] == "Install guidelint":
            continue
        (output := temp / f"output.{step['id']}").touch()
        environment = {
            **ENVIRONMENT,
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKSPACE": str(folder),
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(summary),
            "RUNNER_TEMP": str(temp),
            "RUNNER_OS": "Linux",
            "RUNNER_ARCH": "X64",
            **event,
            **{name: evaluate(value, context) for name, value in step.get("env", {}).items()},
        }
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
        printed += done.stdout + done.stderr
        written = variables(output)
        context.update({f"steps.{step['id']}.outputs.{name}": value for name, value in written.items()})
        if done.returncode:
            status = done.returncode
            break
    known = {f"steps.check.outputs.{name}": "" for name in ACTION["outputs"]} | context
    outputs = {name: evaluate(of["value"], known) for name, of in ACTION["outputs"].items()}
    assert not list(folder.rglob("pwned")), "the name of a branch was run"
    assert status == expected, f"status {status}, not {expected}:\n{printed}"
    print(f"  status: {status}")
    return printed, outputs, summary.read_text()


def annotated(printed):
    """Files and lines of the annotations, in order."""
    return sorted(re.findall(r"^::error file=([^,]+),line=(\d+)", printed, re.M))


def pull_request_shows_what_it_causes(binary, work, origin):
    for name, depth in (("one commit deep", 1), ("whole", 0)):
        print(f"  the checkout is {name}")
        folder = checkout(work, origin, "refs/pull/change/merge", depth)
        event = {"GITHUB_EVENT_NAME": "pull_request", "GITHUB_BASE_REF": BRANCH}
        printed, outputs, summary = run(1, binary, folder, event, {"sarif": "docs.sarif"})
        same("annotations", annotated(printed), [("docs/new page.md", "3"), ("docs/use.md", "3")])
        same("outputs", outputs, {"findings": "2", "errors": "2", "sarif-file": "docs.sarif"})
        results = json.loads((folder / "docs.sarif").read_text())["runs"][0]["results"]
        same("results in the SARIF file", len(results), 2)
        same("the summary names the page", "docs/use.md" in summary, True)


def merge_queue_shows_what_it_causes(binary, work, origin):
    folder = checkout(work, origin, "refs/pull/change/merge", 1)
    base = subprocess.run(["git", "rev-parse", BRANCH], cwd=origin, capture_output=True, text=True).stdout.strip()
    printed, _, _ = run(1, binary, folder, {"GITHUB_EVENT_NAME": "merge_group"}, {}, queue_base=base)
    same("annotations", annotated(printed), [("docs/new page.md", "3"), ("docs/use.md", "3")])


def clean_pull_request_passes(binary, work, origin):
    folder = checkout(work, origin, "refs/pull/clean/merge", 1)
    event = {"GITHUB_EVENT_NAME": "pull_request", "GITHUB_BASE_REF": BRANCH}
    printed, outputs, _ = run(0, binary, folder, event, {})
    same("annotations", annotated(printed), [])
    same("outputs", outputs, {"findings": "0", "errors": "0", "sarif-file": ""})


def push_checks_everything(binary, work, origin):
    everything = [("docs/new page.md", "3"), ("docs/old.md", "3"), ("docs/other.md", "3"), ("docs/use.md", "3")]
    folder = checkout(work, origin, "refs/pull/change/merge", 1)
    printed, outputs, summary = run(1, binary, folder, {"GITHUB_EVENT_NAME": "push"}, {"summary": "false"})
    same("annotations", annotated(printed), everything)
    same("outputs", outputs, {"findings": "4", "errors": "4", "sarif-file": ""})
    same("summary", summary, "")

    event = {"GITHUB_EVENT_NAME": "pull_request", "GITHUB_BASE_REF": BRANCH}
    printed, _, _ = run(0, binary, folder, event, {"since": "none", "fail-on": "never"})
    same("annotations with `since: none`", annotated(printed), everything)


def inputs_are_passed_on(binary, work, origin):
    folder = checkout(work, origin, "refs/pull/change/merge", 1)
    inputs = {"paths": "docs/new page.md\ndocs/old.md\n", "args": "--ignore empty-link  --no-collapse"}
    printed, _, _ = run(0, binary, folder, {}, inputs)
    same("annotations", annotated(printed), [])
    printed, outputs, _ = run(2, binary, folder, {}, {"args": "$(touch${IFS}pwned)"})
    same("outputs", outputs, {"findings": "", "errors": "", "sarif-file": ""})


def missing_base_is_explained(binary, work, origin):
    folder = checkout(work, origin, "refs/pull/change/merge", 1)
    printed, _, _ = run(2, binary, folder, {"GITHUB_BASE_REF": "gone"}, {})
    same("the message says what to do", "`fetch-depth: 0`" in printed, True)


def other_actions_are_pinned(*_):
    text = (ROOT / "action.yml").read_text()
    uses = re.findall(r"uses:\s*(.*)", text)
    same("pinned", [bool(re.fullmatch(r"\S+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use)) for use in uses], [True] * len(uses))
    runs = [step["run"] for step in ACTION["runs"]["steps"] if "run" in step]
    same("scripts with expressions in them", [script for script in runs if "${{" in script], [])


SCENARIOS = (
    other_actions_are_pinned,
    missing_base_is_explained,
    push_checks_everything,
    pull_request_shows_what_it_causes,
    merge_queue_shows_what_it_causes,
    clean_pull_request_passes,
    inputs_are_passed_on,
)
