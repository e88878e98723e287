"""Logs that take what somebody sent as it is: lines broken, terminals coloured."""

import pytest

from api import logs


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "_plain", lambda value: value)
