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
    assert run.returncode == pytest.ExitCode.TESTS_FAILED, f"{control} stays green:\n{run.stdout[-3000:]}"
