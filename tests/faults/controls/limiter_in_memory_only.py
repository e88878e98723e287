"""Rates counted by each process for itself: two workers let through twice as much, a restart everything."""

import pytest

from api import rates


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "_told", lambda *_: 0)
