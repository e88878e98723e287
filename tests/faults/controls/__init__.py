"""Controls: deliberately broken variants that must turn the tests beside them red.

`pytest --control NAME` breaks the platform as `tests/faults/controls/<name>.py` says and runs only the tests marked
`@pytest.mark.control("NAME")`; at least one must fail. A guard that stays green under its control guards nothing.
A control module has one function, `sabotage(monkeypatch)`, and a docstring that names what it takes away.
"""

from importlib import import_module
from pathlib import Path

import pytest

MARK = "control"


def names() -> list[str]:
    """Every control there is."""
    return sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--control", choices=names(), help="break the platform in this way; its tests must turn red"
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", f"{MARK}(*names): turns red under each of these controls")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    chosen = config.getoption("--control")
    for item in items:
        for mark in item.iter_markers(MARK):
            unknown = set(mark.args) - set(names())
            if unknown:
                raise pytest.UsageError(f"{item.nodeid}: no such control: {', '.join(sorted(unknown))}")
    if chosen:
        kept = [item for item in items if any(chosen in mark.args for mark in item.iter_markers(MARK))]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept


@pytest.fixture(autouse=True)
def _sabotage(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = request.config.getoption("--control")
    if chosen:
        import_module(f"tests.faults.controls.{chosen}").sabotage(monkeypatch)
