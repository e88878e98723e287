"""What was not found answered as soon as that is known, sooner when there is nothing to look at."""

import pytest

from api import problem


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(problem, "await_beat", lambda: None)
