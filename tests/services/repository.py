"""A repository with a pull request, for the tests of what runs on services."""

import os
import re
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BRANCH = "main;touch${IFS}pwned"
OLD = "# Old\n\nRead [the setup]().\n"
USE = "# Use\n\nFirst [install it](setup.md#install-it).\n"
SETUP = "# Setup\n\n## Install it\n\nUnpack the archive.\n"
ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "HOME": os.environ.get("HOME", "/"),
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_{what}": "a@example.com" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


def git(where, *arguments):
    subprocess.run(["git", *arguments], cwd=where, env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL)


def write(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def commit(folder, message, files):
    write(folder, files)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)


def remote(work):
    """A repository with an old finding, more on its base by now, and a pull request merged for the trial."""
    origin = work / "origin"
    git(work, "init", "--quiet", "--initial-branch", BRANCH, str(origin))
    git(origin, "config", "uploadpack.allowAnySHA1InWant", "true")
    commit(origin, "Start", {"docs/old.md": OLD, "docs/use.md": USE, "docs/setup.md": SETUP})
    git(origin, "checkout", "--quiet", "-b", "change")
    for number in range(4):
        commit(origin, f"Write {number}", {"docs/new page.md": f"# New\n\nRead [it]().\n\nDraft {number}.\n"})
    commit(origin, "Rename a heading", {"docs/setup.md": SETUP.replace("Install", "Unpack")})
    git(origin, "branch", "clean", f"{BRANCH}")
    git(origin, "checkout", "--quiet", BRANCH)
    commit(origin, "Go on", {"docs/other.md": OLD})
    for branch in ("change", "clean"):
        git(origin, "checkout", "--quiet", "--detach", BRANCH)
        git(origin, "merge", "--quiet", "--no-ff", "--message", "Try", branch)
        if branch == "clean":
            commit(origin, "Write well", {"docs/good.md": "# Good\n\nAll is well.\n"})
        git(origin, "update-ref", f"refs/pull/{branch}/merge", "HEAD")
    git(origin, "checkout", "--quiet", BRANCH)
    return origin


def checkout(work, origin, ref, depth):
    """What actions/checkout leaves: a fetch of one ref, detached."""
    folder = Path(tempfile.mkdtemp(prefix="workspace.", dir=work))
    git(folder, "init", "--quiet")
    git(folder, "remote", "add", "origin", origin.as_uri())
    more = ["--depth=1"] if depth else ["+refs/heads/*:refs/remotes/origin/*"]
    git(folder, "fetch", "--quiet", "--no-tags", *more[:depth], "origin", *more[depth:], f"+{ref}:refs/remotes/{ref[5:]}")
    git(folder, "checkout", "--quiet", "--detach", f"refs/remotes/{ref[5:]}")
    return folder


def evaluate(text, context, brackets=("${{", "}}")):
    """Expressions that are a name each, nothing else."""

    def value(match):
        name = match.group(1)
        assert name in context, f"the runner of this test does not know {name}"
        return context[name]

    opening, closing = map(re.escape, brackets)
    return re.sub(rf"{opening}\s*([\w.-]+)\s*{closing}", value, str(text))


def same(what, actual, expected):
    assert actual == expected, f"{what}: {actual!r}, not {expected!r}"
    print(f"  {what}: {actual!r}")
