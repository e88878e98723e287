"""A checklist that lost a row: a clause nobody has answered (G16)."""

import pytest

from tests.guards import checklist


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    real = checklist.rows
    monkeypatch.setattr(checklist, "rows", lambda heading: real(heading)[:-1])
