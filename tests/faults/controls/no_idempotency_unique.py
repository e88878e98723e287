"""Answers never recalled: every repetition is a new request (G4)."""

import pytest

from api import once


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(once, "recall", lambda _session, _claim: None)
    monkeypatch.setattr(once, "remember", lambda *_: None)
