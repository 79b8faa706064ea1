"""Runs what guidelint offers to services, as they run it: action.yml, the steps for Azure, the job for GitLab.

    python3 tests/services GUIDELINT
"""

import sys
import tempfile
from pathlib import Path

import azure
import github
import gitlab
import repository


def main():
    binary = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        origin = repository.remote(work)
        for service in (github, azure, gitlab):
            for scenario in service.SCENARIOS:
                print(f"{service.__name__}: {scenario.__name__.replace('_', ' ')}")
                scenario(binary, work, origin)


main()
