"""Every control turns tests beside it red; each runs in a pytest of its own, on the server of this one.

Only files that name the control are collected, and the first test that turns red ends the run: what is asked is
whether anybody notices.
"""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import TEMPLATE, WORLD_TEMPLATE
from tests.faults import one_server
from tests.faults.controls import MARK, names

ROOT = Path(__file__).parents[2]
VERDICT = re.compile(r"^\d+ (?:failed|passed|error|skipped|deselected).* in [\d.]+s")
LONGEST = 300
"""Seconds in which a control must be noticed."""


@cache
def files() -> dict[str, list[str]]:
    """The test files that name each control."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for name in set(_marks(ast.parse(path.read_text("utf-8")))):
            found.setdefault(name, []).append(str(path.relative_to(ROOT)))
    return found


def _marks(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == MARK:
            yield from (one.value for one in node.args if isinstance(one, ast.Constant))


def test_every_control_has_a_test_and_every_mark_a_control():
    assert sorted(files()) == names()


@pytest.mark.long
@pytest.mark.parametrize("control", names())
def test_control_is_noticed(control, request, cluster, templates):
    if request.config.getoption("--control"):
        pytest.skip("already under a control")
    # Made here, unbroken, whoever needs them first.
    for template in (TEMPLATE, WORLD_TEMPLATE):
        templates(template)
    quick = ("-q", "-x", "--tb=short", "-p", "no:cacheprovider", "-p", "no:randomly", "-p", "no:pytest_cov")
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            *quick,
            "-p",
            one_server.__name__,
            "--control",
            control,
            *files()[control],
        ],
        cwd=ROOT,
        env={**os.environ, one_server.HOME: str(cluster.home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST,
    )
    # The last line that sums up: what servers still say as they stop may come after it.
    verdict = ([line for line in run.stdout.splitlines() if VERDICT.search(line)] or [""])[-1]
    if " skipped" in verdict and " failed" not in verdict and " passed" not in verdict:
        pytest.skip(f"its tests need what this machine lacks: {verdict}")
    # An error in a fixture is no proof either: the test itself must have failed.
    assert " failed" in verdict, f"{control} is not noticed:\n{run.stdout[-3000:]}"
    assert " error" not in verdict, run.stdout[-3000:]
