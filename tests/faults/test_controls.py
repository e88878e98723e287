"""Every control turns the tests beside it red; each runs in a pytest of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.controls import names

ROOT = Path(__file__).parents[2]


@pytest.mark.long
@pytest.mark.parametrize("control", names())
def test_control_is_noticed(control, request):
    if request.config.getoption("--control"):
        pytest.skip("already under a control")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-x",
        "-p",
        "no:cacheprovider",
        "--control",
        control,
        "tests",
    ]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    verdict = run.stdout.strip().rpartition("\n")[2]
    # An error in a fixture is no proof either: the test itself must have failed.
    assert " failed" in verdict, f"{control} is not noticed:\n{run.stdout[-3000:]}"
    assert " error" not in verdict, run.stdout[-3000:]
